"""The lines of a text document: where a range of text is in them, and their distances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextDocument


def line_rects(document: QTextDocument, first: int, last: int) -> Iterator[QRectF]:
    """The rectangles of a range of a document, one for each line, each as high as the font."""
    metrics = QFontMetricsF(document.defaultFont())
    block = document.findBlock(first)
    while block.isValid() and block.position() < last:
        layout, begin = block.layout(), block.position()
        corner = layout.position()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            left = max(first - begin, line.textStart())
            right = min(last - begin, line.textStart() + line.textLength())
            if left < right:
                # Without the space at which the line breaks.
                end_of_words = line.naturalTextRect().right()
                x, x2 = _x(line.cursorToX(left)), min(_x(line.cursorToX(right)), end_of_words)
                top = corner.y() + line.y() + line.ascent() - metrics.ascent()
                yield QRectF(corner.x() + x, top, x2 - x, metrics.height())
        block = block.next()


def _x(found: object) -> float:
    """The x position in a result of `cursorToX`, which may be a tuple."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def even_lines(document: QTextDocument, height: int) -> None:
    """Put the baselines of lines of a fixed height at equal distances.

    Qt moves a line up by the leading of its fonts, which is not 0 where another font has a letter
    that the reading font lacks.
    """
    block = document.begin()
    while block.isValid():
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            baseline = number * height + 0.8 * height  # as Qt has it without leading
            line.setPosition(QPointF(line.x(), baseline - line.ascent()))
        block = block.next()
