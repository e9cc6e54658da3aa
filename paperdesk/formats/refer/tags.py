"""What the types and tags of EndNote's refer files mean in CSL, whatever the type is."""

from __future__ import annotations

from paperdesk.formats.reading.tagged_reference import Tags

TYPES = {
    "aggregated database": "dataset", "ancient text": "classic", "artwork": "graphic",
    "audio": "song", "audiovisual material": "motion_picture", "bill": "bill",
    "blog": "post-weblog", "book": "book", "book section": "chapter", "case": "legal_case",
    "chart or table": "figure", "classical work": "classic", "computer program": "software",
    "conference": "paper-conference", "conference paper": "paper-conference",
    "conference proceedings": "paper-conference", "dataset": "dataset",
    "dictionary": "entry-dictionary", "discussion forum": "post", "edited book": "book",
    "electronic article": "article-journal", "electronic book": "book",
    "electronic book section": "chapter", "electronic source": "webpage",
    "encyclopedia": "entry-encyclopedia", "equation": "figure", "figure": "figure",
    "film or broadcast": "motion_picture", "generic": "document",
    "government document": "report", "hearing": "hearing", "interview": "interview",
    "journal": "article-journal", "journal article": "article-journal",
    "legal rule or regulation": "regulation", "magazine article": "article-magazine",
    "manuscript": "manuscript", "map": "map", "music": "musical_score",
    "newspaper article": "article-newspaper", "online database": "dataset",
    "online multimedia": "webpage", "pamphlet": "pamphlet", "patent": "patent",
    "personal communication": "personal_communication", "podcast": "broadcast",
    "preprint": "article", "report": "report", "serial": "periodical",
    "serial publication": "periodical", "social media": "post", "standard": "standard",
    "statute": "legislation", "television episode": "broadcast", "thesis": "thesis",
    "unpublished work": "article", "web page": "webpage",
}  # fmt: skip
PLAIN_TYPES = frozenset([
    "bill", "blog", "book", "book section", "case", "computer program", "conference paper",
    "conference proceedings", "dataset", "dictionary", "encyclopedia", "figure", "generic",
    "hearing", "interview", "journal article", "magazine article", "manuscript", "map",
    "newspaper article", "pamphlet", "patent", "personal communication", "preprint", "report",
    "standard", "thesis", "web page",
])  # fmt: skip
"""Those that say no more than their CSL type; others are kept."""
TAGS = Tags(
    "enw",
    fields={
        "title": ("T",),
        "abstract": ("X",),
        "authors": ("A",),
        "published": ("D", "8"),
        "ids": ("R", "M"),
        "mentions": ("J", "B", "M", "Z", "O"),
        "urls": ("U",),
        "pdf_urls": (">",),
        "venue": ("J", "B"),
        "keywords": ("K",),
    },
    details={
        "editor": ("E",),
        "volume": ("V",),
        "publisher": ("I",),
        "publisher-place": ("C",),
        "collection-title": ("S",),
        "number-of-volumes": ("6",),
        "section": ("&",),
        "title-short": ("!",),
        "genre": ("9",),
        "reviewed-title": ("*",),
        "archive": ("~",),
        "archive_location": ("M",),
        "source": ("W",),
        "note": ("Z",),
    },
)
