"""The search box: a line edit whose text is the whole query.

box = SearchBox(theme, parent)       objectName `searchBox`
box.textChanged(text)                QLineEdit's own
box.entered                          Enter or Down: the list is wanted
box.left                             Esc in the empty box; with text, Esc clears it first
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from paperdesk.desktop.widgets.parts import IconBox, describe, icon_button, keycap

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from paperdesk.desktop.theme import Theme

_ONWARD = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}


class SearchBox(QLineEdit):
    """36 high, with a glass, and its key while it is empty or a × while it is not."""

    entered = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("searchBox")
        self.setPlaceholderText("Search titles, abstracts, authors, notes")
        describe(self, "Search", "/")
        self.setFixedHeight(theme.row(36))
        self._glass = IconBox(theme, "ph.magnifying-glass", "text2", 16, self)
        self._key = keycap("/", self)
        self._key.setFixedSize(theme.px(20), theme.px(20))
        for part in (self._glass, self._key):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clear_button = icon_button(theme, "ph.x", "Clear the search", "Esc", self)
        self.clear_button.setFixedSize(theme.px(24), theme.px(24))
        self.clear_button.setIconSize(QSize(theme.px(14), theme.px(14)))
        self.clear_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.clear_button.clicked.connect(self.clear)
        self.textChanged.connect(self._show_end)
        self._show_end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ONWARD and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self._theme.px
        self._place(self._glass, px(12))
        self._place(self._key, self.width() - px(10) - self._key.width())
        self._place(self.clear_button, self.width() - px(8) - self.clear_button.width())

    def _place(self, part: QWidget, left: int) -> None:
        part.move(left, (self.height() - part.height()) // 2)

    def _escape(self) -> None:
        if self.text():
            self.clear()
        else:
            self.left.emit()

    @Slot()
    def _show_end(self) -> None:
        self._key.setVisible(not self.text())
        self.clear_button.setVisible(bool(self.text()))
