"""The actions of the window, and its menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from paperdesk.desktop.widgets.actions import GROUPS, Spec, build
from paperdesk.desktop.widgets.menu import Menu
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QUndoStack
    from PySide6.QtWidgets import QWidget

_MENU = (
    (
        "Add paper…",
        "Import files…",
        "Import a folder…",
        "Paste a copied page",
        "Merge an archive…",
        "Export…",
    ),
    ("Undo", "Redo"),
    ("Triage", "Cards", "Compact", "Columns", "Timeline"),
    (
        "Tag manager",
        "All highlights",
        "Possible duplicates",
        "Digest",
        "Subscribe to the digest…",
        "Statistics",
        "Empty the trash…",
    ),
    ("Back up now", "Restore from a backup…"),
    ("Command palette", "Show or hide the sidebar", "New window"),
)
_HELP = ("Help", "Keyboard shortcuts", "Show hints again", "About Paperdesk")
_LAST = ("Settings…", "Quit")


class WindowActions(QObject):
    """Builds the actions and the menu; actions on papers are disabled while a page is shown."""

    def __init__(self, specs: Iterable[Spec], undo_stack: QUndoStack, window: QWidget) -> None:
        super().__init__(window)
        self.specs = sorted(specs, key=lambda spec: list(GROUPS).index(spec.group))
        self.by_name = build(self.specs, window)
        self.menu = Menu(window)
        for names in _MENU:
            self._add(self.menu, names)
            self.menu.addSeparator()
        help_menu = Menu(self.menu)
        help_menu.setTitle(tr("Help"))
        self._add(help_menu, _HELP)
        self.menu.addMenu(help_menu)
        self.menu.addSeparator()
        self._add(self.menu, _LAST)
        undo_stack.undoTextChanged.connect(self._name_undo)
        undo_stack.redoTextChanged.connect(self._name_redo)
        for name, changed in (
            ("Undo", undo_stack.canUndoChanged),
            ("Redo", undo_stack.canRedoChanged),
        ):
            self.by_name[name].setEnabled(False)
            changed.connect(self.by_name[name].setEnabled)

    def _add(self, menu: Menu, names: Iterable[str]) -> None:
        for name in names:
            menu.addAction(self.by_name[name])

    @Slot(bool)
    def disable_paper_actions(self, disabled: bool) -> None:
        """Disable or enable the actions on papers."""
        for spec in self.specs:
            if spec.group == "Papers":
                self.by_name[spec.name].setEnabled(not disabled)

    @Slot(str)
    def _name_undo(self, text: str) -> None:
        self.by_name["Undo"].setText(
            tr("Undo {change}", change=_plain(text)) if text else tr("Undo")
        )

    @Slot(str)
    def _name_redo(self, text: str) -> None:
        self.by_name["Redo"].setText(
            tr("Redo {change}", change=_plain(text)) if text else tr("Redo")
        )


def _plain(text: str) -> str:
    """A text in which `&` underlines nothing."""
    return text.replace("&", "&&")
