"""The rows of a receipt: model and delegate."""

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
from paperdesk.desktop.theme.mirror import draw_text, mirrored
from paperdesk.desktop.theme.painting import paint_row_background, paint_row_focus, paint_text
from paperdesk.desktop.theme.text_layout import elide, is_right_to_left, paint_line
from paperdesk.desktop.widgets.basics import safe_tip
from paperdesk.desktop.widgets.stacked_bar import KIND_ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

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
_SIDE, _TITLE_AT, _OUTCOME_WIDTH, _GAP = 24, 56, 116, 16
_TITLE_SHARE = 0.56


class ReceiptRows(QAbstractListModel):
    """List model over receipt rows, which are read when painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown: Sequence[ReceiptRow] = ()

    def set_rows(self, rows: Sequence[ReceiptRow]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._shown = rows
        self.endResetModel()

    def at(self, index: _Index) -> ReceiptRow | None:
        """Return a row; None for an invalid index."""
        return self._shown[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, the row itself, or its full text for tooltip and screen reader."""
        row = self.at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return receipt_texts.title(row)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            text = receipt_texts.accessible_text(row)
            return safe_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return row if role == _ROW else None


class ReceiptDelegate(QStyledItemDelegate):
    """Paints a row: icon, title, outcome, change, source lines. 44 px high."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the common height of all rows."""
        return QSize(0, self._theme.row(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        with mirrored(painter, option.rect):
            self._paint_row(painter, option, index.data(_ROW))

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: ReceiptRow) -> None:
        theme, rect = self._theme, option.rect
        role = KIND_ROLES[row.kind] if row.outcome != "repeated" else "text3"
        title, outcome, details = self._columns(rect, option.widget.width())
        painter.save()
        line = QRect(title.left(), rect.bottom(), details.right() + 1 - title.left(), 1)
        state = option.state
        active = bool(state & QStyle.StateFlag.State_Active)
        paint_row_background(painter, theme, rect, state, active=active)
        if not state & QStyle.StateFlag.State_Selected:
            painter.fillRect(line, theme.colour("line"))
        paint_row_focus(painter, theme, rect, state)
        theme.icon(_ICONS[row.kind], role).paint(painter, self._icon_rect(rect))
        self._paint_title(painter, title, receipt_texts.title(row))
        paint_text(
            painter, theme, outcome, receipt_texts.outcome_name(row), theme.font(12, 500), role
        )
        width = self._paint_lines(painter, details, wording.lines(row.first_line, row.last_line))
        details.setRight(details.right() - width)
        paint_text(
            painter, theme, details, receipt_texts.what_changed(row), theme.font(12), "text2"
        )
        painter.restore()

    def _columns(self, rect: QRect, width: int) -> tuple[QRect, QRect, QRect]:
        """Return the rectangles of title, outcome and details.

        They depend on the width of the view, so that a scroll bar does not move them.
        """
        px = self._theme.px
        outcome_left = rect.left() + round(width * _TITLE_SHARE)
        details_left = outcome_left + px(_OUTCOME_WIDTH)
        title = QRect(rect.left() + px(_TITLE_AT), rect.top(), 0, rect.height())
        title.setRight(outcome_left - px(_SIDE))
        outcome = QRect(outcome_left, rect.top(), px(_OUTCOME_WIDTH), rect.height())
        details = QRect(
            details_left, rect.top(), rect.left() + width - px(_SIDE) - details_left, rect.height()
        )
        return title, outcome, details

    def _icon_rect(self, rect: QRect) -> QRect:
        side = self._theme.px(18)
        top = rect.top() + (rect.height() - side) // 2
        return QRect(rect.left() + self._theme.px(_SIDE), top, side, side)

    def _paint_title(self, painter: QPainter, rect: QRect, title: str) -> None:
        font = self._theme.font(13, 500)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        line = elide(font, title, rect.width())
        paint_line(painter, self._theme, rect, line, rtl=is_right_to_left(title))

    def _paint_lines(self, painter: QPainter, rect: QRect, lines: str) -> int:
        """Paint the source lines at the right; return the width they take."""
        font = self._theme.font(12, tabular=True)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text3"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        draw_text(painter, rect, right, lines)
        return round(QFontMetricsF(font).horizontalAdvance(lines)) + self._theme.px(_GAP)
