"""Draws bars, lines and shares with the colours and fonts of the theme, on screen or as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPen, QPolygonF

from paperdesk.desktop.theme.mirror import draw_text
from paperdesk.desktop.wording import number
from paperdesk.translation import tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.statistics import Share

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MAX_BAR = 40
_DASHED = Qt.PenStyle.DashLine


def paint_bars(
    painter: QPainter,
    theme: Theme,
    area: QRectF,
    names: Sequence[str],
    counts: Sequence[int],
    remark: str,
) -> None:
    """Draw a bar for each count, above the first and the last of their names; a remark on top."""
    px, plot = theme.px, _plot(theme, area)
    _paint_frame(painter, theme, area, names, max(counts))
    draw_text(painter, QRectF(area.left(), area.top(), area.width(), px(16)), _RIGHT, remark)
    step = plot.width() / len(counts)
    width = min(max(step - max(1, px(2)), 1), px(_MAX_BAR))
    for place, count in enumerate(counts):
        if count:
            height = max(px(2), plot.height() * count / max(counts))
            left = plot.left() + place * step + (step - width) / 2
            bar = QRectF(left, plot.bottom() - height, width, height)
            painter.fillRect(bar, theme.colour("accent"))


def paint_lines(
    painter: QPainter,
    theme: Theme,
    area: QRectF,
    names: Sequence[str],
    lines: Sequence[tuple[str, Sequence[int]]],
) -> None:
    """Draw a line for each series of counts; the first is dashed.

    Each has a text, `{number} read`, that stands above with its last count.
    """
    px, plot = theme.px, _plot(theme, area)
    highest = max(max(counts) for _, counts in lines) or 1
    _paint_frame(painter, theme, area, names, highest)
    styles = (("text2", _DASHED), ("accent", Qt.PenStyle.SolidLine))
    right = area.right()
    for (text, counts), (role, style) in zip(lines[::-1], styles[::-1], strict=True):
        pen = QPen(theme.colour(role), 2, style)
        text = text.format(number=number(counts[-1]))
        wide = QFontMetricsF(painter.font()).horizontalAdvance(text)
        painter.setPen(theme.colour("text2"))
        draw_text(painter, QRectF(right - wide, area.top(), wide + 1, px(16)), _LEFT, text)
        sample = area.top() + px(8)
        painter.setPen(pen)
        painter.drawLine(
            QPointF(right - wide - px(24), sample), QPointF(right - wide - px(6), sample)
        )
        right -= wide + px(40)
        step = plot.width() / max(1, len(counts) - 1)
        ends = [
            QPointF(plot.left() + place * step, plot.bottom() - plot.height() * count / highest)
            for place, count in enumerate(counts)
        ]
        if len(ends) == 1:  # a week by itself is a level
            ends.append(QPointF(plot.right(), ends[0].y()))
        painter.drawPolyline(QPolygonF(ends))


def paint_shares(painter: QPainter, theme: Theme, area: QRectF, shares: Sequence[Share]) -> None:
    """Draw a row for each: its name, a bar with the part that is read, and the counts."""
    px, high = theme.px, area.height() / len(shares)
    painter.setFont(theme.font(12))
    metrics = QFontMetricsF(painter.font())
    texts = [_share_text(share) for share in shares]
    wide = max(metrics.horizontalAdvance(text) for text in texts) + 2
    names = min(
        max(metrics.horizontalAdvance(share.name) for share in shares) + 2, area.width() * 0.4
    )
    room = area.width() - names - wide - 2 * px(12)
    most = max(share.papers for share in shares)
    for place, (share, text) in enumerate(zip(shares, texts, strict=True)):
        row = QRectF(area.left(), area.top() + place * high, area.width(), high)
        painter.setPen(theme.colour("text"))
        elided = metrics.elidedText(share.name, Qt.TextElideMode.ElideRight, names)
        draw_text(painter, QRectF(row.left(), row.top(), names, high), _LEFT, elided)
        painter.setPen(theme.colour("text2"))
        draw_text(painter, row, _RIGHT, text)
        bar = QRectF(row.left() + names + px(12), row.center().y() - px(5), 0, px(10))
        bar.setWidth(max(px(2), room * share.papers / most))
        painter.fillRect(bar, theme.colour("line_button"))
        bar.setWidth(bar.width() * share.read / share.papers)
        painter.fillRect(bar, theme.colour("accent"))


def _share_text(share: Share) -> str:
    if not share.read:
        return tr_n("{n} paper", "{n} papers", share.papers)
    read = number(share.read)
    return tr_n("{n} paper, {read} read", "{n} papers, {read} read", share.papers, read=read)


def _plot(theme: Theme, area: QRectF) -> QRectF:
    """The area of bars and lines: below a line of text, above the names."""
    return area.adjusted(0, theme.px(24), 0, -theme.px(22))


def _paint_frame(
    painter: QPainter, theme: Theme, area: QRectF, names: Sequence[str], highest: int
) -> None:
    """Draw the ground line, the level of the highest count, and the names at both ends."""
    px, plot = theme.px, _plot(theme, area)
    painter.setFont(theme.font(12))
    for y, role in ((plot.top(), "line"), (plot.bottom(), "line_button")):
        painter.setPen(QPen(theme.colour(role), 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
    painter.setPen(theme.colour("text3"))
    draw_text(painter, QRectF(area.left(), area.top(), px(80), px(16)), _LEFT, number(highest))
    below = QRectF(area.left(), area.bottom() - px(18), area.width(), px(18))
    draw_text(painter, below, _LEFT, names[0])
    if len(names) > 1:
        draw_text(painter, below, _RIGHT, names[-1])
