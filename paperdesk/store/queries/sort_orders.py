"""Orders of the query language: all papers, sorted by one of the library's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from paperdesk.store.queries.filters import Sql, fetched, numbers_of

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

    Ids = NDArray[np.int64]

_ORDERS = {
    "date": ("p.published", "desc", "p.published != ''"),
    "added": ("p.added", "desc", "1"),
    "upvotes": ("p.upvotes", "desc", "p.upvotes is not null"),
    "comments": ("p.comments", "desc", "p.comments is not null"),
    "title": ("p.title_key", "asc", "1"),
}
"""What each sorts by, which way, and which papers have it."""

DATES = {"date": "published", "added": "added"}
"""The orders by date, and their columns."""


def dates(connection: sqlite3.Connection, key: str) -> NDArray[np.str_]:
    """Return the date that the order `key` uses, possibly partial, indexed by paper id."""
    rows = connection.execute(f"select id, substr({DATES[key]}, 1, 10) from papers").fetchall()
    days = np.zeros(max((paper for paper, _ in rows), default=0) + 1, "U10")
    if rows:
        numbers, texts = zip(*rows, strict=True)
        days[list(numbers)] = texts
    return days


ORDERED_BY = {
    "date": ("papers", "published"),
    "added": ("papers", "added"),
    "upvotes": ("papers", "votes"),
    "comments": ("papers", "votes"),
    "title": ("papers", "title"),
    "trending": ("papers", "votes", "seen"),
}
"""The parts of the library, as in `revisions`, that each order depends on."""

HALF_LIFE = 7
"""Days in which votes lose half their weight in the order `trending`."""


def ranks(connection: sqlite3.Connection, key: str, reverse: bool = False) -> Ids:
    """Return all ids in the order of `key`, one of ORDERED_BY; ties newest first.

    Papers without the value come last, reversed too. A date known in part comes after the days it
    may be. Titles go by their letters and digits, A to Z. `trending` is upvotes and twice the
    comments, halved for every HALF_LIFE days since a dump last listed the paper.
    """
    if key == "trending":
        return _trending(connection, reverse)
    column, direction, known = _ORDERS[key]
    if reverse:
        direction = "asc" if direction == "desc" else "desc"
    order = f"order by {column} {direction}, p.id desc"
    having = fetched(connection, Sql(known), order)
    return np.concatenate([having, np.sort(fetched(connection, Sql(f"not ({known})")))[::-1]])


def _trending(connection: sqlite3.Connection, reverse: bool) -> Ids:
    counted = Sql(
        "select id || ' ' || (coalesce(upvotes, 0) + 2 * coalesce(comments, 0)) as number "
        "from papers where upvotes is not null or comments is not null"
    )
    listed = Sql(
        "select paper || ' ' || julianday(max(seen)) as number from sightings group by paper"
    )
    papers, votes = numbers_of(connection, counted).reshape(-1, 2).T
    seen, days = numbers_of(connection, listed).reshape(-1, 2).T
    found, of_counted, of_listed = np.intersect1d(papers, seen, True, return_indices=True)
    weighed = votes[of_counted]
    if len(found):
        weighed = weighed * 0.5 ** ((days[of_listed].max() - days[of_listed]) / HALF_LIFE)
    having = found[np.lexsort((-found, weighed if reverse else -weighed))].astype(np.int64)
    rest = np.setdiff1d(np.sort(fetched(connection, Sql("1"))), having, assume_unique=True)
    return np.concatenate([having, rest[::-1]])
