"""The order `trending`: the formula, and which papers have a score."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from paperdesk.store.queries import sort_orders, trending
from tests.store.queries.test_filters import LIBRARIES
from tests.store.query_oracle import Case, fill, span

if TYPE_CHECKING:
    import sqlite3


def ranked(connection: sqlite3.Connection, *papers: Case) -> list[str]:
    """The titles in the order."""
    fill(connection, list(papers))
    return [papers[number - 1].title for number in sort_orders.ranks(connection, "trending")]


def _score(paper: Case, newest: date | None) -> float | None:
    votes = (paper.upvotes or 0) + 2 * (paper.comments or 0)
    days = set(paper.sightings.values())
    if paper.published:
        since = span(paper.published)[0]
    elif votes and days:
        since = date.fromisoformat(min(days))
    else:
        return None
    age = max(0, (newest - since).days) if newest else 0
    return float((votes + max(len(days), 1)) ** 0.8 / (age + 2) ** 1.8)


@given(papers=LIBRARIES)
def test_scores_are_those_of_the_formula(
    connection: sqlite3.Connection, papers: list[Case]
) -> None:
    fill(connection, papers)
    listed = [day for paper in papers for day in paper.sightings.values()]
    newest = date.fromisoformat(max(listed)) if listed else None
    expected = {number: _score(paper, newest) for number, paper in enumerate(papers, 1)}
    ids, scores = trending.scores(connection)
    found = dict(zip(ids.tolist(), scores.tolist(), strict=True))
    assert found == pytest.approx({n: s for n, s in expected.items() if s is not None})


@given(papers=LIBRARIES)
def test_the_order_has_every_paper_once_and_is_stable(
    connection: sqlite3.Connection, papers: list[Case]
) -> None:
    fill(connection, papers)
    ids, scores = trending.scores(connection)
    score = dict(zip(ids.tolist(), scores.tolist(), strict=True))
    having, rest = sorted(score, reverse=True), set(range(1, len(papers) + 1)) - set(score)
    for reverse in (False, True):
        best_first = sorted(having, key=lambda n: score[n], reverse=not reverse)
        order = sort_orders.ranks(connection, "trending", reverse).tolist()
        assert order == [*best_first, *sorted(rest, reverse=True)]


def test_votes_comments_listings_and_youth_count(connection: sqlite3.Connection) -> None:
    def paper(
        title: str, upvotes: int, comments: int = 0, day: str = "2025-03-30", listed: int = 1
    ) -> Case:
        sightings = {f"page {n}": f"2025-03-{30 - n}" for n in range(listed)}
        return Case(title, published=day, upvotes=upvotes, comments=comments, sightings=sightings)

    assert ranked(
        connection,
        paper("old", 90, day="2025-02-01"),
        paper("plain", 9),
        paper("discussed", 9, comments=1),
        paper("listed often", 9, listed=2),
        paper("loved", 90),
    ) == ["loved", "discussed", "listed often", "plain", "old"]


def test_two_files_of_one_day_are_one_listing(connection: sqlite3.Connection) -> None:
    twice = Case("twice", published="2025-03-30", sightings={"a": "2025-03-30", "b": "2025-03-30"})
    once = Case("once", published="2025-03-30", sightings={"a": "2025-03-30"})
    assert ranked(connection, twice, once) == ["once", "twice"], "equal: the later paper is first"


def test_without_votes_the_order_is_by_date(connection: sqlite3.Connection) -> None:
    """As for an arXiv snapshot, which lists thirty years of papers on the day of its import."""
    papers = [
        Case(day or "none", published=day, sightings={"snapshot": "2025-03-31"})
        for day in ("", "1998", "2025-03-30", "2024-05", "2025-03-01")
    ]
    expected = ["2025-03-30", "2025-03-01", "2024-05", "1998", "none"]
    assert ranked(connection, *papers) == expected


def test_a_date_in_the_future_makes_no_other_paper_older(connection: sqlite3.Connection) -> None:
    seen = {"page": "2025-03-31"}
    typo = Case("typo", published="2205-03-30", sightings=seen)
    loved = Case("loved", published="2025-03-30", upvotes=50, sightings=seen)
    assert ranked(connection, typo, loved) == ["loved", "typo"]


def test_a_library_without_papers_has_no_scores(connection: sqlite3.Connection) -> None:
    assert ranked(connection) == []
