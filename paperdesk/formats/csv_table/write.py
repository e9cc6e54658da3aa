"""Writes CSV with a header row for spreadsheets.

A row has all bibliographic fields and counts, and the user's marks. Authors, editors and keywords
share a cell, separated by semicolons. A cell with JSON has the details without a column, and the
names that would be read as others in their own cell.

Spreadsheets evaluate cells that begin with `=`, `+`, `-`, `@` or whitespace as formulas, which is
unsafe for imported text. Such cells get a leading apostrophe, which `unescape_formula` removes.
"""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any, TextIO

from paperdesk.formats.reading.names import parse_keywords, parse_names
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.identifiers import stated_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.paper import Paper

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_ESCAPED_FORMULA = re.compile(r"''*[=+\-@\t\r\n]")


def escape_formula(cell: str) -> str:
    """Escapes a cell so that spreadsheets do not evaluate it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unescape_formula(cell: str) -> str:
    """Reverses `escape_formula`."""
    return cell[1:] if _ESCAPED_FORMULA.match(cell) else cell


def _list(texts: Iterable[str]) -> str:
    """A single text with a comma gets a trailing semicolon, so that it is read as one."""
    cell = "; ".join(texts)
    return f"{cell};" if "," in cell and ";" not in cell else cell


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


_DETAILS = {
    "type": "type",
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "number": "number",
    "collection-title": "series",
    "edition": "edition",
    "publisher": "publisher",
    "publisher-place": "publisher_place",
    "ISBN": "isbn",
    "ISSN": "issn",
    "language": "language",
    "note": "note",
}
"""The columns of CSL variables."""
_PARTED = re.compile(r"[^\w .'\-]|\b(?:and|et|others)\b", re.IGNORECASE)
"""What may part a cell with names or keywords elsewhere."""


def _details(paper: Paper) -> list[str]:
    """The cells of the details; the last one has those without a column, as JSON."""
    details = paper.details
    rest: dict[str, Any] = {}
    if _PARTED.search(" ".join((*paper.authors, *paper.keywords))):
        if parse_names(clean_text(_list(paper.authors))) != paper.authors:
            rest["authors"] = paper.authors
        if parse_keywords(clean_text(_list(paper.keywords))) != paper.keywords:
            rest["keywords"] = paper.keywords
    if not details and not rest:
        return _NO_DETAILS
    editors = tuple(details.get("editor", ()))
    cell = clean_text(_list(editors))
    own = {"citation-key", *_DETAILS, *(["editor"] if parse_names(cell) == editors else [])}
    rest |= {name: value for name, value in details.items() if name not in own}
    texts = (clean_text(details.get(name, "")) for name in _DETAILS)
    return [cell, *texts, _json(rest) if rest else ""]


def _json(value: object) -> str:
    """JSON on one line, in which `clean_text` would change nothing."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value)


_NO_DETAILS = [""] * (len(_DETAILS) + 2)
_COLUMNS: dict[str, Callable[[StoredPaper], str]] = {
    "title": lambda stored: stated_title(stored.paper),
    "authors": lambda stored: _list(stored.paper.authors),
    "n_authors": lambda stored: _count(stored.paper.n_authors),
    "org": lambda stored: stored.paper.org,
    "published": lambda stored: stored.paper.published,
    "venue": lambda stored: stored.paper.venue,
    "arxiv_id": lambda stored: stored.paper.arxiv_id,
    "doi": lambda stored: stored.paper.doi,
    "url": lambda stored: stored.paper.url,
    "pdf_url": lambda stored: stored.paper.pdf_url,
    "code_url": lambda stored: stored.paper.code_url,
    "project_url": lambda stored: stored.paper.project_url,
    "upvotes": lambda stored: _count(stored.paper.upvotes),
    "comments": lambda stored: _count(stored.paper.comments),
    "listed": lambda stored: stored.paper.listed,
    "keywords": lambda stored: _list(stored.paper.keywords),
    "abstract": lambda stored: stored.paper.abstract,
    "ai_summary": lambda stored: stored.paper.ai_summary,
    # Named so that the user's tags are not read as keywords.
    "my_status": lambda stored: stored.status,
    "my_star": lambda stored: "yes" if stored.starred else "",
    "my_tags": lambda stored: "; ".join(tag.name for tag in stored.tags),
    "citation_key": lambda stored: stored.citation_key,
}
"""The columns with single-line cells."""


def write(papers: Iterable[StoredPaper], file: TextIO) -> None:
    """Writes a header and one row per paper, in the given order. Lines end with LF."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow((*_COLUMNS, "editors", *_DETAILS.values(), "details", "my_note"))
    for stored in papers:
        cells = [clean_text(column(stored)) for column in _COLUMNS.values()]
        note = "\n".join(stored.note.splitlines())  # csv does not quote a lone CR
        cells += (*_details(stored.paper), note)
        writer.writerow([escape_formula(cell) if cell else "" for cell in cells])
