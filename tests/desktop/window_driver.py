"""Uses a window as a user does, by keys, clicks and drops, and waits for the results."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from paperdesk.model.plain_text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.window.main_window import MainWindow
    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.receipt import Receipt


class Driver:
    """A shown window with the actions of a user."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    # State

    @property
    def titles(self) -> list[str]:
        """The titles in the list, from top to bottom."""
        model = self.window.papers.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def count(self) -> int:
        """The number of papers in the list."""
        return self.window.papers.model().rowCount()

    @property
    def shown(self) -> StoredPaper:
        """The reader's paper, as stored in the library."""
        paper = self.window.reader.paper
        assert paper is not None
        stored = self.window.session.paper(paper.id)
        assert stored is not None
        return stored

    def wait_for_answer(self) -> None:
        """Wait until the newest search is answered."""
        search = self.window.session.search
        self.qtbot.waitUntil(lambda: not search.pending, timeout=20_000)

    def wait_for_count(self, count: int) -> None:
        """Wait until the list shows `count` papers and no job runs."""
        jobs = self.window.session.jobs
        self.qtbot.waitUntil(lambda: self.count == count and not jobs.pending, timeout=30_000)

    def wait_for_total(self, total: int) -> None:
        """Wait until the sidebar counts `total` papers."""
        current = self.window.controllers.current
        self.qtbot.waitUntil(lambda: current.total == total, timeout=20_000)

    # Actions

    def press(self, key: str | Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key, or type a text, in the focused widget."""
        target = QApplication.focusWidget() or self.window
        none = Qt.KeyboardModifier.NoModifier
        if isinstance(key, str):
            QTest.keyClicks(target, key, modifier or none)
        else:
            QTest.keyClick(target, key, modifier or none)

    def control(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def redo(self) -> None:
        """Press Ctrl+Shift+Z."""
        modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        self.press(Qt.Key.Key_Z, modifiers)

    def search(self, text: str) -> None:
        """Replace the query in the search box and wait for its papers."""
        self.window.activateWindow()
        self.window.search_box.setFocus()
        self.window.search_box.selectAll()
        if text:
            QTest.keyClicks(self.window.search_box, text)
        else:
            QTest.keyClick(self.window.search_box, Qt.Key.Key_Delete)
        self.wait_for_answer()

    def drop(self, *paths: Path) -> list[Receipt]:
        """Drop files on the window and return their receipts."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        return self.receipts_after(partial(self._drop, data))

    def receipts_after(self, act: Callable[[], None]) -> list[Receipt]:
        """Call `act`, accept the preview if one opens, and return the receipts."""
        received: list[list[Receipt]] = []
        self.window.session.imported.connect(received.append)
        act()
        pages, preview = self.window.pages, self.window.controllers.imports.page
        self.qtbot.waitUntil(
            lambda: bool(received) or pages.currentWidget() is preview, timeout=60_000
        )
        if not received:
            self.window.activateWindow()
            preview.setFocus()
            self.press(Qt.Key.Key_Return)
        receipt = self.window.controllers.receipts.place
        self.qtbot.waitUntil(lambda: bool(received), timeout=60_000)
        self.qtbot.waitUntil(lambda: pages.currentWidget() is receipt)
        self.window.session.imported.disconnect(received.append)
        return received[0]

    def _drop(self, data: QMimeData) -> None:
        event = QDropEvent(
            QPointF(200, 200),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self.window.dropEvent(event)

    def paste(self, text: str) -> list[Receipt]:
        """Paste a text and return its receipts."""
        QApplication.clipboard().setText(text)
        return self.receipts_after(partial(self.control, Qt.Key.Key_V))

    def go_to_list(self) -> None:
        """Go from a page or a field to the list."""
        self.window.activateWindow()
        self.window.go_back()

    def select(self, *titles: str) -> None:
        """Select papers by title in the list."""
        self.go_to_list()
        shown = self.titles
        self.window.papers.clearSelection()
        for number, title in enumerate(titles):
            index = self.window.papers.model().index(shown.index(plain(title)), 0)
            rect = self.window.papers.visualRect(index)
            self.window.papers.scrollTo(index)
            rect = self.window.papers.visualRect(index)
            modifier = (
                Qt.KeyboardModifier.ControlModifier if number else Qt.KeyboardModifier.NoModifier
            )
            QTest.mouseClick(
                self.window.papers.viewport(), Qt.MouseButton.LeftButton, modifier, rect.center()
            )


def texts_of(widgets: Sequence[QWidget]) -> list[str]:
    """The texts of the visible labels and buttons."""
    return [w.text() for w in widgets if w.isVisible() and hasattr(w, "text")]
