"""The names of CSL 1.0.2, and those of Crossref and older programs for the same."""

from __future__ import annotations

TYPES = frozenset([
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview",
    "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score",
    "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
])  # fmt: skip
OTHER_TYPES = {
    "book-chapter": "chapter",
    "book-part": "chapter",
    "book-section": "chapter",
    "book-series": "book",
    "book-set": "book",
    "dissertation": "thesis",
    "edited-book": "book",
    "journal-article": "article-journal",
    "journal-issue": "periodical",
    "monograph": "book",
    "peer-review": "review",
    "posted-content": "article",
    "preprint": "article",
    "proceedings": "book",
    "proceedings-article": "paper-conference",
    "reference-book": "book",
    "reference-entry": "entry",
    "report-component": "report",
    "report-series": "report",
}
"""The types of Crossref and DataCite."""
TEXTS = frozenset([
    "annote", "archive", "archive-place", "archive_collection", "archive_location", "authority",
    "call-number", "chapter-number", "citation-label", "collection-number", "collection-title",
    "container-title-short", "dimensions", "division", "edition", "event-place", "event-title",
    "genre", "ISBN", "ISSN", "issue", "jurisdiction", "language", "license", "medium", "note",
    "number", "number-of-pages", "number-of-volumes", "original-publisher",
    "original-publisher-place", "original-title", "page", "page-first", "part-number",
    "part-title", "PMCID", "PMID", "printing-number", "publisher", "publisher-place", "references",
    "reviewed-genre", "reviewed-title", "scale", "section", "source", "status",
    "supplement-number", "title-short", "version", "volume", "volume-title",
])  # fmt: skip
"""The variables that a paper keeps as a text among its details, numbers too."""
DATES = frozenset(["accessed", "available-date", "event-date", "original-date", "submitted"])
"""The dates among the details."""
OTHER_NAMES = {
    "article-number": "number",
    "edition-number": "edition",
    "event": "event-title",
    "journalAbbreviation": "container-title-short",
    "publisher-location": "publisher-place",
    "short-container-title": "container-title-short",
    "short-title": "title-short",
    "shortTitle": "title-short",
}
"""Crossref's names, and those of older versions of CSL."""
