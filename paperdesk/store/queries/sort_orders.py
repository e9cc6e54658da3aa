"""Orders of the query language: all papers, sorted by one of the library's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from paperdesk.model.names import name_parts
from paperdesk.model.tokenizer import fold
from paperdesk.store.queries import trending
from paperdesk.store.queries.filters import Sql, dumps_named, fetched, ids_by_value, numbers_of

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
    ids, values, counts = ids_by_value(connection, DATES[key])
    days = np.zeros(ids.max(initial=-1) + 1, "U10")
    days[ids] = np.repeat(np.array([value[:10] for value in values], "U10"), counts)
    return days


ORDERED_BY = {
    "date": ("papers", "published"),
    "added": ("papers", "added"),
    "upvotes": ("papers", "votes"),
    "comments": ("papers", "votes"),
    "listed": ("papers", "seen", "records"),
    "author": ("papers", "authors", "title"),
    "title": ("papers", "title"),
    "trending": trending.DEPENDS_ON,
}
"""The parts of the library, as in `revisions`, that each order depends on."""


def ranks(connection: sqlite3.Connection, key: str, reverse: bool = False) -> Ids:
    """Return all ids in the order of `key`, one of ORDERED_BY; ties newest first.

    Papers without the value come last, reversed too. A date known in part comes after the days it
    may be. Titles go by their letters and digits, A to Z; authors by the family name of the first
    one, then by title. `listed` is the order of the records in their files, the newest import
    first. `trending` is explained in the module of that name.
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
    ascending, scores = trending.scores(connection)
    papers, scores = ascending[::-1], scores[::-1]  # of equal ones the newest first
    having = papers[np.argsort(scores if reverse else -scores, kind="stable")]
    (count,) = connection.execute("select count(*) from papers").fetchone()
    return having if len(having) == count else _with_rest(connection, having)
