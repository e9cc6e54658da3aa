"""The statistics of a library: what is counted, in which week, and what is not."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given

from paperdesk.model.statistics import Share, Statistics, Week
from paperdesk.store.queries.statistics import statistics
from tests.store.queries.test_filters import LIBRARIES
from tests.store.query_oracle import Case, fill

if TYPE_CHECKING:
    import sqlite3


def count(connection: sqlite3.Connection) -> Statistics:
    return statistics(connection, str.upper)


def monday(moment: str) -> str:
    day = date.fromisoformat(moment[:10])
    return str(day - timedelta(day.weekday()))


@given(papers=LIBRARIES)
def test_all_papers_but_those_in_the_trash_are_counted(
    connection: sqlite3.Connection, papers: list[Case]
) -> None:
    fill(connection, papers)
    connection.execute("update papers set read_on = substr(added, 1, 10) where title < 'b'")
    kept = [paper for paper in papers if not paper.trashed]
    read = [paper for paper in kept if paper.status == "read"]
    dated = [paper for paper in read if paper.title < "b"]
    found = count(connection)
    assert (found.papers, found.read) == (len(kept), len(read))
    assert found.read_undated == len(read) - len(dated)
    added_in = Counter(monday(paper.added) for paper in kept)
    read_in = Counter(monday(paper.added) for paper in dated)
    for week in found.weeks:
        assert (week.added, week.read) == (added_in[week.monday], read_in[week.monday])
    assert found.added_before + sum(week.added for week in found.weeks) == len(kept)
    assert found.read_before + sum(week.read for week in found.weeks) == len(dated)
    mondays = [date.fromisoformat(week.monday) for week in found.weeks]
    assert all((b - a).days == 7 for a, b in pairwise(mondays))
    assert len(mondays) <= 52
    assert not mondays or str(mondays[-1]) == max(added_in)
    tags = {share.name.lower(): share for share in found.tags}
    for name, share in tags.items():
        of_tag = [p for p in kept if name in {tag.lower() for tag in p.tags}]
        assert share[1:] == (len(of_tag), len([p for p in of_tag if p.status == "read"]))


def test_shares_come_largest_first_and_at_most_twelve(connection: sqlite3.Connection) -> None:
    fill(connection, [Case(status="read" if n % 2 else "unread") for n in range(40)])
    connection.execute("update papers set org = 'Institute ' || (id % 20) where id > 8")
    connection.execute("update papers set org = 'Harbour' where id <= 8")
    found = count(connection).organisations
    assert len(found) == 12
    assert found[0] == Share("Harbour", 8, 4)
    assert found[1] == Share("Institute 0", 2, 2)
    assert [share.papers for share in found] == sorted((s.papers for s in found), reverse=True)


def test_a_paper_comes_from_the_file_that_listed_it_first(connection: sqlite3.Connection) -> None:
    early, late = {"a": "2025-03-01"}, {"b": "2025-03-02"}
    fill(connection, [Case(sightings=early | late), Case(sightings=late), Case()])
    connection.execute("update dumps set format = name")
    assert count(connection).sources == (Share("A", 1, 0), Share("B", 1, 0))


def test_weeks_without_papers_are_there_too(connection: sqlite3.Connection) -> None:
    fill(connection, [Case(added=f"2025-03-{day}T10:00:00Z") for day in ("02", "10", "23")])
    assert count(connection).weeks == (
        Week("2025-02-24", 1, 0), Week("2025-03-03", 0, 0),
        Week("2025-03-10", 1, 0), Week("2025-03-17", 1, 0),
    )  # fmt: skip


def test_an_empty_library_has_nothing_to_count(connection: sqlite3.Connection) -> None:
    fill(connection, [])
    assert count(connection) == Statistics(0, 0, 0)
