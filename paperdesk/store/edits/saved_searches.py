"""Saved searches: reading and replacing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.model.edits import NOTHING, Applied, Change, SetSearches
from paperdesk.model.library_values import SavedSearch
from paperdesk.model.text_merge import merge_items, revert_items

if TYPE_CHECKING:
    import sqlite3

    from paperdesk.store.open_file import Database

_ALL = "select name, query from saved_searches order by position"


def searches(db: Database) -> tuple[SavedSearch, ...]:
    """Return the saved searches in order."""
    return tuple(SavedSearch(*row) for row in db.execute(_ALL))


def set_searches(connection: sqlite3.Connection, edit: SetSearches) -> Applied:
    """Replace all saved searches."""
    before = tuple(SavedSearch(*row) for row in connection.execute(_ALL))
    new = edit.searches
    if edit.was is not None and edit.was != before:
        merge = revert_items if edit.reverts else merge_items
        new = merge(edit.was, edit.searches, before)
    if before == new:
        return Applied(NOTHING, Change(frozenset(), frozenset()))
    connection.execute("delete from saved_searches")
    connection.executemany(
        "insert into saved_searches (position, name, query) values (?, ?, ?)",
        [(place, each.name, each.query) for place, each in enumerate(new)],
    )
    return Applied(
        SetSearches(before, was=new, reverts=True), Change(frozenset(), frozenset({"searches"}))
    )
