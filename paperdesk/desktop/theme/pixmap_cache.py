"""Pictures of rows that were drawn, kept for the next time: to copy one takes a hundredth.

    pictures = Pictures(theme, "list", draw, parent)    the colour of the ground below the rows
    pictures.paint(painter, rect, look)                 a row, by its picture if there is one
    pictures.prepare(widget, size, look)                draws one ahead

A look is all that a picture depends on, but for its size, the theme and the screen;
`draw(painter, look, rect)` draws it, `rect` beginning at the origin.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Slot
from PySide6.QtGui import QPainter, QPixmap

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.theme.theme import Theme

    Draw = Callable[[QPainter, Any, QRect], None]
    _Key = tuple[Hashable, int, int, float]
    """Look, width, height, pixels of the screen in one of ours."""

_MOST_PIXELS = 6_000_000
"""Of all pictures kept, at four bytes: two or three screens of rows."""


class Pictures(QObject):
    """The newest pictures of one list."""

    def __init__(self, theme: Theme, ground: str, draw: Draw, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._ground, self._draw = theme, ground, draw
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._pixels = 0
        theme.changed.connect(self._forget)

    def paint(self, painter: QPainter, rect: QRect, look: Hashable) -> None:
        """Paint a row that fills `rect`."""
        ratio = painter.device().devicePixelRatioF()
        if ratio.is_integer():
            key = look, rect.width(), rect.height(), ratio
            painter.drawPixmap(rect.topLeft(), self._picture(key))
            return
        # Between pixels a picture would be blurred.
        painter.save()
        painter.translate(rect.topLeft())
        self._paint(painter, rect.size(), look)
        painter.restore()

    def prepare(self, widget: QWidget, size: QSize, look: Hashable) -> bool:
        """Draw a row ahead of its painting; False where that is done or not needed."""
        ratio = widget.devicePixelRatioF()
        key = look, size.width(), size.height(), ratio
        if not ratio.is_integer() or key in self._kept:
            return False
        self._picture(key)
        return True

    def _picture(self, key: _Key) -> QPixmap:
        picture = self._kept.get(key)
        if picture is not None:
            self._kept.move_to_end(key)
            return picture
        look, width, height, ratio = key
        size = QSize(width, height)
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        self._paint(painter, size, look)
        painter.end()
        self._kept[key] = picture
        self._pixels += picture.width() * picture.height()
        while self._pixels > _MOST_PIXELS and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._pixels -= old.width() * old.height()
        return picture

    def _paint(self, painter: QPainter, size: QSize, look: Hashable) -> None:
        rect = QRect(QPoint(), size)
        painter.fillRect(rect, self._theme.colour(self._ground))
        self._draw(painter, look, rect)

    @Slot()
    def _forget(self) -> None:
        self._kept.clear()
        self._pixels = 0
