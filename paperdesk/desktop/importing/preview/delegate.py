"""How a stretch of the file looks: its lines at the left, what it becomes at the right."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from paperdesk.desktop.importing.preview.layout import (
    ABOVE,
    BELOW,
    EDGE,
    ICON,
    LINE,
    TITLE,
    Laid,
    RowLayout,
)
from paperdesk.desktop.importing.preview.lines import READINGS, SourceLine
from paperdesk.desktop.importing.preview.texts import MARKS, PreviewRow
from paperdesk.desktop.theme.painting import paint_focus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QListView

    from paperdesk.desktop.theme.theme import Theme

ROW = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_NUMBER_ENDS, _BAR, _TEXT, _NAME_WIDE, _NAME_ENDS = 52, 64, 76, 60, 16
_KEPT = 200
_SINGLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_BODY_ROLES = {"skipped": "bad", "unused": "warn"}


class PreviewDelegate(QStyledItemDelegate):
    """Paints rows of PreviewRows. Keeps every height, and the texts of the rows painted last."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layout = RowLayout(theme, 0, has_lines=True)
        self._heights: dict[int, int] = {}
        self._laid: OrderedDict[int, Laid] = OrderedDict()

    @property
    def has_lines(self) -> bool:
        """Whether there is a left side."""
        return self._layout.has_lines

    def renew(self, width: int, has_lines: bool) -> None:
        """Rows are others, or as wide as this now."""
        self._layout = RowLayout(self._theme, width, has_lines)
        self._heights.clear()
        self._laid.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as the higher of both sides, by the view's whole width: columns stay where they
        are when a scroll bar comes."""
        width = option.widget.width()
        if width != self._layout.width:
            self.renew(width, self.has_lines)
        number = index.row()
        if number not in self._heights:
            self._heights[number] = self._layout.height(index.data(ROW))
        return QSize(1, self._heights[number])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One row; the left side's ground is the view's."""
        row: PreviewRow = index.data(ROW)
        laid = self._laid_out(index.row(), row)
        height = option.rect.height()
        painter.save()
        painter.translate(option.rect.topLeft())
        self._paint_source(painter, laid.source)
        self._paint_head(painter, row, laid)
        self._paint_rest(painter, height, row, laid)
        shown = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if option.state & shown == shown:
            paint_focus(painter, self._theme, QRect(0, 0, option.rect.width(), height), 4)
        painter.restore()

    def _laid_out(self, number: int, row: PreviewRow) -> Laid:
        laid = self._laid.get(number)
        if laid is None:
            laid = self._laid[number] = self._layout.lay_out(row)
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        return laid

    # The left side

    def _paint_source(self, painter: QPainter, lines: Sequence[SourceLine]) -> None:
        top, high = self._theme.px(EDGE), self._theme.px(LINE)
        for place, line in enumerate(lines):
            rect = QRect(0, top + place * high, self._layout.split, high)
            self._paint_reading(painter, rect, line)
            self._paint_line(painter, rect, line)

    def _paint_reading(self, painter: QPainter, rect: QRect, line: SourceLine) -> None:
        """How the line was read: ground, bar, and its name where a run begins."""
        if not line.reading:
            return
        theme, px = self._theme, self._theme.px
        name, role, ground = READINGS[line.reading]
        if ground:
            painter.fillRect(rect.adjusted(px(_BAR), 0, 0, 0), theme.colour(ground))
        painter.fillRect(QRect(px(_BAR), rect.top(), 3, rect.height()), theme.colour(role))
        if line.begins:
            place = rect.adjusted(0, 0, -px(_NAME_ENDS), 0)
            of_text = "text3" if role == "line_control" else role
            self._write(painter, place, name, theme.font(11, 500), of_text, _RIGHT)

    def _paint_line(self, painter: QPainter, rect: QRect, line: SourceLine) -> None:
        """The line's number and its text."""
        theme, px = self._theme, self._theme.px
        if line.number:
            place = QRect(0, rect.top(), px(_NUMBER_ENDS), rect.height())
            numbers = theme.font(11, tabular=True)
            self._write(painter, place, str(line.number), numbers, "text3", _RIGHT)
        role = "text2" if line.reading in ("header", "") else "text"
        place = rect.adjusted(px(_TEXT), 0, -px(_NAME_ENDS + _NAME_WIDE), 0)
        place.translate(0, 1)  # so that both fonts stand on one line
        self._write(painter, place, line.text.expandtabs(4), theme.fixed_font(12), role)

    # The right side

    def _paint_head(self, painter: QPainter, row: PreviewRow, laid: Laid) -> None:
        """Icon, title, and what becomes of it in a word."""
        theme, px = self._theme, self._theme.px
        icon, role = MARKS.get(row.kind, ("", "text2"))
        place = self._line_at(0)
        if icon:
            box = QRect(self._layout.split + px(ICON), place.top() + px(2), px(16), px(16))
            theme.icon(icon, role).paint(painter, box)
        word = place.adjusted(place.width() - self._layout.word_width(row), 0, 0, 0)
        self._write(painter, word, row.word, theme.font(12, 500), role, _RIGHT)
        quiet = row.kind in ("page", "more")
        for number, text in enumerate(laid.title):
            line, font = self._line_at(number), theme.font(14, 600)
            self._write(painter, line, text, font, "text2" if quiet else "text")

    def _paint_rest(self, painter: QPainter, height: int, row: PreviewRow, laid: Laid) -> None:
        """The snippet, the meta line at the bottom, the hairline to the next row."""
        theme, px = self._theme, self._theme.px
        role = _BODY_ROLES.get(row.kind, "text2")
        for number, text in enumerate(laid.body, len(laid.title)):
            self._write(painter, self._line_at(number), text, theme.font(13), role)
        meta = self._line_at(0)
        meta.moveTop(height - px(BELOW) - meta.height())
        self._write(painter, meta, row.meta, theme.font(12), "text2")
        left = self._layout.split + px(ICON)
        line = QRect(left, height - 1, self._layout.width - left, 1)
        painter.fillRect(line, theme.colour("line"))

    def _line_at(self, number: int) -> QRect:
        px = self._theme.px
        left, top = self._layout.split + px(TITLE), px(ABOVE) + number * px(LINE)
        return QRect(left, top, self._layout.right_width, px(LINE))

    def _write(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        font: QFont,
        role: str,
        side: Qt.AlignmentFlag = _LEFT,
    ) -> None:
        """One line, ending in an ellipsis where it is too long."""
        # Half a pixel more: a text measured and rounded must fit the room it asked for.
        room = place.width() + 0.5
        elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        painter.drawText(place.adjusted(0, 0, side == _LEFT, 0), _SINGLE | side, elided)
