"""Highlights and their comments as they look: the popover's place, the sign, marks of a search."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from paperdesk.model.search_protocol import Match
from tests.desktop.factories import painted
from tests.desktop.filled_libraries import HERONS, WORDS, fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QImage

    from paperdesk.desktop.reader.text import ReadingView
    from tests.desktop.window_driver import Driver

SLEEP = "Grey herons sleep little"


def abstract(driver: Driver) -> ReadingView:
    return driver.window.reader.views["abstract"]


def select(driver: Driver, start: int, end: int) -> None:
    """Select a part of the abstract, as the end of a drag with the mouse."""
    view = abstract(driver)
    view.setFocus()
    view.select(start, end)
    view.text_selected.emit()


def select_words(driver: Driver, words: str) -> None:
    start = abstract(driver).text.index(words)
    select(driver, start, start + len(words))


def popover(driver: Driver) -> QWidget:
    found = driver.window.findChild(QWidget, "highlightPopover")
    assert isinstance(found, QWidget)
    return found


def body(driver: Driver) -> QRect:
    """The popover without its shadow, in the window."""
    part = popover(driver)
    return part.geometry().adjusted(part.margin, part.margin, -part.margin, -part.margin)


def visible_lines(driver: Driver, start: int, end: int) -> list[QRect]:
    view = abstract(driver)
    lines = [rect.toAlignedRect() for rect in view._rects(start, end)]
    shown = [line & view.visibleRegion().boundingRect() for line in lines]
    return [
        QRect(view.viewport().mapTo(driver.window, line.topLeft()), line.size())
        for line in shown
        if not line.isEmpty()
    ]


def comment(driver: Driver, words: str, text: str) -> None:
    """Highlight words and comment on them, by keys."""
    select_words(driver, words)
    driver.press("h")
    driver.press("h")
    driver.press(text)
    driver.press(Qt.Key.Key_Escape)


def gutter(driver: Driver) -> QImage:
    view = abstract(driver)
    return painted(view.viewport(), QRect(0, 0, view._gutter, view.height()))


@pytest.mark.parametrize("height", [800, 600])
@pytest.mark.parametrize("span", [(0, 8), (3, 90), (30, len(HERONS.abstract))])
def test_the_popover_never_covers_the_words(
    herons: Driver, span: tuple[int, int], height: int
) -> None:
    herons.window.resize(1280, height)
    select(herons, *span)
    lines = visible_lines(herons, *span)
    assert lines
    assert not any(body(herons).intersects(line) for line in lines), "colours are offered"
    herons.press("h")
    herons.press("h")
    assert popover(herons).comment.hasFocus()
    assert not any(body(herons).intersects(line) for line in lines), "it is edited"
    assert herons.window.rect().contains(body(herons))


def test_a_selection_taller_than_the_window_is_not_covered_either(
    open_driver: Callable[[Path], Driver], library: Path
) -> None:
    fill(library, replace(HERONS, abstract="Herons stand in the water. " * 120))
    driver = open_driver(library)
    driver.window.activateWindow()
    driver.select(HERONS.title)
    driver.qtbot.waitUntil(lambda: abstract(driver).height() > driver.window.height())
    select(driver, 0, len(abstract(driver).text))
    lines = visible_lines(driver, 0, len(abstract(driver).text))
    assert lines
    for _ in range(2):
        assert not any(body(driver).intersects(line) for line in lines)
        assert driver.window.rect().contains(body(driver))
        driver.press("h")
        driver.press("h")
    assert popover(driver).comment.hasFocus()


def test_h_highlights_and_closes_and_h_again_comments(herons: Driver) -> None:
    select_words(herons, SLEEP)
    assert popover(herons).isVisible()
    herons.press("h")
    assert not popover(herons).isVisible()
    assert len(herons.shown.highlights) == 1
    assert "(H)" in herons.window.notice.action_button.text()
    herons.press("h")
    assert popover(herons).comment.hasFocus()
    assert not herons.window.notice.isVisible(), "what it offers is done"
    herons.press("do they dream?")
    herons.press(Qt.Key.Key_Escape)
    assert not popover(herons).isVisible()
    assert [mark.comment for mark in herons.shown.highlights] == ["do they dream?"]


def test_the_notice_comments_too(herons: Driver) -> None:
    select_words(herons, SLEEP)
    herons.press("h")
    herons.window.notice.action_button.click()
    assert popover(herons).comment.hasFocus()


def test_h_comments_on_the_new_highlight_beside_another(herons: Driver) -> None:
    for words in ("along", "We count herons along"):
        select_words(herons, words)
        herons.press("h")
    herons.press("h")
    herons.press("the new one")
    herons.press(Qt.Key.Key_Escape)
    select_words(herons, "along")
    herons.press("h")
    herons.press("the first")
    herons.press(Qt.Key.Key_Escape)
    comments = {mark.exact: mark.comment for mark in herons.shown.highlights}
    assert comments == {"along": "the first", "We count herons along": "the new one"}


def test_a_comment_is_signed_in_the_gutter_and_shown_as_a_tooltip(herons: Driver) -> None:
    select_words(herons, SLEEP)
    herons.press("h")
    bar_alone = gutter(herons)
    comment(herons, "herons along", "a <b>shore</b>")
    select_words(herons, SLEEP)
    herons.press("h")
    herons.press("do they dream?")
    herons.press(Qt.Key.Key_Escape)
    view = abstract(herons)
    start = view.text.index(SLEEP)
    top = round(view.rect_of(start, start + 4).top())
    side = herons.window.theme.px(12)
    sign = QRect(0, top, view._gutter, side)
    assert gutter(herons).copy(sign) != bar_alone.copy(sign)
    place = QPoint(4, top + side // 2)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    assert "do they dream?" in QToolTip.text()
    QToolTip.hideText()


def test_a_click_on_the_bar_opens_the_highlight(herons: Driver) -> None:
    comment(herons, SLEEP, "do they dream?")
    view = abstract(herons)
    start = view.text.index(SLEEP)
    place = QPoint(4, round(view.rect_of(start, start + 4).center().y()))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert popover(herons).comment.toPlainText() == "do they dream?"


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_a_hit_is_underlined_a_highlight_is_not(herons: Driver, mode: str) -> None:
    herons.window.theme.set_choice(mode)
    words = "Some words travel"
    herons.select(WORDS.title)
    view = abstract(herons)
    select_words(herons, words)
    herons.press("h")
    view.clearFocus()
    line = view.rect_of(0, len(words))
    under = QRect(round(line.left()) + 2, round(line.bottom()) - 2, round(line.width()) - 4, 1)
    ink = herons.window.theme.colour("hit_text").rgb()

    def inked() -> int:
        image = painted(view.viewport(), under)
        return sum(image.pixel(x, 0) == ink for x in range(image.width()))

    before = inked()
    herons.window.reader.set_matches(Match(0, (), "", (), ((0, len(words)),)))
    assert inked() > before + under.width() // 2
    herons.window.theme.set_choice("light")
