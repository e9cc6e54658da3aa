"""Citation keys: unique in the library and permanent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from paperdesk.model.citation import suggested_key, unique_key
from paperdesk.model.paper import Paper
from paperdesk.store.database import writing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from paperdesk.store.open_file import Database

_BATCH = 2_000


def give_keys(db: Database, ids: Sequence[int]) -> None:
    """Assign a unique citation key to each of these papers that has none."""
    for start in range(0, len(ids), _BATCH):
        some = [int(paper) for paper in ids[start : start + _BATCH]]
        bare = db.execute(
            "select id, title, authors, org, published from papers "
            f"where id in ({', '.join('?' * len(some))}) and citation_key = '' order by id",
            some,
        ).fetchall()
        if bare:
            with writing(db) as connection:
                taken = _Taken(connection)
                for number, title, authors, org, published in bare:
                    paper = Paper(
                        title, authors=tuple(json.loads(authors)), org=org, published=published
                    )
                    connection.execute(
                        "update papers set citation_key = ? where id = ?",
                        [unique_key(suggested_key(paper), taken), number],
                    )


def take_keys(
    connection: sqlite3.Connection, keys: Iterable[tuple[int, str]]
) -> list[tuple[str, str]]:
    """Assign papers the keys of their file, unless they have one.

    A key that another paper has gets a suffix; returns those keys with what they became.
    """
    taken, renamed = _Taken(connection), []
    for paper, wanted in keys:
        row = connection.execute("select citation_key from papers where id = ?", [paper]).fetchone()
        if row != ("",):
            continue
        key = unique_key(wanted, taken)
        connection.execute("update papers set citation_key = ? where id = ?", [key, paper])
        if key != wanted:
            renamed.append((wanted, key))
    return renamed


class _Taken:
    """The citation keys of the library, queried one at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __contains__(self, key: object) -> bool:
        found = self._connection.execute(
            "select 1 from papers where citation_key = ? and citation_key != ''", [key]
        )
        return found.fetchone() is not None
