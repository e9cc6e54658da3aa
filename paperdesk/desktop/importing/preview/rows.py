"""The stretches of the file as a list: its model, and the view that lays the sides' grounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView

from paperdesk.desktop.importing.preview import texts as words
from paperdesk.desktop.importing.preview.delegate import ROW, PreviewDelegate
from paperdesk.desktop.importing.preview.lines import left_width

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.importing.preview.texts import PreviewRow
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.preview import Preview

_Index = QModelIndex | QPersistentModelIndex


class PreviewRows(QAbstractListModel):
    """One row for every stretch, and one for what is not shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[PreviewRow] = []

    def set_rows(self, rows: list[PreviewRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title; value for the delegate; the whole row for the tooltip and a screen reader."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return words.spoken(row)
        return row if role == ROW else None


class PreviewList(QListView):
    """Both sides in one list, so that they cannot drift apart. Nothing in it can be chosen."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows = PreviewRows(self)
        self._delegate = PreviewDelegate(theme, self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("The file, and what it becomes")

    @property
    def has_lines(self) -> bool:
        """Whether the left side is there."""
        return self._delegate.has_lines

    def show_preview(self, preview: Preview, *, keep_place: bool) -> None:
        """Show a file; where it is the one shown before, at the same place of it."""
        row, at = self.currentIndex().row(), self.verticalScrollBar().value()
        has_lines = any(item.source for item in preview.items)
        self._delegate.renew(self.width(), has_lines)
        self.rows.set_rows(words.rows(preview))
        if keep_place:
            self.setCurrentIndex(self.rows.index(row, 0))
            self.verticalScrollBar().setValue(at)
        else:
            self.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Heights depend on the width, of which QListView's resize mode knows nothing."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The left side's ground reaches down to the end also where the rows do not."""
        if self.has_lines:
            painter = QPainter(self.viewport())
            left, height = left_width(self.width()), self.viewport().height()
            painter.fillRect(0, 0, left, height, self._theme.colour("sunken"))
            painter.fillRect(left, 0, 1, height, self._theme.colour("line"))
            painter.end()
        super().paintEvent(event)
