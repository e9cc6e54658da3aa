"""A paper's text for the eye: formulas drawn, TeX mended, words marked, and always as it is stored.

All positions that go in and come out are characters of the stored text, whatever is shown of it:

    view.show_text(text)             view.set_as_stored(True)      view.set_line(28)
    view.set_marks([Mark(...)])      view.set_hits([(0, 5)])
    view.selection() -> (start, end) or None                        view.select(start, end)
    view.selected                    the mouse let go of a selection
    view.mark_clicked                the id of a mark that was clicked
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QTextCursor
from PySide6.QtWidgets import QTextEdit, QToolTip

from paperdesk.desktop import wording
from paperdesk.desktop.reader.formula_object import FORMULA, FormulaObject, formula_format
from paperdesk.desktop.theme.utf16 import character_index, utf16_length
from paperdesk.desktop.widgets.basics import plain_tip
from paperdesk.desktop.widgets.text_view import TextView
from paperdesk.model.display_text import Shown, readable
from paperdesk.model.highlight import locate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QColor, QFont, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.session.formula_renderer import FormulaRenderer
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.highlight import Field, Highlight

_OBJECT = "\ufffc"
"""What stands in a document for something drawn."""
_KEEP = QTextCursor.MoveMode.KeepAnchor


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight: a stretch of the stored text, in one of the theme's highlight hues."""

    id: int
    start: int
    end: int
    colour: str
    comment: str = ""
    """Shown in its tooltip."""


def marks_of(
    highlights: Sequence[Highlight], field: Field, text: str
) -> tuple[list[Mark], list[Highlight]]:
    """The highlights of a field as marks in its text, and those whose words are not in it."""
    found, orphans = [], []
    for each in highlights:
        place = locate(each, text) if each.field == field else None
        if place is not None:
            found.append(Mark(each.id, *place, each.colour, each.comment))
        elif each.field == field:
            orphans.append(each)
    return found, orphans


