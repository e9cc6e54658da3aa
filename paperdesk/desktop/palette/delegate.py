"""Paints the rows of the command palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from paperdesk.desktop.palette.rows import ROW, Command, PaletteRow
from paperdesk.desktop.theme.mirror import draw_text, mirrored
from paperdesk.desktop.theme.painting import paint_cap, paint_dot, paint_focus
from paperdesk.desktop.theme.text_layout import elide, hit_rects, is_right_to_left, paint_line

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from paperdesk.desktop.theme.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_ROW, _HEAD, _NAME_AT = 36, 28, 48
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT = _LINE | Qt.AlignmentFlag.AlignRight


class PaletteDelegate(QStyledItemDelegate):
    """Icon or dot, name with matches marked, detail, shortcut."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: PaletteRow = index.data(ROW)
        return QSize(1, self._theme.row(_ROW if row.command else _HEAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        with mirrored(painter, option.rect):
            self._paint_row(painter, option, index.data(ROW))

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: PaletteRow) -> None:
        theme, px = self._theme, self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The background is inset by 8 px, the text by 24.
        place = option.rect.adjusted(px(8), 0, -px(8), 0)
        if row.command is None:
            painter.setFont(theme.font(11, 600))
            painter.setPen(theme.colour("text3"))
            draw_text(painter, place.adjusted(px(16), 0, 0, 0), _LINE, row.head)
        else:
            self._paint_background(painter, place, option.state)
            self._paint_icon(painter, place, row.command, option.state)
            room = self._paint_right(painter, place, row.command)
            name = place.adjusted(px(_NAME_AT), 0, -room, 0)
            self._paint_name(painter, name, row.command.name, row.spans)
        painter.restore()

    def _paint_background(self, painter: QPainter, place: QRect, state: QStyle.StateFlag) -> None:
        role = ""
        if state & QStyle.StateFlag.State_Selected:
            role = "selected"
        elif state & QStyle.StateFlag.State_MouseOver:
            role = "hover"
        if role:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(role))
            painter.drawRoundedRect(place, 6, 6)
        if role == "selected" and self._theme.mode == "contrast":
            paint_focus(painter, self._theme, place, 6)

    def _paint_icon(
        self, painter: QPainter, place: QRect, command: Command, state: QStyle.StateFlag
    ) -> None:
        px, side = self._theme.px, self._theme.px(16)
        middle = place.top() + place.height() / 2
        if command.colour:
            paint_dot(painter, self._theme, QPointF(place.left() + px(24), middle), command.colour)
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        box = QRect(place.left() + px(16), round(middle - side / 2), side, side)
        self._theme.icon(command.icon, "accent" if chosen else "text2").paint(painter, box)

    def _paint_right(self, painter: QPainter, place: QRect, command: Command) -> int:
        """Paint detail and keycap at the right edge; returns their width."""
        theme, px = self._theme, self._theme.px
        right = px(16)
        if command.key:
            font = theme.font(11, 500)
            wide = max(px(20), round(QFontMetricsF(font).horizontalAdvance(command.key)) + px(10))
            right += wide
            cap = QRect(place.right() + 1 - right, place.top(), wide, place.height())
            paint_cap(painter, theme, cap, command.key)
            right += px(12)
        if command.detail:
            font = theme.font(12, tabular=True)
            painter.setFont(font)
            painter.setPen(theme.colour("text2"))
            draw_text(painter, place.adjusted(0, 0, -right, 0), _RIGHT, command.detail)
            right += round(QFontMetricsF(font).horizontalAdvance(command.detail)) + px(12)
        return right

    def _paint_name(
        self, painter: QPainter, place: QRect, name: str, spans: tuple[tuple[int, int], ...]
    ) -> None:
        font = self._theme.font(13, 500)
        line = elide(font, name, place.width())
        rtl = is_right_to_left(line)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        hits = hit_rects(line, spans, font, place, rtl)
        paint_line(painter, self._theme, place, line, hits, rtl)
