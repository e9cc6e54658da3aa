"""The search box: a line edit that holds the whole query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QLineEdit, QWidget

from paperdesk.desktop.theme.mirror import visual
from paperdesk.desktop.theme.utf16 import character_index, utf16_length
from paperdesk.desktop.widgets.basics import IconBox, describe, icon_button, keycap
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QResizeEvent

    from paperdesk.desktop.theme.theme import Theme

_ENTER_LIST = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}


class SearchBox(QLineEdit):
    """Shows a glass, its shortcut while empty, and a clear button otherwise. 36 px high."""

    shown = Signal(str)
    """The text, after it was painted: for work that may come later than the letter."""
    entered = Signal()
    """Enter or Down: go to the list."""
    left = Signal()
    """Esc in the empty box; with text, Esc clears it first."""
    focus_came = Signal()
    focus_left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.key_filter: Callable[[QKeyEvent], bool] = _accepts_none
        """Gets each key first; True if it handled the key."""
        self._tints: Sequence[tuple[int, int]] = ()
        self._composing = False
        self.setObjectName("searchBox")
        self.setPlaceholderText(tr("Search titles, abstracts, authors, notes"))
        describe(self, tr("Search"), "/")
        self.setFixedHeight(theme.row(36))
        self._glass = IconBox(theme, "ph.magnifying-glass", "text2", 16, self)
        self._key = keycap("/", self)
        self._key.setFixedSize(theme.px(20), theme.px(20))
        for part in (self._glass, self._key):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clear_button = icon_button(theme, "ph.x", tr("Clear the search"), "Esc", self)
        self.clear_button.setFixedSize(theme.px(24), theme.px(24))
        self.clear_button.setIconSize(QSize(theme.px(14), theme.px(14)))
        self.clear_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.clear_button.clicked.connect(self.clear)
        self._painted = QTimer(self, singleShot=True)
        self._painted.timeout.connect(self._emit_shown)
        self.textChanged.connect(self._painted.start)
        self.textChanged.connect(self._show_end)
        theme.changed.connect(self._tint)
        self._show_end()

    @Slot()
    def _emit_shown(self) -> None:
        self.shown.emit(self.text())

    @property
    def caret(self) -> int:
        """The cursor position in characters; cursorPosition counts UTF-16 units."""
        return character_index(self.text(), self.cursorPosition())

    @caret.setter
    def caret(self, place: int) -> None:
        self.setCursorPosition(utf16_length(self.text()[:place]))

    def tint(self, places: Sequence[tuple[int, int]]) -> None:
        """Show these spans of the text as recognised."""
        self._tints = places
        self._tint()

    @Slot()
    def _tint(self) -> None:
        """Send the formats as an input method would: a line edit accepts them in no other way."""
        if self._composing:
            return
        shown = QTextCharFormat()
        shown.setForeground(self._theme.colour("accent"))
        shown.setBackground(self._theme.colour("accent_soft"))
        kind = QInputMethodEvent.AttributeType.TextFormat
        text = self.text()
        places = (tuple(utf16_length(text[:place]) for place in tint) for tint in self._tints)
        formats = [
            QInputMethodEvent.Attribute(kind, first - self.cursorPosition(), last - first, shown)
            for first, last in places
        ]
        QCoreApplication.sendEvent(self, QInputMethodEvent("", formats))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Postpone tints while an input method composes."""
        super().inputMethodEvent(event)
        was, self._composing = self._composing, bool(event.preeditString())
        if was and not self._composing:
            self._tint()

    def event(self, event: QEvent) -> bool:
        """Offer Tab to the filter before it moves the focus; keep Esc from the window."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            tab = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
            if tab and self.key_filter(event):
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.key_filter(event):
            return
        if (
            event.key() in _ENTER_LIST
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self._theme.px
        self._place(self._glass, px(12))
        self._place(self._key, self.width() - px(10) - self._key.width())
        self._place(self.clear_button, self.width() - px(8) - self.clear_button.width())

    def _place(self, part: QWidget, left: int) -> None:
        top = (self.height() - part.height()) // 2
        part.setGeometry(visual(QRect(QPoint(left, top), part.size()), self.rect()))

    def _escape(self) -> None:
        if self.text():
            self.clear()
        else:
            self.left.emit()

    @Slot()
    def _show_end(self) -> None:
        self._key.setVisible(not self.text())
        if not self.text() and self.clear_button.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # else it goes to the button after it
        self.clear_button.setVisible(bool(self.text()))


def _accepts_none(event: QKeyEvent) -> bool:
    return False
