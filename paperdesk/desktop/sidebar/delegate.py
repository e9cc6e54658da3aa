"""Paints the sidebar: places with icon and count, headings, tags with caret and dot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from paperdesk.desktop.sidebar.model import StateRole, entry_at
from paperdesk.desktop.theme.mirror import draw_text, mirrored, visual
from paperdesk.desktop.theme.painting import paint_dot, paint_focus
from paperdesk.desktop.theme.pixmap_cache import RowPixmapCache
from paperdesk.desktop.theme.text_layout import elide_head
from paperdesk.desktop.widgets.focus import is_here
from paperdesk.translation import number

if TYPE_CHECKING:
    from paperdesk.desktop.sidebar.entries import Entry
    from paperdesk.desktop.sidebar.model import State
    from paperdesk.desktop.theme.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_Flag = QStyle.StateFlag
_LEVEL = 16
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


@dataclass(frozen=True, slots=True)
class _Look:
    """Everything the painted entry depends on, except for theme and size."""

    title: str
    tail: str
    """The end of the title that stays if the title is too long."""
    icon: str
    colour: str
    count: int
    level: int
    caret: str
    """The icon that expands or collapses it; empty without children."""
    excluded: bool
    selected: bool
    active: bool
    """Whether the sidebar has the keyboard focus."""
    hovered: bool
    ringed: bool


class SidebarDelegate(QStyledItemDelegate):
    """Paints entries of a SidebarModel."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixmaps = RowPixmapCache(theme, "sidebar", self._draw, self)
        self.keyboard = False
        """Whether to paint the focus ring."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        entry = entry_at(index)
        return QSize(1, self._theme.row(28 if entry.place or entry.is_hint else 40))

    def caret_rect(self, rect: QRect, level: int) -> QRect:
        """The area of a tag's caret that accepts clicks, in the row `rect`."""
        px = self._theme.px
        left = rect.left() + px(16 + level * _LEVEL)
        return visual(QRect(left - px(4), rect.top(), px(18), rect.height()), rect)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = entry_at(index)
        if entry.place is None:
            self._paint_line(painter, option.rect, entry)
            return
        self._pixmaps.paint(painter, option.rect, self._look(option, index, entry))

    def _look(self, option: QStyleOptionViewItem, index: _Index, entry: Entry) -> _Look:
        state: State = index.data(StateRole)
        chosen = bool(option.state & _Flag.State_Selected)
        selected = (chosen or state == "in") and state != "out"
        ring = self.keyboard and bool(option.state & _Flag.State_HasFocus)
        caret = ""
        if entry.children:
            opened = option.state & _Flag.State_Open
            caret = "ph.caret-down-bold" if opened else "ph.caret-right-bold"
        return _Look(
            entry.title,
            entry.tail,
            entry.icon,
            entry.colour,
            entry.count,
            level_of(index),
            caret,
            state == "out",
            selected,
            selected and is_here(option.widget),
            bool(option.state & _Flag.State_MouseOver),
            ring or (selected and self._theme.mode == "contrast"),
        )

    def _draw(self, painter: QPainter, look: _Look, rect: QRect) -> None:
        with mirrored(painter, rect):
            self._paint_background(painter, rect, look)
            if look.caret:
                self._paint_caret(painter, rect, look)
            if look.colour:
                left = self._paint_dot(painter, rect, look)
            elif look.caret or look.level:
                left = self._theme.px(40)
            else:
                left = self._paint_icon(painter, rect, look)
            if look.excluded:
                left = self._paint_minus(painter, rect, left)
            self._paint_text(painter, rect, look, left)

    def _paint_line(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        """Paint a heading, or the hint below one."""
        with mirrored(painter, rect):
            theme = self._theme
            painter.save()
            painter.setFont(theme.font(12) if entry.is_hint else theme.font(11, 600))
            painter.setPen(theme.colour("text3"))
            # The title is in the lower 28 of the 40 px of a heading; the gap is above it.
            gap = 0 if entry.is_hint else theme.px(12)
            draw_text(painter, rect.adjusted(theme.px(16), gap, 0, 0), _LINE, entry.title)
            painter.restore()

    def _paint_background(self, painter: QPainter, rect: QRect, look: _Look) -> None:
        theme = self._theme
        area = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        role = ""
        if look.selected:
            role = "selected" if look.active else "selected_off"
        elif look.hovered:
            role = "hover"
        if role:
            painter.setBrush(theme.colour(role))
            painter.drawRoundedRect(area, 6, 6)
        if look.ringed:
            paint_focus(painter, theme, area, 6)

    def _paint_icon(self, painter: QPainter, rect: QRect, look: _Look) -> int:
        px = self._theme.px
        box = self._square(rect, px(16), 16)
        self._theme.icon(look.icon, "accent" if look.selected else "text2").paint(painter, box)
        return px(40)

    def _paint_caret(self, painter: QPainter, rect: QRect, look: _Look) -> None:
        left = self._theme.px(16 + look.level * _LEVEL)
        self._theme.icon(look.caret).paint(painter, self._square(rect, left, 12))

    def _paint_dot(self, painter: QPainter, rect: QRect, look: _Look) -> int:
        px = self._theme.px
        inset = px(look.level * _LEVEL)
        paint_dot(painter, self._theme, QPointF(px(34) + inset, rect.height() / 2), look.colour)
        return px(46) + inset

    def _paint_minus(self, painter: QPainter, rect: QRect, left: int) -> int:
        """Paint the sign of an excluded entry before its name."""
        self._theme.icon("ph.minus-bold").paint(painter, self._square(rect, left, 12))
        return left + self._theme.px(16)

    def _square(self, rect: QRect, left: int, side: int) -> QRect:
        size = self._theme.px(side)
        return QRect(left, (rect.height() - size) // 2, size, size)

    def _paint_text(self, painter: QPainter, rect: QRect, look: _Look, left: int) -> None:
        theme = self._theme
        right = rect.width() - theme.px(16)
        if look.count:
            count = number(look.count)
            font = theme.font(12, tabular=True)
            width = round(QFontMetricsF(font).horizontalAdvance(count) + 0.5)
            painter.setFont(font)
            painter.setPen(theme.colour("text2" if look.selected else "text3"))
            right -= width
            draw_text(painter, QRect(right, 0, width + 1, rect.height()), _LINE, count)
            right -= theme.px(8)
        font = QFont(theme.font(13, 600 if look.selected else 400))
        font.setStrikeOut(look.excluded)
        room = right - left
        name = elide_head(font, look.title.removesuffix(look.tail), look.tail, room)
        painter.setFont(font)
        painter.setPen(theme.colour("text2" if look.excluded else "text"))
        draw_text(painter, QRect(left, 0, room + 1, rect.height()), _LINE, name)


def level_of(index: _Index) -> int:
    """The depth of an entry: 0 at the top level."""
    level, above = 0, index.parent()
    while above.isValid():
        level, above = level + 1, above.parent()
    return level
