"""Saved searches: reading and replacing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.model.edits import NOTHING, Applied, Change, SetSearches
from paperdesk.model.library_values import SavedSearch

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database

_ALL = "select name, query from saved_searches order by position"


def searches(db: Database) -> tuple[SavedSearch, ...]:
    """Return the saved searches in order."""
    return tuple(SavedSearch(*row) for row in db.execute(_ALL))


def set_searches(connection: sqlite3.Connection, edit: SetSearches) -> Applied:
    """Replace all saved searches."""
    before = tuple(SavedSearch(*row) for row in connection.execute(_ALL))
    if before == edit.searches:
        return Applied(NOTHING, Change(frozenset(), frozenset()))
    connection.execute("delete from saved_searches")
    connection.executemany(
        "insert into saved_searches (position, name, query) values (?, ?, ?)",
        [(place, each.name, each.query) for place, each in enumerate(edit.searches)],
    )
    return Applied(SetSearches(before), Change(frozenset(), frozenset({"searches"})))
