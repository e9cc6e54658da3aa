"""The entries of imports in the sidebar: renaming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from paperdesk.desktop.session.places import Place
from paperdesk.desktop.sidebar.model import entry_at
from paperdesk.desktop.widgets.name_field import NameField
from paperdesk.translation import tr

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
        self._field = NameField(tr("New name of the import"), sidebar.viewport())
        self._field.named.connect(self._rename)

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
