"""Small shapes that all panes paint: tag chips, status dots, the focus ring, keycaps.

chip_width(theme, text, most) -> px        paint_chip(painter, theme, rect, tag)
paint_status(painter, theme, rect, status)       paint_dot(painter, theme, centre, hue)
paint_focus(painter, theme, rect, radius)        paint_cap(painter, theme, rect, key)
paint_shadow(painter, rect, blur, alpha)
"""

from __future__ import annotations

from math import erfc, sqrt
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QGradient,
    QLinearGradient,
    QPainter,
    QPen,
    QRadialGradient,
)
from PySide6.QtWidgets import QStyle

from paperdesk.desktop.theme.mirror import draw_text

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import Status, Tag

_PADDING = 8
_RADIUS = 4


def chip_width(theme: Theme, text: str, most: int = 1 << 20) -> int:
    """The width of a chip in pixels, at most `most`."""
    text_width = QFontMetricsF(theme.font(12, 500)).horizontalAdvance(text)
    return min(most, round(text_width) + 2 * theme.px(_PADDING))


def paint_chip(painter: QPainter, theme: Theme, rect: QRect, tag: Tag) -> None:
    """Paints the chip of a tag into `rect`; a long name ends in an ellipsis."""
    colours = theme.tag(tag.colour)
    font = theme.font(12, 500)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colours.edge)
    painter.setBrush(colours.ground)
    edge = 0.5 if colours.edge.alpha() else 0.0
    painter.drawRoundedRect(QRectF(rect).adjusted(edge, edge, -edge, -edge), _RADIUS, _RADIUS)
    painter.setPen(colours.text)
    painter.setFont(font)
    padding = theme.px(_PADDING)
    inside = rect.adjusted(padding, 0, 1 - padding, 0)
    name = QFontMetricsF(font).elidedText(tag.name, Qt.TextElideMode.ElideRight, inside.width())
    line = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    draw_text(painter, inside.adjusted(0, 0, 1, 0), line, name)
    painter.restore()


def paint_status(painter: QPainter, theme: Theme, rect: QRect, status: Status) -> None:
    """Paints the sign of a status: disc, half-filled ring, dash, or none for "read"."""
    if status == "read":
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(rect)
    accent = theme.colour("accent")
    painter.setPen(Qt.PenStyle.NoPen)
    if status == "dismissed":
        painter.fillRect(
            QRectF(box.left(), box.center().y() - 1, box.width(), 2), theme.colour("text3")
        )
    elif status == "unread":
        painter.setBrush(accent)
        painter.drawEllipse(box)
    else:
        painter.setBrush(accent)
        painter.drawPie(box, -90 * 16, 180 * 16)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, 1.5))
        painter.drawEllipse(box.adjusted(0.75, 0.75, -0.75, -0.75))
    painter.restore()


def paint_dot(painter: QPainter, theme: Theme, centre: QPointF, hue: str) -> None:
    """Paints the dot of a tag, 8 px wide."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.tag(hue).dot)
    radius = theme.px(8) / 2
    painter.drawEllipse(centre, radius, radius)
    painter.restore()


def paint_text(
    painter: QPainter,
    theme: Theme,
    rect: QRect,
    text: str,
    font: QFont,
    role: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Paints one line of text, elided and vertically centred; returns its width in pixels."""
    metrics = QFontMetricsF(font)
    elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    draw_text(painter, rect, flags, elided)
    return round(metrics.horizontalAdvance(elided))


def paint_row_background(
    painter: QPainter, theme: Theme, rect: QRect, state: QStyle.StateFlag, *, active: bool
) -> None:
    """Paints the selection of a row with its bar, or hover."""
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, theme.colour("selected" if active else "selected_off"))
        bar = QRect(rect.left(), rect.top(), 3, rect.height())
        painter.fillRect(bar, theme.colour("accent" if active else "text3"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.colour("hover"))


def paint_row_focus(painter: QPainter, theme: Theme, rect: QRect, state: QStyle.StateFlag) -> None:
    """Paints the focus ring of a row that was reached with the keyboard."""
    focused = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
    if state & focused == focused:
        paint_focus(painter, theme, rect, 4)


def paint_focus(painter: QPainter, theme: Theme, rect: QRect, radius: int) -> None:
    """Paints the ring of keyboard focus, 2 px wide inside the edge of `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


def paint_cap(painter: QPainter, theme: Theme, rect: QRect, key: str) -> None:
    """Paints a keycap at the left of `rect`."""
    px = theme.px
    font = theme.font(11, 500)
    width = max(px(20), round(QFontMetricsF(font).horizontalAdvance(key)) + px(10))
    cap = QRectF(rect.left(), rect.top() + (rect.height() - px(20)) / 2, width, px(20))
    painter.setPen(theme.colour("key_line"))
    painter.setBrush(theme.colour("key"))
    painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(font)
    painter.setPen(theme.colour("text2"))
    draw_text(painter, cap.toAlignedRect(), Qt.AlignmentFlag.AlignCenter, key)


def paint_shadow(painter: QPainter, rect: QRectF, blur: int, alpha: float) -> None:
    """Paints a shadow half as dark at the edge of `rect`, which ends `blur` outside and inside."""
    outer = rect.adjusted(-blur, -blur, blur, blur)
    inner = rect.adjusted(blur, blur, -blur, -blur)
    side = 2 * blur
    for x, outer_x, inner_x in (
        (outer.left(), outer.left(), inner.left()),
        (inner.right(), outer.right(), inner.right()),
    ):
        strip = QRectF(x, inner.top(), side, inner.height())
        gradient: QGradient = QLinearGradient(inner_x, 0, outer_x, 0)
        painter.fillRect(strip, _fade(gradient, alpha))
        for y, inner_y in ((outer.top(), inner.top()), (inner.bottom(), inner.bottom())):
            gradient = QRadialGradient(QPointF(inner_x, inner_y), side)
            painter.fillRect(QRectF(x, y, side, side), _fade(gradient, alpha))
    for y, outer_y, inner_y in (
        (outer.top(), outer.top(), inner.top()),
        (inner.bottom(), outer.bottom(), inner.bottom()),
    ):
        strip = QRectF(inner.left(), y, inner.width(), side)
        painter.fillRect(strip, _fade(QLinearGradient(0, inner_y, 0, outer_y), alpha))


def _fade(gradient: QGradient, alpha: float) -> QGradient:
    """Sets the colours of a blurred edge, from `alpha` to nothing."""
    for step in range(16):
        deviation = step / 4 - 2  # blur is two standard deviations
        share = 0.5 * erfc(deviation / sqrt(2))
        gradient.setColorAt(step / 16, QColor.fromRgbF(0, 0, 0, alpha * share))
    gradient.setColorAt(1, QColor(0, 0, 0, 0))
    return gradient
