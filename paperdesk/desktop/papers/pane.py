"""The pane of the list: header, column header, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from paperdesk.desktop.papers.column_header import ColumnHeader

if TYPE_CHECKING:
    from paperdesk.desktop.papers.header import ListHeader
    from paperdesk.desktop.papers.list import PaperTable
    from paperdesk.desktop.theme.theme import Theme


class ListPane(QFrame):
    """Arranges the parts of the list from top to bottom."""

    def __init__(
        self, theme: Theme, header: ListHeader, papers: PaperTable, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setProperty("pane", "list")
        self.columns = ColumnHeader(theme, self)
        self._header = header
        self._column_header = QWidget(self)
        row = QHBoxLayout(self._column_header)
        # The scroll bar is always visible: leave its width free, so that header and cells align.
        bar = papers.verticalScrollBar().sizeHint().width()
        row.setContentsMargins(*((bar, 0, 0, 0) if self.isRightToLeft() else (0, 0, bar, 0)))
        row.addWidget(self.columns)
        self._column_header.setFixedHeight(self.columns.height())
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (header, self._column_header, papers):
            column.addWidget(part)
        papers.delegate.cells = self.columns.cells
        self.columns.changed.connect(papers.viewport().update)
        self.show_columns(False)

    def put_on_top(self, part: QWidget) -> None:
        """Insert a widget above the header."""
        self._column.insertWidget(0, part)

    def put_below_header(self, *parts: QWidget) -> None:
        """Insert widgets below the header."""
        for part in reversed(parts):
            self._column.insertWidget(self._column.indexOf(self._header) + 1, part)

    def show_columns(self, on: bool) -> None:
        """Show or hide the column header."""
        self._column_header.setVisible(on)
