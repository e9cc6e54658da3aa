"""Highlights in a window: by mouse and keyboard, edits, undo, revised texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from paperdesk.model.edits import Merge
from paperdesk.model.highlight import COLOURS
from tests.desktop.filled_libraries import HERONS, WORDS, fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paperdesk.desktop.reader.text import ReadingView
    from tests.desktop.window_driver import Driver
    from tests.prepared_libraries import PreparedLibraries

SHIFT = Qt.KeyboardModifier.ShiftModifier
SLEEP = "Grey herons sleep little"


@pytest.fixture
def shelf(
    open_driver: Callable[[Path], Driver], library: Path, prepared_libraries: PreparedLibraries
) -> Driver:
    prepared_libraries.copy(library, fill)
    driver = open_driver(library)
    driver.window.activateWindow()
    driver.select(HERONS.title)
    return driver


def abstract(driver: Driver) -> ReadingView:
    return driver.window.reader.views["abstract"]


def drag(driver: Driver, words: str) -> None:
    """Select words of the abstract with the mouse."""
    view = abstract(driver)
    start = view.text.index(words)
    first = view.rect_of(start, start + len(words))
    last = view.rect_of(start + len(words) - 1, start + len(words))
    points = [
        QPoint(round(first.left() + 1), round(first.center().y())),
        QPoint(round(last.right()), round(last.center().y())),
    ]
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=points[0])
    QTest.mouseMove(view.viewport(), points[1])
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=points[1])


def popover(driver: Driver) -> QWidget:
    found = driver.window.findChild(QWidget, "highlightPopover")
    assert isinstance(found, QWidget)
    return found


def disc(driver: Driver, colour: str) -> QWidget:
    return next(
        each
        for each in popover(driver).findChildren(QWidget)
        if each.accessibleName() == colour.capitalize()
    )


def click_on(driver: Driver, words: str) -> None:
    view = abstract(driver)
    start = view.text.index(words)
    place = view.rect_of(start, start + len(words)).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_text_selected_by_mouse_gets_a_colour_of_the_popover(shelf: Driver) -> None:
    drag(shelf, SLEEP)
    assert popover(shelf).isVisible()
    QTest.mouseClick(disc(shelf, "green"), Qt.MouseButton.LeftButton)
    assert not popover(shelf).isVisible()
    (mark,) = shelf.shown.highlights
    assert (mark.exact, mark.colour, mark.field) == (SLEEP, "green", "abstract")
    assert HERONS.abstract[mark.start : mark.end] == SLEEP
    assert abstract(shelf).selection() is None
    shelf.go_to_list()
    shelf.control(Qt.Key.Key_Z)
    assert shelf.shown.highlights == ()
    shelf.redo()
    assert shelf.shown.highlights == (mark,)


def test_the_keyboard_alone_highlights(shelf: Driver) -> None:
    shelf.press(Qt.Key.Key_F7)
    assert abstract(shelf).hasFocus()
    for _ in range(2):
        shelf.press(Qt.Key.Key_Right, SHIFT | Qt.KeyboardModifier.ControlModifier)
    shelf.press("h")
    (mark,) = shelf.shown.highlights
    assert (mark.exact, mark.colour) == ("We count", COLOURS[0])
    shelf.press("h")
    assert popover(shelf).isVisible()
    shelf.press("why herons")
    shelf.press(Qt.Key.Key_Tab)
    shelf.press("birds, to cite, birds")
    shelf.press(Qt.Key.Key_Escape)
    assert not popover(shelf).isVisible()
    (mark,) = shelf.shown.highlights
    assert (mark.comment, mark.tags) == ("why herons", ("birds", "to cite"))
    assert abstract(shelf).hasFocus()
    shelf.press(Qt.Key.Key_F7)
    assert shelf.window.reader.views["title"].hasFocus()


def test_highlighting_the_same_words_again_changes_only_the_colour(shelf: Driver) -> None:
    for _ in range(2):
        drag(shelf, SLEEP)
        shelf.press("h")
    (mark,) = shelf.shown.highlights
    drag(shelf, SLEEP)
    QTest.mouseClick(disc(shelf, "blue"), Qt.MouseButton.LeftButton)
    assert shelf.shown.highlights == (replace(mark, colour="blue"),)
    shelf.control(Qt.Key.Key_Z)
    shelf.control(Qt.Key.Key_Z)
    assert not shelf.shown.highlights, "the second time was no edit"


def test_a_comment_is_saved_while_it_is_typed(shelf: Driver) -> None:
    drag(shelf, SLEEP)
    shelf.press("h")
    click_on(shelf, SLEEP)
    shelf.press("half a thou")
    shelf.qtbot.waitUntil(lambda: shelf.shown.highlights[0].comment == "half a thou")
    shelf.press("ght")
    shelf.press(Qt.Key.Key_Escape)
    assert shelf.shown.highlights[0].comment == "half a thought"
    shelf.control(Qt.Key.Key_Z)
    assert shelf.shown.highlights[0].comment == ""


def test_the_popover_recolours_and_deletes(shelf: Driver) -> None:
    drag(shelf, SLEEP)
    shelf.press("h")
    click_on(shelf, "herons sleep")
    QTest.mouseClick(disc(shelf, "purple"), Qt.MouseButton.LeftButton)
    assert shelf.shown.highlights[0].colour == "purple"
    before = shelf.shown.highlights
    for button in popover(shelf).findChildren(QPushButton):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shelf.shown.highlights == ()
    shelf.window.notice.action_button.click()
    assert shelf.shown.highlights == before


def test_the_popover_lies_within_the_window(shelf: Driver) -> None:
    drag(shelf, SLEEP)
    small = popover(shelf).height()
    shelf.press("h")
    shelf.window.reader.column.abstract.set_line(150)
    click_on(shelf, SLEEP)
    whole = popover(shelf)
    inside = whole.geometry().adjusted(32, 32, -32, -32)
    assert whole.height() > small
    assert shelf.window.rect().contains(inside)


def test_every_part_of_the_popover_has_a_name(shelf: Driver) -> None:
    drag(shelf, SLEEP)
    shelf.press("h")
    click_on(shelf, SLEEP)
    parts = [p for p in popover(shelf).findChildren(QWidget) if p.focusPolicy().value & 1]
    assert len(parts) == len(COLOURS) + 3
    assert all(part.accessibleName() and part.toolTip() for part in parts)


def test_a_highlight_across_formatted_text_quotes_the_original(shelf: Driver) -> None:
    drag(shelf, "cameras of 1920times1080 points")
    shelf.press("h")
    assert shelf.shown.highlights[0].exact == "cameras of 1920times1080 points"
    assert "1920×1080" in abstract(shelf).document().toPlainText()
    abstract(shelf).select(0, 8)
    shelf.control(Qt.Key.Key_C)
    abstract(shelf).select(57, 73)
    abstract(shelf).setFocus()
    abstract(shelf).copy()
    assert QApplication.clipboard().text() == HERONS.abstract[57:73]


def test_titles_are_highlighted_too(shelf: Driver) -> None:
    title = shelf.window.reader.views["title"]
    title.setFocus()
    title.select(0, 15)
    shelf.press("h")
    (mark,) = shelf.shown.highlights
    assert (mark.field, mark.exact) == ("title", "Counting Herons")


def test_without_a_selection_a_hint_is_shown(shelf: Driver) -> None:
    shelf.press("h")
    assert shelf.shown.highlights == ()
    assert shelf.window.notice.isVisible()


def test_a_revised_abstract_keeps_its_highlights_or_lists_them(
    shelf: Driver, tmp_path: Path
) -> None:
    for words in (SLEEP, "nobody else"):
        abstract(shelf).select(
            HERONS.abstract.index(words), HERONS.abstract.index(words) + len(words)
        )
        abstract(shelf).setFocus()
        shelf.press("h")
    longer = "A revised abstract. " + HERONS.abstract.replace("nobody else", "no owl, no man") + "!"
    fill(shelf.window.session.library.folder, replace(HERONS, abstract=longer), name="later.txt")
    shelf.window.controllers.current.refresh_requested.emit()
    assert shelf.shown.paper.abstract == longer
    assert len(shelf.shown.highlights) == 2
    (mark,) = abstract(shelf)._highlights
    assert longer[mark.start : mark.end] == SLEEP
    lines = [b for b in shelf.window.reader.findChildren(QPushButton) if b.isVisible()]
    orphan = next(line for line in lines if line.accessibleName() == "nobody else")
    orphan.click()
    assert popover(shelf).isVisible()


def test_merged_papers_keep_the_highlights_of_both(shelf: Driver) -> None:
    abstract(shelf).select(0, 8)
    abstract(shelf).setFocus()
    shelf.press("h")
    keep = shelf.shown.id
    shelf.select(WORDS.title)
    abstract(shelf).select(0, 10)
    abstract(shelf).setFocus()
    shelf.press("h")
    gone = shelf.shown.id
    session = shelf.window.session
    before = session.library.papers([keep, gone])
    session.edit(Merge(keep, gone), "Merge")
    merged = session.paper(keep)
    assert merged is not None
    assert {mark.exact for mark in merged.highlights} == {"We count", "Some words"}
    session.undo_stack.undo()
    assert session.library.papers([keep, gone]) == before


def test_triage_shows_highlights_and_formatted_text(shelf: Driver) -> None:
    drag(shelf, SLEEP)
    shelf.press("h")
    shelf.go_to_list()
    shelf.control(Qt.Key.Key_T)
    page = shelf.window.controllers.triage._page
    assert page is not None
    while page.paper is None or page.paper.id != shelf.shown.id:
        shelf.press("j")
    (mark,) = page._abstract._highlights
    assert HERONS.abstract[mark.start : mark.end] == SLEEP
    assert "1920×1080" in page._abstract.document().toPlainText()
    shelf.press("h")
    assert len(shelf.shown.highlights) == 1
    shelf.press(Qt.Key.Key_Escape)
