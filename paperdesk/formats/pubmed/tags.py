"""What the tags and publication types of PubMed and ERIC mean in CSL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.formats.reading.tagged_reference import Tags

if TYPE_CHECKING:
    from collections.abc import Collection

TAGS = Tags(
    "nbib",
    fields={
        "title": ("TI", "BTI", "CTI", "VTI", "TT"),
        "abstract": ("AB", "OAB"),
        "authors": ("FAU", "AU", "CN"),
        "published": ("DP", "DEP"),
        "ids": ("LID", "AID"),
        "venue": ("JT", "TA", "BTI"),
        "keywords": ("OT", "KW", "MH"),
    },
    details={
        "editor": ("FED", "ED"),
        "volume": ("VI",),
        "issue": ("IP",),
        "publisher": ("PB",),
        "publisher-place": ("PL",),
        "edition": ("EN",),
        "chapter-number": ("CP",),
        "collection-title": ("CTI",),
        "volume-title": ("VTI",),
        "original-title": ("TT",),
        "container-title-short": ("TA",),
        "language": ("LA",),
        "note": ("GN",),
    },
)
_TYPES = {
    "Preprint": "article",
    "Book Chapter": "chapter",
    "Book": "book",
    "Books": "book",
    "Academic Dissertation": "thesis",
    "Dissertations/Theses": "thesis",
    "Newspaper Article": "article-newspaper",
    "Journal Article": "article-journal",
    "Journal Articles": "article-journal",
    "Speeches/Meeting Papers": "paper-conference",
    "Technical Report": "report",
    "Reports": "report",
    "Dataset": "dataset",
    "Legal Case": "legal_case",
    "Legislation": "legislation",
    "Video-Audio Media": "motion_picture",
}
"""Of several types of a publication the first one here counts."""


def kind_of(publication_types: Collection[str]) -> str:
    """The CSL type of these publication types, or ``""``.

    A type may be divided further: `Reports - Research`.
    """
    names = {name.partition(" - ")[0] for name in publication_types}
    return next((kind for name, kind in _TYPES.items() if name in names), "")


def says_more(publication_type: str) -> bool:
    """Whether a publication type says more than its CSL type."""
    return publication_type not in _TYPES
