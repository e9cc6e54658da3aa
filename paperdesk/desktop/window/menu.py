"""Which actions the window has, and its menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from paperdesk.desktop.widgets.actions import Spec, build

if TYPE_CHECKING:
    from paperdesk.desktop.window.main_window import MainWindow

_MENU = (
    ("Import files…", "Import a folder…", "Paste a copied page", "Export…"),
    ("Undo", "Redo"),
    ("Triage", "Cards", "Compact", "Columns", "Timeline"),
    ("Tags", "All highlights", "Possible duplicates", "Empty the trash…"),
    ("Command palette", "Show or hide the sidebar", "Show the keys"),
    ("Settings…", "Quit"),
)
_GROUPS = ("Papers", "Library", "Window")
"""In the order the keys page lists them."""


def specs(window: MainWindow) -> list[Spec]:
    """Every action of the window, by group: its own, and those of its controllers."""
    found = _own(window)
    for controller in window.controllers:
        found += controller.specs()
    return sorted(found, key=_group_of)


def _group_of(spec: Spec) -> int:
    return _GROUPS.index(spec.group)


def _own(window: MainWindow) -> list[Spec]:
    undo = window.session.undo_stack
    return [
        Spec("Library", "Search", ("/", "Ctrl+F"), window.enter_search),
        Spec("Library", "Try the sample", ("Ctrl+Return",), window.try_sample),
        Spec("Library", "Undo", ("Ctrl+Z",), undo.undo),
        Spec("Library", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), undo.redo),
        Spec("Window", "Back", ("Esc",), window.go_back),
        Spec("Window", "Show or hide the sidebar", ("Ctrl+\\",), window.outer.toggle),
        Spec("Window", "Quit", ("Ctrl+Q",), window.close),
    ]


class WindowActions(QObject):
    """The window's actions and its menu; those on papers rest while a page covers the list."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.specs = specs(window)
        self.by_name = build(self.specs, window)
        self.menu = QMenu(window)
        for names in _MENU:
            for name in names:
                self.menu.addAction(self.by_name[name])
            self.menu.addSeparator()
        stack = window.session.undo_stack
        stack.undoTextChanged.connect(self._name_undo)
        stack.redoTextChanged.connect(self._name_redo)
        for name, able in (("Undo", stack.canUndoChanged), ("Redo", stack.canRedoChanged)):
            self.by_name[name].setEnabled(False)
            able.connect(self.by_name[name].setEnabled)

    @Slot(bool)
    def rest_papers(self, covered: bool) -> None:
        """Whether the keys for papers rest."""
        for spec in self.specs:
            if spec.group == "Papers":
                self.by_name[spec.name].setEnabled(not covered)

    @Slot(str)
    def _name_undo(self, text: str) -> None:
        self.by_name["Undo"].setText(f"Undo: {text}" if text else "Undo")

    @Slot(str)
    def _name_redo(self, text: str) -> None:
        self.by_name["Redo"].setText(f"Redo: {text}" if text else "Redo")
