"""The pages of the window: the desk, the first run, and those that lie over them for a while.

A page belongs to a controller, which makes it when it is first wanted and emits it to be shown;
so a window opens without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_IDLE_MS = 500
"""Between the pages that are made ahead of their first showing, when the window stands."""


class Pages(QStackedWidget):
    """One page at a time; `home` is the one below all others."""

    desk_covered = Signal(bool)
    """Whether another page than the desk is shown."""

    def __init__(self, desk: QWidget, focus: QWidget, parent: QWidget) -> None:
        """The desk of list and reader, and what of it takes the focus."""
        super().__init__(parent)
        self._desk, self._focus = desk, focus
        self._first_run: Callable[[], QWidget] | None = None
        self._empty = False
        self._ahead: list[Callable[[], QWidget]] = []
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._make_next)
        self.addWidget(desk)
        self.currentChanged.connect(self._tell)

    def set_first_run(self, make: Callable[[], QWidget]) -> None:
        """What is shown in place of the desk while the library is empty."""
        self._first_run = make

    def make_ahead(self, pages: Iterable[Callable[[], QWidget]]) -> None:
        """Make and style pages in idle moments: the first showing took 40 ms within a job."""
        self._ahead = list(pages)
        self._idle.start()

    @Slot()
    def _make_next(self) -> None:
        page = self._ahead.pop(0)()
        self._add(page)
        page.resize(self.size())
        page.grab()  # lays out, styles and draws all of it
        if self._ahead:
            self._idle.start()

    @property
    def on_desk(self) -> bool:
        """Whether list and reader are in sight."""
        return self.currentWidget() is self._desk

    @property
    def on_first_run(self) -> bool:
        """Whether the page of an empty library is in sight."""
        return self._empty and self.currentWidget() is self._home()

    @Slot(QWidget)
    def show_page(self, page: QWidget) -> None:
        """Lay a page over the desk."""
        self._add(page)
        self.setCurrentWidget(page)
        page.setFocus()

    def _add(self, page: QWidget) -> None:
        if self.indexOf(page) < 0:  # to add the current page anew would take it out of sight
            self.addWidget(page)

    @Slot()
    def show_desk(self) -> None:
        """Go back to the desk, or to the first run; nothing happens where it is in sight."""
        home = self._home()
        if home is not self.currentWidget():
            self.show_page(home)
            if home is self._desk:
                self._focus.setFocus()

    @Slot(bool)
    def set_empty(self, empty: bool) -> None:
        """Whether the library is empty; a page over the desk stays."""
        at_home = self.currentWidget() is self._home()
        self._empty = empty
        if at_home:
            self.show_desk()

    def _home(self) -> QWidget:
        return self._first_run() if self._empty and self._first_run is not None else self._desk

    @Slot()
    def _tell(self) -> None:
        self.desk_covered.emit(not self.on_desk)
