"""Orders of the query language: all papers, sorted by one of the library's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from paperdesk.model.names import name_parts
from paperdesk.model.tokenizer import fold
from paperdesk.store.queries.filters import Sql, dumps_named, fetched, numbers_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

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
    "listed": ("papers", "seen", "records"),
    "author": ("papers", "authors", "title"),
    "title": ("papers", "title"),
    "trending": ("papers", "votes", "seen"),
}
"""The parts of the library, as in `revisions`, that each order depends on."""

HALF_LIFE = 7
"""Days in which votes lose half their weight in the order `trending`."""


def ranks(connection: sqlite3.Connection, key: str, reverse: bool = False) -> Ids:
    """Return all ids in the order of `key`, one of ORDERED_BY; ties newest first.

    Papers without the value come last, reversed too. A date known in part comes after the days it
    may be. Titles go by their letters and digits, A to Z; authors by the family name of the first
    one, then by title. `listed` is the order of the records in their files, the newest import
    first. `trending` is upvotes and twice the
    comments, halved for every HALF_LIFE days since a dump last listed the paper.
    """
    if key == "trending":
        return _trending(connection, reverse)
    if key == "author":
        return _by_author(connection, reverse)
    if key == "listed":
        return listed(connection, (), reverse)
    column, direction, known = _ORDERS[key]
    if reverse:
        direction = "asc" if direction == "desc" else "desc"
    order = f"order by {column} {direction}, p.id desc"
    having = fetched(connection, Sql(known), order)
    return np.concatenate([having, np.sort(fetched(connection, Sql(f"not ({known})")))[::-1]])


def listed(connection: sqlite3.Connection, names: Sequence[str], reverse: bool = False) -> Ids:
    """Return all ids in the order of the records of some dumps, or of all, the newest dump first.

    `names` are values of the filter `dump:`. A paper with several records is at the first. Papers
    without a record in these dumps come last.
    """
    conditions = [dumps_named(name) for name in names] or [Sql("1")]
    dumps = connection.execute(
        f"select id from dumps where {' or '.join(each.text for each in conditions)} "
        "order by imported desc, id desc",
        [value for each in conditions for value in each.parameters],
    ).fetchall()
    records = "select paper as number from records where dump = ? order by position"
    parts = [numbers_of(connection, Sql(records, dump)) for dump in dumps]
    papers, first = np.unique(np.concatenate([[], *parts]).astype(np.int64), return_index=True)
    having = papers[np.argsort(first)]
    return _with_rest(connection, having[::-1] if reverse else having)


def _by_author(connection: sqlite3.Connection, reverse: bool) -> Ids:
    rows = connection.execute(
        "select id, json_extract(authors, '$[0]') from papers where authors != '[]'"
    ).fetchall()
    keys = {name: fold(name_parts(name).family) for name in {name for _, name in rows}}
    places = {key: place for place, key in enumerate(sorted(set(keys.values())))}
    by_name = {name: places[key] for name, key in keys.items()}
    authors = np.array([by_name[name] for _, name in rows], np.int64)
    titles = ranks(connection, "title", reverse)
    title_places = np.empty(titles.max(initial=0) + 1, np.int64)
    title_places[titles] = np.arange(len(titles))
    papers = np.array([paper for paper, _ in rows], np.int64)
    order = np.lexsort((title_places[papers], -authors if reverse else authors))
    return _with_rest(connection, papers[order])


def _with_rest(connection: sqlite3.Connection, having: Ids) -> Ids:
    """Append the other papers, newest first."""
    rest = np.setdiff1d(np.sort(fetched(connection, Sql("1"))), having, assume_unique=True)
    return np.concatenate([having, rest[::-1]])


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
    return _with_rest(connection, having)
