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

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

_RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft


@contextmanager
def mirrored(painter: QPainter, rect: QRect) -> Iterator[None]:
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
def readable(painter: QPainter, rect: QRect) -> Iterator[None]:
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
    painter: QPainter, rect: QRect, flags: Qt.AlignmentFlag | Qt.TextFlag | int, text: str
) -> None:
    """Draw a text; a mirrored painter aligns it to the other side."""
    with readable(painter, rect):
        painter.drawText(rect, flags, text)


def is_mirrored(painter: QPainter) -> bool:
    """Whether it paints from right to left."""
    return painter.worldTransform().m11() < 0


def visual(rect: QRect, within: QRect) -> QRect:
    """Where a mirrored painter paints `rect`."""
    return QStyle.visualRect(QGuiApplication.layoutDirection(), within, rect)


def _turn(painter: QPainter, rect: QRect) -> None:
    painter.translate(2 * rect.x() + rect.width(), 0)
    painter.scale(-1, 1)
