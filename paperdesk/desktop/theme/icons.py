"""Icons of qtawesome's Phosphor and Remix fonts, drawn in the colours of the theme at paint time.

The fonts are taken from the installed qtawesome without importing it: its import pulls in QtPy,
QtOpenGL and twelve fonts, 190 ms against 9 ms for the two used here (median of three), which is
more than an empty window needs. `glyph_icon(name, colour)` returns an icon that asks for its colour
whenever it is drawn, so a change of theme needs no new icons.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QPainter, QPixmap

from paperdesk.desktop.theme.fonts import load_font, package_folder

if TYPE_CHECKING:
    from collections.abc import Callable

_FILES = {"ph": "phosphor", "ri": "remixicon"}
_FILLED = 0.875
"""Share of the icon's box that the glyph's em fills; qtawesome's own."""


def glyph_icon(name: str, colour: Callable[[QIcon.Mode], QColor]) -> QIcon:
    """The icon `name` (`ph.books`, `ri.mark-pen-line`); KeyError for a name the fonts lack."""
    prefix, glyph = name.split(".", 1)
    family, characters = _font(prefix)
    return QIcon(_GlyphEngine(family, characters[glyph], colour))


@cache
def _font(prefix: str) -> tuple[str, dict[str, str]]:
    """Load one icon font: its family, and its characters by name."""
    folder = package_folder("qtawesome")
    assert folder is not None, "qtawesome is a dependency"
    fonts, stem = folder / "fonts", _FILES[prefix]
    family = load_font(next(fonts.glob(f"{stem}-[0-9]*.ttf")))
    codes = json.loads(next(fonts.glob(f"{stem}-charmap-*.json")).read_text(encoding="utf-8"))
    return family, {name: chr(int(code, 16)) for name, code in codes.items()}


class _GlyphEngine(QIconEngine):
    """One character of an icon font, centred in whatever box it is given."""

    def __init__(self, family: str, character: str, colour: Callable[[QIcon.Mode], QColor]) -> None:
        super().__init__()
        self._family, self._character, self._colour = family, character, colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        font = QFont(self._family)
        font.setPixelSize(max(1, round(rect.height() * _FILLED)))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(font)
        painter.setPen(self._colour(mode))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._character)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._family, self._character, self._colour)
