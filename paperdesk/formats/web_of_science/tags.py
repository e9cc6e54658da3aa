"""What the types and tags of Web of Science mean in CSL."""

from __future__ import annotations

from paperdesk.formats.reading.tagged_reference import Tags

DOCUMENT_TYPES = {
    "book chapter": "chapter",
    "proceedings paper": "paper-conference",
    "book": "book",
    "book review": "review-book",
    "data set": "dataset",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "preprint": "article",
}
"""Of several document types the first in this order counts."""
PUBLICATION_TYPES = {
    "J": "article-journal", "B": "book", "S": "chapter", "P": "patent", "C": "paper-conference",
    "D": "dataset",
}  # fmt: skip
"""Journal, book, series, patent, conference, and data; `DT` may say more."""
IMPLIED = {
    "article-journal": {"article"},
    "paper-conference": {"proceedings paper"},
    "chapter": {"article", "book chapter"},
    "book": {"book"},
    "review-book": {"book review"},
    "dataset": {"data set", "dataset"},
    "patent": {"patent"},
    "article": {"preprint"},
    "software": {"software"},
}
"""The document types that say no more than a CSL type."""
ONE_A_LINE = frozenset(["AF", "AU", "BA", "BE", "BF", "C1", "C3", "CA", "CR", "ED", "GP"])
"""The tags whose lines are values of their own; lines of others continue a text."""
OF_FILE = frozenset(["FN", "VR", "EF"])
"""The tags outside records."""
TAGS = Tags(
    "wos",
    fields={
        "title": ("TI",),
        "abstract": ("AB",),
        "authors": ("AF", "AU"),
        "published": ("PY",),
        "ids": ("DI",),
        "venue": ("SO",),
        "keywords": ("DE", "ID"),
    },
    details={
        "container-author": ("BF", "BA"),
        "editor": ("BE", "ED"),
        "volume": ("VL",),
        "issue": ("IS",),
        "number": ("AR",),
        "page": ("PS",),
        "supplement-number": ("SU",),
        "part-number": ("PN",),
        "collection-title": ("SE",),
        "container-title-short": ("JI", "J9"),
        "event-title": ("CT",),
        "event-place": ("CL",),
        "publisher": ("PU",),
        "publisher-place": ("PI",),
        "language": ("LA",),
        "PMID": ("PM",),
    },
    skipped=frozenset(["ER", "CA"]),
)
_OTHERS = frozenset([
    "AE", "BN", "BP", "BS", "CC", "CY", "D2", "DA", "DG", "DT", "EA", "EI", "EM", "EP", "ER", "EY",
    "FU", "FX", "GA", "HC", "HO", "HP", "MA", "MC", "MQ", "NR", "OA", "OI", "P2", "PA", "PC", "PD",
    "PG", "PL", "PT", "RI", "RP", "SC", "SI", "SN", "SP", "TC", "U1", "U2", "UT", "WC", "WE", "Z9",
])  # fmt: skip
KNOWN = _OTHERS.union(ONE_A_LINE, OF_FILE, *TAGS.fields.values(), *TAGS.details.values())
"""The tags of Web of Science, and some of other databases beside it."""
