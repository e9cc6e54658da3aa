"""The rows of a popup that lists texts: completions, and the choices of a combo box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QStyleOptionViewItem

    from paperdesk.desktop.theme.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_ROW, _SIDE = 32, 8


class TextRowDelegate(QStyledItemDelegate):
    """Paints rows of 32 with one elided line, and a rounded background under the current row."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        text = QFontMetrics(self._theme.font(13)).horizontalAdvance(str(index.data()))
        return QSize(text + 2 * self._theme.px(_SIDE), self._theme.row(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._theme
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected" if selected else "hover"))
            painter.drawRoundedRect(option.rect, 4, 4)
        inside = option.rect.adjusted(theme.px(_SIDE), 0, -theme.px(_SIDE), 0)
        painter.setFont(theme.font(13))
        painter.setPen(theme.colour("text"))
        text = " ".join(str(index.data()).split())
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, _LINE, shown)
        painter.restore()
