"""Writing a note by keys in a window: room for it, Esc, the popup of `[[`, the empty preview."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from tests.desktop.filled_libraries import HERONS, WORDS, fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.notes.editor import NotePane
    from tests.desktop.window_driver import Driver
    from tests.prepared_libraries import PreparedLibraries

LONG = replace(WORDS, abstract="Some words travel further than others. " * 60)
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def fill_long(folder: Path) -> None:
    """A paper with an abstract longer than a window, and another."""
    fill(folder, HERONS, LONG)


@pytest.fixture
def shelf(
    open_driver: Callable[[Path], Driver], library: Path, prepared_libraries: PreparedLibraries
) -> Driver:
    prepared_libraries.copy(library, fill_long)
    driver = open_driver(library)
    driver.window.activateWindow()
    driver.select(LONG.title)
    return driver


def in_triage(driver: Driver) -> NotePane:
    """Start triage with the long paper and press N."""
    driver.control(Qt.Key.Key_T)
    page = driver.window.controllers.triage._page
    assert page is not None
    while page.paper is None or page.paper.paper.title != LONG.title:
        driver.press("j")
    driver.press("n")
    return page.note


def in_window(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def visible_lines(note: NotePane) -> int:
    """The lines of the editor that can be seen."""
    return note.editor.visibleRegion().boundingRect().height() // note.editor.fontMetrics().height()


def test_n_shows_a_note_below_the_fold_with_room_for_six_lines(shelf: Driver) -> None:
    note = shelf.window.reader.note
    shelf.qtbot.waitUntil(lambda: note.visibleRegion().isEmpty())  # the abstract is long
    shelf.press("n")
    assert note.editor.hasFocus()
    shelf.qtbot.waitUntil(lambda: visible_lines(note) >= 6)
    assert note.visibleRegion().boundingRect() == note.rect()


def test_in_triage_the_note_is_whole_above_the_bar(shelf: Driver) -> None:
    note = in_triage(shelf)
    assert note.editor.hasFocus()
    shelf.qtbot.waitUntil(lambda: visible_lines(note) >= 6)
    assert note.visibleRegion().boundingRect() == note.rect()
    bar = shelf.window.controllers.triage._page.bar
    assert in_window(note).bottom() < in_window(bar).top()


@pytest.mark.parametrize("place", ["reader", "triage"])
def test_the_line_being_written_stays_in_sight(shelf: Driver, place: str) -> None:
    if place == "triage":
        note = in_triage(shelf)
    else:
        note = shelf.window.reader.note
        shelf.press("n")
    for _ in range(40):
        shelf.press(Qt.Key.Key_Return)
    shelf.press("here")
    shelf.qtbot.waitUntil(
        lambda: note.editor.visibleRegion().contains(note.editor.cursorRect().center())
    )


def test_esc_leaves_the_note_and_nothing_else(shelf: Driver) -> None:
    shelf.press("n")
    shelf.press("kept")
    shelf.press(Qt.Key.Key_Escape)
    assert shelf.window.papers.hasFocus()
    assert shelf.shown.note == "kept"
    assert shelf.shown.paper.title == LONG.title


def test_esc_in_the_note_does_not_leave_triage(shelf: Driver) -> None:
    note = in_triage(shelf)
    shelf.press("kept")
    shelf.press(Qt.Key.Key_Escape)
    triage = shelf.window.controllers.triage
    assert triage.on
    assert not note.editor.hasFocus()
    assert shelf.shown.note == "kept"
    shelf.press("j")
    assert triage._page.paper is None or triage._page.paper.paper.title != LONG.title
    shelf.press(Qt.Key.Key_Escape)
    assert not triage.on


@pytest.mark.parametrize("place", ["reader", "triage"])
def test_esc_closes_the_titles_first_and_typing_goes_on(shelf: Driver, place: str) -> None:
    if place == "triage":
        note = in_triage(shelf)
    else:
        note = shelf.window.reader.note
        shelf.press("n")
    shelf.press("see [[coun")
    assert note.editor.completer.open
    shelf.press(Qt.Key.Key_Escape)
    assert not note.editor.completer.open
    assert note.editor.hasFocus()
    shelf.press(" e")
    assert note.editor.toPlainText() == "see [[coun e"
    shelf.press(Qt.Key.Key_Escape)
    assert not note.editor.hasFocus()
    assert shelf.window.controllers.triage.on is (place == "triage")
    assert shelf.shown.status == "unread", "no letter was a command"


def test_titles_are_chosen_by_keys_and_mouse(shelf: Driver) -> None:
    note = shelf.window.reader.note.editor
    shelf.press("n")
    shelf.press("[[")
    popup = note.completer.popup
    first = popup.current()
    shelf.press(Qt.Key.Key_Down)
    second = popup.current()
    assert {first, second} == {HERONS.title, LONG.title}
    shelf.press(Qt.Key.Key_Tab)
    assert note.toPlainText() == f"[[{second}]]"
    shelf.press(" [[")
    row = popup.list.visualRect(popup.list.model().index(0, 0)).center()
    QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert note.toPlainText() == f"[[{second}]] [[{first}]]"
    assert note.hasFocus()


def test_the_titles_are_inside_the_window_beside_the_cursor(shelf: Driver) -> None:
    note = in_triage(shelf)
    shelf.press("[[")
    popup = note.editor.completer.popup
    inside = in_window(popup).adjusted(*(n * popup.margin for n in (1, 1, -1, -1)))
    assert shelf.window.rect().contains(inside)
    cursor = note.editor.cursorRect()
    corner = note.editor.viewport().mapTo(shelf.window, cursor.topLeft())
    assert not inside.intersects(QRect(corner, cursor.size()))


def test_the_titles_close_when_the_cursor_leaves_the_link(shelf: Driver) -> None:
    note = shelf.window.reader.note.editor
    shelf.press("n")
    shelf.press("[[")
    assert note.completer.open
    shelf.press(Qt.Key.Key_Home)
    assert not note.completer.open


def test_an_empty_note_has_no_preview(shelf: Driver) -> None:
    note = shelf.window.reader.note
    shelf.press(Qt.Key.Key_M, CONTROL_SHIFT)
    assert note.editor.isVisible()
    assert not note.preview.isVisible()
    shelf.press("now")
    shelf.press(Qt.Key.Key_M, CONTROL_SHIFT)
    assert note.preview.isVisible()
    shelf.select(HERONS.title)
    assert note.editor.isVisible(), "the next paper has no note"
    assert not note.preview.isVisible()
