"""Cache of rendered row pixmaps: copying one costs 1 % of painting the row.

    cache = RowPixmapCache(theme, "list", draw, parent)    "list" is the colour of the ground
    cache.paint(painter, rect, look)                       from the cache if possible
    cache.prepare(widget, size, look)                      render ahead of painting

A look is what a pixmap depends on besides its size, the theme and the screen;
`draw(painter, look, rect)` paints it, with the top left of `rect` at the origin.
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
    """Look, width, height, device pixel ratio."""

_MAX_PIXELS = 6_000_000
"""Of all cached pixmaps, at four bytes each: two or three screens of rows."""


class RowPixmapCache(QObject):
    """The most recently used row pixmaps of one list."""

    def __init__(self, theme: Theme, ground: str, draw: Draw, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._ground, self._draw = theme, ground, draw
        self._cache: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._pixels = 0
        theme.changed.connect(self._clear)

    def paint(self, painter: QPainter, rect: QRect, look: Hashable) -> None:
        """Paint a row into `rect`."""
        ratio = painter.device().devicePixelRatioF()
        if ratio.is_integer():
            key = look, rect.width(), rect.height(), ratio
            painter.drawPixmap(rect.topLeft(), self._pixmap(key))
            return
        # At a fractional ratio a copied pixmap would be blurred.
        painter.save()
        painter.translate(rect.topLeft())
        self._paint(painter, rect.size(), look)
        painter.restore()

    def prepare(self, widget: QWidget, size: QSize, look: Hashable) -> bool:
        """Render a row ahead of painting; False if it is cached or cannot be."""
        ratio = widget.devicePixelRatioF()
        key = look, size.width(), size.height(), ratio
        if not ratio.is_integer() or key in self._cache:
            return False
        self._pixmap(key)
        return True

    def _pixmap(self, key: _Key) -> QPixmap:
        pixmap = self._cache.get(key)
        if pixmap is not None:
            self._cache.move_to_end(key)
            return pixmap
        look, width, height, ratio = key
        size = QSize(width, height)
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        painter = QPainter(pixmap)
        self._paint(painter, size, look)
        painter.end()
        self._cache[key] = pixmap
        self._pixels += pixmap.width() * pixmap.height()
        while self._pixels > _MAX_PIXELS and len(self._cache) > 1:
            _, old = self._cache.popitem(last=False)
            self._pixels -= old.width() * old.height()
        return pixmap

    def _paint(self, painter: QPainter, size: QSize, look: Hashable) -> None:
        rect = QRect(QPoint(), size)
        painter.fillRect(rect, self._theme.colour(self._ground))
        self._draw(painter, look, rect)

    @Slot()
    def _clear(self) -> None:
        self._cache.clear()
        self._pixels = 0
