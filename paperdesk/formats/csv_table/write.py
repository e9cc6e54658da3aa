"""CSV under a header row, as spreadsheets read it.

Every bibliographic field and every count is held, beside the user's marks. Authors and keywords
share a cell, with semicolons between: one with a semicolon in it is read as two, and so is an
author's name with a comma or an `and`.

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@` or some blanks for a formula, and
would compute what a stranger wrote. Such a cell gets an apostrophe before it, which `as_it_was`
takes off again.
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
_GUARDED = re.compile(r"''*[=+\-@\t\r\n]")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet computes."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_it_was(cell: str) -> str:
    """The cell that `harmless` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _list(texts: Iterable[str]) -> str:
    """A comma in the only one would divide it, but for a semicolon behind."""
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
    # Named so that no reader takes the user's tags for a paper's keywords.
    "my_status": lambda stored: stored.status,
    "my_star": lambda stored: "yes" if stored.starred else "",
    "my_tags": lambda stored: "; ".join(tag.name for tag in stored.tags),
    "citation_key": lambda stored: stored.citation_key,
}
"""All cells of one line."""


def write(papers: Iterable[StoredPaper], file: TextIO) -> None:
    """A header, then one row a paper, in the order given. Lines end with LF."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow((*_COLUMNS, "my_note"))
    for stored in papers:
        cells = [clean_text(column(stored)) for column in _COLUMNS.values()]
        note = "\n".join(stored.note.splitlines())  # csv leaves a lone CR without quotes
        writer.writerow(map(harmless, (*cells, note)))
