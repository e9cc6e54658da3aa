"""What a row of the list or of the sidebar says: who, which dump, the marks, in sight and aloud.

authors_text("Ada Lovelace", 4) == "Ada Lovelace +3"      dump_text(dump) == "18 Nov 2025, search"
dump_kind(dump) == "search", empty for a day's page       row_tooltip(row), row_spoken(row)
"""

from __future__ import annotations

import re
from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING

from paperdesk.desktop.wording import STATUS_NAMES, day, number, plural

if TYPE_CHECKING:
    from paperdesk.model.library_values import Dump, Row

_NOT_LETTERS = re.compile(r"[\W\d_]+")
_SAID_BY_THE_DATE = {"day", "daily", "papers", "date"}


def authors_text(first: str, count: int | None) -> str:
    """`Ada Lovelace +3`; `8 authors` where no name is known; empty where nothing is."""
    if not first:
        return plural(count, "author") if count else ""
    return f"{first} +{number(count - 1)}" if count and count > 1 else first


def dump_text(dump: Dump) -> str:
    """A dump's day, and what its name says beyond it; the name alone where no day is known."""
    if not dump.page_day:
        return dump.name
    # The sidebar is narrow: `11 Mar, no year, search` fits, `year unknown` does not.
    words = day(dump.page_day).replace("year unknown", "no year")
    kind = dump_kind(dump)
    return f"{words}, {kind}" if kind else words


def dump_kind(dump: Dump) -> str:
    """`search`, `pasted`, or the words of the file's name; empty for the page of a day."""
    if dump.name == "Pasted page":
        return "pasted"
    words = _NOT_LETTERS.sub(" ", PurePath(dump.name).stem).split()
    if "search" in map(str.lower, words):
        return "search"
    return " ".join(word for word in words if word.lower() not in _SAID_BY_THE_DATE)


def row_tooltip(row: Row) -> str:
    """The whole title and the marks, as rich text so that it wraps."""
    return f"<p>{escape(row.title)}</p><p>{escape(', '.join(_marks(row)))}</p>"


def row_spoken(row: Row) -> str:
    """What a screen reader says of a row: title, status, star, who, date, tags."""
    who = authors_text(row.first_author, row.n_authors)
    tags = f"tags {', '.join(tag.name for tag in row.tags)}" if row.tags else ""
    return ", ".join(filter(None, (row.title, *_marks(row), who, day(row.published), tags)))


def _marks(row: Row) -> list[str]:
    marks = [STATUS_NAMES[row.status]]
    if row.starred:
        marks.append("Starred")
    if row.annotated:
        marks.append("Annotated")
    return marks
