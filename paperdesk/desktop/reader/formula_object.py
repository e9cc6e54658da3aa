"""Formulas in a text document: the size and painting of their text objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPyTextObject, QTextCharFormat, QTextFormat

from paperdesk.model.tex_symbols import INK, X_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QFont, QPainter, QTextDocument
    from PySide6.QtSvg import QSvgRenderer

    from paperdesk.desktop.session.formula_renderer import Drawing, FormulaRenderer
    from paperdesk.desktop.theme.theme import Theme

FORMULA = QTextFormat.ObjectTypes.UserObject.value + 1
_TEX = QTextFormat.Property.UserProperty.value + 1
_CACHE_SIZE = 300
"""Renderers, about 10 kB each."""
_ABOVE, _BELOW = 0.75, 0.4
"""What a formula may take above and below the baseline without a taller line: shares of a line.

The text of the lines around takes less than the rest. Inline sums fit, integrals do not.
"""


def formula_format(formula: str, font: QFont) -> QTextCharFormat:
    """The format of the object character that represents a formula."""
    form = QTextCharFormat()
    form.setObjectType(FORMULA)
    form.setProperty(_TEX, formula)
    form.setFont(font)  # the layout centres on the x-height of this font
    form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    return form


class FormulaObject(QPyTextObject):
    """Paints formulas in a document, in the colour of its text."""

    def __init__(
        self, theme: Theme, formulas: FormulaRenderer, font: Callable[[], QFont], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme, self._formulas, self._font = theme, formulas, font
        self._renderers: dict[tuple[bytes, str], QSvgRenderer] = {}
        self.line_height = 0
        """The height of the text's lines; set by the view."""

    def fits(self, formula: str) -> bool:
        """Whether a drawn formula needs no taller line."""
        drawing = self._formulas.drawing(formula)
        return drawing is None or self._fits(drawing, self._text_size())

    def intrinsicSize(self, doc: QTextDocument, position: int, form: QTextFormat) -> QSizeF:
        """The width, and the height for the layout: small if the formula needs no taller line."""
        drawing = self._drawing(form)
        if drawing is None:
            return QSizeF(0, 0)
        size, half = self._size(drawing, doc, position), self._half()
        # Qt centres the box on `half`: the ascent becomes (height + half) / 2.
        above, below = drawing.ascent * size, drawing.descent * size
        height = half if self._fits(drawing, size) else max(2 * above - half, 2 * below + half)
        return QSizeF(drawing.width * size, max(height, 1.0))

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        position: int,
        form: QTextFormat,
    ) -> None:
        """Paint a formula on the baseline of its line."""
        drawing = self._drawing(form)
        if drawing is None:
            return
        size = self._size(drawing, doc, position)
        # `rect` does not tell the baseline: Qt centres it in the line.
        block = doc.findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        baseline = block.layout().position().y() + line.y() + line.ascent()
        box = QRectF(
            rect.left(),
            baseline - drawing.ascent * size,
            drawing.width * size,
            (drawing.ascent + drawing.descent) * size,
        )
        selected = form.toCharFormat().foreground()
        is_selected = selected.style() != Qt.BrushStyle.NoBrush
        ink = selected.color() if is_selected else self._theme.colour("text")
        self._renderer(drawing, ink.name()).render(painter, box)

    def _size(self, drawing: Drawing, doc: QTextDocument, position: int) -> float:
        """The size for an x as high as the text's, reduced for formulas wider than the text."""
        size = self._text_size()
        room = doc.textWidth() - doc.findBlock(position).blockFormat().leftMargin()
        return min(size, room / drawing.width) if room > 0 and drawing.width > 0 else size

    def _text_size(self) -> float:
        return QFontMetricsF(self._font()).xHeight() / X_HEIGHT

    def _fits(self, drawing: Drawing, size: float) -> bool:
        above, below = drawing.ascent * size, drawing.descent * size
        return above <= _ABOVE * self.line_height and below <= _BELOW * self.line_height

    def _half(self) -> float:
        return QFontMetricsF(self._font()).xHeight() / 2

    def _drawing(self, form: QTextFormat) -> Drawing | None:
        return self._formulas.drawing(str(form.property(_TEX)))

    def _renderer(self, drawing: Drawing, ink: str) -> QSvgRenderer:
        from PySide6.QtSvg import QSvgRenderer  # deferred: slow to import

        key = drawing.svg, ink
        if key not in self._renderers:
            if len(self._renderers) > _CACHE_SIZE:
                self._renderers.clear()
            svg = QByteArray(drawing.svg.replace(INK.encode(), ink.encode()))
            self._renderers[key] = QSvgRenderer(svg)
        return self._renderers[key]
