"""The order `trending`: papers by what was made of them, which counts less as they age."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.store.database import AMONG, among
from paperdesk.store.queries.filters import Sql, ids_by_value, numbers_of

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

    Ids = NDArray[np.int64]

DEPENDS_ON = ("papers", "votes", "seen", "published")
"""The parts of the library, as in `revisions`, that the scores depend on."""

# Each reads an index alone: the rows of papers are wide.
_VOTES = """
select group_concat(id, ' '), group_concat(points, ' ') from (
    select id, coalesce(upvotes, 0) + 2 * coalesce(comments, 0) as points
    from papers where upvotes > 0 or comments > 0
)
"""
_LISTED = "select paper as number from sightings order by paper"
_DAYS_LISTED = f"""
select paper, count(distinct seen) from sightings where paper in {AMONG} group by paper
"""
_FIRST_LISTED = """
select min(seen), paper from sightings
where paper in (select id from papers where published = '' and (upvotes > 0 or comments > 0))
group by paper
"""


def scores(connection: sqlite3.Connection) -> tuple[Ids, NDArray[np.float64]]:
    """Return the papers that have a score, ascending, and their scores.

    A score is `points ** 0.8 / (age + 2) ** 1.8`, the ranking that Hacker News published
    (`frontpage-rank` in news.arc of Arc 3.1), with days in place of its hours. Points are upvotes,
    twice the comments, and one for every day on which an import listed the paper, at least one.
    The age runs from its publication, of a date known in part from the first day that it may be,
    and of a paper without a date from the first day it was listed. It runs to the newest day in
    the library, the last on which an import listed anything, so that no clock changes the order. A
    paper without a date that nobody voted for or commented on has no score.
    """
    ids, dates, counts = ids_by_value(connection, "published")
    size = int(ids.max(initial=0)) + 1
    votes, listed, since = np.zeros(size), np.ones(size), np.zeros(size)
    (papers, points) = connection.execute(_VOTES).fetchone()
    votes[_numbers(papers)] = np.maximum(_numbers(points), 0)
    rows = numbers_of(connection, Sql(_LISTED))
    often = np.unique(rows[1:][rows[1:] == rows[:-1]]).tolist()
    for paper, days in connection.execute(_DAYS_LISTED, [among(often)]) if often else ():
        if paper < size:  # in a damaged library some papers may be missing
            listed[paper] = days
    since[ids] = np.repeat(np.array([_ordinal(day) for day in dates], np.int64), counts)
    for day, paper in connection.execute(_FIRST_LISTED):
        since[paper] = _ordinal(day)
    (newest,) = connection.execute("select max(seen) from sightings").fetchone()
    having = np.flatnonzero(since > 0)
    age = np.maximum(_ordinal(newest or "") - since[having], 0)
    return having, (votes[having] + listed[having]) ** 0.8 / (age + 2) ** 1.8


def _numbers(text: str | None) -> Ids:
    return np.fromstring(text or "", np.int64, sep=" ")


def _ordinal(day: str) -> int:
    """A day as a number, of a date known in part the first one; 0 for none."""
    try:
        return date.fromisoformat(f"{day}-01-01"[:10]).toordinal()
    except ValueError:
        return 0
