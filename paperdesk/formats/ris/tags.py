"""What the types and tags of RIS mean in CSL, for reading and writing."""

from __future__ import annotations

from paperdesk.formats.reading.tagged_reference import Tags

TYPES = {
    "JOUR": "article-journal", "CONF": "paper-conference", "CHAP": "chapter", "BOOK": "book",
    "THES": "thesis", "RPRT": "report", "ELEC": "webpage", "UNPB": "article", "GEN": "document",
    "MGZN": "article-magazine", "NEWS": "article-newspaper", "PAT": "patent", "COMP": "software",
    "DATA": "dataset", "BLOG": "post-weblog", "MANSCPT": "manuscript", "STAND": "standard",
    "ENCYC": "entry-encyclopedia", "DICT": "entry-dictionary", "JFULL": "periodical",
    "PCOMM": "personal_communication", "BILL": "bill", "CASE": "legal_case", "HEAR": "hearing",
    "STAT": "legislation", "LEGAL": "regulation", "SLIDE": "speech", "MAP": "map",
    "MPCT": "motion_picture", "SOUND": "song", "MUSIC": "musical_score", "ART": "graphic",
    "FIGURE": "figure", "CLSWK": "classic", "PAMP": "pamphlet", "AGGR": "collection",
    "INTV": "interview", "BRDCST": "broadcast",
    # Read only: those above are written.
    "ABST": "article-journal", "ADVS": "motion_picture", "ANCIENT": "classic", "CHART": "figure",
    "CPAPER": "paper-conference", "DBASE": "dataset", "EBOOK": "book", "ECHAP": "chapter",
    "EDBOOK": "book", "EJOUR": "article-journal", "EQUA": "figure", "GOVDOC": "report",
    "ICOMM": "personal_communication", "INPR": "article-journal", "MULTI": "webpage",
    "UNBILL": "bill", "VIDEO": "motion_picture", "WEB": "webpage",
}  # fmt: skip
WRITTEN_TYPES = {csl: ris for ris, csl in reversed(TYPES.items())}
TAGS = Tags(
    "ris",
    fields={
        "title": ("TI", "T1", "CT"),
        "abstract": ("AB", "N2"),
        "authors": ("AU", "A1"),
        "published": ("PY", "Y1", "DA"),
        "ids": ("DO", "DI", "M3", "N1", "L3", "AN"),
        "mentions": ("AN", "M1", "C1", "N1", "JF", "JO", "T2"),
        "urls": ("UR", "LK", "L2"),
        "pdf_urls": ("L1",),
        "venue": ("JF", "T2", "JO", "JA", "J2", "J1"),
        "keywords": ("KW",),
    },
    # Of several tags the first one is written.
    details={
        "editor": ("A2", "ED"),
        "collection-editor": ("A3",),
        "translator": ("A4",),
        "volume": ("VL",),
        "issue": ("IS",),
        "number": ("M1",),
        "publisher": ("PB",),
        "publisher-place": ("CY", "PP"),
        "edition": ("ET",),
        "section": ("SE",),
        "number-of-volumes": ("NV",),
        "collection-title": ("T3",),
        "container-title-short": ("J2", "JA", "J1", "JO"),
        "title-short": ("ST",),
        "reviewed-title": ("RI",),
        "genre": ("M3",),
        "language": ("LA",),
        "archive": ("DB",),
        "archive_location": ("AN",),
        "source": ("DP",),
        "call-number": ("CN",),
        "note": ("N1",),
    },
    skipped=frozenset(["ER"]),
)
