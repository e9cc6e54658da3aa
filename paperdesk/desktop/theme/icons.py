"""Icons of qtawesome's Phosphor and Remix fonts, painted in the colours of the theme.

The fonts are read from the installed qtawesome without importing it: the import brings QtPy,
QtOpenGL and twelve fonts, and takes 190 ms; the two fonts used here take 9 ms (medians of three).
`glyph_icon(name, colour)` returns an icon that asks for its colour whenever it is painted, so a
change of theme needs no new icons.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QPainter, QPixmap

from paperdesk.desktop.theme.fonts import load_font, package_folder
from paperdesk.desktop.theme.mirror import is_mirrored, mirrored

if TYPE_CHECKING:
    from collections.abc import Callable

_FILES = {"ph": "phosphor", "ri": "remixicon"}
_FILLED = 0.875
"""Size of the glyph's em, as a share of the icon's box; the same as in qtawesome."""


def glyph_icon(name: str, colour: Callable[[QIcon.Mode], QColor]) -> QIcon:
    """The icon `name` (`ph.books`, `ri.mark-pen-line`); KeyError for a name the fonts lack."""
    prefix, glyph = name.split(".", 1)
    family, characters = _font(prefix)
    directed = glyph.startswith(("caret-left", "caret-right"))
    return QIcon(_GlyphEngine(family, characters[glyph], colour, directed=directed))


@cache
def _font(prefix: str) -> tuple[str, dict[str, str]]:
    """Loads an icon font and returns its family and its characters by name."""
    folder = package_folder("qtawesome")
    assert folder is not None, "qtawesome is a dependency"
    fonts, stem = folder / "fonts", _FILES[prefix]
    family = load_font(next(fonts.glob(f"{stem}-[0-9]*.ttf")))
    codes = json.loads(next(fonts.glob(f"{stem}-charmap-*.json")).read_text(encoding="utf-8"))
    return family, {name: chr(int(code, 16)) for name, code in codes.items()}


class _GlyphEngine(QIconEngine):
    """Paints one character of an icon font, centred in a box."""

    def __init__(
        self,
        family: str,
        character: str,
        colour: Callable[[QIcon.Mode], QColor],
        *,
        directed: bool = False,
    ) -> None:
        """`directed`: it points to the left or to the right, and turns with the window."""
        super().__init__()
        self._family, self._character, self._colour = family, character, colour
        self._directed = directed

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        font = QFont(self._family)
        font.setPixelSize(max(1, round(rect.height() * _FILLED)))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(font)
        painter.setPen(self._colour(mode))
        if self._directed == is_mirrored(painter):
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._character)
        else:
            with mirrored(painter, rect):
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._character)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._family, self._character, self._colour, directed=self._directed)
