"""Groups of papers by date, and counts per month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperdesk.library import Library
from paperdesk.model.edits import SetStatus
from paperdesk.model.paper import Paper
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAYS = ["2025-05-09", "2025-05-05", "2025-05-04", "2025-04-30", "2024", "2024-12", ""]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path)
    records = [Paper(f"Paper {n}", f"About {n}", published=day) for n, day in enumerate(DAYS)]
    import_papers(library.db, records)
    yield library
    library.close()


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("month", [("2025-05", 3), ("2025-04", 1), ("2024-12", 1), ("2024", 1), ("", 1)]),
        (
            "week",
            [("2025-05-05", 2), ("2025-04-28", 2), ("2024-12", 1), ("2024", 1), ("", 1)],
        ),
        ("", []),
    ],
)
def test_consecutive_papers_are_grouped(
    library: Library, by: str, groups: list[tuple[str, int]]
) -> None:
    assert library.finder.groups(library.find(""), by) == groups
    reversed_ = library.finder.groups(library.find("sort:-date"), by)
    assert sorted(reversed_) == sorted(groups)


def test_groups_follow_query_and_sort_order(library: Library) -> None:
    assert library.finder.groups(library.find("year:2025 -date:2025-05-04"), "month") == [
        ("2025-05", 2),
        ("2025-04", 1),
    ]
    assert library.finder.groups(library.find("sort:title"), "month") == []
    assert library.finder.groups(library.find("is:starred"), "month") == []
    ((_, added),) = library.finder.groups(library.find("sort:added"), "day")
    assert added == len(DAYS)


def test_months_count_read_papers_and_follow_changes(library: Library) -> None:
    assert library.finder.months("") == [("2024-12", 1, 0), ("2025-04", 1, 0), ("2025-05", 3, 0)]
    library.apply(SetStatus((1, 3), "read"))
    assert library.finder.months("-date:2025-04") == [("2024-12", 1, 0), ("2025-05", 3, 2)]
    assert library.finder.months("is:starred") == []
