"""Draws a paper as a card, comfortable (112 px) or compact (56 px), or in columns (32 px).

    delegate = PaperDelegate(theme, parent)
    delegate.set_density("comfortable" | "compact" | "columns"), delegate.row_height()
    delegate.places = header.places     where the cells of a row are, for columns
    delegate.star_rect(rect)            where a click on the star of the row in `rect` counts
    delegate.keyboard = True            whether the focus ring is drawn

What is laid out is kept by paper and width, so that a repaint only paints.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from paperdesk.desktop.card import Card, lay_out
from paperdesk.desktop.columns import paint_cells
from paperdesk.desktop.marked_text import paint_marked
from paperdesk.desktop.panes import is_here
from paperdesk.desktop.paper_model import FoundRole, GroupRole, RowRole
from paperdesk.desktop.widgets.chips import paint_chip, paint_focus, paint_status

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperdesk.desktop.found_words import FoundIn
    from paperdesk.desktop.groups import Group
    from paperdesk.desktop.theme import Theme
    from paperdesk.model.rows import Row, Status

Density = Literal["comfortable", "compact", "columns"]
_Index = QModelIndex | QPersistentModelIndex
_HEIGHTS = {"comfortable": 112, "compact": 56, "columns": 32}
_FIRST_LINES = {"comfortable": 22, "compact": 18, "columns": 16}
"""The middle of the first title line, from the row's top."""
_KEPT = 400
_WEIGHTS: dict[Status, tuple[int, str]] = {
    "unread": (600, "text"),
    "reading": (500, "text"),
    "read": (400, "text2"),
    "dismissed": (400, "text2"),
}
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_SKELETONS = {
    "comfortable": ((16, 12, 0.80), (36, 12, 0.51), (60, 10, 0.86), (86, 10, 0.37)),
    "compact": ((12, 12, 0.80), (36, 10, 0.37)),
    "columns": ((10, 12, 0.60),),
}
"""Bars of a row not known yet: top, height, share of the width."""


