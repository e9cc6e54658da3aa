"""Words in the reader that search when they are clicked: authors, organisation, venue, year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from paperdesk.desktop.reader.search_links import fact_parts
from paperdesk.desktop.wording import facts
from paperdesk.model.paper import Paper
from paperdesk.model.query import Query
from paperdesk.model.query_tree import written

if TYPE_CHECKING:
    from paperdesk.desktop.reader.search_links import SearchLinks
    from tests.desktop.window_driver import Driver

LEFT = Qt.MouseButton.LeftButton
CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def herons(shelf: Driver) -> Driver:
    """A window that shows a paper with organisation, venue and date."""
    shelf.select("Herons in Cities")
    return shelf


def hover(line: SearchLinks, name: str) -> QPoint:
    """Move the mouse over the line until it is on a link."""
    for y in range(4, line.height(), 8):
        for x in range(0, line.width(), 6):
            QTest.mouseMove(line, QPoint(x, y))
            if f"Search for {name}\n" in line.toolTip():
                return QPoint(x, y)
    raise AssertionError(f"{name} is no link of {line.plain_text()}")


@pytest.mark.parametrize(
    ("name", "query", "found"),
    [
        ("Kite Society", 'org:"Kite Society"', ["Herons in Cities", "Retrieval of Lost Kites"]),
        ("Journal of Shores", 'venue:"=Journal of Shores"', ["Herons in Cities"]),
        ("2024", "year:2024", ["Herons in Cities", "A Survey of Kites"]),
    ],
)
def test_a_fact_is_searched_by_click_and_added_with_control(
    herons: Driver, name: str, query: str, found: list[str]
) -> None:
    line = herons.window.reader.column.facts
    QTest.mouseClick(line, LEFT, NONE, hover(line, name))
    herons.wait_for_answer()
    assert herons.window.search_box.text() == query
    assert sorted(herons.titles) == sorted(found)
    herons.search("fish")
    herons.select("Herons in Cities")
    QTest.mouseClick(line, LEFT, CONTROL, hover(line, name))
    assert herons.window.search_box.text() == f"fish {query}"


def test_a_link_is_underlined_while_the_mouse_is_on_it(herons: Driver) -> None:
    line = herons.window.reader.column.facts
    hover(line, "Journal of Shores")
    herons.qtbot.waitUntil(lambda: 'underline">Journal of Shores' in line.text())
    assert line.text().count("underline") == 1
    QTest.mouseMove(herons.window.search_box)
    herons.qtbot.waitUntil(lambda: "underline" not in line.text())


@pytest.mark.parametrize("venue", ["none", "=Bees", 'Bees "B"', "Bees (Part 2)", "NeurIPS 2023"])
def test_a_venue_of_any_name_is_searched_as_that_venue(venue: str) -> None:
    paper = Paper("T", venue=venue)
    (link,) = [part for part in fact_parts(paper, facts(paper)) if part.condition is not None]
    assert link.text == venue
    assert link.condition is not None
    assert Query.parse(written(link.condition)).tree == link.condition


def test_a_tag_named_none_is_searched_as_that_tag(herons: Driver) -> None:
    herons.window.reader.column.tags.tag_chosen.emit("none", False)
    herons.wait_for_answer()
    assert herons.window.search_box.text() == "tag:none/*"
