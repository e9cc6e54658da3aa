"""Text broken into lines for painting, with the words in it that were found.

broken(text, spans, font, width, most) -> [(line, spans in it), ...]
marks(line, spans, font, box) -> the grounds of the words, 1 px wider at both sides
paint_marked(painter, theme, box, line, marks)    in the painter's font and pen
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QTextLayout

from paperdesk.desktop.theme.utf16 import letters, units

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from paperdesk.desktop.theme.theme import Theme

Spans = tuple[tuple[int, int], ...]
"""Stretches of a text as start and end in characters, ascending, without overlap."""
_LONGEST = 2000
"""Characters of a text looked at; more cannot show in three lines."""
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


def broken(text: str, spans: Spans, font: QFont, width: int, most: int) -> list[tuple[str, Spans]]:
    """A text broken into at most `most` lines of `width`, the last ending in an ellipsis."""
    lines: list[tuple[str, Spans]] = []
    if not text:
        return lines
    text = text[:_LONGEST]
    layout = QTextLayout(text, font)
    layout.beginLayout()
    first = 0  # the line's first character
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        last = len(lines) == most - 1
        end = len(text) if last else letters(text, line.textStart() + line.textLength())
        whole = text[first:end]
        shown = whole.rstrip()
        if end == len(text):
            shown = elided(font, shown, width)
        cut = len(shown) - 1 if shown.endswith("…") and not whole.startswith(shown) else len(shown)
        lines.append((shown, _within(spans, first, first + cut)))
        first = end
    layout.endLayout()
    return lines


def elided(font: QFont, text: str, room: int) -> str:
    """The text, or as much of its beginning as fits with an ellipsis."""
    # Half a pixel more: a text measured and rounded must fit the room it asked for.
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room + 0.5)


def _within(spans: Spans, first: int, last: int) -> Spans:
    """The parts of spans inside a line, from the line's beginning."""
    return tuple(
        (max(start, first) - first, min(end, last) - first)
        for start, end in spans
        if start < last and end > first
    )


def marks(line: str, spans: Spans, font: QFont, box: QRect) -> tuple[QRectF, ...]:
    """Where the grounds of the words lie in a line painted into `box`."""
    if not spans:
        return ()
    layout = QTextLayout(line, font)
    layout.beginLayout()
    laid = layout.createLine()
    laid.setLineWidth(1 << 20)
    layout.endLayout()
    high = QFontMetricsF(font).height()
    top = box.top() + (box.height() - high) / 2
    found = []
    for start, end in spans:
        # PySide6 answers with the place and the cursor it took.
        left, right = sorted(_x(laid.cursorToX(units(line[:place]))) for place in (start, end))
        found.append(QRectF(box.left() + left - 1, top, right - left + 2, high))
    return tuple(found)


def _x(place: object) -> float:
    return float(place[0] if isinstance(place, tuple) else place)  # type: ignore[arg-type]


def paint_marked(
    painter: QPainter, theme: Theme, box: QRect, line: str, found: tuple[QRectF, ...]
) -> None:
    """A line of text with the grounds of its words."""
    if not found:
        painter.drawText(box, _LINE, line)
        return
    path = QPainterPath()
    for ground in found:
        path.addRoundedRect(ground, 2, 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, theme.colour("hit"))
    painter.restore()
    painter.drawText(box, _LINE, line)
    if theme.colour("hit_text") != painter.pen().color():
        painter.save()  # once more, in the colour that is legible on the ground
        painter.setClipPath(path)
        painter.setPen(theme.colour("hit_text"))
        painter.drawText(box, _LINE, line)
        painter.restore()
