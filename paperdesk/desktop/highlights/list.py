"""The list of highlights: its model and delegate."""

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

from paperdesk.desktop.highlights.colours import COLOUR_NAMES
from paperdesk.desktop.theme.mirror import draw_text, mirrored
from paperdesk.desktop.theme.painting import paint_focus
from paperdesk.desktop.wording import DOT, comma_list, day
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QAbstractItemView

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.highlight import Quote

_Index = QModelIndex | QPersistentModelIndex
QuoteRole = Qt.ItemDataRole.UserRole + 1
_TITLE_HEIGHT, _ONE_LINE_HEIGHT, _TWO_LINES_HEIGHT = 44, 56, 76
_MAX_TEXT_WIDTH = 720
_ORPHAN_TEXT = tr("Its words are no longer in the text")


class HighlightModel(QAbstractListModel):
    """A row for the title of each paper, followed by a row for each of its highlights."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[tuple[Quote, bool]] = []

    def show_quotes(self, quotes: Sequence[Quote]) -> None:
        """Show highlights, which are grouped by paper."""
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
        if is_title(index):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        quote, is_title = self._rows[index.row()]
        if role == QuoteRole:
            return quote, is_title
        if role == Qt.ItemDataRole.DisplayRole:
            return quote.title if is_title else quote.mark.exact
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (quote.title,) if is_title else (quote.mark.exact, details(quote))
            return comma_list([part for part in parts if part])
        return None


def quote_at(index: _Index) -> Quote:
    """The highlight of a row; for a title, the first one of the paper."""
    quote: Quote = index.data(QuoteRole)[0]
    return quote


def is_title(index: _Index) -> bool:
    """Whether a row is the title of a paper."""
    return bool(index.data(QuoteRole)[1])


def details(quote: Quote) -> str:
    """The line below a quote: colour, comment, tags, and whether its words are in the text."""
    mark = quote.mark
    parts = [
        COLOUR_NAMES[mark.colour],
        " ".join(mark.comment.split()),
        comma_list(mark.tags),
    ]
    return DOT.join(filter(None, [*parts, _ORPHAN_TEXT if quote.is_orphan else ""]))


class HighlightDelegate(QStyledItemDelegate):
    """Paints titles, and highlights with a bar, one or two lines of the quote, and its details."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        if is_title(index):
            return QSize(0, self._theme.row(_TITLE_HEIGHT))
        inside = self._quote_rect(self._view.viewport().rect())
        lines = self._line_count(quote_at(index), inside.width())
        return QSize(0, self._theme.row(_TWO_LINES_HEIGHT if lines > 1 else _ONE_LINE_HEIGHT))

    def _line_count(self, quote: Quote, width: int) -> int:
        metrics = QFontMetrics(self._theme.font(14))
        return 1 if metrics.horizontalAdvance(quote.mark.exact) <= width else 2

    def _quote_rect(self, row: QRect) -> QRect:
        px = self._theme.px
        rect = row.adjusted(px(36), px(8), -px(28), 0)
        rect.setWidth(min(rect.width(), px(_MAX_TEXT_WIDTH)))
        return rect

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        quote = quote_at(index)
        with mirrored(painter, option.rect):
            if is_title(index):
                self._paint_title(painter, option.rect, quote)
            else:
                self._paint_quote(painter, option, quote)
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRect, quote: Quote) -> None:
        px = self._theme.px
        line = rect.adjusted(px(24), px(14), -px(24), 0)
        date = day(quote.published)
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.colour("text3"))
        date_width = painter.fontMetrics().horizontalAdvance(date)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_text(painter, line, right, date)
        painter.setFont(self._theme.font(14, 600))
        painter.setPen(self._theme.colour("text"))
        title_rect = line.adjusted(0, 0, -date_width - px(16), 0)
        _draw_text(painter, title_rect, quote.title, 1, middle=True)

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
        text_rect = self._quote_rect(rect)
        lines = self._line_count(quote, text_rect.width())
        text_rect.setHeight(px(20) * lines)
        painter.setFont(theme.font(14))
        painter.setPen(theme.colour("text"))
        _draw_text(painter, text_rect, quote.mark.exact, lines)
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("bad" if quote.is_orphan else "text2"))
        text_rect.translate(0, text_rect.height() + px(2))
        text_rect.setHeight(px(20))
        _draw_text(painter, text_rect, details(quote), 1)
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, theme, inside, 4)


def _draw_text(
    painter: QPainter, rect: QRect, text: str, lines: int, *, middle: bool = False
) -> None:
    """Draw text in up to `lines` lines, elided if it does not fit."""
    metrics: QFontMetrics = painter.fontMetrics()
    room = rect.width() * lines - (metrics.averageCharWidth() * 12 if lines > 1 else 0)
    shown = metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, room)
    wrap = Qt.TextFlag.TextWordWrap if lines > 1 else Qt.TextFlag.TextSingleLine
    vertical = Qt.AlignmentFlag.AlignVCenter if middle else Qt.AlignmentFlag.AlignTop
    draw_text(painter, rect, wrap | Qt.AlignmentFlag.AlignLeft | vertical, shown)