class ReadingView(TextView):
    """A text view that mends what it shows, and draws marks and hits under the words."""

    selected = Signal()
    """The mouse let go of a selection."""
    mark_clicked = Signal(int)

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
        """`gutter` is the room at the left, inside the view, for the bars of marks."""
        super().__init__(theme, font, line, parent)
        self._formulas, self._gutter = formulas, gutter
        self._as_stored = False
        self._readable = self._shown = Shown("")  # the latter as the document holds it
        self._document_text = ""
        self._marks: tuple[Mark, ...] = ()
        self._hits: tuple[tuple[int, int], ...] = ()
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        if formulas is not None:
            self._object = FormulaObject(theme, formulas, font, self)
            self.document().documentLayout().registerHandler(FORMULA, self._object)
            formulas.drawn.connect(self._take_formulas)

    # What it shows

    def show_text(self, text: str) -> None:
        """Show another text, without marks and hits; the same text again changes nothing."""
        if text != self._text:
            self._marks, self._hits = (), ()
            self._readable = readable(text)
            super().show_text(text)
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these highlights of the text."""
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self.viewport().update()

    def set_hits(self, spans: Sequence[tuple[int, int]]) -> None:
        """Show these stretches as found, over marks."""
        if tuple(spans) != self._hits:
            self._hits = tuple(spans)
            self._colour_hits()

    def set_as_stored(self, on: bool) -> None:
        """Show the text letter by letter as it is stored, or readable."""
        if on != self._as_stored:
            self._as_stored = on
            self._redraw()

    @property
    def differs(self) -> bool:
        """Whether what is readable is not what is stored."""
        return bool(self._readable.pieces)

    def toPlainText(self) -> str:
        """The text as it is stored."""
        return self._text

    @Slot()
    def _redraw(self) -> None:
        anchor, caret = self.textCursor().anchor(), self.textCursor().position()
        kept = (self._stored(min(anchor, caret), max(anchor, caret)), anchor > caret)
        self._shown = self._wanted()
        self._document_text = self._shown.text
        gap = self._theme.px(self._line) // 2
        cursor = self._begin(self._document_text, self._gutter, gap)
        for start, end, address in wording.addresses(self._text):
            self._select(cursor, start, end)
            cursor.mergeCharFormat(self._link(address))
        self._place_formulas(cursor)
        self._colour_hits()
        (start, end), backwards = kept
        if end and end <= len(self._text):
            self.select(start, end, backwards=backwards)

    def _wanted(self) -> Shown:
        """The text with what can be drawn of its formulas as objects."""
        if self._as_stored:
            return Shown(self._text)
        shown = self._readable
        if self._formulas is None:
            return shown
        self._formulas.want(piece.formula for piece in shown.pieces if piece.formula)
        pieces = [
            replace(piece, shown=_OBJECT)
            if piece.formula and self._formulas.drawing(piece.formula) is not None
            else piece
            for piece in shown.pieces
        ]
        return Shown(self._text, pieces)

    def _place_formulas(self, cursor: QTextCursor) -> None:
        for number, piece in enumerate(self._shown.pieces):
            if piece.shown == _OBJECT:
                start = utf16_length(self._document_text[: self._shown.place(number)])
                cursor.setPosition(start)
                cursor.setPosition(start + 1, _KEEP)
                cursor.setCharFormat(formula_format(piece.formula, self._font()))

    @Slot()
    def _take_formulas(self) -> None:
        """Formulas were drawn: put those of this text in the place of their words."""
        if not self._as_stored and self._wanted().pieces != self._shown.pieces:
            self._redraw()

    def _colour_hits(self) -> None:
        found = []
        for start, end in self._hits:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            self._select(cursor, start, end)
            selection.cursor = cursor
            selection.format.setForeground(self._theme.colour("hit_text"))
            found.append(selection)
        self.setExtraSelections(found)
        self.viewport().update()

    # Positions

    def selection(self) -> tuple[int, int] | None:
        """The chosen stretch of the stored text; None where nothing is chosen."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._stored(cursor.selectionStart(), cursor.selectionEnd())

    def select(self, start: int, end: int, *, backwards: bool = False) -> None:
        """Choose a stretch of the stored text; an empty one puts the caret there."""
        cursor = self.textCursor()
        self._select(cursor, *((end, start) if backwards else (start, end)))
        self.setTextCursor(cursor)

    def marks_at_caret(self) -> list[int]:
        """The marks that the caret stands in, the shortest first."""
        place, _ = self._stored(self.textCursor().position(), self.textCursor().position())
        return self._marks_over(place)

    def rect_of(self, start: int, end: int) -> QRectF:
        """Where the first line of a stored stretch is in the view."""
        return next(self._rects(start, end), QRectF())

    def _stored(self, start: int, end: int) -> tuple[int, int]:
        text = self._document_text
        return self._shown.to_stored(character_index(text, start), character_index(text, end))

    def _document(self, start: int, end: int) -> tuple[int, int]:
        first, last = self._shown.to_shown(min(start, end), max(start, end))
        return utf16_length(self._document_text[:first]), utf16_length(self._document_text[:last])

    def _select(self, cursor: QTextCursor, start: int, end: int) -> None:
        first, last = self._document(start, end)
        cursor.setPosition(first if start <= end else last)
        cursor.setPosition(last if start <= end else first, _KEEP)

    def _marks_over(self, place: int) -> list[int]:
        over = [mark for mark in self._marks if mark.start <= place < mark.end]
        return [mark.id for mark in sorted(over, key=_length)]

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grounds and bars of marks, then hits, then the words."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for mark in self._marks:
            ground, bar = self._theme.highlight(mark.colour)
            rects = list(self._rects(mark.start, mark.end))
            self._fill(painter, rects, ground)
            if self._gutter and rects:
                px = self._theme.px
                high = rects[-1].bottom() - rects[0].top()
                painter.setBrush(bar)
                painter.drawRoundedRect(QRectF(px(3), rects[0].top(), 3, high), 1.5, 1.5)
        for start, end in self._hits:
            self._fill(painter, self._rects(start, end), self._theme.colour("hit"))
        painter.end()
        super().paintEvent(event)

    def _fill(
        self, painter: QPainter, rects: Sequence[QRectF] | Iterator[QRectF], c: QColor
    ) -> None:
        painter.setBrush(c)
        for rect in rects:
            painter.drawRoundedRect(rect.adjusted(-1, 0, 1, 0), 2, 2)

    def _rects(self, start: int, end: int) -> Iterator[QRectF]:
        """A stored stretch line by line, each as high as the font."""
        first, last = self._document(start, end)
        metrics = QFontMetricsF(self.document().defaultFont())
        block = self.document().findBlock(first)
        while block.isValid() and block.position() < last:
            layout, begin = block.layout(), block.position()
            corner = layout.position()
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                left = max(first - begin, line.textStart())
                right = min(last - begin, line.textStart() + line.textLength())
                if left < right:
                    # The blank a line breaks at is not marked.
                    end_of_words = line.naturalTextRect().right()
                    x, x2 = _x(line.cursorToX(left)), min(_x(line.cursorToX(right)), end_of_words)
                    top = corner.y() + line.y() + line.ascent() - metrics.ascent()
                    yield QRectF(corner.x() + x, top, x2 - x, metrics.height())
            block = block.next()

    # What the user does

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A selection was made, or a mark was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.textCursor().hasSelection():
            self.selected.emit()
            return
        mark = self._mark_under(event.position())
        if mark is not None and not self.anchorAt(event.position().toPoint()):
            self.mark_clicked.emit(mark.id)

    def _mark_under(self, point: QPointF) -> Mark | None:
        for mark in sorted(self._marks, key=_length):
            if any(rect.contains(point) for rect in self._rects(mark.start, mark.end)):
                return mark
        return None

    def viewportEvent(self, event: QEvent) -> bool:
        """A mark's comment is its tooltip."""
        if isinstance(event, QHelpEvent):
            mark = self._mark_under(QPointF(event.pos()))
            if mark is not None:
                QToolTip.showText(event.globalPos(), plain_tip(mark.comment), self)
                return True
        return super().viewportEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is what is stored."""
        data = QMimeData()
        start, end = self.selection() or (0, 0)
        data.setText(self._text[start:end])
        return data


def _length(mark: Mark) -> int:
    return mark.end - mark.start


def _x(found: object) -> float:
    """`cursorToX` answers with the place and the cursor it took."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
