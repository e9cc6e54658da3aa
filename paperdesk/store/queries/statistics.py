"""Counts the papers of a library by week, tag, organisation and source."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.model.statistics import Share, Statistics, Week
from paperdesk.store.queries.filters import Sql, fetched

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    Ids = NDArray[np.int64]
    Mask = NDArray[np.bool_]
    """By the number of a paper."""

_MAX_WEEKS = 52
_MAX_SHARES = 12
# Each reads an index alone: the rows of papers are wide.
_ADDED = "select added, count(*) from papers group by added"
_ADDED_AND_TRASHED = "select added, count(*) from papers where trashed != '' group by +added"
_READ_ON = "select read_on, group_concat(id, ' ') from papers where read_on != '' group by read_on"
_TAGS = """
select name, group_concat(paper, ' ') from paper_tags join tags on tags.id = tag group by tag
"""
_ORGANISATIONS = "select org, group_concat(id, ' ') from papers where org != '' group by org"
_SIGHTINGS = """
select group_concat(paper, ' '), group_concat(dump, ' ')
from (select paper, dump from sightings order by paper, seen, dump)
"""


def statistics(connection: sqlite3.Connection, label: Callable[[str], str]) -> Statistics:
    """Count the papers that are not in the trash; `label` names a format by its name."""
    trashed = fetched(connection, Sql("p.trashed != ''"))
    (last,) = connection.execute("select max(id) from papers").fetchone()
    kept = np.ones((last or 0) + 1, bool)
    kept[trashed] = False
    read = np.zeros(len(kept), bool)
    read[fetched(connection, Sql("p.status = 'read'"))] = True
    read &= kept
    added, done = Counter[str](), Counter[str]()
    for moment, count in connection.execute(_ADDED):
        added[moment[:10]] += count
    for moment, count in connection.execute(_ADDED_AND_TRASHED):
        added[moment[:10]] -= count
    for day, ids in _grouped(connection, _READ_ON):
        done[day] += int(read[ids].sum())
    (papers,) = connection.execute("select count(*) from papers").fetchone()
    weeks = _weeks(added, done)
    return Statistics(
        papers - len(trashed),
        int(read.sum()),
        int(read.sum()) - done.total(),
        weeks,
        sum(added.values()) - sum(week.added for week in weeks),
        sum(done.values()) - sum(week.read for week in weeks),
        _shares(_grouped(connection, _TAGS), kept, read),
        _shares(_grouped(connection, _ORGANISATIONS), kept, read),
        _shares(_sources(connection, label), kept, read),
    )


def _weeks(added: Counter[str], read: Counter[str]) -> tuple[Week, ...]:
    """The last weeks, also those in which nothing happened."""
    by_week = {"added": Counter[date](), "read": Counter[date]()}
    for name, days in (("added", added), ("read", read)):
        for day, papers in days.items():
            if papers and (monday := _monday(day)):
                by_week[name][monday] += papers
    mondays = {*by_week["added"], *by_week["read"]}
    if not mondays:
        return ()
    last = max(mondays)
    count = min((last - min(mondays)).days // 7 + 1, _MAX_WEEKS)
    shown = (last - timedelta(7 * ago) for ago in reversed(range(count)))
    return tuple(Week(str(day), by_week["added"][day], by_week["read"][day]) for day in shown)


def _monday(day: str) -> date | None:
    """The Monday of a day's week; None for a text that an archive may have put in its place."""
    try:
        known = date.fromisoformat(day)
    except ValueError:
        return None
    return known - timedelta(known.weekday())


def _grouped(connection: sqlite3.Connection, select: str) -> Iterable[tuple[str, Ids]]:
    for name, papers in connection.execute(select):
        yield name, _numbers(papers)


def _sources(
    connection: sqlite3.Connection, label: Callable[[str], str]
) -> Iterable[tuple[str, Ids]]:
    """The papers that a file of each format listed first."""
    papers, dumps = (_numbers(text) for text in connection.execute(_SIGHTINGS).fetchone())
    papers, first = np.unique(papers, return_index=True)
    dumps = dumps[first]
    formats: dict[str, list[int]] = {}
    for dump, name in connection.execute("select id, format from dumps"):
        formats.setdefault(label(name), []).append(dump)
    for name, of_format in formats.items():
        yield name, papers[np.isin(dumps, of_format)]


def _shares(groups: Iterable[tuple[str, Ids]], kept: Mask, read: Mask) -> tuple[Share, ...]:
    found = []
    for name, papers in groups:
        here = papers[papers < len(kept)]
        found.append(Share(name, int(kept[here].sum()), int(read[here].sum())))
    largest = sorted(found, key=lambda share: (-share.papers, share.name))
    return tuple(share for share in largest[:_MAX_SHARES] if share.papers)


def _numbers(text: str | None) -> Ids:
    return np.fromstring(text or "", np.int64, sep=" ")
