"""Writes CSV with a header row for spreadsheets.

A row has all bibliographic fields and counts, and the user's marks. Authors and keywords share a
cell, separated by semicolons: an entry with a semicolon is read as two, as is an author's name
with a comma or `and`.

Spreadsheets evaluate cells that begin with `=`, `+`, `-`, `@` or whitespace as formulas, which is
unsafe for imported text. Such cells get a leading apostrophe, which `unescape_formula` removes.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, TextIO

from paperdesk.formats.reading.values import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paperdesk.model.library_values import StoredPaper

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


_COLUMNS: dict[str, Callable[[StoredPaper], str]] = {
    "title": lambda stored: stored.paper.title,
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
    writer.writerow((*_COLUMNS, "my_note"))
    for stored in papers:
        cells = [clean_text(column(stored)) for column in _COLUMNS.values()]
        note = "\n".join(stored.note.splitlines())  # csv does not quote a lone CR
        writer.writerow(map(escape_formula, (*cells, note)))
