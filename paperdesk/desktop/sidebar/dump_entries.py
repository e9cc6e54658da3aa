"""The entries of imports in the sidebar: renaming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from paperdesk.desktop.session.places import Place
from paperdesk.desktop.sidebar.model import entry_at
from paperdesk.desktop.widgets.name_field import NameField

if TYPE_CHECKING:
    from paperdesk.desktop.sidebar.sidebar import Sidebar


class DumpEntries(QObject):
    """Reports the name that the user gives to an import in the sidebar."""

    renamed = Signal(int, str)
    """The id of the dump, and its name."""

    def __init__(self, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._sidebar = sidebar
        self._dump = 0
        self._field = NameField("New name of the import", sidebar.viewport())
        self._field.named.connect(self._rename)
        sidebar.installEventFilter(self)

    @Slot(int)
    def ask_name(self, dump: int) -> None:
        """Open a field over the name of an import."""
        index = self._sidebar.index_of(Place("dump", "", dump=dump))
        if index.isValid():
            self._dump = dump
            self._sidebar.scrollTo(index)
            self._field.setGeometry(self._sidebar.visualRect(index).adjusted(8, 0, -8, 0))
            self._field.open(entry_at(index).name)

    @Slot(str)
    def _rename(self, name: str) -> None:
        self.renamed.emit(self._dump, name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F2 on an import."""
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_F2:
            return False
        index = self._sidebar.currentIndex()
        place = entry_at(index).place if index.isValid() else None
        if place is None or not place.dump:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:  # before it would be the window's
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            self.ask_name(place.dump)
        return True
