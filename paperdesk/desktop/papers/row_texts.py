"""Texts of a row: authors, tooltip and the text for screen readers."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from paperdesk.desktop.wording import STATUS_NAMES, comma_list, day, number
from paperdesk.model.names import shown_name
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from paperdesk.model.library_values import Row


def authors_text(first: str, count: int | None) -> str:
    """`Ada Lovelace +3`; `8 authors` if no name is known; empty if nothing is known."""
    if not first:
        return tr_n("{n} author", "{n} authors", count) if count else ""
    first = shown_name(first)
    return f"{first} +{number(count - 1)}" if count and count > 1 else first


def row_tooltip(row: Row) -> str:
    """Title and state of a paper, as rich text so that it wraps."""
    return f"<p>{escape(row.title)}</p><p>{escape(comma_list(_state(row)))}</p>"


def accessible_row_text(row: Row) -> str:
    """Title, status, star, authors, date and tags, for screen readers."""
    authors = authors_text(row.first_author, row.n_authors)
    tags = comma_list([tag.name for tag in row.tags])
    tags = tr("tags {tags}", tags=tags) if tags else ""
    parts = (row.title, *_state(row), authors, day(row.published), tags)
    return comma_list([part for part in parts if part])


def _state(row: Row) -> list[str]:
    state = [STATUS_NAMES[row.status]]
    if row.starred:
        state.append(tr("Starred"))
    if row.annotated:
        state.append(tr("Annotated"))
    return state
