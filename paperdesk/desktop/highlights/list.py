"""Highlights in a list, under the titles of their papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from paperdesk.desktop.theme.painting import paint_focus
from paperdesk.desktop.wording import DOT, day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QAbstractItemView

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.highlight import Quote

_Index = QModelIndex | QPersistentModelIndex
QuoteRole = Qt.ItemDataRole.UserRole + 1
_HEAD, _LOW_ROW, _ROW, _MEASURE = 44, 56, 76, 720
_GONE = "Its words are no longer in the text"


class HighlightModel(QAbstractListModel):
    """A row for each paper and, below it, one for each of its highlights."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[tuple[Quote, bool]] = []

    def set_quotes(self, quotes: Sequence[Quote]) -> None:
        """Show these, which stand paper by paper."""
        self.beginResetModel()
        self._rows = []
        paper = 0
        for quote in quotes:
            if quote.paper != paper:
                self._rows.append((quote, True))
                paper = quote.paper
            self._rows.append((quote, False))
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if is_head(index):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        quote, head = self._rows[index.row()]
        if role == QuoteRole:
            return quote, head
        if role == Qt.ItemDataRole.DisplayRole:
            return quote.title if head else quote.mark.exact
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return quote.title if head else ", ".join(filter(None, (quote.mark.exact, said(quote))))
        return None


def quote_at(index: _Index) -> Quote:
    """The highlight of a row; the paper's first for its head."""
    quote: Quote = index.data(QuoteRole)[0]
    return quote


def is_head(index: _Index) -> bool:
    """Whether a row is a paper's title."""
    return bool(index.data(QuoteRole)[1])


def said(quote: Quote) -> str:
    """What stands under a quote: colour, comment, tags, whether its words are gone."""
    mark = quote.mark
    parts = [mark.colour.capitalize(), " ".join(mark.comment.split()), ", ".join(mark.tags)]
    return DOT.join(filter(None, [*parts, _GONE if quote.is_orphan else ""]))


class HighlightDelegate(QStyledItemDelegate):
    """Titles of 44, highlights of 56 or 76: a bar, one or two lines of the quote, and below it
    what was said to it."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        if is_head(index):
            return QSize(0, self._theme.row(_HEAD))
        inside = self._words(self._view.viewport().rect())
        lines = self._lines(quote_at(index), inside.width())
        return QSize(0, self._theme.row(_ROW if lines > 1 else _LOW_ROW))

    def _lines(self, quote: Quote, width: int) -> int:
        metrics = QFontMetrics(self._theme.font(14))
        return 1 if metrics.horizontalAdvance(quote.mark.exact) <= width else 2

    def _words(self, row: QRect) -> QRect:
        """Where the quote stands in a row, no wider than can be read."""
        px = self._theme.px
        place = row.adjusted(px(36), px(8), -px(28), 0)
        place.setWidth(min(place.width(), px(_MEASURE)))
        return place

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        quote = quote_at(index)
        if is_head(index):
            self._paint_head(painter, option.rect, quote)
        else:
            self._paint_quote(painter, option, quote)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, quote: Quote) -> None:
        px = self._theme.px
        place = rect.adjusted(px(24), px(14), -px(24), 0)
        date = day(quote.published)
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.colour("text3"))
        wide = painter.fontMetrics().horizontalAdvance(date)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, right, date)
        painter.setFont(self._theme.font(14, 600))
        painter.setPen(self._theme.colour("text"))
        _write(painter, place.adjusted(0, 0, -wide - px(16), 0), quote.title, 1, middle=True)

    def _paint_quote(self, painter: QPainter, option: QStyleOptionViewItem, quote: Quote) -> None:
        theme, px, rect = self._theme, self._theme.px, option.rect
        _, bar = theme.highlight(quote.mark.colour)
        inside = rect.adjusted(px(16), px(2), -px(16), -px(2))
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or hovered:
            painter.setBrush(theme.colour("selected" if selected else "hover"))
            painter.drawRoundedRect(inside, 4, 4)
        painter.setBrush(bar)
        painter.drawRoundedRect(
            QRectF(inside.left() + px(8), inside.top() + px(6), 3, inside.height() - px(12)),
            1.5,
            1.5,
        )
        words = self._words(rect)
        lines = self._lines(quote, words.width())
        words.setHeight(px(20) * lines)
        painter.setFont(theme.font(14))
        painter.setPen(theme.colour("text"))
        _write(painter, words, quote.mark.exact, lines)
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("bad" if quote.is_orphan else "text2"))
        words.translate(0, words.height() + px(2))
        words.setHeight(px(20))
        _write(painter, words, said(quote), 1)
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, theme, inside, 4)


def _write(painter: QPainter, place: QRect, text: str, lines: int, *, middle: bool = False) -> None:
    """Text in some lines; what does not fit ends in an ellipsis."""
    metrics: QFontMetrics = painter.fontMetrics()
    room = place.width() * lines - (metrics.averageCharWidth() * 12 if lines > 1 else 0)
    shown = metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, room)
    wrap = Qt.TextFlag.TextWordWrap if lines > 1 else Qt.TextFlag.TextSingleLine
    vertical = Qt.AlignmentFlag.AlignVCenter if middle else Qt.AlignmentFlag.AlignTop
    painter.drawText(place, wrap | Qt.AlignmentFlag.AlignLeft | vertical, shown)