class PaperDelegate(QStyledItemDelegate):
    """Paints rows of a PaperModel; keeps the cards laid out last."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.density: Density = "comfortable"
        self.keyboard = False
        self.places: Callable[[QRect], dict[str, QRect]] = _no_places
        self._cards: OrderedDict[tuple[int, int], Card] = OrderedDict()
        theme.changed.connect(self._forget)

    def set_density(self, density: Density) -> None:
        """Draw comfortable or compact cards from now on; the view must lay its items out anew."""
        self.density = density
        self._forget()

    def row_height(self) -> int:
        """How high every row is, in pixels."""
        return self._theme.row(_HEIGHTS[self.density])

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(1, self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.translate(option.rect.topLeft())
        rect = QRect(0, 0, option.rect.width(), option.rect.height())
        row: Row | None = index.data(RowRole)
        group: Group | None = None if row is not None else index.data(GroupRole)
        if group is not None:
            self._paint_head(painter, rect, group)
            painter.restore()
            return
        self._paint_ground(painter, rect, option)
        if row is None:
            self._paint_skeleton(painter, rect)
        elif self.density == "columns":
            self._paint_columns(painter, rect, row, option, index.data(FoundRole))
        else:
            card = self._card(row, rect, index.data(FoundRole))
            self._paint_card(painter, card, option)
        if self._ringed(option):
            paint_focus(painter, self._theme, rect, 4)
        painter.restore()

    def star_rect(self, rect: QRect) -> QRect:
        """Where a click on the star of the row in `rect` counts: 32 × 32 around it."""
        px = self._theme.px
        if self.density == "columns":
            cell = self.places(rect).get("star", QRect())
            return QRect(cell.left(), rect.top(), cell.width(), rect.height())
        middle = self._first_line()
        right = rect.right() + 1 - px(16) - px(9)
        side = px(32)
        return QRect(right - side // 2, rect.top() + middle - side // 2, side, side)

    @Slot()
    def _forget(self) -> None:
        self._cards.clear()

    def _first_line(self) -> int:
        """The middle of the first title line, from the row's top."""
        return self._theme.px(_FIRST_LINES[self.density])

    def _card(self, row: Row, rect: QRect, found: FoundIn | None) -> Card:
        key = row.id, rect.width()
        card = self._cards.get(key)
        if card is None or card.row != row or card.found != found:
            weight = _WEIGHTS[row.status][0]
            card = lay_out(self._theme, row, weight, rect, self.density == "compact", found)
            self._cards[key] = card
            if len(self._cards) > _KEPT:
                self._cards.popitem(last=False)
        return card

    def _paint_ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        colour = self._theme.colour
        if _has(option, QStyle.StateFlag.State_Selected):
            here = is_here(option.widget)
            painter.fillRect(rect, colour("selected" if here else "selected_off"))
            bar = colour("accent" if here else "text3")
            painter.fillRect(QRect(0, 0, 3, rect.height()), bar)
            return
        if _has(option, QStyle.StateFlag.State_MouseOver):
            painter.fillRect(rect, colour("hover"))
        px = self._theme.px
        left, right = (0, 0) if self.density == "columns" else (px(40), px(16))
        line = QRect(left, rect.height() - 1, rect.width() - left - right, 1)
        painter.fillRect(line, self._line_colour())

    def _line_colour(self) -> QColor:
        """Between columns' rows the lines of the contrast theme would be a grid of wire."""
        colour = QColor(self._theme.colour("line"))
        if self.density == "columns" and self._theme.mode == "contrast":
            colour.setAlphaF(0.4)
        return colour

    def _paint_head(self, painter: QPainter, rect: QRect, group: Group) -> None:
        """A group's label in the lower 32 of its row, and how many papers it has."""
        theme, px = self._theme, self._theme.px
        left, right = px(8 if self.density == "columns" else 40), px(16)
        low = min(rect.height(), theme.row(32))
        place = QRect(left, rect.height() - low, rect.width() - left - right, low)
        painter.setFont(theme.font(12, 600))
        painter.setPen(theme.colour("text"))
        painter.drawText(place, _LINE, group.label)
        painter.setFont(theme.font(12, tabular=True))
        painter.setPen(theme.colour("text3"))
        painter.drawText(place, _LINE | Qt.AlignmentFlag.AlignRight, group.count)
        painter.fillRect(QRect(left, rect.height() - 1, place.width(), 1), theme.colour("line"))

    def _paint_columns(
        self,
        painter: QPainter,
        rect: QRect,
        row: Row,
        option: QStyleOptionViewItem,
        found: FoundIn | None,
    ) -> None:
        places = self.places(rect)
        star = places.pop("star", None)
        hits = found.title if found else ()
        paint_cells(painter, self._theme, row, places, _WEIGHTS[row.status], hits)
        marked = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
        if star is not None and (row.starred or _has(option, marked)):
            self._paint_star(painter, row.starred, star.center())

    def _paint_card(self, painter: QPainter, card: Card, option: QStyleOptionViewItem) -> None:
        theme = self._theme
        weight, role = _WEIGHTS[card.row.status]
        size = theme.px(8)
        dot = QRect(theme.px(18), self._first_line() - size // 2, size, size)
        paint_status(painter, theme, dot, card.row.status)
        painter.setFont(theme.font(14, weight))
        painter.setPen(theme.colour(role))
        for line in card.title:
            paint_marked(painter, theme, line.rect, line.text, line.marks)
        painter.setFont(theme.font(13))
        painter.setPen(theme.colour("text2"))
        for line in card.snippet:
            paint_marked(painter, theme, line.rect, line.text, line.marks)
        self._paint_bottom(painter, card)
        marked = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
        if card.row.starred or _has(option, marked):
            centre = self.star_rect(QRect(0, 0, card.width, 1)).center()
            self._paint_star(painter, card.row.starred, centre)

    def _paint_bottom(self, painter: QPainter, card: Card) -> None:
        theme = self._theme
        painter.setFont(theme.font(12))
        painter.drawText(card.meta.rect, _LINE, card.meta.text)
        if card.note:
            theme.icon("ph.note").paint(painter, card.note)
        for rect, tag in card.chips:
            paint_chip(painter, theme, rect, tag)
        if card.more:
            painter.setFont(theme.font(12))
            painter.setPen(theme.colour("text3"))
            painter.drawText(card.more.rect, _LINE | Qt.AlignmentFlag.AlignHCenter, card.more.text)

    def _paint_star(self, painter: QPainter, starred: bool, centre: QPoint) -> None:
        name, role = ("ph.star-fill", "star") if starred else ("ph.star", "text2")
        size = self._theme.px(18)
        box = QRect(0, 0, size, size)
        box.moveCenter(centre)
        self._theme.icon(name, role).paint(painter, box)

    def _paint_skeleton(self, painter: QPainter, rect: QRect) -> None:
        px = self._theme.px
        left = px(40)
        width = rect.width() - left - px(16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("pressed"))
        bars = _SKELETONS[self.density]
        for top, height, share in bars:
            painter.drawRoundedRect(left, px(top), round(width * share), px(height), 4, 4)

    def _ringed(self, option: QStyleOptionViewItem) -> bool:
        """The keyboard's row has a ring; in contrast every selected row has one."""
        if self._theme.mode == "contrast" and _has(option, QStyle.StateFlag.State_Selected):
            return True
        return self.keyboard and _has(option, QStyle.StateFlag.State_HasFocus)


def _no_places(rect: QRect) -> dict[str, QRect]:
    return {}


def _has(option: QStyleOptionViewItem, states: QStyle.StateFlag) -> bool:
    return bool(option.state & states)
