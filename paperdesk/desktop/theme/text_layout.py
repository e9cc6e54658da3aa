"""Text broken into lines for painting, with the stretches in it that a search found.

break_lines(text, spans, font, width, most) -> [(line, spans in it), ...]
hit_rects(line, spans, font, box, rtl)               rectangles behind the spans
paint_line(painter, theme, box, line, hits, rtl)     in the painter's font and pen
"""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QTextLayout, QTextOption

from paperdesk.desktop.theme.mirror import is_mirrored, readable
from paperdesk.desktop.theme.utf16 import character_index, utf16_length

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme

Spans = tuple[tuple[int, int], ...]
"""Stretches of a text as start and end in characters, ascending, without overlap."""
_MAX_LENGTH = 2000
"""Characters of a text that are laid out; three lines show fewer."""
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction is one of a script written to the left."""
    if text.isascii():
        return False
    directions = map(unicodedata.bidirectional, text)
    return next((each for each in directions if each in ("L", "R", "AL")), "L") != "L"


def break_lines(
    text: str, spans: Spans, font: QFont, width: int, most: int
) -> list[tuple[str, Spans]]:
    """At most `most` lines of `width` pixels, the last ending in an ellipsis if it is cut."""
    lines: list[tuple[str, Spans]] = []
    if not text:
        return lines
    text = text[:_MAX_LENGTH]
    layout = QTextLayout(text, font)
    layout.beginLayout()
    first = 0  # the line's first character
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        last = len(lines) == most - 1
        end = len(text) if last else character_index(text, line.textStart() + line.textLength())
        whole = text[first:end]
        shown = whole.rstrip()
        if end == len(text):
            shown = elide(font, shown, width)
        cut = len(shown) - 1 if shown.endswith("…") and not whole.startswith(shown) else len(shown)
        lines.append((shown, _spans_within(spans, first, first + cut)))
        first = end
    layout.endLayout()
    return lines


def elide(font: QFont, text: str, width: int) -> str:
    """The text, or as much of its beginning as fits into `width` pixels with an ellipsis."""
    # Half a pixel more: a text fits into its own width after that was rounded down.
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width + 0.5)


def elide_head(font: QFont, head: str, tail: str, width: int) -> str:
    """`head` and `tail` in `width` pixels: the head ends in an ellipsis, and the tail is whole.

    A tail that alone is too wide ends in the ellipsis.
    """
    room = width - round(QFontMetricsF(font).horizontalAdvance(tail) + 0.5)
    shown = elide(font, head, room) if room > 0 else head
    if shown != head:
        shown = f"{shown[:-1].rstrip(' .')}…"  # `sample…`, not `sample.…`
    return elide(font, shown + tail, width)  # Arabic is wider next to other letters than alone


def _spans_within(spans: Spans, first: int, last: int) -> Spans:
    """The parts of spans inside a line, counted from the start of the line."""
    return tuple(
        (max(start, first) - first, min(end, last) - first)
        for start, end in spans
        if start < last and end > first
    )


def hit_rects(
    line: str, spans: Spans, font: QFont, box: QRect, rtl: bool = False
) -> tuple[QRectF, ...]:
    """The rectangles behind the spans of a line painted into `box`, 1 px wider on both sides."""
    if not spans:
        return ()
    layout = QTextLayout(line, font)
    if rtl:
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        layout.setTextOption(option)
    layout.beginLayout()
    text_line = layout.createLine()
    text_line.setLineWidth(1 << 20)
    layout.endLayout()
    height = QFontMetricsF(font).height()
    top = box.top() + (box.height() - height) / 2
    first = box.left() + (box.width() - text_line.naturalTextWidth() if rtl else 0)
    rects = []
    for span in spans:
        positions = (utf16_length(line[:index]) for index in span)
        left, right = sorted(_x(text_line.cursorToX(position)) for position in positions)
        rects.append(QRectF(first + left - 1, top, right - left + 2, height))
    return tuple(rects)


def _x(result: object) -> float:
    # PySide6 returns the coordinate and the cursor position that was passed.
    return float(result[0] if isinstance(result, tuple) else result)  # type: ignore[arg-type]


def paint_line(
    painter: QPainter,
    theme: Theme,
    box: QRect,
    line: str,
    hits: tuple[QRectF, ...] = (),
    rtl: bool = False,
) -> None:
    """Paints a line of text over the grounds of its hits, at the right if it runs to the left.

    A mirrored painter has all lines at the right.
    """
    if is_mirrored(painter) and not rtl:
        wide = math.ceil(QFontMetricsF(painter.font()).horizontalAdvance(line)) + 1
        box = QRect(box.topLeft(), QSize(min(box.width(), wide), box.height()))
    with readable(painter, box):
        direction = painter.layoutDirection()
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        _paint_line(painter, theme, box, line, hits)
        painter.setLayoutDirection(direction)


def _paint_line(
    painter: QPainter, theme: Theme, box: QRect, line: str, hits: tuple[QRectF, ...]
) -> None:
    if not hits:
        painter.drawText(box, _LINE, line)
        return
    path = QPainterPath()
    for rect in hits:
        path.addRoundedRect(rect, 2, 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, theme.colour("hit"))
    painter.restore()
    painter.drawText(box, _LINE, line)
    if theme.colour("hit_text") != painter.pen().color():
        painter.save()
        painter.setClipPath(path)
        painter.setPen(theme.colour("hit_text"))
        painter.drawText(box, _LINE, line)
        painter.restore()
