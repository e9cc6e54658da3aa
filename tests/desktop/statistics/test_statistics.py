"""The page of statistics: its charts and tables, copied and saved as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from paperdesk.desktop.statistics.charts import BacklogChart, ReadChart, ShareChart, charts
from paperdesk.desktop.statistics.picture import ChartPicture, svg_of
from paperdesk.model.statistics import Share, Statistics, Week
from tests.desktop.factories import light_theme, painted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.statistics.card import ChartCard
    from paperdesk.desktop.theme.theme import Theme
    from tests.desktop.window_driver import Driver

WEEKS = (Week("2025-02-24", 3, 0), Week("2025-03-03", 0, 2), Week("2025-03-10", 4, 1))
COUNTED = Statistics(
    17, 6, 2, WEEKS, 10, 1, (Share("kites & <b>birds</b>", 5, 2), Share("tides", 1, 0)), (),
    (Share("Daily Papers page", 17, 6),),
)  # fmt: skip


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)


def test_tables_and_summaries_say_what_is_drawn() -> None:
    read, backlog, tags, organisations, sources = charts(COUNTED)
    assert read.summary == "3 papers read in 3 weeks. 2 more on days not known."
    assert read.rows == [("10 Mar 2025", "1"), ("3 Mar 2025", "2"), ("24 Feb 2025", "0")]
    assert backlog.summary == "17 papers added by now, 4 read."
    assert backlog.rows[0] == ("10 Mar 2025", "4", "1", "17", "4")
    assert backlog.rows[-1] == ("24 Feb 2025", "3", "0", "13", "1")
    assert tags.rows == [("kites & <b>birds</b>", "5", "2"), ("tides", "1", "0")]
    assert organisations.nothing == "No paper has an organisation. F2 edits the details of a paper."
    assert sources.summary == "Most papers: Daily Papers page, 17 papers, 6 read."


@pytest.mark.parametrize(
    ("chart", "other"),
    [
        (ReadChart(WEEKS, 0), ReadChart(WEEKS[:1], 0)),
        (ReadChart(WEEKS, 0), ReadChart(WEEKS, 5)),
        (BacklogChart(WEEKS, 0, 0), BacklogChart(WEEKS, 30, 0)),
        (
            ShareChart("Tags", "tag", (Share("a", 4, 1),), ""),
            ShareChart("Tags", "tag", (Share("a", 4, 2),), ""),
        ),
    ],
)
def test_other_numbers_are_other_pictures(
    chart: ReadChart, other: ReadChart, theme: Theme, qtbot: QtBot
) -> None:
    picture = ChartPicture(theme, None)  # type: ignore[arg-type]
    qtbot.addWidget(picture)
    picture.resize(480, 176)
    picture.show_chart(chart)
    picture.setFixedHeight(176)
    before = painted(picture)
    picture.show_chart(other)
    picture.setFixedHeight(176)
    assert painted(picture) != before
    assert picture.accessibleDescription() == other.summary


@pytest.mark.parametrize(
    "chart", [c for c in charts(COUNTED) if not c.nothing], ids=lambda chart: chart.title
)
def test_a_chart_is_valid_svg(chart: ReadChart, theme: Theme) -> None:
    svg = svg_of(chart, theme, 480)
    root = ElementTree.fromstring(svg)
    assert root.findtext("{http://www.w3.org/2000/svg}title") == chart.title
    assert QSvgRenderer(QByteArray(svg)).isValid()
    assert svg == svg_of(chart, theme, 480)


def card(driver: Driver, title: str) -> ChartCard:
    """A card of the page, once its chart is counted."""
    page = driver.window.controllers.statistics.page
    driver.qtbot.waitUntil(lambda: len(page.cards) == 5, timeout=20_000)
    return next(card for card in page.cards if card.chart and card.chart.title == title)


def test_the_page_counts_what_is_read(shelf: Driver) -> None:
    shelf.select("Herons in Cities")
    shelf.press("e")
    shelf.control(Qt.Key.Key_I)
    read = card(shelf, "Read per week")
    shelf.qtbot.waitUntil(
        lambda: read.picture.accessibleDescription() == "1 paper read in 1 week.", timeout=20_000
    )
    organisations = card(shelf, "Organisations")
    shelf.qtbot.waitUntil(organisations.picture.isVisible)
    QTest.mouseClick(organisations.table_button, Qt.MouseButton.LeftButton)
    table = organisations.table
    assert (table.isVisible(), organisations.picture.isVisible()) == (True, False)
    texts = [[table.item(row, column).text() for column in range(3)] for row in range(2)]
    assert texts == [["Kite Society", "2", "1"], ["Harbour Institute", "1", "0"]]
    shelf.control(Qt.Key.Key_Z)
    shelf.qtbot.waitUntil(lambda: table.item(0, 2).text() == "0", timeout=20_000)
    assert table.isVisible(), "what was a table stays one"


def test_a_chart_is_copied_and_saved(shelf: Driver, tmp_path: Path) -> None:
    shelf.control(Qt.Key.Key_I)
    tags = card(shelf, "Tags")
    shelf.qtbot.waitUntil(tags.picture.isVisible)
    QTest.mouseClick(tags.copy_button, Qt.MouseButton.LeftButton)
    data = QApplication.clipboard().mimeData()
    assert data.text().splitlines()[:2] == ["Tag\tPapers\tRead", "kites\t2\t0"]
    assert data.hasImage()
    assert QSvgRenderer(data.data("image/svg+xml")).isValid()
    statistics = shelf.window.controllers.statistics
    statistics.save(tags, tmp_path / "tags")
    assert QSvgRenderer(str(tmp_path / "tags.svg")).isValid()
    notices: list[str] = []
    shelf.window.session.noticed.connect(notices.append)
    statistics.save(tags, tmp_path / "missing" / "tags.svg")
    statistics.save(tags, shelf.window.session.library.folder / "library.sqlite")
    assert notices == [
        "tags.svg cannot be written: No such file or directory.",
        "library.sqlite: this belongs to the library; choose another place.",
    ]
    assert [path.name for path in tmp_path.glob("*.svg")] == ["tags.svg"]
