"""A popover that has the keyboard while it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from paperdesk.desktop.widgets.popover import Popover

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from paperdesk.desktop.theme.theme import Theme

_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyboardPopover(Popover):
    """Gives its focus proxy the focus when it opens, and closes when the focus leaves.

    While it is open, keys of the window do nothing but those with Ctrl.
    """

    def __init__(self, theme: Theme, parent: QWidget, name: str) -> None:
        super().__init__(theme, parent)
        self.theme, self.around = theme, parent
        self._place = QRect()
        self.setAccessibleName(name)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def open_below(self, anchor: QWidget, part: QRect | None = None) -> None:
        """Open under a widget, or a part of it, or over it where there is no room."""
        part = part or anchor.rect()
        self._place = QRect(anchor.mapTo(self.around, part.topLeft()), part.size())
        if not self.isVisible():
            self.open_at(self._place, self.focusProxy() or self)
        self.refit()

    def refit(self) -> None:
        """Be as high as what is shown now, at the same place."""
        self.adjustSize()
        if self.isVisible():
            self.move(self._corner(self._place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ignore events of other windows, such as the list of a completer."""
        if isinstance(watched, QWidget) and watched.window() is not self.window():
            return False
        return super().eventFilter(watched, event)

    @Slot(QWidget, QWidget)
    def _follow_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Close when the focus goes elsewhere in the window; another window's is no leaving."""
        if not self.isVisible() or now is None or now.window() is not self.window():
            return
        if now is not self and not self.isAncestorOf(now):
            self.hide()

    def event(self, event: QEvent) -> bool:
        """Keys are the popover's before they are the window's."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~_PLAIN
            if plain or event.key() in _ENTER:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept keys that no child handled."""
        event.accept()
