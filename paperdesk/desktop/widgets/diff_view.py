"""A text with the words marked that another text lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor

from paperdesk.desktop.theme.utf16 import utf16_length
from paperdesk.desktop.widgets.text_view import TextView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.duplicates import Span

_Underline = QTextCharFormat.UnderlineStyle


class DiffView(TextView):
    """Marks in `ok` with a solid underline, or in `warn` with a dashed one."""

    def __init__(
        self,
        theme: Theme,
        font: Callable[[], QFont],
        line: int,
        parent: QWidget,
        *,
        solid: bool,
    ) -> None:
        super().__init__(theme, font, line, parent)
        self._solid = solid
        self._spans: Sequence[Span] = ()

    def show_marked(self, text: str, spans: Sequence[Span]) -> None:
        """Show a text with these stretches of it marked."""
        self._spans = spans
        if text == self.text:
            self._redraw()
        self.show_text(text)

    @Slot()
    def _redraw(self) -> None:
        super()._redraw()
        if not self._spans:
            return
        mark = self._mark()
        cursor = QTextCursor(self.document())
        place = end = 0
        for start, stop in self._spans:
            begin = end + utf16_length(self.text[place:start])
            end = begin + utf16_length(self.text[start:stop])
            place = stop
            cursor.setPosition(begin)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(mark)

    def _mark(self) -> QTextCharFormat:
        role = "ok" if self._solid else "warn"
        mark = QTextCharFormat()
        mark.setForeground(self._theme.colour(role))
        mark.setBackground(self._theme.colour(f"{role}_soft"))
        line = _Underline.SingleUnderline if self._solid else _Underline.DashUnderline
        mark.setUnderlineStyle(line)
        mark.setUnderlineColor(self._theme.colour(role))
        return mark
