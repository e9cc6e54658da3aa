"""What BibTeX and BibLaTeX call the types and variables of CSL, in both directions.

Fields that Paper holds itself, people, dates and addresses have their own code in `read` and
`write`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Dialect = Literal["bibtex", "biblatex"]

ENTRY_TYPE = "bibtex:ENTRYTYPE"
"""The detail with the entry type of the file, where its CSL type leads to another."""
OTHER_EDITORS = "bibtex:OTHERS"
"""The detail with the roles, beside authors, whose lists end with `and others`."""

CSL_TYPES = {
    "article": "article-journal", "book": "book", "incollection": "chapter",
    "inproceedings": "paper-conference", "online": "webpage", "misc": "document",
    "thesis": "thesis", "report": "report", "unpublished": "manuscript", "booklet": "pamphlet",
    "software": "software", "dataset": "dataset", "patent": "patent", "periodical": "periodical",
    "standard": "standard", "inreference": "entry-encyclopedia", "review": "review",
    "movie": "motion_picture", "music": "song", "artwork": "graphic",
    "legislation": "legislation", "jurisdiction": "legal_case",
    "letter": "personal_communication", "performance": "performance",
    # Types above are written, those below read.
    "conference": "paper-conference", "inbook": "chapter", "bookinbook": "chapter",
    "suppbook": "chapter", "suppcollection": "chapter", "suppperiodical": "article-journal",
    "mvbook": "book", "collection": "book", "mvcollection": "book", "proceedings": "book",
    "mvproceedings": "book", "reference": "book", "mvreference": "book", "manual": "book",
    "phdthesis": "thesis", "mastersthesis": "thesis", "techreport": "report",
    "electronic": "webpage", "www": "webpage", "softwareversion": "software",
    "softwaremodule": "software", "codefragment": "software", "video": "motion_picture",
    "audio": "song", "image": "graphic",
}  # fmt: skip
"""CSL types by entry type; any other entry is a `document`."""
_ENTRY_TYPES = {csl: entry for entry, csl in reversed(CSL_TYPES.items())}
SUBTYPES = {
    "article": "misc", "document": "misc", "article-magazine": "article",
    "article-newspaper": "article", "bill": "legislation", "broadcast": "misc", "classic": "book",
    "entry": "inreference", "entry-dictionary": "inreference", "event": "misc", "figure": "misc",
    "hearing": "misc", "interview": "misc", "map": "misc", "musical_score": "misc",
    "post": "online", "post-weblog": "online", "regulation": "legislation",
    "review-book": "review", "speech": "misc", "treaty": "misc",
}  # fmt: skip
"""Entry types of CSL types that have none of their own and are written as `entrysubtype`."""
_BIBLATEX_SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
_GENRES = {
    "phdthesis": "PhD thesis", "mathesis": "Master's thesis", "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis", "techreport": "Technical report",
    "resreport": "Research report",
}  # fmt: skip
"""What BibLaTeX's keys for `type` stand for."""
_GENRE_KEYS = {genre: key for key, genre in _GENRES.items()}
_THESES = {"phdthesis": _GENRES["phdthesis"], "mastersthesis": _GENRES["mathesis"]}
_BOOKS = frozenset(["book", "chapter"])
IN_BOOKS = _BOOKS | {"paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"}
"""CSL types whose venue is a `booktitle`; that of others is a `journal`."""
ISSUES = frozenset([
    "article-journal", "article-magazine", "article-newspaper", "paper-conference", "periodical",
    "review", "review-book",
])  # fmt: skip
"""CSL types whose `number` is an issue."""

