"""A field for editing a name in place: Enter accepts, Esc or leaving cancels.

field = NameField("Name of the saved search", parent)      hidden until it is opened
field.open("Kites"), field.named(name), field.left
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLineEdit

from paperdesk.desktop.widgets.basics import describe

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NameField(QLineEdit):
    """One line; names are never empty."""

    named = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        describe(self, name)
        self.setMaxLength(200)
        self._before: QWidget | None = None
        self.hide()

    def open(self, name: str) -> None:
        """Show it with a name, all of it selected."""
        self._before = self.window().focusWidget()
        self.setText(name)
        self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Esc and Enter are this field's own, not the window's."""
        override = QEvent.Type.ShortcutOverride
        if event.type() == override and event.key() in _KEYS:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept on Enter, cancel on Esc."""
        name = " ".join(self.text().split())
        if event.key() == Qt.Key.Key_Escape or (event.key() in _KEYS and not name):
            self._close()
            self.left.emit()
        elif event.key() in _KEYS:
            self._close()
            self.named.emit(name)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Cancel when the field loses the focus."""
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.hide()
            self.left.emit()

    def _close(self) -> None:
        """Hide, and return the focus to where it was."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
