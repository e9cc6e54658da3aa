"""The entries of saved searches in the sidebar: their menu, renaming and dragging."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent

from paperdesk.desktop.sidebar.model import entry_at
from paperdesk.desktop.widgets.name_field import NameField
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from paperdesk.desktop.sidebar.sidebar import Sidebar
    from paperdesk.desktop.widgets.menu import Menu


class SavedSearchEntries(QObject):
    """Reports what the user does with a saved search in the sidebar; searches go by name."""

    renamed = Signal(str, str)
    """Old and new name."""
    moved = Signal(str, int)
    """By how many places."""
    deleted = Signal(str)
    dragged = Signal(str, str)
    """Over which other search."""
    dropped = Signal()

    def __init__(self, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._sidebar = sidebar
        self._dragged = ""
        self._renamed = ""
        self._field = NameField(tr("New name of the saved search"), sidebar.viewport())
        self._field.named.connect(self._rename)
        sidebar.search_menu_asked.connect(self._fill_menu)
        sidebar.viewport().installEventFilter(self)

    @Slot(str)
    def _rename(self, name: str) -> None:
        self.renamed.emit(self._renamed, name)

    @Slot(object)
    def _fill_menu(self, menu: Menu) -> None:
        name = self._name_at(self._sidebar.currentIndex())
        menu.add(tr("Rename…"), self.rename_current, "F2")
        menu.add(tr("Move up"), partial(self.moved.emit, name, -1), "Alt+Up")
        menu.add(tr("Move down"), partial(self.moved.emit, name, 1), "Alt+Down")
        menu.add(tr("Delete"), partial(self.deleted.emit, name), "Del")

    def _name_at(self, index: QModelIndex) -> str:
        place = entry_at(index).place if index.isValid() else None
        return place.title if place is not None and place.kind == "search" else ""

    def rename_current(self) -> None:
        """Open a field over the name of the search the keyboard is on."""
        self._renamed = self._name_at(self._sidebar.currentIndex())
        row = self._sidebar.visualRect(self._sidebar.currentIndex())
        self._field.setGeometry(row.adjusted(8, 0, -8, 0))
        self._field.open(self._renamed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A search that is dragged moves at once, and stays where it is let go."""
        if not isinstance(event, QMouseEvent):
            return False
        over = self._name_at(self._sidebar.indexAt(event.position().toPoint()))
        if event.type() == QEvent.Type.MouseButtonPress:
            self._dragged = over if event.button() == Qt.MouseButton.LeftButton else ""
        elif event.type() == QEvent.Type.MouseMove and self._dragged:
            if over and over != self._dragged:
                self.dragged.emit(self._dragged, over)
            return True  # or the tree would choose what is dragged over
        elif event.type() == QEvent.Type.MouseButtonRelease and self._dragged:
            self._dragged = ""
            self.dropped.emit()
        return False
