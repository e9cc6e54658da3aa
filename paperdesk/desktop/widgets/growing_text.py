"""A field for several lines of plain text, as high as its text within limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QPlainTextEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextDocument
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.theme.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ABOVE = 5
"""Room above the first line, as a field of one line has it."""


_EDGE = 3
"""The border of the style sheet, and the margin of the text in it."""


class GrowingText(QPlainTextEdit):
    """Tab leaves it. With `one_paragraph`, Enter is left to the dialog, as in a line."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        lines: tuple[int, int],
        parent: QWidget,
        *,
        one_paragraph: bool = False,
    ) -> None:
        """`lines`: the least and the most lines that are shown at once."""
        super().__init__(parent)
        self._theme, self._lines = theme, lines
        self.one_paragraph = one_paragraph
        """Whether Enter is left to the dialog; Shift+Enter begins a line all the same."""
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFont(theme.font(13))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_EDGE - 1)
        self.setViewportMargins(0, theme.px(_ABOVE), 0, theme.px(_ABOVE))
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        least, most = self._lines
        needed = _line_count(self.document(), most + 1)
        lines = min(max(needed, least), most)
        line = self.fontMetrics().lineSpacing()
        margins = 2 * (self._theme.px(_ABOVE) + _EDGE)
        high = max(lines * line + margins, self._theme.px(32))
        if high != self.height():
            self.setFixedHeight(high)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if needed > most else policy.ScrollBarAlwaysOff
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the text in other lines."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the dialog where it makes no paragraph, and with Ctrl."""
        held = event.modifiers()
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and ((self.one_paragraph and not shift) or control):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _line_count(document: QTextDocument, limit: int) -> int:
    """The lines of a text as it is wrapped, counted up to `limit`: a pasted one may have many."""
    count, block = 0, document.begin()
    while block.isValid() and count < limit:
        count += max(block.layout().lineCount(), 1)
        block = block.next()
    return count
