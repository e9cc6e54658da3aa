"""Reads PubMed XML, as PubMed saves and eFetch sends it: articles, books and their chapters.

Values get the tags that they have in nbib. Elements without such a tag are kept as text, under
`pubmed:ELEMENT`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from paperdesk.formats.format import Format, Match
from paperdesk.formats.pubmed.paper import pubmed_paper
from paperdesk.formats.reading.records import read_records
from paperdesk.formats.reading.references import partial_date
from paperdesk.formats.reading.tagged_lines import TaggedRecord
from paperdesk.formats.reading.values import clean_text
from paperdesk.formats.reading.xml_stream import (
    elements,
    outline,
    text_at,
    text_of,
    texts_at,
    to_xml,
)
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.details import Person
    from paperdesk.model.paper import Item, Paper

_RECORDS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation", "BookDocument")
# Within MedlineCitation or BookDocument; of several places the first with a value counts.
_PLACES = {
    "PMID": ["PMID"],
    "TI": ["Article/ArticleTitle", "ArticleTitle"],
    "BTI": ["Book/BookTitle"],
    "CTI": ["Book/CollectionTitle"],
    "VTI": ["Book/VolumeTitle"],
    "TT": ["Article/VernacularTitle", "VernacularTitle"],
    "JT": ["Article/Journal/Title"],
    "TA": ["Article/Journal/ISOAbbreviation", "MedlineJournalInfo/MedlineTA"],
    "VI": ["Article/Journal/JournalIssue/Volume", "Book/Volume"],
    "IP": ["Article/Journal/JournalIssue/Issue"],
    "IS": ["Article/Journal/ISSN"],
    "ISSN": ["MedlineJournalInfo/ISSNLinking"],
    "ISBN": ["Book/Isbn"],
    "JID": ["MedlineJournalInfo/NlmUniqueID"],
    "LA": ["Article/Language", "Language"],
    "PT": ["Article/PublicationTypeList/PublicationType", "PublicationType"],
    "PB": ["Book/Publisher/PublisherName"],
    "PL": ["Book/Publisher/PublisherLocation", "MedlineJournalInfo/Country"],
    "EN": ["Book/Edition"],
    "CI": ["Article/Abstract/CopyrightInformation", "Abstract/CopyrightInformation"],
    "GN": ["GeneralNote"],
    "OT": ["KeywordList/Keyword"],
    "AD": ["Article/AuthorList/Author/AffiliationInfo/Affiliation", "Article/Affiliation",
           "AuthorList/Author/AffiliationInfo/Affiliation"],
    "AUID": ["Article/AuthorList/Author/Identifier", "AuthorList/Author/Identifier"],
}  # fmt: skip
_READ = frozenset([
    "Abstract", "Article", "ArticleDate", "ArticleIdList", "Affiliation", "AuthorList", "Book",
    "BookDocument", "ELocationID", "Journal", "MedlineCitation", "MedlineJournalInfo",
    "MeshHeadingList", "OtherAbstract", "Pagination", "PubDate", "PublicationTypeList", "Publisher",
    "PubmedBookData", "PubmedData", "KeywordList",
    *(place.rpartition("/")[2] for places in _PLACES.values() for place in places),
])  # fmt: skip
_IDS = {"pubmed": "PMID", "pmc": "PMC", "mid": "MID"}


def sniff(source: Source) -> Match | None:
    """Looks for PubMed's elements at the beginning."""
    found = outline(source)
    if not found or not ({found.root, *found.names} & set(_RECORDS)):
        return None
    return Match(1, tr("it has PubMed records"))


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each record, or a Problem if it has no title and no identifier."""
    return read_records(elements(source, _RECORDS), _paper, to_xml)


def _paper(element: Element, state: ReadState) -> Paper:
    if element.tag in ("MedlineCitation", "BookDocument"):
        whole = Element("PubmedArticle")
        whole.append(element)
        element = whole
    citation = next((child for child in element if child.tag in _RECORDS), Element(""))
    record = TaggedRecord(1)
    for tag, places in _PLACES.items():
        record.add(tag, *next(filter(None, (texts_at(citation, place) for place in places)), []))
    for heading in citation.iterfind("MeshHeadingList/MeshHeading"):
        record.add("MH", "/".join(filter(None, map(text_of, heading))))
    _add_abstract(record, citation)
    _add_dates(record, citation)
    _add_ids(record, element, citation)
    record.add("PG", _pages(citation))
    authors, editors, container_authors, others = _people(citation)
    rest = {f"pubmed:{name}": "\n".join(lines) for name, lines in _rest(element).items()}
    people = authors, editors, others
    return pubmed_paper(record, state, people, **{"container-author": container_authors}, **rest)


def _add_abstract(record: TaggedRecord, citation: Element) -> None:
    own = citation.find("Article/Abstract")
    own = citation.find("Abstract") if own is None else own
    if own is not None:
        record.add("AB", _abstract(own))
    record.add("OAB", *map(_abstract, citation.iterfind("OtherAbstract")))


def _abstract(element: Element) -> str:
    """The text of an abstract, with the labels of its sections."""
    sections = []
    for section in element.iterfind("AbstractText"):
        label = clean_text(section.get("Label", "")).rstrip(": ")
        text = text_of(section)
        labelled = label and label.upper() != "UNLABELLED"
        sections.append(f"{label}: {text}" if labelled else text)
    return " ".join(filter(None, sections))


def _add_dates(record: TaggedRecord, citation: Element) -> None:
    for tag, places in (
        ("DP", ("Article/Journal/JournalIssue/PubDate", "Book/PubDate")),
        ("DEP", ("Article/ArticleDate",)),
    ):
        for place in places:
            record.add(tag, *map(_date, citation.iterfind(place)))


def _date(element: Element) -> str:
    """A date, as far as it is sure; else the words of it."""
    known = partial_date(*(text_at(element, name) for name in ("Year", "Month", "Day")))
    return known or clean_text(" ".join(element.itertext()))


def _add_ids(record: TaggedRecord, element: Element, citation: Element) -> None:
    for place in ("Article/ELocationID", "Book/ELocationID"):
        for found in citation.iterfind(place):
            if found.get("ValidYN") != "N" and (text := text_of(found)):
                record.add("LID", f"{text} [{found.get('EIdType', '')}]")
    for found in element.iterfind("*/ArticleIdList/ArticleId"):
        kind, text = found.get("IdType", ""), text_of(found)
        if not text:
            continue
        if kind not in _IDS:
            record.add("AID", f"{text} [{kind}]")
        elif text not in record.all(_IDS[kind]):
            record.add(_IDS[kind], text)


def _pages(citation: Element) -> str:
    for place in ("Article/Pagination", "Pagination"):
        if whole := text_at(citation, f"{place}/MedlinePgn"):
            return whole
        ends = (text_at(citation, f"{place}/{end}") for end in ("StartPage", "EndPage"))
        if whole := "-".join(dict.fromkeys(filter(None, ends))):
            return whole
    return ""


def _people(citation: Element) -> tuple[list[Person], list[Person], list[Person], bool]:
    """Authors, editors, the authors of the book of a chapter; whether there are more authors."""
    own = [*citation.iterfind("Article/AuthorList"), *citation.iterfind("AuthorList")]
    book = list(citation.iterfind("Book/AuthorList"))
    editors = [each for each in (*own, *book) if each.get("Type") == "editors"]
    authors = [each for each in own if each not in editors]
    others = [each for each in book if each not in editors]
    if not authors:
        authors, others = others, []
    is_cut = any(each.get("CompleteYN") == "N" for each in authors)
    return _named(authors), _named(editors), _named(others), is_cut


def _named(lists: list[Element]) -> list[Person]:
    return [
        person
        for each in lists
        for author in each.iterfind("Author")
        if author.get("ValidYN") != "N" and (person := _person(author))
    ]


def _person(author: Element) -> Person:
    if group := text_at(author, "CollectiveName"):
        return {"literal": group}
    given = (text_at(author, name) for name in ("ForeName", "FirstName", "Initials"))
    parts = {
        "family": text_at(author, "LastName"),
        "given": next(filter(None, given), ""),
        "suffix": text_at(author, "Suffix"),
    }
    return {part: text for part, text in parts.items() if text}


def _rest(element: Element) -> dict[str, list[str]]:
    """The lines of the elements without a tag, such as `GrantList`, by their names."""
    found: dict[str, list[str]] = {}
    for place in ("*", "MedlineCitation/Article", "BookDocument/Book"):
        for parent in element.iterfind(place):
            for child in parent:
                if child.tag not in _READ:
                    found.setdefault(child.tag, []).extend(filter(None, _lines(child)))
    return {name: lines for name, lines in found.items() if lines}


def _lines(element: Element) -> list[str]:
    """A line for each entry of a list; else one line."""
    if not any(len(child) for child in element):
        return [_words(element)]
    return [" ".join([*child.attrib.values(), _words(child)]) for child in element]


def _words(element: Element) -> str:
    return clean_text(" ".join(element.itertext()))


PUBMED_XML = Format(
    name="pubmed-xml",
    label=StoredMessage("PubMed XML file"),
    suffixes=(".xml",),
    sniff=sniff,
    read=read,
)
