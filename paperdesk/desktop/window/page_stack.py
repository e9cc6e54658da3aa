"""Pages that replace list and reader for a while: receipt, duplicates, tags, shortcuts, first run.

A feature builds its page when it is first needed, and emits it to be shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_IDLE_MS = 500
"""Delay before each page that is built ahead of its first use."""


class PageStack(QStackedWidget):
    """Shows one page at a time: list and reader, the first run, or a page of a feature."""

    papers_covered = Signal(bool)
    """Whether a page replaces list and reader."""

    _papers: QWidget
    _focus: QWidget

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._first_run: Callable[[], QWidget] | None = None
        self._empty = False
        self._ahead: list[Callable[[], QWidget]] = []
        self._idle = QTimer(self, singleShot=True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._build_next)
        self.currentChanged.connect(self._report_covered)

    def set_papers(self, papers: QWidget, focus: QWidget) -> None:
        """Set list and reader, and what of them gets the focus when they are shown again."""
        self._papers, self._focus = papers, focus
        self.addWidget(papers)

    def set_first_run(self, make: Callable[[], QWidget]) -> None:
        """Set the page that replaces list and reader while the library is empty."""
        self._first_run = make

    def build_ahead(self, pages: Iterable[Callable[[], QWidget]]) -> None:
        """Build and lay out pages while idle: showing a new one during a job took 40 ms."""
        self._ahead = list(pages)
        self._idle.start()

    @Slot()
    def _build_next(self) -> None:
        page = self._ahead.pop(0)()
        self._add(page)
        page.resize(self.size())
        page.grab()  # lays out, styles and draws all of it
        if self._ahead:
            self._idle.start()

    @property
    def on_papers(self) -> bool:
        """Whether list and reader are shown."""
        return self.currentWidget() is self._papers

    @property
    def on_first_run(self) -> bool:
        """Whether the page of an empty library is shown."""
        return self._empty and self.currentWidget() is self._home()

    @Slot(QWidget)
    def show_page(self, page: QWidget) -> None:
        """Show a page in place of list and reader."""
        self._add(page)
        self.setCurrentWidget(page)
        page.setFocus()

    def _add(self, page: QWidget) -> None:
        if self.indexOf(page) < 0:  # adding the current page again would hide it
            self.addWidget(page)

    @Slot()
    def show_papers(self) -> None:
        """Return to list and reader, or to the first run.

        They get the focus of the page; a focus elsewhere, in search box or sidebar, stays there.
        """
        home = self._home()
        if home is self.currentWidget():
            return
        focused = self.window().focusWidget()
        self._add(home)
        self.setCurrentWidget(home)
        if focused is None or self.isAncestorOf(focused):
            (self._focus if home is self._papers else home).setFocus()

    @Slot(bool)
    def set_empty(self, empty: bool) -> None:
        """Record whether the library is empty; a page that is shown stays."""
        at_home = self.currentWidget() is self._home()
        self._empty = empty
        if at_home:
            self.show_papers()

    def _home(self) -> QWidget:
        return self._first_run() if self._empty and self._first_run is not None else self._papers

    @Slot()
    def _report_covered(self) -> None:
        self.papers_covered.emit(not self.on_papers)
