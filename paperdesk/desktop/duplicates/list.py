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
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate

from paperdesk.desktop.theme.mirror import mirrored
from paperdesk.desktop.theme.painting import paint_row_background, paint_row_focus, paint_text
from paperdesk.desktop.widgets.basics import safe_tip
from paperdesk.desktop.wording import comma_list
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPainter
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
        self.setAccessibleName(tr("Possible duplicates"))
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
            text = comma_list([pair.left.paper.title, pair.reason])
            return safe_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return pair.reason if role == _REASON else None


class _Delegate(QStyledItemDelegate):
    """Paints a row: the title, and the reason below it. 56 px high."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, self._theme.row(56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        with mirrored(painter, option.rect):
            self._paint_row(painter, option, index)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect, state = self._theme, option.rect, option.state
        painter.save()
        active = QStyle.StateFlag.State_Active | QStyle.StateFlag.State_HasFocus
        paint_row_background(painter, theme, rect, state, active=state & active == active)
        paint_row_focus(painter, theme, rect, state)
        edge, line = theme.px(_EDGE), theme.px(_LINE)
        text_rect = QRect(rect.left() + edge, 0, rect.width() - 2 * edge, line)
        text_rect.moveTop(rect.top() + (rect.height() - 2 * line) // 2)
        paint_text(painter, theme, text_rect, str(index.data()), theme.font(13, 500), "text")
        text_rect.translate(0, line)
        paint_text(painter, theme, text_rect, str(index.data(_REASON)), theme.font(12), "text2")
        painter.restore()
