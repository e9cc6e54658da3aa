"""Names of columns and JSON fields, of spreadsheets and of the exports of sites and programs.

Scopus, Zotero, IEEE Xplore, Dimensions, Semantic Scholar, OpenReview and others; in lower case
without punctuation, in order of preference.
"""

from __future__ import annotations

import re
from functools import lru_cache

FIELDS = {
    "title": "title papertitle documenttitle articletitle name displayname",
    "abstract": "abstract summary abstractnote description",
    "authors": "authorfullnames authors author authornames creators",
    "n_authors": "nauthors numauthors authorcount",
    "org": "org organization organisation institution",
    "published": "published publisheddate publishdate publicationdate publishedat date "
    "datepublished pubdate releasedate created pdate cdate tcdate publicationyear year pubyear",
    "arxiv_id": "arxivid arxiv arxivurl eprint id paperid",
    "doi": "doi doiurl",
    "url": "url link paperurl abstracturl landingpage href",
    "pdf_url": "pdf pdfurl pdflink",
    "code_url": "code codeurl codelink github githuburl githubrepo repo repository",
    "project_url": "project projectpage projecturl homepage website",
    "venue": "venue journal journaltitle sourcetitle conference booktitle publicationtitle "
    "containertitle anthologytitle journalref",
    "keywords": "keywords keyword authorkeywords tags manualtags automatictags categories topics "
    "subjects",
    "ai_summary": "aisummary tldr",
    "upvotes": "upvotes votes likes",
    "comments": "comments numcomments ncomments",
    "listed": "listed submittedondailyat",
}
"""Names per field of Paper."""
DETAILS = {
    "type": "itemtype documenttype publicationtype publicationtypes entrytype documentidentifier "
    "type",
    "volume": "volume vol",
    "issue": "issue issuenumber issueno",
    "page": "pages page pagination pagerange",
    "page-first": "pagestart startpage firstpage beginningpage",
    "page-last": "pageend endpage lastpage endingpage",
    "number": "number artno articleno articlenumber reportnumber patentnumber",
    "publisher": "publisher publishername",
    "publisher-place": "publisherplace place publisherlocation publishercity publisheraddress",
    "editor": "editors editor bookeditors",
    "translator": "translators translator",
    "collection-editor": "serieseditors serieseditor",
    "container-author": "bookauthors bookauthor",
    "ISBN": "isbn isbns printisbn eisbn electronicisbn",
    "ISSN": "issn issns printissn eissn electronicissn onlineissn",
    "collection-title": "series seriestitle bookseriestitle collectiontitle",
    "collection-number": "seriesnumber collectionnumber",
    "edition": "edition",
    "language": "language languageoforiginaldocument",
    "note": "note extra",
    "annote": "annote notes",
    "number-of-pages": "numpages numberofpages pagecount",
    "number-of-volumes": "numberofvolumes",
    "title-short": "titleshort shorttitle",
    "container-title-short": "journalabbreviation abbreviatedsourcetitle containertitleshort",
    "event-title": "conferencename meetingname conferencetitle eventtitle",
    "event-place": "conferencelocation meetingplace eventplace",
    "event-date": "conferencedate meetingdate eventdate",
    "genre": "genre",
    "status": "publicationstage publicationstatus",
    "PMID": "pmid pubmedid pubmed",
    "PMCID": "pmcid pubmedcentral pubmedcentralid",
    "accessed": "accessed accessdate dateaccessed",
    "archive": "archive",
    "archive_location": "archivelocation locinarchive",
    "source": "librarycatalog",
    "call-number": "callnumber",
    "license": "license rights",
    "citation-key": "citationkey citekey bibtexkey",
}
"""Names per CSL variable, and `page-last`."""
MARKS = frozenset(["mystatus", "mystar", "mytags", "mynote", "marks", "details"])
"""The user's marks, which an import leaves alone, and the details, which are read by themselves."""
FORUM = "forum"
"""The id of a paper in OpenReview, or the address of its page."""
KINDS = {
    "article": "preprint",
    "article-journal": "article journalarticle journal researcharticle ieeejournals ieeemagazines "
    "earlyaccessarticles articleinpress review reviewarticle shortsurvey editorial letter note "
    "erratum",
    "article-magazine": "magazinearticle",
    "article-newspaper": "newspaperarticle",
    "book": "editedbook ieeebooks",
    "chapter": "bookchapter booksection incollection inbook",
    "dataset": "datapaper",
    "paper-conference": "conferencepaper conference conferenceproceeding conferenceproceedings "
    "proceedingspaper inproceedings proceeding ieeeconferences",
    "post-weblog": "blogpost",
    "report": "techreport technicalreport researchreport",
    "software": "computerprogram",
    "standard": "ieeestandards",
    "thesis": "phdthesis mastersthesis masterthesis dissertation doctoralthesis",
    "webpage": "website",
}
"""Names per CSL type, beside the type itself and the names of Crossref."""
_PUNCTUATION = re.compile(r"[\W_]+")
_FLATTENED = re.compile(r"content\.(.+?)(?:\.value)?", re.IGNORECASE)
"""A nested field of OpenReview as the name of a column: `content.title.value`."""


def _ranked(table: dict[str, str]) -> dict[str, tuple[str, int]]:
    return {
        name: (field, rank)
        for field, names in table.items()
        for rank, name in enumerate(names.split())
    }


_PLACES = _ranked(FIELDS) | _ranked(DETAILS) | _ranked({FORUM: "forum"})
_KINDS = {name: kind for kind, names in KINDS.items() for name in names.split()}


def _normalised(name: str) -> str:
    flattened = _FLATTENED.fullmatch(name) if name[:8].casefold() == "content." else None
    return _PUNCTUATION.sub("", (flattened[1] if flattened else name)[:100].casefold())


@lru_cache(10_000)
def place_of(name: str) -> tuple[str, int] | None:
    """The field of Paper or CSL variable under a name, and its rank; ("", 0) if it is unknown.

    None for what is not read here.
    """
    normalised = _normalised(name)
    return None if normalised in MARKS else _PLACES.get(normalised, ("", 0))


def kind_named(name: str) -> str:
    """The CSL type under a name that is none itself, or ``""``."""
    return _KINDS.get(_normalised(name), "")
