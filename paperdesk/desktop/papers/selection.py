"""Shows the selection pane in place of the reader while several papers are selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from paperdesk.desktop.papers.selection_pane import SelectionPane

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.papers.list import PaperTable
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme


class ReaderStack(QStackedWidget):
    """The reader, or the selection pane in its place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("pane", "reader")


class Selection(QObject):
    """Switches between reader and selection pane. The pane is built when first needed."""

    star_clicked = Signal()
    tags_requested = Signal()
    status_clicked = Signal(str)
    trash_clicked = Signal()

    def __init__(
        self, session: Session, papers: PaperTable, stack: ReaderStack, theme: Theme
    ) -> None:
        super().__init__(stack)
        self._session, self._papers = session, papers
        self._stack, self._theme = stack, theme
        self._pane: SelectionPane | None = None
        # Once after each event: a key held down selects faster than the papers are counted.
        self._update = QTimer(self, singleShot=True)
        self._update.timeout.connect(self._show)
        papers.selection_changed.connect(self._update.start)
        session.changed.connect(self._update.start)

    def tag_anchor(self) -> QWidget | None:
        """The widget the tag popover opens below; None while the pane is hidden."""
        if self._pane is None or self._stack.currentWidget() is not self._pane:
            return None
        return self._pane.tag_button

    @Slot()
    def _show(self) -> None:
        if self._papers.selected_count < 2:
            self._stack.setCurrentIndex(0)
            return
        pane = self._built_pane()
        pane.show_counts(self._session.library.state_counts(self._papers.selected_ids()))
        self._stack.setCurrentWidget(pane)

    def _built_pane(self) -> SelectionPane:
        if self._pane is None:
            pane = self._pane = SelectionPane(self._theme, self._stack)
            self._stack.addWidget(pane)
            pane.star_clicked.connect(self.star_clicked)
            pane.tags_requested.connect(self.tags_requested)
            pane.status_clicked.connect(self.status_clicked)
            pane.trash_clicked.connect(self.trash_clicked)
        return self._pane
