"""The frame shown while something is dragged over the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from paperdesk.desktop.theme.theme import Theme


class DropFrame(QWidget):
    """An inset frame over the whole window, with what a drop will do."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._text = theme, ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show the frame with this text."""
        self._text = text
        self.setGeometry(self.window().rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRoundedRect(self.rect().adjusted(5, 5, -5, -5), 8, 8)
        painter.setFont(theme.font(15, 600))
        box = painter.fontMetrics().boundingRect(self._text)
        pad = theme.px(12)
        box.setSize(box.size().grownBy(QMargins(pad, pad, pad, pad)))
        box.moveCenter(self.rect().center())
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(theme.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._text)
