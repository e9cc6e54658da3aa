"""The rows that a window shows before its features are built, and before a search has answered."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from paperdesk.desktop.papers.current_paper import ListChange, ListState
from paperdesk.desktop.papers.groups import Groups
from paperdesk.desktop.session.places import WHOLE
from paperdesk.desktop.window import state
from paperdesk.desktop.window.history import first_papers

if TYPE_CHECKING:
    from paperdesk.desktop.window.layout import WindowLayout

_PLACES = {place.query for place in WHOLE}
"""Queries without chips above the list."""
_LATEST_MS = 500
"""From a window being shown until its features are built, painted or not."""


def show_first_rows(window: WindowLayout) -> None:
    """Show the rows of the last visit, unless what features add would move them."""
    library = window.session.library
    visit, density = state.last_visit(library.folder), state.first_density(library.folder)
    if density is not None and visit.text.strip() in _PLACES:
        window.papers.set_density(density)
        papers = first_papers(visit, library)
        wanted = ListState(array("q"), tops=visit.tops)
        window.papers.show_papers(
            array("q", papers), len(papers), Groups(), ListChange.FIRST, wanted=wanted
        )


class FirstPaint(QObject):
    """Reports once that the list of a window was painted."""

    painted = Signal()
    """In a turn of its own after it, or if the window stays unpainted for long."""

    def __init__(self, window: WindowLayout) -> None:
        super().__init__(window)
        self._list = window.papers.viewport()
        self._list.installEventFilter(self)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setInterval(_LATEST_MS)
        self._timer.timeout.connect(self.painted)

    def wait(self) -> None:
        """Begin to wait: the window is shown now."""
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._list.removeEventFilter(self)
            self._timer.start(0)
        return False
