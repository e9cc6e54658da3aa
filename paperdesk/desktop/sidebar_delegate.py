"""Draws the sidebar: places with icon and count, heads, tags with caret and dot.

SidebarDelegate(theme, parent)      delegate.keyboard = True: whether the focus ring is drawn
caret_rect(rect, level)             where a click opens and closes a tag
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from paperdesk.desktop.panes import is_here
from paperdesk.desktop.sidebar_model import StateRole, entry_at
from paperdesk.desktop.widgets.chips import paint_dot, paint_focus

if TYPE_CHECKING:
    from paperdesk.desktop.places import Entry
    from paperdesk.desktop.sidebar_model import State
    from paperdesk.desktop.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_LEVEL = 16
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class SidebarDelegate(QStyledItemDelegate):
    """Paints entries of a SidebarModel."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.keyboard = False

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(1, self._theme.row(28 if entry_at(index).place else 40))

    def caret_rect(self, rect: QRect, level: int) -> QRect:
        """Where the caret of a tag `level` deep takes clicks, in the row `rect`."""
        px = self._theme.px
        left = rect.left() + px(16 + level * _LEVEL)
        return QRect(left - px(4), rect.top(), px(18), rect.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = entry_at(index)
        if entry.place is None:
            self._paint_head(painter, option.rect, entry.title)
            return
        painter.save()
        state: State = index.data(StateRole)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        selected = (chosen or state == "in") and state != "out"
        self._paint_ground(painter, option, selected)
        if entry.children:
            self._paint_caret(painter, option, index)
        if entry.colour:
            left = self._paint_dot(painter, option.rect, index, entry)
        elif entry.children or level_of(index):
            left = self._theme.px(40)
        else:
            left = self._paint_icon(painter, option.rect, entry, selected)
        if state == "out":
            left = self._paint_minus(painter, option.rect, left)
        self._paint_text(painter, option.rect, entry, left, selected, state == "out")
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, title: str) -> None:
        theme = self._theme
        painter.save()
        painter.setFont(theme.font(11, 600))
        painter.setPen(theme.colour("text3"))
        # The title stands in the lower 28 of 40, so that the gap is above it.
        painter.drawText(rect.adjusted(theme.px(16), theme.px(12), 0, 0), _LINE, title)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, selected: bool
    ) -> None:
        theme = self._theme
        ground = option.rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        role = ""
        if selected:
            role = "selected" if is_here(option.widget) else "selected_off"
        elif option.state & QStyle.StateFlag.State_MouseOver:
            role = "hover"
        if role:
            painter.setBrush(theme.colour(role))
            painter.drawRoundedRect(ground, 6, 6)
        ring = self.keyboard and bool(option.state & QStyle.StateFlag.State_HasFocus)
        if ring or (selected and theme.mode == "contrast"):
            paint_focus(painter, theme, ground, 6)

    def _paint_icon(self, painter: QPainter, rect: QRect, entry: Entry, selected: bool) -> int:
        px = self._theme.px
        box = self._square(rect, rect.left() + px(16), 16)
        self._theme.icon(entry.icon, "accent" if selected else "text2").paint(painter, box)
        return px(40)

    def _paint_caret(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        px, rect = self._theme.px, option.rect
        opened = bool(option.state & QStyle.StateFlag.State_Open)
        caret = self._theme.icon("ph.caret-down-bold" if opened else "ph.caret-right-bold")
        left = rect.left() + px(16 + level_of(index) * _LEVEL)
        caret.paint(painter, self._square(rect, left, 12))

    def _paint_dot(self, painter: QPainter, rect: QRect, index: _Index, entry: Entry) -> int:
        px = self._theme.px
        inset = px(level_of(index) * _LEVEL)
        centre = QPointF(rect.left() + px(34) + inset, rect.top() + rect.height() / 2)
        paint_dot(painter, self._theme, centre, entry.colour)
        return px(46) + inset

    def _paint_minus(self, painter: QPainter, rect: QRect, left: int) -> int:
        """The sign of what is excluded, before its name."""
        box = self._square(rect, rect.left() + left, 12)
        self._theme.icon("ph.minus-bold").paint(painter, box)
        return left + self._theme.px(16)

    def _square(self, rect: QRect, left: int, side: int) -> QRect:
        size = self._theme.px(side)
        return QRect(left, rect.top() + (rect.height() - size) // 2, size, size)

    def _paint_text(
        self,
        painter: QPainter,
        rect: QRect,
        entry: Entry,
        left: int,
        selected: bool,
        excluded: bool,
    ) -> None:
        theme = self._theme
        right = rect.right() + 1 - theme.px(16)
        if entry.count:
            number = f"{entry.count:,}"
            font = theme.font(12, tabular=True)
            width = round(QFontMetricsF(font).horizontalAdvance(number) + 0.5)
            painter.setFont(font)
            painter.setPen(theme.colour("text2" if selected else "text3"))
            right -= width
            painter.drawText(QRect(right, rect.top(), width + 1, rect.height()), _LINE, number)
            right -= theme.px(8)
        font = QFont(theme.font(13, 600 if selected else 400))
        font.setStrikeOut(excluded)
        room = right - rect.left() - left
        name = QFontMetricsF(font).elidedText(entry.title, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(theme.colour("text2" if excluded else "text"))
        box = QRect(rect.left() + left, rect.top(), room + 1, rect.height())
        painter.drawText(box, _LINE, name)


def level_of(index: _Index) -> int:
    """How deep an entry stands: 0 at the top."""
    level, above = 0, index.parent()
    while above.isValid():
        level, above = level + 1, above.parent()
    return level
