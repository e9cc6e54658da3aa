"""Several papers selected: what stands in the reader's place, and its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from paperdesk.desktop.papers.selection_pane import SelectionPane

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.papers.list import PaperList
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme


class ReaderPlace(QStackedWidget):
    """Where the reader stands, or the pane of a selection."""

    def __init__(self, reader: QWidget) -> None:
        super().__init__()
        self.setProperty("pane", "reader")
        self.addWidget(reader)


class Selection(QObject):
    """Shows the pane while more than one paper is selected. It is built when that first happens."""

    star_clicked = Signal()
    tags_asked = Signal()
    status_clicked = Signal(str)
    trash_clicked = Signal()

    def __init__(
        self, session: Session, papers: PaperList, place: ReaderPlace, theme: Theme
    ) -> None:
        super().__init__(place)
        self._session, self._papers = session, papers
        self._place, self._theme = place, theme
        self._pane: SelectionPane | None = None
        # Told anew once the event is over: a key held down selects faster than shares are counted.
        self._tell = QTimer(self, singleShot=True, interval=0)
        self._tell.timeout.connect(self._show)
        papers.selection_changed.connect(self._tell.start)
        session.changed.connect(self._tell.start)

    def tag_anchor(self) -> QWidget | None:
        """Where the tag popover belongs; None unless several papers are selected."""
        here = self._pane is not None and self._place.currentWidget() is self._pane
        return self._pane.tag_button if self._pane is not None and here else None

    @Slot()
    def _show(self) -> None:
        if self._papers.selected_count < 2:
            self._place.setCurrentIndex(0)
            return
        pane = self._built()
        pane.show_shares(self._session.library.shares(self._papers.selected_ids()))
        self._place.setCurrentWidget(pane)

    def _built(self) -> SelectionPane:
        if self._pane is None:
            pane = self._pane = SelectionPane(self._theme, self._place)
            self._place.addWidget(pane)
            pane.star_clicked.connect(self.star_clicked)
            pane.tags_asked.connect(self.tags_asked)
            pane.status_clicked.connect(self.status_clicked)
            pane.trash_clicked.connect(self.trash_clicked)
        return self._pane
