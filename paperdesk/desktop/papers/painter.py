"""Paints a row of the list: a card, comfortable (112 px) or compact (56 px), or columns (32 px).

paint_row(painter, theme, look, rect)               a paper's row, as `look` says
paint_head(painter, theme, density, rect, group)    the head of a group of papers
paint_skeleton(painter, theme, density, rect)       a row not known yet
star_rect(theme, density, rect, cells)              where a click on a row's star counts

A row is painted from the origin; HEIGHTS are for a font of 13 px.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from paperdesk.desktop.papers.card import lay_out
from paperdesk.desktop.papers.columns import paint_cells
from paperdesk.desktop.theme.painting import paint_chip, paint_focus, paint_status
from paperdesk.desktop.theme.text_layout import paint_line

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from paperdesk.desktop.papers.card import Card
    from paperdesk.desktop.papers.groups import Group
    from paperdesk.desktop.session.matches import FoundIn
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import Row, Status

    Cells = tuple[tuple[str, int, int], ...]
    """Of columns, from left to right: key, left edge, width."""

Density = Literal["comfortable", "compact", "columns"]
HEIGHTS: dict[Density, int] = {"comfortable": 112, "compact": 56, "columns": 32}
_FIRST_LINES = {"comfortable": 22, "compact": 18, "columns": 16}
"""The middle of the first title line, from the row's top."""
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


@dataclass(frozen=True, slots=True)
class Look:
    """What a row shows, and how: looks alike are painted alike."""

    row: Row
    found: FoundIn | None
    density: Density
    cells: Cells = ()
    selected: bool = False
    here: bool = False
    """Whether the keyboard is in the list."""
    hovered: bool = False
    ringed: bool = False


def paint_row(painter: QPainter, theme: Theme, look: Look, rect: QRect) -> None:
    """Paint a paper's row; the ground of the list must be there."""
    _paint_ground(painter, theme, look, rect)
    if look.density == "columns":
        _paint_columns(painter, theme, look, rect)
    else:
        weight, compact = _WEIGHTS[look.row.status][0], look.density == "compact"
        card = lay_out(theme, look.row, weight, rect, compact, look.found)
        _paint_card(painter, theme, look, card)
    if look.row.starred or look.selected or look.hovered:
        star = star_rect(theme, look.density, rect, look.cells)
        if not star.isEmpty():
            _paint_star(painter, theme, look.row.starred, star.center())
    if look.ringed:
        paint_focus(painter, theme, rect, 4)


def star_rect(theme: Theme, density: Density, rect: QRect, cells: Cells) -> QRect:
    """Where a click on the star of the row in `rect` counts: 32 × 32 around it, or its cell."""
    if density == "columns":
        for key, left, width in cells:
            if key == "star":
                return QRect(left, rect.top(), width, rect.height())
        return QRect()
    middle = _first_line(theme, density)
    right = rect.right() + 1 - theme.px(16) - theme.px(9)
    side = theme.px(32)
    return QRect(right - side // 2, rect.top() + middle - side // 2, side, side)


def paint_head(
    painter: QPainter, theme: Theme, density: Density, rect: QRect, group: Group
) -> None:
    """A group's label in the lower 32 of its row, and how many papers it has."""
    px = theme.px
    left, right = px(8 if density == "columns" else 40), px(16)
    low = min(rect.height(), theme.row(32))
    place = QRect(left, rect.height() - low, rect.width() - left - right, low)
    painter.setFont(theme.font(12, 600))
    painter.setPen(theme.colour("text"))
    painter.drawText(place, _LINE, group.label)
    painter.setFont(theme.font(12, tabular=True))
    painter.setPen(theme.colour("text3"))
    painter.drawText(place, _LINE | Qt.AlignmentFlag.AlignRight, group.count)
    painter.fillRect(QRect(left, rect.height() - 1, place.width(), 1), theme.colour("line"))


def paint_skeleton(painter: QPainter, theme: Theme, density: Density, rect: QRect) -> None:
    """Bars where title, snippet and date will stand."""
    px = theme.px
    left = px(40)
    width = rect.width() - left - px(16)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("pressed"))
    for top, height, share in _SKELETONS[density]:
        painter.drawRoundedRect(left, px(top), round(width * share), px(height), 4, 4)
    _paint_line(painter, theme, density, rect)


def _first_line(theme: Theme, density: Density) -> int:
    return theme.px(_FIRST_LINES[density])


def _paint_ground(painter: QPainter, theme: Theme, look: Look, rect: QRect) -> None:
    if look.selected:
        painter.fillRect(rect, theme.colour("selected" if look.here else "selected_off"))
        bar = theme.colour("accent" if look.here else "text3")
        painter.fillRect(QRect(0, 0, 3, rect.height()), bar)
        return
    if look.hovered:
        painter.fillRect(rect, theme.colour("hover"))
    _paint_line(painter, theme, look.density, rect)


def _paint_line(painter: QPainter, theme: Theme, density: Density, rect: QRect) -> None:
    """The line below a row."""
    columns = density == "columns"
    left, right = (0, 0) if columns else (theme.px(40), theme.px(16))
    line = QColor(theme.colour("line"))
    if columns and theme.mode == "contrast":
        line.setAlphaF(0.4)  # whole, the lines between so many rows would be a grid of wire
    painter.fillRect(QRect(left, rect.height() - 1, rect.width() - left - right, 1), line)


def _paint_columns(painter: QPainter, theme: Theme, look: Look, rect: QRect) -> None:
    places = {
        key: QRect(left, 0, width, rect.height())
        for key, left, width in look.cells
        if key != "star"
    }
    hits = look.found.title if look.found else ()
    paint_cells(painter, theme, look.row, places, _WEIGHTS[look.row.status], hits)


def _paint_card(painter: QPainter, theme: Theme, look: Look, card: Card) -> None:
    weight, role = _WEIGHTS[look.row.status]
    size = theme.px(8)
    dot = QRect(theme.px(18), _first_line(theme, look.density) - size // 2, size, size)
    paint_status(painter, theme, dot, look.row.status)
    painter.setFont(theme.font(14, weight))
    painter.setPen(theme.colour(role))
    for line in card.title:
        paint_line(painter, theme, line.rect, line.text, line.marks)
    painter.setFont(theme.font(13))
    painter.setPen(theme.colour("text2"))
    for line in card.snippet:
        paint_line(painter, theme, line.rect, line.text, line.marks)
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


def _paint_star(painter: QPainter, theme: Theme, starred: bool, centre: QPoint) -> None:
    name, role = ("ph.star-fill", "star") if starred else ("ph.star", "text2")
    size = theme.px(18)
    box = QRect(0, 0, size, size)
    box.moveCenter(centre)
    theme.icon(name, role).paint(painter, box)
