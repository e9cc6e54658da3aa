"""The rows of the preview: model and view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView

from paperdesk.desktop.importing.preview import texts as words
from paperdesk.desktop.importing.preview.delegate import ROW, PreviewDelegate
from paperdesk.desktop.importing.preview.lines import left_width
from paperdesk.desktop.theme.mirror import mirrored
from paperdesk.desktop.widgets.basics import safe_tip
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.importing.preview.texts import PreviewRow
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.preview import Preview

_Index = QModelIndex | QPersistentModelIndex


class PreviewRows(QAbstractListModel):
    """One row per item, and one for those not shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[PreviewRow] = []

    def set_rows(self, rows: list[PreviewRow]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, the row itself, or its full text for tooltip and screen reader."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            text = words.accessible_text(row)
            return safe_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return row if role == ROW else None


class PreviewList(QListView):
    """Both sides in one list, so that they scroll together. Rows cannot be selected."""

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
        self.setAccessibleName(tr("The file, and what it becomes"))

    @property
    def has_lines(self) -> bool:
        """Set whether the source is shown."""
        return self._delegate.has_lines

    def show_preview(self, preview: Preview, *, keep_place: bool) -> None:
        """Show a file; `keep_place` keeps current row and scroll position."""
        row, at = self.currentIndex().row(), self.verticalScrollBar().value()
        has_lines = any(item.source for item in preview.items)
        self._delegate.reset(self.width(), has_lines)
        self.rows.set_rows(words.rows(preview))
        if keep_place:
            self.setCurrentIndex(self.rows.index(row, 0))
            self.verticalScrollBar().setValue(at)
        else:
            self.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out again: heights depend on the width, unlike QListView assumes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the background of the left side down to the end, also below the rows."""
        if self.has_lines:
            painter = QPainter(self.viewport())
            left, height = left_width(self.width()), self.viewport().height()
            with mirrored(painter, self.viewport().rect()):
                painter.fillRect(0, 0, left, height, self._theme.colour("sunken"))
                painter.fillRect(left, 0, 1, height, self._theme.colour("line"))
            painter.end()
        super().paintEvent(event)
