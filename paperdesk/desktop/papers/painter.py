"""Paints the rows of the list: comfortable and compact cards, or columns.

Rows are painted at the origin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from paperdesk.desktop.papers.card import lay_out
from paperdesk.desktop.papers.columns import paint_cells
from paperdesk.desktop.theme.mirror import draw_text, mirrored
from paperdesk.desktop.theme.painting import paint_chip, paint_focus, paint_status
from paperdesk.desktop.theme.text_layout import paint_line

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from paperdesk.desktop.papers.card import Card
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import Row, Status
    from paperdesk.model.search_protocol import Match

    Cells = tuple[tuple[str, int, int], ...]
    """Key, left edge and width of the visible columns."""

Density = Literal["comfortable", "compact", "columns"]
HEIGHTS: dict[Density, int] = {"comfortable": 112, "compact": 56, "columns": 32}
"""Heights of rows, in pixels at a font of 13 px."""
_FIRST_LINES = {"comfortable": 22, "compact": 18, "columns": 16}
"""The vertical centre of the first line of the title."""
_WEIGHTS: dict[Status, tuple[int, str]] = {
    "unread": (500, "text"),
    "reading": (500, "text"),
    "read": (400, "text2"),
    "dismissed": (400, "text2"),
}
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_PLACEHOLDERS = {
    "comfortable": ((16, 12, 0.80), (36, 12, 0.51), (60, 10, 0.86), (86, 10, 0.37)),
    "compact": ((12, 12, 0.80), (36, 10, 0.37)),
    "columns": ((10, 12, 0.60),),
}
"""Bars of a row not yet loaded: top, height, fraction of the width."""


@dataclass(frozen=True, slots=True)
class RowAppearance:
    """Everything the painting of a row depends on; a key of the pixmap cache."""

    row: Row
    found: Match | None
    density: Density
    cells: Cells = ()
    selected: bool = False
    active: bool = False
    """Whether the list has the focus."""
    hovered: bool = False
    focus_ring: bool = False


def paint_row(painter: QPainter, theme: Theme, appearance: RowAppearance, rect: QRect) -> None:
    """Paint the row of a paper; the background is already filled."""
    with mirrored(painter, rect):
        _paint_ground(painter, theme, appearance, rect)
        if appearance.density == "columns":
            _paint_columns(painter, theme, appearance, rect)
        else:
            weight, compact = _WEIGHTS[appearance.row.status][0], appearance.density == "compact"
            card = lay_out(theme, appearance.row, weight, rect, compact, appearance.found)
            _paint_card(painter, theme, appearance, card)
        if appearance.row.starred or appearance.selected or appearance.hovered:
            star = star_rect(theme, appearance.density, rect, appearance.cells)
            if not star.isEmpty():
                _paint_star(painter, theme, appearance.row.starred, star.center())
        if appearance.focus_ring:
            paint_focus(painter, theme, rect, 4)


def star_rect(theme: Theme, density: Density, rect: QRect, cells: Cells) -> QRect:
    """The clickable area of the star: 32 × 32 px around it, or its cell."""
    if density == "columns":
        for key, left, width in cells:
            if key == "star":
                return QRect(left, rect.top(), width, rect.height())
        return QRect()
    middle = _first_line_centre(theme, density)
    right = rect.right() + 1 - theme.px(16) - theme.px(9)
    side = theme.px(32)
    return QRect(right - side // 2, rect.top() + middle - side // 2, side, side)


def paint_group_header(
    painter: QPainter, theme: Theme, density: Density, rect: QRect, label: str, count: str = ""
) -> None:
    """Paint a group's label and number of papers, at the bottom of its row."""
    with mirrored(painter, rect):
        px = theme.px
        left, right = px(8 if density == "columns" else 40), px(16)
        height = min(rect.height(), theme.row(32))
        line = QRect(left, rect.height() - height, rect.width() - left - right, height)
        painter.setFont(theme.font(12, 600))
        painter.setPen(theme.colour("text"))
        draw_text(painter, line, _LINE, label)
        painter.setFont(theme.font(12, tabular=True))
        painter.setPen(theme.colour("text3"))
        draw_text(painter, line, _LINE | Qt.AlignmentFlag.AlignRight, count)
        painter.fillRect(QRect(left, rect.height() - 1, line.width(), 1), theme.colour("line"))


