"""Papers with some of the words of a search: below the list, and nothing takes them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from paperdesk.desktop.papers.some_words import HEADING

if TYPE_CHECKING:
    from tests.desktop.window_driver import Driver

TIDES, LOST, HERONS, SURVEY = (
    "A Model of Tides",
    "Retrieval of Lost Kites",
    "Herons in Cities",
    "A Survey of Kites",
)


def below(driver: Driver) -> list[str]:
    """The titles below the list, from top to bottom."""
    some = driver.window.some_words
    if not some.isVisible():
        return []
    return [some.model.index(row, 0).data() for row in range(some.model.rowCount())]


def click(driver: Driver, title: str) -> None:
    """Click a paper below the list."""
    rows = driver.window.some_words.rows
    place = rows.visualRect(rows.model().index(below(driver).index(title), 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)


def starred(driver: Driver) -> list[str]:
    library = driver.window.session.library
    return [row.title for row in library.rows(library.find("is:starred").ids.tolist())]


def sentence(driver: Driver) -> str:
    return " ".join(
        label.text()
        for label in driver.window.papers.viewport().findChildren(QLabel)
        if label.isVisible()
    )


def test_they_are_a_section_of_their_own(shelf: Driver) -> None:
    shelf.search("kites herons lost")
    assert (shelf.titles, shelf.window.controllers.current.found) == ([], 0)
    assert set(below(shelf)) == {LOST, SURVEY, HERONS}
    assert below(shelf)[0] == LOST
    assert "No paper has all of these words." in sentence(shelf)
    assert HEADING in sentence(shelf)
    assert shelf.window.reader.paper is None
    shelf.search("kites lost survey")
    assert (shelf.titles, below(shelf)) == ([SURVEY], [LOST])
    assert shelf.window.papers.selected_ids() == [4]
    shelf.search("kites")
    assert (set(shelf.titles), below(shelf)) == ({LOST, SURVEY}, [])
    shelf.search("qwertz asdfgh")
    assert (shelf.titles, below(shelf)) == ([], [])
    assert "Nothing matches" in sentence(shelf)


def test_a_misspelt_word_is_named_above_them(shelf: Driver) -> None:
    shelf.search("retreival herons")
    shelf.qtbot.waitUntil(lambda: "retrieval herons</a>" in sentence(shelf), timeout=20_000)
    assert below(shelf) == [HERONS]


def test_all_selected_are_those_found(shelf: Driver) -> None:
    shelf.search("kites lost survey")
    shelf.go_to_list()
    shelf.control(Qt.Key.Key_A)
    current = shelf.window.controllers.current
    assert current.selected() == current.selected_in_list() == (4,)
    assert shelf.window.papers.ids.tolist() == [4]


def test_a_click_opens_one_and_keys_act_on_it_alone(shelf: Driver) -> None:
    shelf.search("kites lost survey")
    click(shelf, LOST)
    assert shelf.shown.paper.title == LOST
    current = shelf.window.controllers.current
    assert current.selected() == (2,)
    assert current.selected_in_list() == ()
    assert shelf.window.papers.selected_count == 0
    shelf.press("s")
    shelf.qtbot.waitUntil(lambda: starred(shelf) == [LOST])
    shelf.wait_for_answer()
    assert below(shelf) == [LOST]
    assert shelf.shown.paper.title == LOST
    assert shelf.window.some_words.rows.model().index(0, 0).data() == LOST


def test_a_star_can_be_clicked_without_opening_the_paper(shelf: Driver) -> None:
    shelf.search("kites lost survey")
    rows = shelf.window.some_words.rows
    star = rows.delegate.star_rect(rows.visualRect(rows.model().index(0, 0)))
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=star.center())
    shelf.qtbot.waitUntil(lambda: starred(shelf) == [LOST])
    assert shelf.shown.paper.title == SURVEY
    assert shelf.window.controllers.current.selected() == (4,)


@pytest.mark.parametrize(("down", "up"), [("j", "k"), (Qt.Key.Key_Down, Qt.Key.Key_Up)])
def test_keys_lead_down_to_them_and_back(
    shelf: Driver, down: str | Qt.Key, up: str | Qt.Key
) -> None:
    shelf.search("kites lost survey")
    shelf.go_to_list()
    shelf.press(down)
    assert shelf.shown.paper.title == LOST
    assert shelf.window.papers.selected_count == 0
    shelf.press(down)
    assert shelf.shown.paper.title == LOST
    shelf.press(up)
    assert shelf.shown.paper.title == SURVEY
    assert shelf.window.controllers.current.selected() == (4,)
    assert shelf.window.some_words.current_id() is None


def test_enter_in_the_box_opens_the_best_where_none_has_all_words(shelf: Driver) -> None:
    shelf.search("kites herons lost")
    shelf.press(Qt.Key.Key_Return)
    assert shelf.shown.paper.title == LOST
    shelf.search("kites herons ponds")
    assert shelf.window.reader.paper is None
    assert shelf.window.controllers.current.selected() == ()


def test_selecting_all_above_leaves_the_one_below(shelf: Driver) -> None:
    shelf.search("kites lost survey")
    click(shelf, LOST)
    shelf.window.papers.setFocus()
    shelf.control(Qt.Key.Key_A)
    assert shelf.window.controllers.current.selected() == (4,)
    assert shelf.shown.paper.title == SURVEY
    assert shelf.window.some_words.current_id() is None


def test_an_open_one_stays_until_it_is_left(shelf: Driver) -> None:
    shelf.search("kites herons lost is:unread")
    assert set(below(shelf)) == {LOST, SURVEY, HERONS}
    click(shelf, HERONS)
    shelf.press("e")
    shelf.qtbot.waitUntil(lambda: shelf.shown.status == "read")
    shelf.wait_for_answer()
    assert HERONS in below(shelf)
    click(shelf, LOST)
    shelf.press("x")
    shelf.qtbot.waitUntil(lambda: HERONS not in below(shelf), timeout=20_000)
    assert shelf.shown.paper.title == LOST


def test_triage_goes_through_those_found(shelf: Driver) -> None:
    shelf.search("kites lost survey")
    click(shelf, LOST)
    triage = shelf.window.controllers.triage
    triage.start()
    assert triage.on
    assert triage._ids.tolist() == [4]


def test_they_scroll_with_the_list(shelf: Driver) -> None:
    shelf.window.resize(1280, 640)
    shelf.search("kites herons lost ponds model fish retrieval islands")
    papers, some = shelf.window.papers, shelf.window.some_words
    assert len(below(shelf)) == 5
    bar = papers.verticalScrollBar()
    assert bar.maximum() > 0
    top = some.mapTo(papers.viewport(), QPoint(0, 0)).y()
    bar.setValue(bar.maximum())
    assert some.mapTo(papers.viewport(), QPoint(0, 0)).y() == top - bar.maximum()
    assert some.geometry().bottom() + 1 == papers.viewport().height()
    for _ in range(5):
        shelf.window.papers.select_next()
    assert bar.value() == bar.maximum()
    for _ in range(4):
        shelf.window.papers.select_previous()
    assert some.mapTo(papers.viewport(), QPoint(0, 0)).y() >= 0


@pytest.mark.parametrize("density", ["compact", "columns", "comfortable"])
def test_they_are_drawn_as_the_list_is(shelf: Driver, density: str) -> None:
    shelf.window.controllers.list_options.set_density(density)
    shelf.search("kites lost survey")
    papers, some = shelf.window.papers, shelf.window.some_words
    assert some.rows.rowHeight(0) == papers.rowHeight(0)
    assert some.geometry().top() == papers.rowHeight(0)
    assert some.rows.height() == papers.rowHeight(0)
    assert some.width() == papers.viewport().width()
