"""Driving a window as a user does: keys, clicks, drops, and waiting for what they bring."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.window.main_window import MainWindow
    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.receipt import Receipt


class Driver:
    """A shown window, and hands to use it."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    # Looking

    @property
    def titles(self) -> list[str]:
        """The titles in the list, from the top."""
        model = self.window.papers.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def count(self) -> int:
        """How many papers the list shows."""
        return self.window.papers.model().rowCount()

    @property
    def shown(self) -> StoredPaper:
        """The paper in the reader, as it is in the library."""
        paper = self.window.reader.paper
        assert paper is not None
        stored = self.window.session.paper(paper.id)
        assert stored is not None
        return stored

    def wait_for_answer(self) -> None:
        """Until the newest search has been answered."""
        search = self.window.session.search
        self.qtbot.waitUntil(lambda: not search.pending, timeout=20_000)

    def wait_for_count(self, count: int) -> None:
        """Until the list shows so many papers, and no job runs."""
        jobs = self.window.session.jobs
        self.qtbot.waitUntil(lambda: self.count == count and not jobs.pending, timeout=30_000)

    def wait_for_total(self, total: int) -> None:
        """Wait until the sidebar counts so many papers."""
        current = self.window.controllers.current
        self.qtbot.waitUntil(lambda: current.total == total, timeout=20_000)

    # Doing

    def press(self, key: str | Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the focus is."""
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
        """Type a query in place of the one in the box, and wait for its papers."""
        self.window.activateWindow()
        self.window.search_box.setFocus()
        self.window.search_box.selectAll()
        if text:
            QTest.keyClicks(self.window.search_box, text)
        else:
            QTest.keyClick(self.window.search_box, Qt.Key.Key_Delete)
        self.wait_for_answer()

    def drop(self, *paths: Path) -> list[Receipt]:
        """Drop files on the window and wait for the receipts."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        return self.receipts_after(partial(self._drop, data))

    def receipts_after(self, act: Callable[[], None]) -> list[Receipt]:
        """Do something that imports, accept the preview if there is one, wait for receipts."""
        told: list[list[Receipt]] = []
        self.window.session.imported.connect(told.append)
        act()
        pages, preview = self.window.pages, self.window.controllers.imports.page
        self.qtbot.waitUntil(lambda: bool(told) or pages.currentWidget() is preview, timeout=60_000)
        if not told:
            self.window.activateWindow()
            preview.setFocus()
            self.press(Qt.Key.Key_Return)
        receipt = self.window.controllers.receipts.place
        self.qtbot.waitUntil(lambda: bool(told), timeout=60_000)
        self.qtbot.waitUntil(lambda: pages.currentWidget() is receipt)
        self.window.session.imported.disconnect(told.append)
        return told[0]

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
        """Press Ctrl+V with a text in the clipboard and wait for the receipts."""
        QApplication.clipboard().setText(text)
        return self.receipts_after(partial(self.control, Qt.Key.Key_V))

    def go_to_list(self) -> None:
        """Leave a page or a field for the list."""
        self.window.activateWindow()
        self.window.go_back()

    def select(self, *titles: str) -> None:
        """Select papers by title in the list."""
        self.go_to_list()
        shown = self.titles
        self.window.papers.clearSelection()
        for number, title in enumerate(titles):
            index = self.window.papers.model().index(shown.index(title), 0)
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
    """What visible labels and buttons say."""
    return [w.text() for w in widgets if w.isVisible() and hasattr(w, "text")]
