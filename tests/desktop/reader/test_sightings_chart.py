"""The chart of a paper's listings: which days and counts it draws, and what it says of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from paperdesk.desktop.reader.sightings_chart import Listings, SightingsChart, listings
from paperdesk.model.library_values import Sighting
from tests.desktop.factories import light_theme, painted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.theme.theme import Theme


def seen(day: str, upvotes: int | None = None, comments: int | None = None) -> Sighting:
    return Sighting(1, "page", day, 1, upvotes, comments)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)


DAYS = (date(2025, 11, 18), date(2025, 11, 20))


@pytest.mark.parametrize(
    ("sightings", "expected"),
    [
        ([], None),
        ([seen("2025-11-18", 3)], None),
        ([seen("2025-11-18", 3), seen("2025-11-18", 9)], None),
        ([seen("2025-11-20", 9), seen("2025-11-18", 3)], Listings(DAYS, "upvote", (3, 9))),
        (
            [seen("2025-11-18", 3), seen("2025-11-18", 5), seen("2025-11-20", 4)],
            Listings(DAYS, "upvote", (5, 4)),
        ),
        (
            [seen("2025-11-18", None, 1), seen("2025-11-20", 9, 2)],
            Listings(DAYS, "comment", (1, 2)),
        ),
        ([seen("2025-11-18"), seen("2025-11-20", 9)], Listings(DAYS)),
        ([seen("2025-11-18"), seen("no day")], None),
    ],
)
def test_listings_are_days_with_one_count(
    sightings: list[Sighting], expected: Listings | None
) -> None:
    assert listings(sightings) == expected


def test_the_text_says_what_is_drawn() -> None:
    assert Listings(DAYS, "upvote", (1, 9)).text == (
        "Listed on 2 days, 18 Nov 2025 to 20 Nov 2025; 1 upvote at first, 9 upvotes last"
    )
    assert Listings(DAYS).text == "Listed on 2 days, 18 Nov 2025 to 20 Nov 2025"


def test_the_chart_is_drawn_and_described(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    chart = SightingsChart(theme, parent)
    chart.resize(360, 72)
    assert not chart.show_sightings([seen("2025-11-18", 3)])
    empty = painted(chart)
    assert chart.show_sightings([seen("2025-11-18", 3), seen("2025-11-20", 9)])
    assert "9 upvotes last" in chart.accessibleDescription()
    rising = painted(chart)
    assert chart.show_sightings([seen("2025-11-18", 9), seen("2025-11-20", 3)])
    falling = painted(chart)
    assert chart.show_sightings([seen("2025-11-18"), seen("2025-11-20")])
    unknown = painted(chart)
    pictures = [empty, rising, falling, unknown]
    assert all(one != other for n, one in enumerate(pictures) for other in pictures[n + 1 :])
