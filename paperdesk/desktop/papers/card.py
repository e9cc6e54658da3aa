"""Computes the layout of a paper's card.

Title and snippet share three lines, so that missing parts leave no gap and matches move nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from paperdesk.desktop.papers.row_texts import authors_text
from paperdesk.desktop.theme.painting import chip_width
from paperdesk.desktop.theme.text_layout import (
    break_lines,
    elide,
    elide_head,
    hit_rects,
    is_right_to_left,
)
from paperdesk.desktop.wording import day
from paperdesk.translation import tr_n

if TYPE_CHECKING:
    from paperdesk.desktop.theme.text_layout import Spans
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import Row, Tag
    from paperdesk.model.search_protocol import Match

_SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its rectangle, relative to the card."""

    rect: QRect
    text: str
    marks: tuple[QRectF, ...] = ()
    """The backgrounds of matched words."""
    rtl: bool = False
    """Whether it begins at the right."""


@dataclass(frozen=True, slots=True)
class Card:
    """The positions of everything in a card of one width."""

    title: tuple[Line, ...]
    snippet: tuple[Line, ...]
    meta: Line
    note: QRect | None
    chips: tuple[tuple[QRect, Tag], ...]
    more: Line | None
    """`+2`: the number of tags without room for a chip."""


def lay_out(
    theme: Theme, row: Row, weight: int, rect: QRect, compact: bool, found: Match | None = None
) -> Card:
    """Lay out `row` in the size of `rect`; `weight` is the font weight of the title."""
    px = theme.px
    left, right, line = px(40), rect.width() - px(16), px(20)
    top = px(8 if compact else 12)
    title_width = right - px(18 + 12) - left
    font, small = theme.font(14, weight), theme.font(13)
    in_title = found.title if found else ()
    title = break_lines(row.title, in_title, font, title_width, 1 if compact else 2)
    snippet: list[tuple[str, Spans]] = []
    text = ""
    if not compact:
        text, spans = (found.snippet, found.in_snippet) if found else (row.snippet, ())
        snippet = break_lines(text, spans, small, right - left, 3 - len(title))
    rtl = is_right_to_left(row.title)
    title_lines = _lines(title, font, QRect(left, top, title_width, line), rtl)
    snippet_top = top + len(title) * line + px(2)
    bottom = QRect(left, rect.height() - px(12 if not compact else 8) - line, right - left, line)
    chips, more, width = _chips(theme, row, bottom)
    meta, note = _meta(theme, row, bottom.adjusted(0, 0, -width, 0))
    return Card(
        title_lines,
        _lines(
            snippet,
            small,
            QRect(left, snippet_top, right - left, line),
            is_right_to_left(text),
        ),
        meta,
        note,
        chips,
        more,
    )


def _lines(
    texts: list[tuple[str, Spans]], font: QFont, first: QRect, rtl: bool
) -> tuple[Line, ...]:
    lines = []
    for number, (text, spans) in enumerate(texts):
        # One pixel more than measured, so that rounding does not cut off the last letter.
        box = first.translated(0, number * first.height()).adjusted(-rtl, 0, not rtl, 0)
        lines.append(Line(box, text, hit_rects(text, spans, font, box, rtl), rtl))
    return tuple(lines)


def _chips(
    theme: Theme, row: Row, box: QRect
) -> tuple[tuple[tuple[QRect, Tag], ...], Line | None, int]:
    """The chips that fit beside author and date, `+2` for the others, and the total width."""
    if not row.tags:
        return (), None, 0
    gap, max_width = theme.px(4), theme.px(160)
    room = (
        box.width() - _width(theme, _SEPARATOR.join(_required_meta(row))) - _note_width(theme, row)
    )
    widths = [chip_width(theme, tag.name, max_width) for tag in row.tags]
    shown = len(widths)
    while shown and _chips_width(theme, widths[:shown], len(widths) - shown) > room:
        shown -= 1
    total = _chips_width(theme, widths[:shown], len(widths) - shown)
    left = box.right() + 1 - total + theme.px(12)
    chips = []
    for tag, width in zip(row.tags[:shown], widths[:shown], strict=True):
        chips.append((QRect(left, box.top(), width, box.height()), tag))
        left += width + gap
    more = None
    if shown < len(widths):
        rest = QRect(left, box.top(), box.right() + 1 - left, box.height())
        more = Line(rest, f"+{len(widths) - shown}")
    return tuple(chips), more, total


def _chips_width(theme: Theme, widths: list[int], hidden: int) -> int:
    """The width of chips, `+2` and gaps, including the 12 px before the first chip."""
    parts = list(widths)
    if hidden:
        parts.append(_width(theme, f"+{hidden}") + theme.px(8))
    return sum(parts) + theme.px(4) * (len(parts) - 1) + theme.px(12)


def _meta(theme: Theme, row: Row, box: QRect) -> tuple[Line, QRect | None]:
    """Author, organisation, date, comments. Comments are dropped first, then the organisation."""
    room = box.width() - _note_width(theme, row)
    required = _required_meta(row)
    with_org = [*required[:-1], row.org, required[-1]] if row.org else required
    comments = tr_n("{n} comment", "{n} comments", row.comments or 0)
    full = [*with_org, comments] if row.comments else with_org
    for parts in (full, with_org):
        text = _SEPARATOR.join(parts)
        if _width(theme, text) <= room:
            break
    else:
        text = _shortened(theme, required, room)
    note = None
    if row.annotated:
        size = theme.px(14)
        left = box.left() + _width(theme, text) + theme.px(6)
        note = QRect(left, box.top() + (box.height() - size) // 2, size, size)
    return Line(box.adjusted(0, 0, 1, 0), text), note


def _shortened(theme: Theme, required: list[str], room: int) -> str:
    """Author and date in `room`; the name is elided before the date."""
    *names, date = required
    font = theme.font(12)
    return elide_head(font, names[0], _SEPARATOR + date, room) if names else elide(font, date, room)


def _required_meta(row: Row) -> list[str]:
    """The parts of the meta line that are always shown."""
    authors = authors_text(row.first_author, row.n_authors)
    return [part for part in (authors, day(row.published)) if part]


def _note_width(theme: Theme, row: Row) -> int:
    return theme.px(6 + 14) if row.annotated else 0


def _width(theme: Theme, text: str) -> int:
    return round(QFontMetricsF(theme.font(12)).horizontalAdvance(text) + 0.5)
