"""Mirrors what is painted by code where the window is read from right to left.

with mirrored(painter, rect): ...        swaps left and right in `rect`
draw_text(painter, rect, flags, text)    as `drawText`, but readable in a mirrored painter
with readable(painter, rect): ...        the same for several calls
visual(rect, within)                     where a mirrored painter paints `rect`
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRect, QRectF
    from PySide6.QtGui import QPainter

_RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft


@contextmanager
def mirrored(painter: QPainter, rect: QRect | QRectF) -> Iterator[None]:
    """Mirror what is painted in `rect` if the window is read from right to left."""
    if QGuiApplication.layoutDirection() != _RIGHT_TO_LEFT:
        yield
        return
    painter.save()
    _turn(painter, rect)
    try:
        yield
    finally:
        painter.restore()


@contextmanager
def readable(painter: QPainter, rect: QRect | QRectF) -> Iterator[None]:
    """Paint in `rect` at its mirrored place, but not mirrored itself."""
    if not is_mirrored(painter):
        yield
        return
    painter.save()
    _turn(painter, rect)
    painter.setLayoutDirection(_RIGHT_TO_LEFT)
    try:
        yield
    finally:
        painter.restore()


def draw_text(
    painter: QPainter, rect: QRect | QRectF, flags: Qt.AlignmentFlag | Qt.TextFlag | int, text: str
) -> None:
    """Draw a text; a mirrored painter aligns it to the other side.

    There its words run as its own letters do: an English title ends in its full stop.
    """
    if not is_mirrored(painter):
        painter.drawText(rect, flags, text)
        return
    with readable(painter, rect):
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(rect, _turned(flags), text)


def is_mirrored(painter: QPainter) -> bool:
    """Whether it paints from right to left."""
    return painter.worldTransform().m11() < 0


def visual(rect: QRect, within: QRect) -> QRect:
    """Where a mirrored painter paints `rect`."""
    return QStyle.visualRect(QGuiApplication.layoutDirection(), within, rect)


def _turned(flags: int) -> int:
    """The flags of a text with its alignment for a window read from right to left."""
    sideways = Qt.AlignmentFlag(flags & Qt.AlignmentFlag.AlignHorizontal_Mask)
    rest = flags & ~int(Qt.AlignmentFlag.AlignHorizontal_Mask)
    return rest | QStyle.visualAlignment(_RIGHT_TO_LEFT, sideways)


def _turn(painter: QPainter, rect: QRect | QRectF) -> None:
    painter.translate(2 * rect.x() + rect.width(), 0)
    painter.scale(-1, 1)
