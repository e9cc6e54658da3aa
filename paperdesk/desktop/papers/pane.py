"""The pane of the list, from its top: header, titles of columns, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from paperdesk.desktop.papers.column_header import ColumnHeader

if TYPE_CHECKING:
    from paperdesk.desktop.papers.header import ListHeader
    from paperdesk.desktop.papers.list import PaperList
    from paperdesk.desktop.theme.theme import Theme


class ListPane(QFrame):
    """Holds its parts; what stands where is all it knows."""

    def __init__(
        self, theme: Theme, header: ListHeader, papers: PaperList, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setProperty("pane", "list")
        self.columns = ColumnHeader(theme, self)
        self._header = header
        self._titles = QWidget(self)
        row = QHBoxLayout(self._titles)
        # The list's scroll bar is always there, so that titles and cells have one width.
        row.setContentsMargins(0, 0, papers.verticalScrollBar().sizeHint().width(), 0)
        row.addWidget(self.columns)
        self._titles.setFixedHeight(self.columns.height())
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (header, self._titles, papers):
            column.addWidget(part)
        papers.delegate.cells = self.columns.cells
        self.columns.changed.connect(papers.viewport().update)
        self.show_columns(False)

    def put_on_top(self, part: QWidget) -> None:
        """Put a part over the header."""
        self._column.insertWidget(0, part)

    def put_below_header(self, *parts: QWidget) -> None:
        """Put parts under the header, the first of them uppermost."""
        for part in reversed(parts):
            self._column.insertWidget(self._column.indexOf(self._header) + 1, part)

    def show_columns(self, on: bool) -> None:
        """Whether the titles of columns stand over the papers."""
        self._titles.setVisible(on)
