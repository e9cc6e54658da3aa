"""The rows of a receipt: a model over them, and how a row looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from paperdesk.desktop import wording
from paperdesk.desktop.importing.receipt import texts as receipt_texts
from paperdesk.desktop.theme.painting import paint_focus
from paperdesk.desktop.widgets.stacked_bar import KIND_ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFont

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.receipt import Kind, ReceiptRow

_ROW = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_ICONS: dict[Kind, str] = {
    "added": "ph.plus-circle",
    "merged": "ph.git-merge",
    "duplicate": "ph.copy",
    "unchanged": "ph.check",
    "repeated": "ph.files",
    "skipped": "ph.warning",
    "unused": "ph.warning",
}
_SIDE, _TITLE_AT, _FATE_WIDE, _GAP = 24, 56, 116, 16
_TITLE_SHARE = 0.56


class ReceiptRows(QAbstractListModel):
    """The rows it was given, each read when it is drawn."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown: Sequence[ReceiptRow] = ()

    def set_rows(self, rows: Sequence[ReceiptRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._shown = rows
        self.endResetModel()

    def at(self, index: _Index) -> ReceiptRow | None:
        """The row's value; None for no row."""
        return self._shown[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title; value for the delegate; the whole row for the tooltip and a screen reader."""
        row = self.at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return receipt_texts.title(row)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return receipt_texts.spoken(row)
        return row if role == _ROW else None


class ReceiptDelegate(QStyledItemDelegate):
    """44 high: icon, title to 56 %, fate, what changed, lines of the source."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All rows are one height."""
        return QSize(0, self._theme.row(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One row."""
        row: ReceiptRow = index.data(_ROW)
        theme, rect = self._theme, option.rect
        role = KIND_ROLES[row.kind] if row.outcome != "repeated" else "text3"
        title, fate, rest = self._columns(rect, option.widget.width())
        painter.save()
        line = QRect(title.left(), rect.bottom(), rest.right() + 1 - title.left(), 1)
        self._paint_ground(painter, rect, line, option.state)
        theme.icon(_ICONS[row.kind], role).paint(painter, self._icon_place(rect))
        self._write(painter, title, receipt_texts.title(row), theme.font(13, 500), "text")
        self._write(painter, fate, receipt_texts.outcome_name(row), theme.font(12, 500), role)
        taken = self._write_lines(painter, rest, wording.lines(row.first_line, row.last_line))
        rest.setRight(rest.right() - taken)
        self._write(painter, rest, receipt_texts.what_changed(row), theme.font(12), "text2")
        painter.restore()

    def _columns(self, rect: QRect, wide: int) -> tuple[QRect, QRect, QRect]:
        """Places of title, fate and the rest, by the view's whole width, so that they stay where
        they are when a scroll bar comes."""
        px = self._theme.px
        fate_at = rect.left() + round(wide * _TITLE_SHARE)
        rest_at = fate_at + px(_FATE_WIDE)
        title = QRect(rect.left() + px(_TITLE_AT), rect.top(), 0, rect.height())
        title.setRight(fate_at - px(_SIDE))
        fate = QRect(fate_at, rect.top(), px(_FATE_WIDE), rect.height())
        rest = QRect(rest_at, rect.top(), rect.left() + wide - px(_SIDE) - rest_at, rect.height())
        return title, fate, rest

    def _icon_place(self, rect: QRect) -> QRect:
        side = self._theme.px(18)
        top = rect.top() + (rect.height() - side) // 2
        return QRect(rect.left() + self._theme.px(_SIDE), top, side, side)

    def _paint_ground(
        self, painter: QPainter, rect: QRect, line: QRect, state: QStyle.StateFlag
    ) -> None:
        """Selection with its bar, hover, or the hairline to the next row; the keyboard's ring."""
        colour = self._theme.colour
        if state & QStyle.StateFlag.State_Selected:
            active = bool(state & QStyle.StateFlag.State_Active)
            painter.fillRect(rect, colour("selected" if active else "selected_off"))
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(bar, colour("accent" if active else "text3"))
        else:
            if state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, colour("hover"))
            painter.fillRect(line, colour("line"))
        shown = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if state & shown == shown:
            paint_focus(painter, self._theme, rect, 4)

    def _write(self, painter: QPainter, place: QRect, text: str, font: QFont, role: str) -> None:
        elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, elided)

    def _write_lines(self, painter: QPainter, place: QRect, lines: str) -> int:
        """Where the record stands in the source, at the right; the room it takes."""
        font = self._theme.font(12, tabular=True)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text3"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(place, right, lines)
        return round(QFontMetricsF(font).horizontalAdvance(lines)) + self._theme.px(_GAP)
