"""The names of fields, details and types of papers, as they stand in a sentence."""

from __future__ import annotations

from paperdesk.translation import tr, tr_in

FIELD_NAMES = {
    "title": tr_in("field", "title"),
    "abstract": tr_in("field", "abstract"),
    "authors": tr_in("field", "authors"),
    "n_authors": tr_in("field", "number of authors"),
    "org": tr_in("field", "organisation"),
    "published": tr_in("field", "date"),
    "arxiv_id": tr_in("field", "arXiv id"),
    "doi": tr_in("field", "DOI"),
    "url": tr_in("field", "link"),
    "pdf_url": tr_in("field", "PDF link"),
    "code_url": tr_in("field", "code link"),
    "project_url": tr_in("field", "project page"),
    "venue": tr_in("field", "venue"),
    "keywords": tr_in("field", "keywords"),
    "ai_summary": tr_in("field", "AI summary"),
    "details": tr_in("field", "details"),
    "upvotes": tr_in("field", "upvotes"),
    "comments": tr_in("field", "comments"),
    "listed": tr_in("field", "listing day"),
    "votes": tr_in("field", "votes"),
    "status": tr_in("field", "status"),
    "starred": tr_in("field", "starred"),
    "tags": tr_in("field", "tags"),
    "note": tr_in("field", "note"),
    "star": tr_in("field", "star"),
    "highlights": tr_in("field", "highlights"),
    "less-like": tr("“Less like this”"),
    "trash": tr("place in the trash"),
}
"""The fields of a paper, and what the user added to it."""
_DETAIL_NAMES = {
    "type": tr_in("field", "type"),
    "volume": tr_in("field", "volume"),
    "issue": tr_in("field", "issue"),
    "page": tr_in("field", "page"),
    "number": tr_in("field", "number"),
    "edition": tr_in("field", "edition"),
    "collection-title": tr_in("field", "collection title"),
    "editor": tr_in("field", "editor"),
    "translator": tr_in("field", "translator"),
    "publisher": tr_in("field", "publisher"),
    "publisher-place": tr_in("field", "publisher place"),
    "language": tr_in("field", "language"),
    "note": tr_in("field", "note"),
    "accessed": tr_in("field", "accessed"),
    "container-title-short": tr_in("field", "container title short"),
    "title-short": tr_in("field", "title short"),
    "number-of-pages": tr_in("field", "number of pages"),
    "chapter-number": tr_in("field", "chapter number"),
    "citation-key": tr_in("field", "citation key"),
    "event-title": tr_in("field", "event title"),
    "event-place": tr_in("field", "event place"),
    "genre": tr_in("field", "genre"),
    "names": tr_in("field", "names"),
    "others": tr_in("field", "others"),
}
"""Those of the CSL variables; others are called by their own names, which are English."""
_EDITABLE_NAMES = FIELD_NAMES | {
    "pdf_url": tr_in("field", "PDF"),
    "code_url": tr_in("field", "code"),
    "project_url": tr_in("field", "project"),
    "details.type": _DETAIL_NAMES["type"],
    "details.volume": _DETAIL_NAMES["volume"],
    "details.issue": _DETAIL_NAMES["issue"],
    "details.page": tr_in("field", "pages"),
    "details.number": _DETAIL_NAMES["number"],
    "details.edition": _DETAIL_NAMES["edition"],
    "details.collection-title": tr_in("field", "series"),
    "details.editor": tr_in("field", "editors"),
    "details.publisher": _DETAIL_NAMES["publisher"],
    "details.publisher-place": tr_in("field", "place"),
    "details.ISBN": "ISBN",
    "details.ISSN": "ISSN",
    "details.language": _DETAIL_NAMES["language"],
    "details.note": tr_in("field", "remark"),
}
"""The fields that the user edits, as the form calls them."""
_TYPE_NAMES = {
    "article": tr("Preprint"),
    "article-journal": tr("Journal article"),
    "article-magazine": tr("Magazine article"),
    "article-newspaper": tr("Newspaper article"),
    "paper-conference": tr("Conference paper"),
    "chapter": tr("Book chapter"),
    "book": tr("Book"),
    "thesis": tr("Thesis"),
    "report": tr("Report"),
    "webpage": tr("Web page"),
    "dataset": tr("Dataset"),
    "software": tr("Software"),
    "patent": tr("Patent"),
    "manuscript": tr("Manuscript"),
    "speech": tr("Speech"),
    "document": tr_in("type of paper", "Document"),
    "review": tr_in("type of paper", "Review"),
    "review-book": tr("Review book"),
    "entry-dictionary": tr("Entry dictionary"),
    "entry-encyclopedia": tr("Encyclopedia entry"),
    "post": tr_in("type of paper", "Post"),
    "post-weblog": tr("Blog post"),
}
"""Those of the CSL item types; others are called by their own names, which are English."""


def field_name(field: str) -> str:
    """The name of a field in a sentence: `arXiv id`, `publisher place`."""
    detail = field.removeprefix("details.")
    if detail == field:
        return FIELD_NAMES.get(field, field)
    return _DETAIL_NAMES.get(detail) or detail.replace("-", " ")


def type_name(kind: str) -> str:
    """`Journal article` for `article-journal`."""
    return _TYPE_NAMES.get(kind) or kind.replace("-", " ").capitalize()


def editable_name(field: str) -> str:
    """The name of an EditableField in a sentence: `pages`, `arXiv id`, `DOI`."""
    return _EDITABLE_NAMES[field]