VARIABLES: dict[str, tuple[str, ...]] = {
    "volume": ("volume",),
    "page": ("pages",),
    "chapter-number": ("chapter",),
    "part-number": ("part",),
    "edition": ("edition",),
    "version": ("version",),
    "collection-title": ("series",),
    "event-title": ("eventtitle",),
    "event-place": ("venue",),
    "publisher": ("publisher",),
    "publisher-place": ("address", "location"),
    "genre": ("type",),
    "medium": ("howpublished",),
    "note": ("note",),
    "language": ("language",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "PMID": ("pmid",),
    "PMCID": ("pmcid",),
    "number-of-pages": ("pagetotal", "numpages"),
    "number-of-volumes": ("volumes",),
    "title-short": ("shorttitle",),
    "container-title-short": ("shortjournal",),
}
"""Fields of each variable; the first is written, in BibLaTeX `location` in place of `address`."""
_VARIABLE_OF = {name: variable for variable, names in VARIABLES.items() for name in names}
ROLES = {"editor": "editor", "translator": "translator", "bookauthor": "container-author"}
"""CSL roles by field."""
_BIBLATEX = {"address": "location", "journal": "journaltitle"}
_BIBLATEX_ENTRIES = {"techreport": "report", "phdthesis": "thesis", "mastersthesis": "thesis"}


def csl_type(entry_type: str, subtype: str, *, preprint: bool) -> str:
    """The CSL type of an entry; `preprint` says whether it has an arXiv id."""
    if said := subtype_named(subtype):
        return said
    found = CSL_TYPES.get(entry_type, "document")
    return "article" if preprint and entry_type == "misc" else found


def subtype_named(text: str) -> str:
    """The CSL type that an `entrysubtype` names; empty if it names none."""
    name = _BIBLATEX_SUBTYPES.get(text, text)
    return name if name in SUBTYPES else ""


def genre(entry_type: str, type_field: str) -> str:
    """What the field `type` says of an entry, or else its entry type."""
    return _GENRES.get(type_field.lower(), type_field) or _THESES.get(entry_type, "")


def variable_of(field: str, kind: str) -> str:
    """The variable that a field holds in an entry of a CSL type; empty for other fields."""
    match field:
        case "number":
            return "issue" if kind in ISSUES else "collection-number" if kind in _BOOKS else field
        case "issue" | "eid":
            return ("issue" if field == "issue" else "number") if kind in ISSUES else ""
        case _:
            return _VARIABLE_OF.get(field, "")


def numbers(kind: str) -> tuple[tuple[str, str], ...]:
    """The fields of numbers, and their variables, in an entry of a CSL type."""
    own = ("number", variable_of("number", kind))
    return (own, ("eid", "number")) if kind in ISSUES else (own,)


def keeps_entry_type(entry_type: str, details: Mapping[str, Any]) -> bool:
    """Whether the CSL type and genre alone lead back to an entry type, in one of the dialects."""
    kind = details.get("type", "")
    if kind in SUBTYPES:
        return SUBTYPES[kind] == entry_type
    return entry_type == _ENTRY_TYPES[kind] or entry_type == _plain_type(kind, details)


def _plain_type(kind: str, details: Mapping[str, Any]) -> str:
    """The entry type that BibTeX has for a CSL type."""
    if kind == "report":
        return "techreport"
    if kind == "thesis" and (said := details.get("genre")):
        return "mastersthesis" if said == _THESES["mastersthesis"] else "phdthesis"
    return _ENTRY_TYPES.get(kind, "misc")


def entry_type(
    details: Mapping[str, Any], dialect: Dialect, *, venue: bool, preprint: bool
) -> tuple[str, str, str]:
    """The entry type, the CSL type it stands for, and the `entrysubtype` that says so or ``""``."""
    kind = details.get("type") or ("article-journal" if venue else "")
    if not kind:
        return "misc", "article" if preprint else "document", ""
    kept = details.get(ENTRY_TYPE, "")
    if kind in SUBTYPES:
        entry = kept or SUBTYPES[kind]
        implied = csl_type(entry, "", preprint=preprint) == kind
        return entry, kind, "" if implied else kind
    if kind not in _ENTRY_TYPES:
        return "misc", kind, ""
    if kept and CSL_TYPES.get(kept, "document") == kind:
        return kept, kind, ""
    return _ENTRY_TYPES[kind] if dialect == "biblatex" else _plain_type(kind, details), kind, ""


def genre_field(entry: str, said: str, dialect: Dialect) -> str:
    """The field `type` of an entry with a genre; empty where the entry type says it."""
    if _THESES.get(entry) == said:
        return ""
    return _GENRE_KEYS.get(said, said) if dialect == "biblatex" else said


def field_name(name: str, dialect: Dialect) -> str:
    """A field of BibTeX as the dialect calls it."""
    return _BIBLATEX.get(name, name) if dialect == "biblatex" else name


def organisation_field(kind: str, dialect: Dialect) -> str:
    """The field of the organisation behind an entry of a CSL type."""
    if kind == "thesis":
        return "school" if dialect == "bibtex" else "institution"
    return "institution" if kind == "report" else "organization"
