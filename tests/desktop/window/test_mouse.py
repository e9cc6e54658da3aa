"""What the mouse can do: menus of the right button, links that search, trash, the sidebar."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt, QUrlQuery
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea

from paperdesk.desktop.widgets.chips import TagChip
from paperdesk.model.highlight import COLOURS
from tests.desktop.system_desktop import system_desktop

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from tests.desktop.window_driver import Driver

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def filled(animal_window: Driver) -> Driver:
    animal_window.search("sort:title")
    animal_window.go_to_list()
    return animal_window


def menu_names(driver: Driver) -> list[str]:
    """The entries of the open menu, without separators."""
    menu = driver.window.context_menus.menu
    assert menu.isVisible()
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def entry(driver: Driver, name: str) -> QAction:
    """The entry of the open menu with this name."""
    actions = driver.window.context_menus.menu.actions()
    return next(action for action in actions if action.text() == name)


def right_click(widget: QWidget, place: QPoint) -> None:
    """Press the right button, then ask for the menu as the system does."""
    QTest.mouseClick(widget, RIGHT, NONE, place)
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, place, widget.mapToGlobal(place), NONE)
    QApplication.sendEvent(widget, event)


def row_centre(driver: Driver, title: str) -> QPoint:
    papers = driver.window.papers
    return papers.visualRect(papers.model().index(driver.titles.index(title), 0)).center()


def test_a_right_click_selects_the_paper_and_offers_its_actions(filled: Driver) -> None:
    filled.select("Ants")
    papers = filled.window.papers
    right_click(papers.viewport(), row_centre(filled, "Crabs"))
    assert filled.shown.paper.title == "Crabs"
    assert papers.selected_count == 1
    assert "Move to or restore from trash" in menu_names(filled)
    star = filled.window.window_actions.by_name["Star"]
    assert star in filled.window.context_menus.menu.actions()
    star.trigger()
    assert filled.shown.starred


def test_a_right_click_inside_the_selection_keeps_it(filled: Driver) -> None:
    filled.select("Ants", "Bees")
    papers = filled.window.papers
    right_click(papers.viewport(), row_centre(filled, "Bees"))
    assert papers.selected_count == 2
    menu_names(filled)


def test_the_menu_key_opens_the_menu_at_the_current_row(filled: Driver) -> None:
    filled.select("Bees")
    papers = filled.window.papers
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(papers, QContextMenuEvent(reason, QPoint(), QPoint(), NONE))
    menu_names(filled)
    row = papers.visualRect(papers.currentIndex())
    at = papers.viewport().mapFromGlobal(filled.window.context_menus.menu.pos())
    assert row.contains(at)


def test_the_text_offers_highlight_search_and_copy(filled: Driver) -> None:
    filled.select("Ants")
    view = filled.window.reader.column.abstract
    view.select(0, 11)
    view.menu_requested.emit(QPoint(100, 100))
    names = menu_names(filled)
    assert names == [
        "Highlight or comment",
        "Highlight in",
        "Search for “About Ants”",
        f"{'Look up' if sys.platform == 'darwin' else 'Search the web for'} “About Ants”",
        "Copy\tCtrl+C",
        "Select all\tCtrl+A",
    ]
    with system_desktop("https") as desktop:
        entry(filled, names[2]).trigger()
        assert filled.window.search_box.text() == '"About Ants"'
        assert not desktop.opened, "nothing is sent before the click"
        entry(filled, names[3]).trigger()
        (address,) = desktop.opened
    assert QUrlQuery(address).queryItemValue("q") == "About Ants"


def test_selected_words_are_highlighted_in_a_colour_of_the_menu(filled: Driver) -> None:
    filled.select("Ants")
    view = filled.window.reader.column.abstract
    view.select(0, 5)
    view.menu_requested.emit(QPoint(100, 100))
    colours = entry(filled, "Highlight in").menu()
    assert isinstance(colours, QMenu)
    assert [action.text().lower() for action in colours.actions()] == list(COLOURS)
    colours.actions()[3].trigger()
    (highlight,) = filled.shown.highlights
    assert (highlight.exact, highlight.colour) == ("About", COLOURS[3])
    view.menu_requested.emit(QPoint(100, 100))
    assert "Highlight in" not in menu_names(filled), "nothing is selected"


def test_an_author_is_searched_by_enter_and_offers_a_menu(shelf: Driver) -> None:
    shelf.press("j")
    title = shelf.shown.paper.title
    line = shelf.window.reader.column.authors
    name = shelf.shown.paper.authors[0]
    assert name in line.plain_text()
    line.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(line, Qt.Key.Key_Return)
    shelf.wait_for_answer()
    assert shelf.window.search_box.text() == f'author:"{name}"'
    assert title in shelf.titles
    line.linkHovered.emit("0" if line.plain_text().startswith(name) else "1")
    place = QPoint(3, 3)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(line, QContextMenuEvent(reason, place, line.mapToGlobal(place), NONE))
    assert menu_names(shelf) == ["Search for this author", "Copy name"]
    shelf.window.context_menus.menu.actions()[1].trigger()
    assert QApplication.clipboard().text() == name


def test_a_tag_is_searched_by_click_and_added_with_control(filled: Driver) -> None:
    filled.select("Ants")
    filled.window.controllers.tagging.tag("ml", on=True)
    (chip,) = filled.window.reader.column.tags.findChildren(TagChip)
    name = QPoint(4, chip.height() // 2)
    QTest.mouseClick(chip, LEFT, CONTROL, name)
    assert filled.window.search_box.text() == "sort:title tag:ml"
    QTest.mouseClick(chip, LEFT, NONE, name)
    assert filled.window.search_box.text() == "tag:ml"
    assert [tag.name for tag in filled.shown.tags] == ["ml"]
    QTest.mouseClick(chip, LEFT, NONE, QPoint(chip.width() - 8, chip.height() // 2))
    assert filled.shown.tags == ()


def test_the_open_paper_is_trashed_by_its_button(filled: Driver) -> None:
    filled.select("Ants")
    QTest.mouseClick(filled.window.reader.bar.trash_button, LEFT)
    assert filled.window.session.library.trashed_count() == 1
    filled.search("is:trashed")
    filled.go_to_list()
    filled.select("Ants")
    button = filled.window.reader.bar.trash_button
    assert button.accessibleName() == "Restore from the trash"
    QTest.mouseClick(button, LEFT)
    assert filled.window.session.library.trashed_count() == 0


def test_the_sidebar_comes_back_by_the_button_in_the_top_bar(filled: Driver) -> None:
    window = filled.window
    assert not window.top_bar.sidebar_button.isVisible()
    QTest.mouseClick(window.sidebar.toggle_button, LEFT)
    assert not window.sidebar.isVisible()
    assert window.top_bar.sidebar_button.isVisible()
    QTest.mouseClick(window.top_bar.sidebar_button, LEFT)
    assert window.sidebar.isVisible()
    assert not window.top_bar.sidebar_button.isVisible()


def test_the_tag_popover_opens_in_sight_of_a_scrolled_reader(filled: Driver) -> None:
    filled.select("Crabs")
    reader = filled.window.reader
    filled.press("t")
    popover = filled.window.controllers.tagging.popover
    beside_tags = popover.mapTo(filled.window, popover.rect().center())
    filled.press(Qt.Key.Key_Escape)
    area = reader.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    bar = area.verticalScrollBar()
    filled.qtbot.waitUntil(lambda: bar.maximum() > 300)
    bar.setValue(bar.maximum())
    filled.press("t")
    assert popover.isVisible()
    place = popover.mapTo(filled.window, popover.rect().topLeft())
    assert place.y() + popover.margin >= reader.mapTo(filled.window, reader.rect().topLeft()).y()
    assert beside_tags.x() > reader.mapTo(filled.window, reader.rect().topLeft()).x()
