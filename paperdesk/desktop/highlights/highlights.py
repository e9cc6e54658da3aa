"""The page of all highlights."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.edits import RemoveHighlight

if TYPE_CHECKING:
    from paperdesk.desktop.highlights.page import HighlightsPage
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.edits import Change


class Highlights(QObject):
    """Fills the page, and leads from it to papers."""

    opened = Signal(QWidget)
    """The page wants to be seen."""
    left = Signal()
    paper_asked = Signal(int)
    """A paper is wanted in the reader; `reveal_asked` follows."""
    reveal_asked = Signal(int)
    """A highlight of that paper."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window
        session.changed.connect(self._show_change)
        session.stored.connect(self._renew)

    def specs(self) -> list[Spec]:
        """Its actions."""
        return [Spec("Library", "All highlights", ("Ctrl+H",), self.open)]

    @cached_property
    def page(self) -> HighlightsPage:
        """Made when first opened."""
        from paperdesk.desktop.highlights.page import HighlightsPage

        page = HighlightsPage(self._theme, self._window)
        page.opened.connect(self._open_paper)
        page.removed.connect(self._remove)
        page.left.connect(self.left)
        return page

    def open(self) -> None:
        """Show the page."""
        self._fill()
        self.opened.emit(self.page)

    def _fill(self) -> None:
        self.page.show_quotes(self._session.library.quotes())

    @Slot(object)
    def _show_change(self, change: Change) -> None:
        if change.fields & {"highlights", "papers"}:
            self._renew()

    @Slot()
    def _renew(self) -> None:
        if "page" in self.__dict__ and self.page.isVisible():
            self._fill()

    @Slot(int, int)
    def _open_paper(self, paper: int, mark: int) -> None:
        self.left.emit()
        self.paper_asked.emit(paper)
        self.reveal_asked.emit(mark)

    @Slot(int)
    def _remove(self, mark: int) -> None:
        self._session.edit(RemoveHighlight(mark), "Delete a highlight")
        self._session.offered.emit("Highlight deleted.", "Undo", self._session.undo_stack.undo)
