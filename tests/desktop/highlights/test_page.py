"""The page of all highlights: filters, opening papers, deleting and undo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from paperdesk.desktop.highlights.list import details, is_title, quote_at
from paperdesk.desktop.wording import DOT
from paperdesk.model.edits import AddHighlight, EditHighlight
from paperdesk.model.highlight import make_highlight
from tests.desktop.filled_libraries import HERONS, WORDS, fill
from tests.desktop.window_driver import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paperdesk.desktop.highlights.page import HighlightsPage
    from tests.desktop.window_driver import Driver
    from tests.prepared_libraries import PreparedLibraries


@pytest.fixture
def shelf(
    open_driver: Callable[[Path], Driver], library: Path, prepared_libraries: PreparedLibraries
) -> Driver:
    prepared_libraries.copy(library, fill)
    driver = open_driver(library)
    driver.window.activateWindow()
    session = driver.window.session
    marks = [
        (1, "title", HERONS.title, "Counting Herons", "pink", "2026-01-02T00:00:00Z"),
        (
            1,
            "abstract",
            HERONS.abstract,
            "Grey herons sleep little",
            "green",
            "2026-01-01T00:00:00Z",
        ),
        (2, "abstract", WORDS.abstract, "other words", "blue", "2026-01-03T00:00:00Z"),
    ]
    for paper, field, text, words, colour, when in marks:
        start = text.index(words)
        mark = make_highlight(field, text, start, start + len(words), colour, when)  # type: ignore[arg-type]
        session.edit(AddHighlight(paper, mark), "Highlight")
    session.edit(EditHighlight(2, "green", "do they dream?", ("sleep",)), "Edit")
    return driver


def open_page(driver: Driver) -> HighlightsPage:
    driver.go_to_list()
    driver.control(Qt.Key.Key_H)
    page = driver.window.controllers.all_highlights.page
    assert page.isVisible()
    return page


def _place(part: QWidget, page: HighlightsPage) -> QRect:
    return QRect(part.mapTo(page, QPoint()), part.size())


def texts(page: HighlightsPage) -> list[str]:
    """What the labels of the page say."""
    return texts_of(page.findChildren(QLabel))


def rows(page: HighlightsPage) -> list[str]:
    """Titles in capitals, quotes as they are."""
    model = page.list.model()
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    return [i.data().upper() if is_title(i) else i.data() for i in indexes]


def test_highlights_are_grouped_by_paper_newest_first(shelf: Driver) -> None:
    page = open_page(shelf)
    assert rows(page) == [
        WORDS.title.upper(), "other words",
        HERONS.title.upper(), "Counting Herons", "Grey herons sleep little",
    ]  # fmt: skip
    assert "3 highlights in 2 papers" in page._count.text()
    last = page.list.model().index(4, 0)
    assert details(quote_at(last)) == DOT.join(("Green", "do they dream?", "sleep"))


def test_words_and_colours_filter(shelf: Driver) -> None:
    page = open_page(shelf)
    shelf.press("dream heron")
    assert rows(page) == [HERONS.title.upper(), "Grey herons sleep little"]
    page.field.clear()
    QTest.mouseClick(page.colour_buttons["blue"], Qt.MouseButton.LeftButton)
    assert rows(page) == [WORDS.title.upper(), "other words"]
    shelf.press("heron")
    assert rows(page) == []
    assert "No highlight has these words and colours." in texts(page)


def test_enter_opens_the_paper_at_the_words(shelf: Driver) -> None:
    page = open_page(shelf)
    shelf.press("dream")
    shelf.press(Qt.Key.Key_Return)
    shelf.press(Qt.Key.Key_Return)
    assert shelf.window.pages.on_papers
    assert shelf.shown.paper.title == HERONS.title
    view = shelf.window.reader.views["abstract"]
    assert view.hasFocus()
    start, end = view.selection() or (0, 0)
    assert HERONS.abstract[start:end] == "Grey herons sleep little"
    assert not page.isVisible()


def test_deleting_a_highlight_can_be_undone(shelf: Driver) -> None:
    page = open_page(shelf)
    shelf.press(Qt.Key.Key_Return)
    shelf.press(Qt.Key.Key_Delete)
    assert "other words" not in rows(page)
    shelf.control(Qt.Key.Key_Z)
    assert "other words" in rows(page)


def test_an_orphan_is_labelled(shelf: Driver, library: Path) -> None:
    fill(library, replace(HERONS, abstract="Something else. " * 40), name="later.txt")
    shelf.window.controllers.current.refresh_requested.emit()
    page = open_page(shelf)
    last = quote_at(page.list.model().index(4, 0))
    assert last.is_orphan
    assert "no longer in the text" in details(last)


def test_an_empty_page_says_how_to_highlight_in_whole_lines(driver: Driver) -> None:
    driver.window.controllers.all_highlights.open()
    page = driver.window.controllers.all_highlights.page
    assert {"No highlights yet.", "Select words in a paper and press H."} < set(texts(page))
    driver.qtbot.waitUntil(lambda: page.size() == driver.window.pages.size())
    for line in page.findChildren(QLabel):
        if line.isVisible():
            assert line.height() >= line.heightForWidth(line.width())
            assert not _place(line, page).intersects(_place(page.field, page))
    driver.window.pages.show_papers()


def test_every_part_has_a_name(shelf: Driver) -> None:
    page = open_page(shelf)
    parts = [p for p in page.findChildren(QWidget) if p.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(parts) >= 8
    assert all(part.accessibleName() and part.toolTip() for part in parts)
