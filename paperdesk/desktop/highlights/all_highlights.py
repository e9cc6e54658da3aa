"""The page of all highlights: its content, and what its buttons do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.edits import RemoveHighlight
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.highlights.page import HighlightsPage
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.edits import Change


class AllHighlights(QObject):
    """Fills the page and opens papers from it. The page is built when first opened."""

    opened = Signal(QWidget)
    """Show the page."""
    left = Signal()
    paper_requested = Signal(int)
    """Open a paper; `reveal_requested` follows."""
    reveal_requested = Signal(int)
    """Scroll to a highlight of that paper."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window
        self._page: HighlightsPage | None = None
        session.changed.connect(self._show_change)
        session.stored.connect(self._refresh)

    def specs(self) -> list[Spec]:
        """The actions."""
        return [Spec("Library", "All highlights", ("Ctrl+H",), self.open)]

    @property
    def page(self) -> HighlightsPage:
        """The page, built on first access."""
        if self._page is None:
            from paperdesk.desktop.highlights.page import HighlightsPage

            self._page = HighlightsPage(self._theme, self._window)
            self._page.opened.connect(self._open_paper)
            self._page.removed.connect(self._remove)
            self._page.left.connect(self.left)
        return self._page

    def open(self) -> None:
        """Show the page."""
        self._fill()
        self.opened.emit(self.page)

    def _fill(self) -> None:
        self.page.show_quotes(self._session.library.quotes())

    @Slot(object)
    def _show_change(self, change: Change) -> None:
        if change.fields & {"highlights", "papers"}:
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        if self._page is not None and self._page.isVisible():
            self._fill()

    @Slot(int, int)
    def _open_paper(self, paper: int, highlight: int) -> None:
        self.left.emit()
        self.paper_requested.emit(paper)
        self.reveal_requested.emit(highlight)

    @Slot(int)
    def _remove(self, highlight: int) -> None:
        self._session.edit(RemoveHighlight(highlight), tr("Delete a highlight"))
