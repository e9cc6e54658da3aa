"""The view options in a window: columns, order, groups, quick filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from tests.desktop.animal_page import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from tests.desktop.window_driver import Driver


@pytest.fixture
def filled(animal_window: Driver) -> Driver:
    return animal_window


def cell(driver: Driver, key: str) -> tuple[int, int]:
    """The left edge and the width of a column."""
    cells = driver.window.list_pane.columns.cells()
    return next((left, width) for name, left, width in cells if name == key)


def click_title(driver: Driver, key: str) -> None:
    columns = driver.window.list_pane.columns
    left, width = cell(driver, key)
    middle = QPoint(left + width // 2, 10)
    QTest.mouseClick(columns.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    driver.wait_for_answer()


def action(menu: QMenu, name: str) -> QAction:
    menu.aboutToShow.emit()
    return next(each for each in menu.actions() if each.text() == name)


def spoken(driver: Driver) -> list[str]:
    model = driver.window.papers.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


# Columns


def test_columns_hide_the_reader_until_enter(filled: Driver) -> None:
    window = filled.window
    filled.select("Bees")
    filled.control(Qt.Key.Key_3)
    assert window.list_pane.columns.isVisible()
    assert not window.reader.isVisible()
    assert filled.count == 4
    filled.press("j")
    filled.press(Qt.Key.Key_Return)
    assert window.reader.isVisible()
    assert not window.papers.isVisible()
    assert filled.shown.paper.title == "Crabs"
    filled.press("s")
    assert filled.shown.starred
    filled.press(Qt.Key.Key_Escape)
    assert window.papers.hasFocus()
    assert not window.reader.isVisible()
    filled.control(Qt.Key.Key_1)
    assert window.reader.isVisible()
    assert not window.list_pane.columns.isVisible()


def test_a_click_on_a_title_sorts_and_the_next_reverses(filled: Driver) -> None:
    box = filled.window.search_box
    filled.control(Qt.Key.Key_3)
    click_title(filled, "title")
    assert (box.text(), filled.titles) == ("sort:title", list(NAMES))
    click_title(filled, "title")
    assert (box.text(), filled.titles) == ("sort:-title", list(reversed(NAMES)))
    assert filled.window.sidebar.view.place() is not None
    click_title(filled, "published")
    assert box.text() == ""
    click_title(filled, "published")
    assert box.text() == "sort:-date"
    filled.search("bees sort:title -crabs")
    click_title(filled, "title")
    assert box.text() == "bees -crabs sort:-title"
    click_title(filled, "tags")
    assert box.text() == "bees -crabs sort:-title"
    click_title(filled, "authors")
    assert box.text() == "bees -crabs sort:author"


def test_the_sort_menu_replaces_the_order_in_the_query(filled: Driver) -> None:
    filled.search("sort:-title")
    filled.window.header.sort_chosen.emit("date")
    filled.wait_for_answer()
    assert filled.window.search_box.text() == ""
    assert filled.titles == list(NAMES)


def test_the_oldest_papers_first_are_chosen_from_the_menu_and_stay(filled: Driver) -> None:
    header, library = filled.window.header, filled.window.session.library

    def ordered(key: str) -> list[int]:
        return library.find("", key).ids.tolist()

    header.sort_chosen.emit("-date")
    filled.wait_for_answer()
    assert filled.window.papers.ids.tolist() == ordered("-date")
    assert (filled.window.search_box.text(), header.sort_button.text()) == ("", "Oldest first")
    header.sort_chosen.emit("listed")
    filled.wait_for_answer()
    assert filled.window.papers.ids.tolist() == ordered("listed") == [1, 2, 3, 4]
    header.sort_chosen.emit("author")
    filled.wait_for_answer()
    assert header.sort_button.text() == "Author"


def test_a_wide_window_has_the_reader_beside_the_columns(filled: Driver) -> None:
    window = filled.window
    filled.control(Qt.Key.Key_3)
    assert not window.reader.isVisible()
    window.resize(window.theme.px(2000), window.theme.px(800))
    assert window.reader.isVisible()
    assert window.papers.isVisible()
    assert window.list_pane.width() >= window.list_pane.columns.needed_width()
    assert window.reader_stack.width() >= window.theme.px(448)
    window.resize(window.theme.px(1280), window.theme.px(800))
    assert not window.reader.isVisible()
    filled.control(Qt.Key.Key_1)
    assert window.reader.isVisible()
    assert window.list_pane.width() <= window.theme.px(640)


def test_a_column_that_is_hidden_makes_room_for_the_reader_at_once(filled: Driver) -> None:
    window, columns = filled.window, filled.window.list_pane.columns
    filled.control(Qt.Key.Key_3)
    window.resize(window.theme.px(2000), window.theme.px(800))
    beside = window.panes.width() - columns.needed_width()
    window.resize(window.width() - beside + window.theme.px(440), window.height())
    assert not window.reader.isVisible()
    menu = columns.menu()
    tags = next(action for action in menu.actions() if action.text() == "Tags")
    tags.trigger()
    assert window.reader.isVisible()
    assert window.list_pane.width() >= columns.needed_width()
    tags.trigger()
    assert not window.reader.isVisible()


def test_a_star_in_its_column_is_clicked_without_selecting(filled: Driver) -> None:
    filled.control(Qt.Key.Key_3)
    papers = filled.window.papers
    filled.select("Ants")
    left, width = cell(filled, "star")
    star = QPoint(left + width // 2, papers.visualRect(papers.model().index(2, 0)).center().y())
    QTest.mouseClick(papers.viewport(), Qt.MouseButton.LeftButton, pos=star)
    starred = filled.window.session.library.find("is:starred").ids.tolist()
    assert [row.title for row in filled.window.session.library.rows(starred)] == ["Crabs"]
    assert papers.selected_count == 1


def test_columns_are_chosen_moved_and_restored(
    filled: Driver, open_driver: Callable[[Path], Driver], library: Path
) -> None:
    filled.control(Qt.Key.Key_3)
    columns = filled.window.list_pane.columns
    action(columns.menu(), "Organisation").trigger()
    action(columns.menu(), "Upvotes").trigger()
    columns.moveSection(columns.visualIndex(3), 7)
    columns.resizeSection(4, 133)
    before = columns.current_layout()
    shown = {key for key, _, on in before if on}
    assert "org" in shown
    assert "upvotes" not in shown
    assert [key for key, _, _ in before].index("authors") == 7
    assert {action.text() for action in columns.menu().actions()}.isdisjoint({"Title"})
    filled.window.close()
    again = open_driver(library).window
    assert again.list_pane.columns.isVisible()
    kept = again.list_pane.columns.current_layout()
    assert [(key, on) for key, _, on in kept] == [(key, on) for key, _, on in before]
    assert {key: width for key, width, _ in kept}["published"] == 133


# Groups


def test_compact_groups_have_header_rows(filled: Driver) -> None:
    filled.control(Qt.Key.Key_2)
    action(filled.window.header.sort_button.menu(), "By month").trigger()
    filled.wait_for_answer()
    assert filled.titles == [
        "May 2025",
        "Ants",
        "Bees",
        "April 2025",
        "Crabs",
        "April 2024",
        "Ducks",
    ]
    assert spoken(filled)[0] == "May 2025, 2 papers"
    filled.go_to_list()
    filled.press("k")
    seen = []
    for _ in range(5):
        seen.append(filled.shown.paper.title)
        filled.press("j")
    assert seen == ["Ants", "Bees", "Crabs", "Ducks", "Ducks"]
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up):
        filled.press(key)
    assert filled.shown.paper.title == "Ants"
    filled.control(Qt.Key.Key_A)
    assert filled.window.papers.selected_count == 4
    filled.press("s")
    assert (
        filled.window.session.library.state_counts(filled.window.papers.selected_ids()).starred == 4
    )
    filled.select("Ants", "Ducks")
    assert filled.window.papers.selected_count == 2
    filled.window.header.groups_chosen.emit("")
    filled.wait_for_answer()
    assert filled.count == 4
    assert filled.window.papers.selected_count == 1, "only the current paper stays selected"


def test_groups_between_cards_have_header_rows_of_32(filled: Driver) -> None:
    papers, row = filled.window.papers, filled.window.theme.row
    cards = [row(height) for height in (32, 112, 112, 32, 112, 32, 112)]
    filled.select("Crabs")
    filled.window.header.groups_chosen.emit("month")
    filled.wait_for_answer()
    assert filled.titles[:4] == ["May 2025", "Ants", "Bees", "April 2025"]
    assert _count_text(filled) == "4 papers"
    assert filled.shown.paper.title == "Crabs", "the current paper stays"
    assert _heights(filled) == cards
    assert papers.verticalScrollBar().maximum() == max(0, sum(cards) - papers.viewport().height())
    filled.control(Qt.Key.Key_2)
    assert _heights(filled) == [row(56)] * 7
    filled.control(Qt.Key.Key_1)
    assert _heights(filled) == cards
    filled.window.header.groups_chosen.emit("")
    filled.wait_for_answer()
    assert _heights(filled) == [row(112)] * 4


def _heights(driver: Driver) -> list[int]:
    model, papers = driver.window.papers.model(), driver.window.papers
    return [papers.visualRect(model.index(row, 0)).height() for row in range(model.rowCount())]


def _count_text(driver: Driver) -> str:
    return driver.window.header.count_label.text()


def test_grouping_sorts_by_date(filled: Driver) -> None:
    filled.control(Qt.Key.Key_2)
    filled.search("sort:title")
    filled.window.header.groups_chosen.emit("day")
    filled.wait_for_answer()
    assert filled.window.search_box.text() == ""
    assert "9 May 2025" in filled.titles
    filled.search("sort:title")
    assert filled.titles == list(NAMES)


def test_grouping_is_restored(
    filled: Driver, open_driver: Callable[[Path], Driver], library: Path
) -> None:
    filled.control(Qt.Key.Key_2)
    filled.window.header.groups_chosen.emit("week")
    filled.wait_for_answer()
    shown = filled.titles
    assert "5 to 11 May 2025" in shown
    filled.window.close()
    assert open_driver(library).titles == shown


# Quick filters


def test_quick_filters_are_terms_of_the_query(filled: Driver) -> None:
    filled.select("Bees")
    filled.press("s")
    button = filled.window.header.filter_button
    assert not button.isChecked()
    action(button.menu(), "Starred").trigger()
    filled.wait_for_answer()
    assert filled.window.search_box.text() == "is:starred"
    assert filled.titles == ["Bees"]
    assert button.isChecked()
    assert action(button.menu(), "Starred").isChecked()
    action(button.menu(), "Starred").trigger()
    filled.wait_for_answer()
    assert filled.window.search_box.text() == ""
    assert not button.isChecked()
    filled.search("-is:starred")
    assert button.isChecked()
    action(button.menu(), "Not: starred").trigger()
    assert filled.window.search_box.text() == ""


def test_everything_in_the_header_has_a_name(filled: Driver) -> None:
    filled.control(Qt.Key.Key_3)
    for button in filled.window.header.findChildren(QAbstractButton):
        assert button.accessibleName(), button
        assert button.toolTip(), button
    assert filled.window.list_pane.columns.accessibleName()
