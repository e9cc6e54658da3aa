"""Paints the rows of the preview: source lines at the left, the record at the right."""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from paperdesk.desktop.importing.preview.layout import (
    ABOVE,
    BELOW,
    EDGE,
    ICON,
    LINE,
    TITLE,
    RowLayout,
    RowTexts,
)
from paperdesk.desktop.importing.preview.lines import READINGS, SourceLine
from paperdesk.desktop.importing.preview.texts import KIND_ICONS, PreviewRow
from paperdesk.desktop.theme.mirror import draw_text, mirrored, readable
from paperdesk.desktop.theme.painting import paint_focus
from paperdesk.desktop.theme.text_layout import elide, is_right_to_left, paint_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QPainter
    from PySide6.QtWidgets import QListView

    from paperdesk.desktop.theme.theme import Theme

ROW = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_NUMBER_RIGHT, _BAR, _TEXT, _NAME_GAP, _NAME_MARGIN = 52, 64, 76, 8, 16
_MAX_CACHED = 200
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine
_BODY_ROLES = {"skipped": "bad", "unused": "warn"}


class PreviewDelegate(QStyledItemDelegate):
    """Paints rows of PreviewRows. Caches all heights and the texts of recent rows."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layout = RowLayout(theme, 0, has_lines=True)
        self._name_width = self._widest_name()
        self._heights: dict[int, int] = {}
        self._texts: OrderedDict[int, RowTexts] = OrderedDict()

    @property
    def has_lines(self) -> bool:
        """Whether the source is shown."""
        return self._layout.has_lines

    def reset(self, width: int, has_lines: bool) -> None:
        """Clear the caches after a change of the rows or the width."""
        self._layout = RowLayout(self._theme, width, has_lines)
        self._name_width = self._widest_name()
        self._heights.clear()
        self._texts.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of the higher side.

        It depends on the width of the view, so that a scroll bar does not move the columns.
        """
        width = option.widget.width()
        if width != self._layout.width:
            self.reset(width, self.has_lines)
        number = index.row()
        if number not in self._heights:
            self._heights[number] = self._layout.height(index.data(ROW))
        return QSize(1, self._heights[number])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row; the view paints the background of the source's side."""
        row: PreviewRow = index.data(ROW)
        texts = self._texts_of(index.row(), row)
        whole = QRect(QPoint(0, 0), option.rect.size())
        painter.save()
        painter.translate(option.rect.topLeft())
        with mirrored(painter, whole):
            self._paint_source(painter, texts.source)
            self._paint_head(painter, row, texts)
            self._paint_details(painter, whole.height(), row, texts)
            shown = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
            if option.state & shown == shown:
                paint_focus(painter, self._theme, whole, 4)
        painter.restore()

    def _texts_of(self, number: int, row: PreviewRow) -> RowTexts:
        texts = self._texts.get(number)
        if texts is None:
            texts = self._texts[number] = self._layout.lay_out(row)
            if len(self._texts) > _MAX_CACHED:
                self._texts.popitem(last=False)
        return texts

    # The left side

    def _paint_source(self, painter: QPainter, lines: Sequence[SourceLine]) -> None:
        top, high = self._theme.px(EDGE), self._theme.px(LINE)
        for place, line in enumerate(lines):
            rect = QRect(0, top + place * high, self._layout.split, high)
            self._paint_reading(painter, rect, line)
            self._paint_line(painter, rect, line)

    def _paint_reading(self, painter: QPainter, rect: QRect, line: SourceLine) -> None:
        """Paint background and bar for how a line was read, and its name on the first line."""
        if not line.reading:
            return
        theme, px = self._theme, self._theme.px
        name, role, ground = READINGS[line.reading]
        if ground:
            painter.fillRect(rect.adjusted(px(_BAR), 0, 0, 0), theme.colour(ground))
        painter.fillRect(QRect(px(_BAR), rect.top(), 3, rect.height()), theme.colour(role))
        if line.is_first:
            place = rect.adjusted(0, 0, -px(_NAME_MARGIN), 0)
            of_text = "text3" if role == "line_control" else role
            self._paint_at_right(painter, place, name, theme.font(11, 500), of_text)

    def _widest_name(self) -> int:
        """The width of the longest name of a reading, in the language of the window."""
        metrics = QFontMetricsF(self._theme.font(11, 500))
        return math.ceil(max(metrics.horizontalAdvance(name) for name, _, _ in READINGS.values()))

    def _paint_line(self, painter: QPainter, rect: QRect, line: SourceLine) -> None:
        """Paint the number and the text of a line."""
        theme, px = self._theme, self._theme.px
        if line.number:
            place = QRect(0, rect.top(), px(_NUMBER_RIGHT), rect.height())
            numbers = theme.font(11, tabular=True)
            self._paint_at_right(painter, place, str(line.number), numbers, "text3")
        role = "text2" if line.reading in ("header", "") else "text"
        place = rect.adjusted(px(_TEXT), 0, -px(_NAME_MARGIN + _NAME_GAP) - self._name_width, 0)
        place.translate(0, 1)  # align the baselines of both fonts
        text, font = line.text.expandtabs(4), theme.fixed_font(12)
        with readable(painter, place):  # a file is indented from the left in every language
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            self._paint_text(painter, place, text, font, role)

    # The right side

    def _paint_head(self, painter: QPainter, row: PreviewRow, texts: RowTexts) -> None:
        """Paint icon, title and outcome."""
        theme, px = self._theme, self._theme.px
        icon, role = KIND_ICONS.get(row.kind, ("", "text2"))
        place = self._line_at(0)
        if icon:
            box = QRect(self._layout.split + px(ICON), place.top() + px(2), px(16), px(16))
            theme.icon(icon, role).paint(painter, box)
        word = place.adjusted(place.width() - self._layout.word_width(row), 0, 0, 0)
        self._paint_at_right(painter, word, row.word, theme.font(12, 500), role)
        quiet, rtl = row.kind in ("page", "more"), is_right_to_left(row.title)
        for number, text in enumerate(texts.title):
            line, font = self._line_at(number), theme.font(14, 600)
            self._paint_text(painter, line, text, font, "text2" if quiet else "text", rtl)

    def _paint_details(
        self, painter: QPainter, height: int, row: PreviewRow, texts: RowTexts
    ) -> None:
        """Paint the snippet, the details at the bottom and the line below the row."""
        theme, px = self._theme, self._theme.px
        role, rtl = _BODY_ROLES.get(row.kind, "text2"), is_right_to_left(row.body)
        for number, text in enumerate(texts.body, len(texts.title)):
            self._paint_text(painter, self._line_at(number), text, theme.font(13), role, rtl)
        meta = self._line_at(0)
        meta.moveTop(height - px(BELOW) - meta.height())
        self._paint_text(painter, meta, row.meta, theme.font(12), "text2")
        left = self._layout.split + px(ICON)
        line = QRect(left, height - 1, self._layout.width - left, 1)
        painter.fillRect(line, theme.colour("line"))

    def _line_at(self, number: int) -> QRect:
        px = self._theme.px
        left, top = self._layout.split + px(TITLE), px(ABOVE) + number * px(LINE)
        return QRect(left, top, self._layout.right_width, px(LINE))

    def _paint_text(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        font: QFont,
        role: str,
        rtl: bool = False,
    ) -> None:
        """Paint one line, elided if it is too long; at the right if it runs to the left."""
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        # One pixel more than measured, so that rounding does not cut off the last letter.
        box = place.adjusted(-rtl, 0, not rtl, 0)
        paint_line(painter, self._theme, box, elide(font, text, place.width()), rtl=rtl)

    def _paint_at_right(
        self, painter: QPainter, place: QRect, text: str, font: QFont, role: str
    ) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        draw_text(painter, place, _RIGHT, elide(font, text, place.width()))
