"""What a row of the list shows: authors, state and the text for screen readers."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from paperdesk.desktop.wording import STATUS_NAMES, day, number, plural

if TYPE_CHECKING:
    from paperdesk.model.library_values import Row


def authors_text(first: str, count: int | None) -> str:
    """`Ada Lovelace +3`; `8 authors` where no name is known; empty where nothing is."""
    if not first:
        return plural(count, "author") if count else ""
    return f"{first} +{number(count - 1)}" if count and count > 1 else first


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
