"""The list of undecided pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate

from paperdesk.desktop.theme.painting import paint_focus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFont, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.duplicates import Duplicate

_Index = QModelIndex | QPersistentModelIndex
_REASON = Qt.ItemDataRole.UserRole
_EDGE, _LINE = 16, 20


class PairList(QListView):
    """One row per pair: title and reason. `row_chosen` when the current row changes."""

    row_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.pairs = _Pairs(self)
        self.setModel(self.pairs)
        self.setItemDelegate(_Delegate(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Possible duplicates")
        self.setFixedWidth(theme.px(280))

    def show_pairs(self, pairs: Sequence[Duplicate], row: int) -> None:
        """Show pairs and make `row` current, without emitting `row_chosen`."""
        self.blockSignals(True)
        self.pairs.set_pairs(pairs)
        self.setCurrentIndex(self.pairs.index(row))
        self.blockSignals(False)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Emit `row_chosen`."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.row_chosen.emit(current.row())

    def keyboardSearch(self, search: str) -> None:
        """Ignored: letters are shortcuts of the page."""


class _Pairs(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pairs: Sequence[Duplicate] = ()

    def set_pairs(self, pairs: Sequence[Duplicate]) -> None:
        self.beginResetModel()
        self._pairs = tuple(pairs)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._pairs)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        pair = self._pairs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return pair.left.paper.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{pair.left.paper.title}, {pair.reason}"
        return pair.reason if role == _REASON else None


class _Delegate(QStyledItemDelegate):
    """Paints a row: the title, and the reason below it. 56 px high."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, self._theme.row(56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect = self._theme, option.rect
        painter.save()
        self._paint_ground(painter, rect, option.state)
        edge, line = theme.px(_EDGE), theme.px(_LINE)
        text_rect = QRect(rect.left() + edge, 0, rect.width() - 2 * edge, line)
        text_rect.moveTop(rect.top() + (rect.height() - 2 * line) // 2)
        self._paint_text(painter, text_rect, str(index.data()), theme.font(13, 500), "text")
        text_rect.translate(0, line)
        self._paint_text(painter, text_rect, str(index.data(_REASON)), theme.font(12), "text2")
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        colour = self._theme.colour
        if state & QStyle.StateFlag.State_Selected:
            here = state & QStyle.StateFlag.State_Active and state & QStyle.StateFlag.State_HasFocus
            painter.fillRect(rect, colour("selected" if here else "selected_off"))
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(bar, colour("accent" if here else "text3"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("hover"))
        shown = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if state & shown == shown:
            paint_focus(painter, self._theme, rect, 4)

    def _paint_text(
        self, painter: QPainter, rect: QRect, text: str, font: QFont, role: str
    ) -> None:
        elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, elided)
