"""Painting of highlights and search hits behind the lines of a text.

They may have the same colour: a hit is underlined, a highlight has a bar in the gutter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QPainter

    from paperdesk.desktop.reader.text_highlights import TextHighlight
    from paperdesk.desktop.theme.theme import Theme

_COMMENT_SIGN = 12


def bounds(lines: Sequence[QRectF]) -> QRectF:
    """The rectangle around lines."""
    whole = QRectF()
    for line in lines:
        whole |= line
    return whole


def paint_highlight(
    painter: QPainter, theme: Theme, highlight: TextHighlight, lines: Sequence[QRectF]
) -> None:
    """Paint the background of a highlight."""
    _fill(painter, lines, theme.highlight(highlight.colour)[0])


def paint_bar(
    painter: QPainter, theme: Theme, highlight: TextHighlight, lines: Sequence[QRectF]
) -> None:
    """Paint the bar of a highlight in the gutter, below a note sign if it has a comment."""
    whole = bounds(lines)
    left, top = theme.px(3), whole.top()
    if highlight.comment:
        side = theme.px(_COMMENT_SIGN)
        sign = QRect(round(left + 1.5 - side / 2), round(top), side, side)
        theme.icon("ph.note-fill", "text2").paint(painter, sign)
        top += side + theme.px(1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.highlight(highlight.colour)[1])
    painter.drawRoundedRect(QRectF(left, top, 3, whole.bottom() - top), 1.5, 1.5)


def paint_hit(painter: QPainter, theme: Theme, lines: Sequence[QRectF]) -> None:
    """Paint the background of a hit and a line under it."""
    _fill(painter, lines, theme.colour("hit"))
    height = max(2, theme.px(2))
    for line in lines:
        under = QRectF(line.left(), line.bottom() - height, line.width(), height)
        painter.fillRect(under, theme.colour("hit_text"))


def _fill(painter: QPainter, lines: Sequence[QRectF], colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for line in lines:
        painter.drawRoundedRect(line.adjusted(-1, 0, 1, 0), 2, 2)
