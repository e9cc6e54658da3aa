"""The view of a title or an abstract, with formatted TeX, formulas, highlights and hits.

Positions passed to and returned by the view are characters of the original text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QHelpEvent, QPainter, QTextCursor
from PySide6.QtWidgets import QTextEdit, QToolTip

from paperdesk.desktop import wording
from paperdesk.desktop.reader.formula_object import FORMULA, FormulaObject, formula_format
from paperdesk.desktop.reader.text_lines import even_lines, line_rects
from paperdesk.desktop.reader.text_marks import (
    bounds,
    paint_bar,
    paint_highlight,
    paint_hit,
)
from paperdesk.desktop.theme.utf16 import character_index, utf16_length
from paperdesk.desktop.widgets.basics import plain_tip
from paperdesk.desktop.widgets.text_view import TextView
from paperdesk.model.display_text import DisplayText, to_display_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QContextMenuEvent, QFont, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.reader.text_highlights import TextHighlight
    from paperdesk.desktop.session.formula_renderer import FormulaRenderer
    from paperdesk.desktop.theme.theme import Theme

_OBJECT = "\ufffc"
"""The character that Qt puts in place of an object."""
_KEEP = QTextCursor.MoveMode.KeepAnchor


class ReadingView(TextView):
    """Shows formatted TeX and drawn formulas, with highlights and hits behind the text."""

    text_selected = Signal()
    """Text was selected with the mouse."""
    highlight_clicked = Signal(int)
    menu_requested = Signal(QPoint)
    """Open the menu of the text at this place of the screen."""

    def __init__(
        self,
        theme: Theme,
        font: Callable[[], QFont],
        line: int,
        parent: QWidget | None = None,
        *,
        formulas: FormulaRenderer | None = None,
        gutter: int = 0,
    ) -> None:
        """`gutter` is the space inside the left edge for the bars of highlights."""
        super().__init__(theme, font, line, parent)
        self._formulas, self._gutter = formulas, gutter
        self._original = self._even = False  # _even: all lines are equally high
        self._formatted = self._shown = DisplayText("")  # _shown: with formulas as objects
        self._document_text = ""
        self._highlights: tuple[TextHighlight, ...] = ()
        self._hits: tuple[tuple[int, int], ...] = ()
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._object: FormulaObject | None = None
        if formulas is not None:
            self._object = FormulaObject(theme, formulas, font, self)
            self.document().documentLayout().registerHandler(FORMULA, self._object)
            formulas.drawn.connect(self._on_formulas_drawn)

    # Content

    def show_text(self, text: str) -> None:
        """Show a text without highlights and hits; if it is the same, change nothing."""
        if text != self._text:
            self._highlights, self._hits = (), ()
            self._formatted = to_display_text(text)
            super().show_text(text)
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def set_highlights(self, highlights: Sequence[TextHighlight]) -> None:
        """Show highlights."""
        if tuple(highlights) != self._highlights:
            self._highlights = tuple(highlights)
            self.viewport().update()

    def set_hits(self, spans: Sequence[tuple[int, int]]) -> None:
        """Mark matched words, over highlights."""
        if tuple(spans) != self._hits:
            self._hits = tuple(spans)
            self._mark_hits()

    def set_original(self, on: bool) -> None:
        """Show the original text, or the formatted one."""
        if on != self._original:
            self._original = on
            self._redraw()

    @property
    def differs(self) -> bool:
        """Whether the formatted text differs from the original."""
        return bool(self._formatted.pieces)

    def toPlainText(self) -> str:
        """The original text."""
        return self._text

    @Slot()
    def _redraw(self) -> None:
        anchor, end = self.textCursor().anchor(), self.textCursor().position()
        selection, backwards = self._to_original(min(anchor, end), max(anchor, end)), anchor > end
        self._shown = self._display_text()
        self._document_text = self._shown.text
        line = self._theme.px(self._line)
        self._even = not self._set_formula_lines(line)
        cursor = self._begin(self._document_text, self._gutter, line // 2, fixed=self._even)
        for start, end, address in wording.addresses(self._text):
            self._select(cursor, start, end)
            cursor.mergeCharFormat(self._link(address))
        self._place_formulas(cursor)
        self._mark_hits()
        start, end = selection
        if end and end <= len(self._text):
            self.select(start, end, backwards=backwards)

    def _display_text(self) -> DisplayText:
        """The original or formatted text, with rendered formulas as objects."""
        if self._original:
            return DisplayText(self._text)
        formatted = self._formatted
        if self._formulas is None:
            return formatted
        self._formulas.request(piece.formula for piece in formatted.pieces if piece.formula)
        pieces = [
            replace(piece, shown=_OBJECT)
            if piece.formula and self._formulas.drawing(piece.formula) is not None
            else piece
            for piece in formatted.pieces
        ]
        return DisplayText(self._text, pieces)

    def _set_formula_lines(self, line: int) -> bool:
        """Prepare for lines of a height; returns whether a formula needs a taller one."""
        drawn = [piece.formula for piece in self._shown.pieces if piece.shown == _OBJECT]
        self._room_below = line // 5 + 2 if drawn else 0
        if self._object is not None:
            self._object.line_height = line
        return self._object is not None and not all(map(self._object.fits, drawn))

    def _place_formulas(self, cursor: QTextCursor) -> None:
        for number, piece in enumerate(self._shown.pieces):
            if piece.shown == _OBJECT:
                start = utf16_length(self._document_text[: self._shown.place(number)])
                cursor.setPosition(start)
                cursor.setPosition(start + 1, _KEEP)
                cursor.setCharFormat(formula_format(piece.formula, self._font()))

    @Slot()
    def _on_formulas_drawn(self) -> None:
        if not self._original and self._display_text().pieces != self._shown.pieces:
            self._redraw()

    def _mark_hits(self) -> None:
        selections = []
        for start, end in self._hits:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            self._select(cursor, start, end)
            selection.cursor = cursor
            selection.format.setForeground(self._theme.colour("hit_text"))
            selections.append(selection)
        self.setExtraSelections(selections)
        self.viewport().update()

    # Positions

    def selection(self) -> tuple[int, int] | None:
        """Start and end of the selected text; None if nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._to_original(cursor.selectionStart(), cursor.selectionEnd())

    def select(self, start: int, end: int, *, backwards: bool = False) -> None:
        """Select text; an empty range sets the cursor."""
        cursor = self.textCursor()
        self._select(cursor, *((end, start) if backwards else (start, end)))
        self.setTextCursor(cursor)

    def highlights_at_cursor(self) -> list[int]:
        """The highlights that contain or end at the cursor, the shortest first."""
        cursor = self.textCursor().position()
        position, _ = self._to_original(cursor, cursor)
        inside = [each for each in self._highlights if each.start <= position <= each.end]
        return [highlight.id for highlight in sorted(inside, key=_span_length)]

    def rect_of(self, start: int, end: int) -> QRectF:
        """The rectangle of the first line of a range, in the viewport."""
        return next(iter(self._rects(start, end)), QRectF())

    def bounds_of(self, start: int, end: int) -> QRectF:
        """The rectangle around all lines of a range, in the viewport."""
        return bounds(self._rects(start, end))

    def _to_original(self, start: int, end: int) -> tuple[int, int]:
        text = self._document_text
        return self._shown.to_stored(character_index(text, start), character_index(text, end))

    def _to_document(self, start: int, end: int) -> tuple[int, int]:
        first, last = self._shown.to_shown(min(start, end), max(start, end))
        return utf16_length(self._document_text[:first]), utf16_length(self._document_text[:last])

    def _select(self, cursor: QTextCursor, start: int, end: int) -> None:
        first, last = self._to_document(start, end)
        cursor.setPosition(first if start <= end else last)
        cursor.setPosition(last if start <= end else first, _KEEP)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint highlights, their bars in the gutter, then hits, then the text."""
        if self._even:
            even_lines(self.document(), self._theme.px(self._line))
        painter, theme = QPainter(self.viewport()), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for highlight in self._highlights:
            lines = self._rects(highlight.start, highlight.end)
            paint_highlight(painter, theme, highlight, lines)
            if self._gutter and lines:
                paint_bar(painter, theme, highlight, lines)
        for start, end in self._hits:
            paint_hit(painter, theme, self._rects(start, end))
        painter.end()
        super().paintEvent(event)

    def _rects(self, start: int, end: int) -> list[QRectF]:
        """The rectangles of a range, one for each line, each as high as the font."""
        return list(line_rects(self.document(), *self._to_document(start, end)))

    # Events

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Emit that text was selected, or that a highlight was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.textCursor().hasSelection():
            self.text_selected.emit()
            return
        highlight = self._highlight_under(event.position())
        if highlight is not None and not self.anchorAt(event.position().toPoint()):
            self.highlight_clicked.emit(highlight.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the window's menu instead of Qt's."""
        self.menu_requested.emit(event.globalPos())

    def _highlight_under(self, point: QPointF) -> TextHighlight | None:
        """The shortest highlight whose words or bar are at a point."""
        for highlight in sorted(self._highlights, key=_span_length):
            lines = self._rects(highlight.start, highlight.end)
            bar = bounds(lines)
            bar.setLeft(0)
            bar.setWidth(self._gutter)
            if bar.contains(point) or any(line.contains(point) for line in lines):
                return highlight
        return None

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the comment of a highlight as its tooltip."""
        if isinstance(event, QHelpEvent):
            highlight = self._highlight_under(QPointF(event.pos()))
            if highlight is not None:
                QToolTip.showText(event.globalPos(), plain_tip(highlight.comment), self)
                return True
        return super().viewportEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the original text."""
        data = QMimeData()
        start, end = self.selection() or (0, 0)
        data.setText(self._text[start:end])
        return data


def _span_length(highlight: TextHighlight) -> int:
    return highlight.end - highlight.start
