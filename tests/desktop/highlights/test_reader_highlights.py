"""Highlights in a window: by mouse and keyboard, edits, undo, revised texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from paperdesk.model.edits import Merge
from paperdesk.model.highlight import COLOURS
from tests.desktop.filled_libraries import HERONS, WORDS, fill

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.desktop.reader.text import ReadingView
    from tests.desktop.window_driver import Driver

SHIFT = Qt.KeyboardModifier.ShiftModifier
SLEEP = "Grey herons sleep little"


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


def test_text_selected_by_mouse_gets_a_colour_of_the_popover(herons: Driver) -> None:
    drag(herons, SLEEP)
    assert popover(herons).isVisible()
    QTest.mouseClick(disc(herons, "green"), Qt.MouseButton.LeftButton)
    assert not popover(herons).isVisible()
    (mark,) = herons.shown.highlights
    assert (mark.exact, mark.colour, mark.field) == (SLEEP, "green", "abstract")
    assert HERONS.abstract[mark.start : mark.end] == SLEEP
    assert abstract(herons).selection() is None
    herons.go_to_list()
    herons.control(Qt.Key.Key_Z)
    assert herons.shown.highlights == ()
    herons.redo()
    assert herons.shown.highlights == (mark,)


def test_the_keyboard_alone_highlights(herons: Driver) -> None:
    herons.press(Qt.Key.Key_F7)
    assert abstract(herons).hasFocus()
    for _ in range(2):
        herons.press(Qt.Key.Key_Right, SHIFT | Qt.KeyboardModifier.ControlModifier)
    herons.press("h")
    (mark,) = herons.shown.highlights
    assert (mark.exact, mark.colour) == ("We count", COLOURS[0])
    herons.press("h")
    assert popover(herons).isVisible()
    herons.press("why herons")
    herons.press(Qt.Key.Key_Tab)
    herons.press("birds, to cite, birds")
    herons.press(Qt.Key.Key_Escape)
    assert not popover(herons).isVisible()
    (mark,) = herons.shown.highlights
    assert (mark.comment, mark.tags) == ("why herons", ("birds", "to cite"))
    assert abstract(herons).hasFocus()
    herons.press(Qt.Key.Key_F7)
    assert herons.window.reader.views["title"].hasFocus()


def test_highlighting_the_same_words_again_changes_only_the_colour(herons: Driver) -> None:
    for _ in range(2):
        drag(herons, SLEEP)
        herons.press("h")
    (mark,) = herons.shown.highlights
    drag(herons, SLEEP)
    QTest.mouseClick(disc(herons, "blue"), Qt.MouseButton.LeftButton)
    assert herons.shown.highlights == (replace(mark, colour="blue"),)
    herons.control(Qt.Key.Key_Z)
    herons.control(Qt.Key.Key_Z)
    assert not herons.shown.highlights, "the second time was no edit"


def test_a_comment_is_saved_while_it_is_typed(herons: Driver) -> None:
    drag(herons, SLEEP)
    herons.press("h")
    click_on(herons, SLEEP)
    herons.press("half a thou")
    herons.qtbot.waitUntil(lambda: herons.shown.highlights[0].comment == "half a thou")
    herons.press("ght")
    herons.press(Qt.Key.Key_Escape)
    assert herons.shown.highlights[0].comment == "half a thought"
    herons.control(Qt.Key.Key_Z)
    assert herons.shown.highlights[0].comment == ""


def test_the_popover_recolours_and_deletes(herons: Driver) -> None:
    drag(herons, SLEEP)
    herons.press("h")
    click_on(herons, "herons sleep")
    QTest.mouseClick(disc(herons, "purple"), Qt.MouseButton.LeftButton)
    assert herons.shown.highlights[0].colour == "purple"
    before = herons.shown.highlights
    for button in popover(herons).findChildren(QPushButton):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert herons.shown.highlights == ()
    herons.window.notice.action_button.click()
    assert herons.shown.highlights == before


def test_the_popover_lies_within_the_window(herons: Driver) -> None:
    drag(herons, SLEEP)
    small = popover(herons).height()
    herons.press("h")
    herons.window.reader.column.abstract.set_line(150)
    click_on(herons, SLEEP)
    whole = popover(herons)
    inside = whole.geometry().adjusted(32, 32, -32, -32)
    assert whole.height() > small
    assert herons.window.rect().contains(inside)


def test_every_part_of_the_popover_has_a_name(herons: Driver) -> None:
    drag(herons, SLEEP)
    herons.press("h")
    click_on(herons, SLEEP)
    parts = [p for p in popover(herons).findChildren(QWidget) if p.focusPolicy().value & 1]
    assert len(parts) == len(COLOURS) + 3
    assert all(part.accessibleName() and part.toolTip() for part in parts)


def test_a_highlight_across_formatted_text_quotes_the_original(herons: Driver) -> None:
    drag(herons, "cameras of 1920times1080 points")
    herons.press("h")
    assert herons.shown.highlights[0].exact == "cameras of 1920times1080 points"
    assert "1920×1080" in abstract(herons).document().toPlainText()
    abstract(herons).select(0, 8)
    herons.control(Qt.Key.Key_C)
    abstract(herons).select(57, 73)
    abstract(herons).setFocus()
    abstract(herons).copy()
    assert QApplication.clipboard().text() == HERONS.abstract[57:73]


def test_titles_are_highlighted_too(herons: Driver) -> None:
    title = herons.window.reader.views["title"]
    title.setFocus()
    title.select(0, 15)
    herons.press("h")
    (mark,) = herons.shown.highlights
    assert (mark.field, mark.exact) == ("title", "Counting Herons")


def test_without_a_selection_a_hint_is_shown(herons: Driver) -> None:
    herons.press("h")
    assert herons.shown.highlights == ()
    assert herons.window.notice.isVisible()


def test_a_revised_abstract_keeps_its_highlights_or_lists_them(
    herons: Driver, tmp_path: Path
) -> None:
    for words in (SLEEP, "nobody else"):
        abstract(herons).select(
            HERONS.abstract.index(words), HERONS.abstract.index(words) + len(words)
        )
        abstract(herons).setFocus()
        herons.press("h")
    longer = "A revised abstract. " + HERONS.abstract.replace("nobody else", "no owl, no man") + "!"
    fill(herons.window.session.library.folder, replace(HERONS, abstract=longer), name="later.txt")
    herons.window.controllers.current.refresh_requested.emit()
    assert herons.shown.paper.abstract == longer
    assert len(herons.shown.highlights) == 2
    (mark,) = abstract(herons)._highlights
    assert longer[mark.start : mark.end] == SLEEP
    lines = [b for b in herons.window.reader.findChildren(QPushButton) if b.isVisible()]
    orphan = next(line for line in lines if line.accessibleName() == "nobody else")
    orphan.click()
    assert popover(herons).isVisible()


def test_merged_papers_keep_the_highlights_of_both(herons: Driver) -> None:
    abstract(herons).select(0, 8)
    abstract(herons).setFocus()
    herons.press("h")
    keep = herons.shown.id
    herons.select(WORDS.title)
    abstract(herons).select(0, 10)
    abstract(herons).setFocus()
    herons.press("h")
    gone = herons.shown.id
    session = herons.window.session
    before = session.library.papers([keep, gone])
    session.edit(Merge(keep, gone), "Merge")
    merged = session.paper(keep)
    assert merged is not None
    assert {mark.exact for mark in merged.highlights} == {"We count", "Some words"}
    session.undo()
    assert session.library.papers([keep, gone]) == before


def test_triage_shows_highlights_and_formatted_text(herons: Driver) -> None:
    drag(herons, SLEEP)
    herons.press("h")
    herons.go_to_list()
    herons.control(Qt.Key.Key_T)
    page = herons.window.controllers.triage._page
    assert page is not None
    while page.paper is None or page.paper.id != herons.shown.id:
        herons.press("j")
    (mark,) = page._abstract._highlights
    assert HERONS.abstract[mark.start : mark.end] == SLEEP
    assert "1920×1080" in page._abstract.document().toPlainText()
    herons.press("h")
    assert len(herons.shown.highlights) == 1
    herons.press(Qt.Key.Key_Escape)
