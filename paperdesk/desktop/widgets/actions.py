"""Every action once: its name, its keys, what it does. Menus, keys and tooltips come from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Spec:
    """An action: under which head it is listed, its name, its keys, its slot.

    Group and name are English, as settings store them; `title` is shown.
    """

    group: str
    name: str
    keys: tuple[str, ...]
    run: Callable[[], object]
    repeats: bool = True
    """Whether a key held down runs it again and again."""

    @property
    def title(self) -> str:
        """The name in the user's language."""
        return tr(self.name)


GROUPS = {"Papers": tr("Papers"), "Library": tr("Library"), "Window": tr("Window")}
"""What the groups of actions are called, in the order of the shortcuts page."""


def build(specs: Iterable[Spec], window: QWidget) -> dict[str, QAction]:
    """Actions on the window, by name.

    Single letters never reach an action while a text field has the focus: the field gets them.
    """
    actions = {}
    for spec in specs:
        action = QAction(spec.title, window)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(spec.repeats)
        action.triggered.connect(spec.run)
        window.addAction(action)
        actions[spec.name] = action
    return actions


class KeyFilter(QObject):
    """Decides, for keys that a field or a button also understands, who gets them.

    Ctrl+Z goes to the library where a text field has nothing of its own to undo; Space presses a
    button that has the focus.
    """

    pasted = Signal()
    """Text is being pasted into a text field of the window, not of a dialog."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Application-wide; `ShortcutOverride` asks whether a widget wants a key for itself."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyPress:
            pastes = event.matches(QKeySequence.StandardKey.Paste)
            if (
                pastes
                and isinstance(watched, QLineEdit | QPlainTextEdit)
                and watched.window() is self.parent()
            ):
                self.pasted.emit()
            return False
        if event.type() != QEvent.Type.ShortcutOverride:
            return False
        if event.key() == Qt.Key.Key_Space and isinstance(watched, QAbstractButton):
            event.accept()
            return True
        undo = event.matches(QKeySequence.StandardKey.Undo)
        if undo or event.matches(QKeySequence.StandardKey.Redo):
            return self._leave_to_library(watched, event, undo=undo)
        return False

    def _leave_to_library(self, field: QObject, event: QKeyEvent, *, undo: bool) -> bool:
        match field:
            case QLineEdit():
                own = field.isUndoAvailable() if undo else field.isRedoAvailable()
            case QPlainTextEdit():
                document = field.document()
                own = document.isUndoAvailable() if undo else document.isRedoAvailable()
            case _:
                return False
        if own:
            return False
        event.ignore()  # then Qt goes on to the window's actions
        return True
