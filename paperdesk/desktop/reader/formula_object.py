"""A formula as one letter of a text: its room in the line, and its drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPyTextObject, QTextCharFormat, QTextFormat

from paperdesk.model.tex_symbols import INK

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QFont, QPainter, QTextDocument
    from PySide6.QtSvg import QSvgRenderer

    from paperdesk.desktop.session.formula_renderer import Drawing, FormulaRenderer
    from paperdesk.desktop.theme.theme import Theme

FORMULA = QTextFormat.ObjectTypes.UserObject.value + 1
_TEX = QTextFormat.Property.UserProperty.value + 1
_KEPT = 300
"""Formulas ready to be painted again, at some 10 kB each."""


def formula_format(formula: str, font: QFont) -> QTextCharFormat:
    """The format of the letter that stands for a formula."""
    made = QTextCharFormat()
    made.setObjectType(FORMULA)
    made.setProperty(_TEX, formula)
    made.setFont(font)  # the layout centres on this font's lower-case letters
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    return made


class FormulaObject(QPyTextObject):
    """Draws formulas in a document, in the colour of its text."""

    def __init__(
        self, theme: Theme, formulas: FormulaRenderer, font: Callable[[], QFont], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme, self._formulas, self._font = theme, formulas, font
        self._renderers: dict[tuple[bytes, str], QSvgRenderer] = {}

    def intrinsicSize(self, doc: QTextDocument, place: int, form: QTextFormat) -> QSizeF:
        """Room above and below the middle of small letters, enough on both sides."""
        drawing = self._drawing(form)
        if drawing is None:
            return QSizeF(0, 0)
        size, half = self._size(drawing, doc, place), self._half()
        # Qt centres the box on `half`: ascent is (height + half) / 2, descent what remains.
        above, below = drawing.ascent * size, drawing.descent * size
        return QSizeF(drawing.width * size, max(2 * above - half, 2 * below + half, 1.0))

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        place: int,
        form: QTextFormat,
    ) -> None:
        """Draw it on the line its neighbours stand on."""
        drawing = self._drawing(form)
        if drawing is None:
            return
        size = self._size(drawing, doc, place)
        # Not from `rect`: Qt centres that in its line, whatever stands beside it.
        block = doc.findBlock(place)
        letters = block.layout().lineForTextPosition(place - block.position())
        line = block.layout().position().y() + letters.y() + letters.ascent()
        box = QRectF(
            rect.left(),
            line - drawing.ascent * size,
            drawing.width * size,
            (drawing.ascent + drawing.descent) * size,
        )
        chosen = form.toCharFormat().foreground()  # where it is selected
        plain = chosen.style() == Qt.BrushStyle.NoBrush
        ink = self._theme.colour("text") if plain else chosen.color()
        self._renderer(drawing, ink.name()).render(painter, box)

    def _size(self, drawing: Drawing, doc: QTextDocument, place: int) -> float:
        """The font's size, or a smaller one where the formula is wider than its column."""
        size = float(self._font().pixelSize())
        room = doc.textWidth() - doc.findBlock(place).blockFormat().leftMargin()
        return min(size, room / drawing.width) if room > 0 and drawing.width > 0 else size

    def _half(self) -> float:
        return QFontMetricsF(self._font()).xHeight() / 2

    def _drawing(self, form: QTextFormat) -> Drawing | None:
        return self._formulas.drawing(str(form.property(_TEX)))

    def _renderer(self, drawing: Drawing, ink: str) -> QSvgRenderer:
        from PySide6.QtSvg import QSvgRenderer  # not before there is a formula

        key = drawing.svg, ink
        if key not in self._renderers:
            if len(self._renderers) > _KEPT:
                self._renderers.clear()
            svg = QByteArray(drawing.svg.replace(INK.encode(), ink.encode()))
            self._renderers[key] = QSvgRenderer(svg)
        return self._renderers[key]
