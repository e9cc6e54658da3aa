"""Paints the rows of the tag popover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from paperdesk.desktop.tags.choices import CHOICE
from paperdesk.desktop.theme.mirror import draw_text, mirrored, readable
from paperdesk.desktop.theme.painting import paint_dot
from paperdesk.desktop.widgets.keycaps import native
from paperdesk.desktop.wording import number

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

    from paperdesk.desktop.tags.choices import State, TagChoice
    from paperdesk.desktop.theme.theme import Theme

_ROW, _BOX = 32, 16
_NAME_AT, _NEW_NAME_AT = 56, 36


class TagChoiceDelegate(QStyledItemDelegate):
    """Check box of three states, dot, name with the match marked, count; the new tag."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """32 px high, and room for the line above the new tag."""
        choice: TagChoice = index.data(CHOICE)
        line = self._theme.px(17) if choice.below_line else 0
        return QSize(0, self._theme.row(_ROW) + line)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One row."""
        with mirrored(painter, option.rect):
            self._paint(painter, option, index)

    def _paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        choice: TagChoice = index.data(CHOICE)
        px, colour = self._theme.px, self._theme.colour
        whole: QRect = option.rect
        # The list is inset by the popup's border of 1 px, the rows by 8 px.
        row = whole.adjusted(px(8) - 1, whole.height() - self._theme.row(_ROW), 1 - px(8), 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if choice.below_line:
            painter.fillRect(whole.left(), whole.top() + px(8), whole.width(), 1, colour("line"))
        self._paint_background(painter, row, option.state)
        painter.setFont(self._theme.font(13))
        if choice.is_new:
            self._paint_new(painter, row, str(index.data()), choice)
        else:
            self._paint_tag(painter, row, choice)
        painter.restore()

    def _paint_background(self, painter: QPainter, row: QRect, state: QStyle.StateFlag) -> None:
        role = ""
        if state & QStyle.StateFlag.State_Selected:
            role = "selected"
        elif state & QStyle.StateFlag.State_MouseOver:
            role = "hover"
        if role:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(role))
            painter.drawRoundedRect(row, 4, 4)

    def _paint_new(self, painter: QPainter, row: QRect, text: str, choice: TagChoice) -> None:
        px = self._theme.px
        self._theme.icon("ph.plus", "text3").paint(painter, self._square(row, 8, _BOX))
        painter.setPen(self._theme.colour("text"))
        keys = self._paint_right(
            painter, row, native("Ctrl+Enter" if choice.below_line else "Enter")
        )
        self._write(painter, row.adjusted(px(_NEW_NAME_AT), 0, -keys, 0), text)

    def _paint_tag(self, painter: QPainter, row: QRect, choice: TagChoice) -> None:
        px = self._theme.px
        self._paint_box(painter, self._square(row, 8, _BOX), choice.state)
        dot = QPointF(row.left() + px(40), row.top() + row.height() / 2)
        paint_dot(painter, self._theme, dot, choice.colour)
        room = self._paint_right(painter, row, number(choice.papers))
        name = row.adjusted(px(_NAME_AT), 0, -room, 0)
        with readable(painter, name):
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as hits are measured
            self._paint_hit(painter, name, choice)
            painter.setPen(self._theme.colour("text"))
            self._write(painter, name, choice.name)
            self._repaint_hit(painter, name, choice)

    def _paint_right(self, painter: QPainter, row: QRect, text: str) -> int:
        """A count or a key at the right edge; the room it takes from the name."""
        painter.save()
        font = self._theme.font(12, tabular=True)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text3"))
        side = self._theme.px(8)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_text(painter, row.adjusted(0, 0, -side, 0), right, text)
        painter.restore()
        return round(QFontMetricsF(font).horizontalAdvance(text)) + 2 * side

    def _paint_box(self, painter: QPainter, box: QRect, state: State) -> None:
        """Empty, ticked, or a dash if only some of the papers have the tag."""
        colour = self._theme.colour
        filled = state != "off"
        painter.setPen(QPen(colour("accent_fill" if filled else "line_control"), 1))
        painter.setBrush(colour("accent_fill" if filled else "reader"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if filled:
            side = self._theme.px(12)
            mark = QRect(0, 0, side, side)
            mark.moveCenter(box.center())
            name = "ph.check-bold" if state == "on" else "ph.minus-bold"
            self._theme.icon(name, "on_accent").paint(painter, mark)

    def _paint_hit(self, painter: QPainter, place: QRect, choice: TagChoice) -> None:
        start, end = choice.hit
        if end > start:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("hit"))
            painter.drawRoundedRect(self._hit_box(place, choice), 2, 2)

    def _repaint_hit(self, painter: QPainter, place: QRect, choice: TagChoice) -> None:
        """Paint the matched letters again in the colour for their background."""
        start, end = choice.hit
        if end > start:
            painter.setClipRect(self._hit_box(place, choice))
            painter.setPen(self._theme.colour("hit_text"))
            self._write(painter, place, choice.name)

    def _hit_box(self, place: QRect, choice: TagChoice) -> QRectF:
        metrics = QFontMetricsF(self._theme.font(13))
        start, end = choice.hit
        left = metrics.horizontalAdvance(choice.name[:start])
        right = metrics.horizontalAdvance(choice.name[:end])
        high = metrics.height()
        top = place.top() + (place.height() - high) / 2
        box = QRectF(place.left() + left - 1, top, right - left + 2, high)
        return box.intersected(QRectF(place).adjusted(-1, 0, 0, 0))

    def _write(self, painter: QPainter, place: QRect, text: str) -> None:
        elided = QFontMetricsF(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideRight, place.width()
        )
        draw_text(
            painter, place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, elided
        )

    def _square(self, row: QRect, left: int, side: int) -> QRect:
        px = self._theme.px
        top = row.top() + (row.height() - px(side)) // 2
        return QRect(row.left() + px(left), top, px(side), px(side))
