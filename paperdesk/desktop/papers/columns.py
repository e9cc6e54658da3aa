"""The columns a list of papers can have, and how one row of them is painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF

from paperdesk.desktop.papers.row_texts import authors_text
from paperdesk.desktop.theme.painting import chip_width, paint_chip, paint_status
from paperdesk.desktop.theme.text_layout import break_lines, hit_rects, paint_line
from paperdesk.desktop.wording import day, number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPainter

    from paperdesk.desktop.theme.text_layout import Spans
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import Row


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, its title, its width for a 13 px font."""

    key: str
    title: str
    width: int
    sort: str = ""
    """The order a click on its title asks for, as `sort:` names it."""
    right: bool = False
    """Whether its texts stand at the right."""
    shown: bool = True
    """Whether it is there before the user chose."""


COLUMNS = (
    Column("status", "Status", 28),
    Column("star", "Star", 28),
    Column("title", "Title", 240, sort="title"),
    Column("authors", "Authors", 168),
    Column("published", "Published", 104, sort="date"),
    Column("comments", "Comments", 88, sort="comments", right=True),
    Column("tags", "Tags", 192),
    Column("upvotes", "Upvotes", 80, sort="upvotes", right=True),
    Column("org", "Organisation", 152, shown=False),
    Column("note", "Note", 28, shown=False),
)
"""In the order of a first window. The title takes what the others leave."""
BY_KEY = {column.key: column for column in COLUMNS}
ICON_COLUMNS = frozenset({"status", "star", "note"})
"""Columns of one icon, whose titles would not fit."""
_LONG = frozenset({"title", "authors", "org"})
"""Columns whose texts may need an ellipsis: to know costs as much as to draw."""
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_GAP = 8


def cell_text(row: Row, key: str) -> str:
    """What a cell says; empty for icons and tags."""
    match key:
        case "title":
            return row.title
        case "authors":
            return authors_text(row.first_author, row.n_authors)
        case "published":
            return day(row.published)
        case "org":
            return row.org
        case "comments" | "upvotes":
            count: int | None = getattr(row, key)
            return "" if count is None else number(count)
    return ""


def paint_cells(
    painter: QPainter,
    theme: Theme,
    row: Row,
    places: Mapping[str, QRect],
    weight: tuple[int, str],
    hits: Spans = (),
) -> None:
    """Paint a row's cells; `weight` is the title's weight and role, `hits` are the words found in
    it. The star is not among them."""
    for key, rect in places.items():
        if key == "status":
            paint_status(painter, theme, _centred(theme, rect, 8), row.status)
        elif key == "note" and row.annotated:
            theme.icon("ph.note").paint(painter, _centred(theme, rect, 14))
        elif key == "tags":
            _paint_tags(painter, theme, row, rect)
        else:
            _paint_text(painter, theme, row, key, rect, weight, hits if key == "title" else ())


def _paint_text(
    painter: QPainter,
    theme: Theme,
    row: Row,
    key: str,
    rect: QRect,
    weight: tuple[int, str],
    hits: Spans,
) -> None:
    text = cell_text(row, key)
    if not text:
        return
    is_title = key == "title"
    font = theme.font(13, weight[0]) if is_title else theme.font(12, tabular=True)
    inside = rect.adjusted(theme.px(_GAP), 0, -theme.px(_GAP), 0)
    painter.setFont(font)
    painter.setPen(theme.colour(weight[1] if is_title else "text2"))
    if hits:
        ((line, spans),) = break_lines(text, hits, font, inside.width(), 1)
        paint_line(painter, theme, inside, line, hit_rects(line, spans, font, inside))
        return
    if key in _LONG:
        elide = Qt.TextElideMode.ElideRight
        text = QFontMetricsF(font).elidedText(text, elide, inside.width())
    side = Qt.AlignmentFlag.AlignRight if BY_KEY[key].right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(inside, _LINE | side, text)


def _paint_tags(painter: QPainter, theme: Theme, row: Row, rect: QRect) -> None:
    """As many chips as fit, then `+2`."""
    gap, high = theme.px(4), theme.px(20)
    left, right = rect.left() + theme.px(_GAP), rect.right() + 1 - theme.px(_GAP)
    top = rect.top() + (rect.height() - high) // 2
    room = theme.px(24)
    for place, tag in enumerate(row.tags):
        last = place == len(row.tags) - 1
        wide = chip_width(theme, tag.name, max(0, right - left - (0 if last else room)))
        if wide < theme.px(32):
            painter.setFont(theme.font(12))
            painter.setPen(theme.colour("text3"))
            rest = QRect(left, rect.top(), right - left, rect.height())
            painter.drawText(rest, _LINE, f"+{len(row.tags) - place}")
            return
        paint_chip(painter, theme, QRect(left, top, wide, high), tag)
        left += wide + gap


def _centred(theme: Theme, rect: QRect, side: int) -> QRect:
    box = QRect(0, 0, theme.px(side), theme.px(side))
    box.moveCenter(rect.center())
    return box
