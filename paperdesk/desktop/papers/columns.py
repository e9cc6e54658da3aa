"""The columns of the list, and the painting of their cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF

from paperdesk.desktop.papers.row_texts import authors_text
from paperdesk.desktop.theme.mirror import draw_text
from paperdesk.desktop.theme.painting import chip_width, paint_chip, paint_status
from paperdesk.desktop.theme.text_layout import break_lines, hit_rects, is_right_to_left, paint_line
from paperdesk.desktop.wording import day, number
from paperdesk.translation import tr_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPainter

    from paperdesk.desktop.theme.text_layout import Spans
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import Row


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` is its default width for a 13 px font."""

    key: str
    title: str
    width: int
    sort: str = ""
    """The sort order a click on its title selects, as `sort:` names it."""
    right_aligned: bool = False
    shown: bool = True
    """Whether it is shown by default."""


COLUMNS = (
    Column("status", tr_in("column", "Status"), 28),
    Column("star", tr_in("column", "Star"), 28),
    Column("title", tr_in("column", "Title"), 240, sort="title"),
    Column("authors", tr_in("column", "Authors"), 168, sort="author"),
    Column("published", tr_in("column", "Published"), 104, sort="date"),
    Column("comments", tr_in("column", "Comments"), 88, sort="comments", right_aligned=True),
    Column("tags", tr_in("column", "Tags"), 192),
    Column("upvotes", tr_in("column", "Upvotes"), 80, sort="upvotes", right_aligned=True),
    Column("org", tr_in("column", "Organisation"), 152, shown=False),
    Column("note", tr_in("column", "Note"), 28, shown=False),
)
"""In their default order. The title takes the remaining width."""
BY_KEY = {column.key: column for column in COLUMNS}
ICON_COLUMNS = frozenset({"status", "star", "note"})
"""Columns of one icon, too narrow for a title."""
_ELIDED_COLUMNS = frozenset({"title", "authors", "org"})
"""Columns whose texts may be too long. Eliding costs as much as painting."""
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_GAP = 8


def cell_text(row: Row, key: str) -> str:
    """The text of a cell; empty for icons and tags."""
    match key:
        case "title":
            return row.title
        case "authors":
            return authors_text(row.first_author, row.n_authors)
        case "published":
            return day(row.published)
        case "org":
            return row.org
        case "comments":
            return number(row.comments) if row.comments else ""
        case "upvotes":
            return "" if row.upvotes is None else number(row.upvotes)
    return ""


def paint_cells(
    painter: QPainter,
    theme: Theme,
    row: Row,
    rects: Mapping[str, QRect],
    weight: tuple[int, str],
    hits: Spans = (),
) -> None:
    """Paint the cells of a row, except the star.

    `weight` is the font weight and colour role of the title, `hits` are the matches in it.
    """
    for key, rect in rects.items():
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
        rtl = is_right_to_left(text)
        paint_line(painter, theme, inside, line, hit_rects(line, spans, font, inside, rtl), rtl)
        return
    if key in _ELIDED_COLUMNS:
        elide = Qt.TextElideMode.ElideRight
        text = QFontMetricsF(font).elidedText(text, elide, inside.width())
    if is_title and is_right_to_left(text):
        paint_line(painter, theme, inside, text, rtl=True)
        return
    side = Qt.AlignmentFlag.AlignRight if BY_KEY[key].right_aligned else Qt.AlignmentFlag.AlignLeft
    draw_text(painter, inside, _LINE | side, text)


def _paint_tags(painter: QPainter, theme: Theme, row: Row, rect: QRect) -> None:
    """Paint the chips that fit, then `+2`."""
    gap, height = theme.px(4), theme.px(20)
    left, right = rect.left() + theme.px(_GAP), rect.right() + 1 - theme.px(_GAP)
    top = rect.top() + (rect.height() - height) // 2
    for position, tag in enumerate(row.tags):
        rest_width = 0 if position == len(row.tags) - 1 else theme.px(24)
        width = chip_width(theme, tag.name, max(0, right - left - rest_width))
        if width < theme.px(32):
            painter.setFont(theme.font(12))
            painter.setPen(theme.colour("text3"))
            rest = QRect(left, rect.top(), right - left, rect.height())
            draw_text(painter, rest, _LINE, f"+{len(row.tags) - position}")
            return
        paint_chip(painter, theme, QRect(left, top, width, height), tag)
        left += width + gap


def _centred(theme: Theme, rect: QRect, side: int) -> QRect:
    box = QRect(0, 0, theme.px(side), theme.px(side))
    box.moveCenter(rect.center())
    return box
