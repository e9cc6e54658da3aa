"""Several selected papers: the pane, edits, and the trash."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from tests.desktop.animal_page import NAMES

if TYPE_CHECKING:
    from paperdesk.desktop.papers.selection_pane import SelectionPane
    from paperdesk.model.library_values import Row
    from tests.desktop.window_driver import Driver


@pytest.fixture
def filled(animal_window: Driver) -> Driver:
    animal_window.search("sort:title")
    animal_window.go_to_list()
    return animal_window


def pane(driver: Driver, text: str) -> SelectionPane:
    place = driver.window.reader_stack
    driver.qtbot.waitUntil(
        lambda: place.currentIndex() == 1 and place.currentWidget().count.text() == text  # type: ignore[attr-defined]
    )
    return place.currentWidget()  # type: ignore[return-value]


def rows(driver: Driver) -> dict[str, Row]:
    library = driver.window.session.library
    ids = library.find("is:dismissed OR -is:dismissed").ids.tolist()
    return {row.title: row for row in library.rows(ids)}


def click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_several_papers_have_a_pane_with_actions(filled: Driver) -> None:
    filled.select("Ants", "Crabs")
    shown = pane(filled, "2 papers selected")
    assert shown.facts.text() == "2 unread"
    click(shown.star_button)
    assert {title for title, row in rows(filled).items() if row.starred} == {"Ants", "Crabs"}
    filled.qtbot.waitUntil(lambda: shown.star_button.text() == "Unstar")
    click(shown.reading_button)
    click(shown.read_button)
    assert rows(filled)["Crabs"].status == "read"
    for button in shown.findChildren(QAbstractButton):
        assert button.accessibleName()
        assert button.toolTip()
    filled.select("Bees")
    filled.qtbot.waitUntil(lambda: filled.window.reader_stack.currentIndex() == 0)
    assert filled.shown.paper.title == "Bees"


def test_all_papers_are_selected_and_tagged_at_once(filled: Driver) -> None:
    filled.control(Qt.Key.Key_A)
    shown = pane(filled, "4 papers selected")
    click(shown.tag_button)
    filled.press("animals")
    filled.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert all(row.tags for row in rows(filled).values())
    filled.press(Qt.Key.Key_Escape)
    filled.go_to_list()
    filled.control(Qt.Key.Key_Z)
    assert not any(row.tags for row in rows(filled).values())


def test_shift_extends_the_selection_by_keyboard(filled: Driver) -> None:
    filled.select("Ants")
    filled.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    filled.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    pane(filled, "3 papers selected")
    filled.press("e")
    assert [row.status for _, row in sorted(rows(filled).items())] == [*["read"] * 3, "unread"]


def test_papers_are_moved_to_the_trash_and_restored(filled: Driver) -> None:
    filled.select("Ants", "Bees")
    filled.press(Qt.Key.Key_Delete)
    filled.wait_for_count(2)
    assert filled.titles == ["Crabs", "Ducks"]
    assert filled.shown.paper.title == "Crabs"  # the next paper takes the place
    filled.control(Qt.Key.Key_Z)
    filled.wait_for_count(4)
    assert filled.titles == list(NAMES)
    filled.redo()
    filled.wait_for_count(2)
    filled.search("is:trashed")
    assert set(filled.titles) == {"Ants", "Bees"}
    assert filled.window.sidebar.view.place() is not None
    assert filled.window.sidebar.view.place().title == "Trash"  # type: ignore[union-attr]
    filled.select("Ants")
    filled.press(Qt.Key.Key_Delete)
    filled.search("")
    assert set(filled.titles) == {"Ants", "Crabs", "Ducks"}


@pytest.mark.parametrize("by_button", [True, False])
def test_papers_move_to_the_trash_or_back_by_their_own_state(
    filled: Driver, by_button: bool
) -> None:
    button = filled.window.reader.bar.trash_button
    filled.search("is:trashed OR is:unread")
    filled.select("Bees")
    for name, trashed in (("Move to the trash", True), ("Restore from the trash", False)):
        assert button.accessibleName() == name
        if by_button:
            click(button)
        else:
            filled.press(Qt.Key.Key_Delete)
        assert bool(filled.shown.trashed) is trashed
        filled.wait_for_answer()
        assert filled.shown.paper.title == "Bees"


def test_papers_of_which_some_are_in_the_trash_all_move_there(filled: Driver) -> None:
    filled.search("is:trashed OR is:unread")
    filled.select("Bees")
    filled.press(Qt.Key.Key_Delete)
    filled.select("Ants", "Bees")
    filled.press(Qt.Key.Key_Delete)
    assert filled.window.session.library.trashed_count() == 2


def test_the_key_of_the_trash_held_down_moves_papers_once(filled: Driver) -> None:
    filled.select("Ants")
    papers = filled.window.papers
    for repeat in (False, True):
        QTest.simulateEvent(
            papers, True, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "", repeat
        )
    filled.wait_for_count(3)
    assert filled.titles == ["Bees", "Crabs", "Ducks"]


def test_emptying_the_trash_asks_and_cannot_be_undone(filled: Driver) -> None:
    filled.select("Ants", "Bees")
    filled.press(Qt.Key.Key_Delete)
    filled.search("is:trashed")
    button = filled.window.header.empty_trash_button
    assert button.isVisible()
    click(button)
    notice = filled.window.notice
    assert notice.text() == "2 papers will be deleted for good. This cannot be undone."
    assert notice.action_button.text() == "Delete 2 papers"
    assert len(rows(filled)) == 2  # asked, nothing done: the rest is in the trash
    library = filled.window.session.library
    assert library.counts().trashed == 2
    click(notice.action_button)
    filled.wait_for_count(0)
    assert library.counts().trashed == 0
    filled.search("")
    assert not filled.window.header.empty_trash_button.isVisible()
    assert set(filled.titles) == {"Crabs", "Ducks"}


def test_an_empty_trash_asks_nothing(filled: Driver) -> None:
    filled.window.controllers.trash.ask_to_empty()
    assert filled.window.notice.text() == "The trash is empty."