def paint_placeholder(painter: QPainter, theme: Theme, density: Density, rect: QRect) -> None:
    """Paint bars in place of title, snippet and date, for a row not yet loaded."""
    with mirrored(painter, rect):
        px = theme.px
        left = px(40)
        width = rect.width() - left - px(16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("pressed"))
        for top, height, fraction in _PLACEHOLDERS[density]:
            painter.drawRoundedRect(left, px(top), round(width * fraction), px(height), 4, 4)
        _paint_line(painter, theme, density, rect)


def _first_line_centre(theme: Theme, density: Density) -> int:
    return theme.px(_FIRST_LINES[density])


def _paint_ground(painter: QPainter, theme: Theme, appearance: RowAppearance, rect: QRect) -> None:
    if appearance.selected:
        painter.fillRect(rect, theme.colour("selected" if appearance.active else "selected_off"))
        bar = theme.colour("accent" if appearance.active else "text3")
        painter.fillRect(QRect(0, 0, 3, rect.height()), bar)
        return
    if appearance.hovered:
        painter.fillRect(rect, theme.colour("hover"))
    _paint_line(painter, theme, appearance.density, rect)


def _paint_line(painter: QPainter, theme: Theme, density: Density, rect: QRect) -> None:
    """Paint the line below a row."""
    columns = density == "columns"
    left, right = (0, 0) if columns else (theme.px(40), theme.px(16))
    line = QColor(theme.colour("line"))
    if columns and theme.mode == "contrast":
        line.setAlphaF(0.4)  # opaque lines between so many rows would dominate
    painter.fillRect(QRect(left, rect.height() - 1, rect.width() - left - right, 1), line)


def _paint_columns(painter: QPainter, theme: Theme, appearance: RowAppearance, rect: QRect) -> None:
    rects = {
        key: QRect(left, 0, width, rect.height())
        for key, left, width in appearance.cells
        if key != "star"
    }
    hits = appearance.found.title if appearance.found else ()
    paint_cells(painter, theme, appearance.row, rects, _WEIGHTS[appearance.row.status], hits)


def _paint_card(painter: QPainter, theme: Theme, appearance: RowAppearance, card: Card) -> None:
    weight, role = _WEIGHTS[appearance.row.status]
    size = theme.px(8)
    dot = QRect(theme.px(18), _first_line_centre(theme, appearance.density) - size // 2, size, size)
    paint_status(painter, theme, dot, appearance.row.status)
    painter.setFont(theme.font(14, weight))
    painter.setPen(theme.colour(role))
    for line in card.title:
        paint_line(painter, theme, line.rect, line.text, line.marks, line.rtl)
    painter.setFont(theme.font(13))
    painter.setPen(theme.colour("text2"))
    for line in card.snippet:
        paint_line(painter, theme, line.rect, line.text, line.marks, line.rtl)
    painter.setFont(theme.font(12))
    draw_text(painter, card.meta.rect, _LINE, card.meta.text)
    if card.note:
        theme.icon("ph.note").paint(painter, card.note)
    for rect, tag in card.chips:
        paint_chip(painter, theme, rect, tag)
    if card.more:
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("text3"))
        draw_text(painter, card.more.rect, _LINE | Qt.AlignmentFlag.AlignHCenter, card.more.text)


def _paint_star(painter: QPainter, theme: Theme, starred: bool, centre: QPoint) -> None:
    name, role = ("ph.star-fill", "star") if starred else ("ph.star", "text2")
    size = theme.px(18)
    box = QRect(0, 0, size, size)
    box.moveCenter(centre)
    theme.icon(name, role).paint(painter, box)
