"""The entries of saved searches in the sidebar: their menu, keys, renaming and dragging."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent

from paperdesk.desktop.sidebar.model import entry_at
from paperdesk.desktop.widgets.menu import Menu
from paperdesk.desktop.widgets.name_field import NameField

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from paperdesk.desktop.session.places import Place
    from paperdesk.desktop.sidebar.sidebar import Sidebar

_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Delete)


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
        self._field = NameField("New name of the saved search", sidebar.viewport())
        self._field.named.connect(self._rename)
        sidebar.menu_asked.connect(self._open_menu)
        sidebar.installEventFilter(self)
        sidebar.viewport().installEventFilter(self)

    @Slot(str)
    def _rename(self, name: str) -> None:
        self.renamed.emit(self._renamed, name)

    @Slot(object, QPoint)
    def _open_menu(self, place: Place, at: QPoint) -> None:
        menu = Menu(self._sidebar)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, keys in (
            ("Rename…", "F2"),
            ("Move up", "Alt+Up"),
            ("Move down", "Alt+Down"),
            ("Delete", "Del"),
        ):
            menu.addAction(f"{text}\t{keys}")
        menu.actions()[0].triggered.connect(self.rename_current)
        menu.actions()[1].triggered.connect(self._move_up)
        menu.actions()[2].triggered.connect(self._move_down)
        menu.actions()[3].triggered.connect(self._delete_current)
        menu.add_combinations(partial(self._sidebar.combine_search, place.title))
        menu.popup(at)

    def _current(self) -> str:
        """The saved search the keyboard is on; empty if it is on something else."""
        return self._name_at(self._sidebar.currentIndex())

    def _name_at(self, index: QModelIndex) -> str:
        place = entry_at(index).place if index.isValid() else None
        return place.title if place is not None and place.kind == "search" else ""

    @Slot()
    def rename_current(self) -> None:
        """Open a field over the name of the search the keyboard is on."""
        self._renamed = self._current()
        row = self._sidebar.visualRect(self._sidebar.currentIndex())
        self._field.setGeometry(row.adjusted(8, 0, -8, 0))
        self._field.open(self._renamed)

    @Slot()
    def _move_up(self) -> None:
        self.moved.emit(self._current(), -1)

    @Slot()
    def _move_down(self) -> None:
        self.moved.emit(self._current(), 1)

    @Slot()
    def _delete_current(self) -> None:
        self.deleted.emit(self._current())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys on a saved search, and dragging one over the others."""
        if isinstance(event, QKeyEvent) and watched is self._sidebar:
            if event.type() == QEvent.Type.ShortcutOverride:  # before it would be the window's
                own = event.key() in _KEYS and bool(self._current())
                event.setAccepted(own)
                return own
            return event.type() == QEvent.Type.KeyPress and self._take_key(event)
        if isinstance(event, QMouseEvent) and watched is self._sidebar.viewport():
            return self._take_mouse(event)
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        if not self._current():
            return False
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() == Qt.Key.Key_Up:
            self._move_up()
        elif alt and event.key() == Qt.Key.Key_Down:
            self._move_down()
        elif event.key() == Qt.Key.Key_F2:
            self.rename_current()
        elif event.key() == Qt.Key.Key_Delete:
            self._delete_current()
        else:
            return False
        return True

    def _take_mouse(self, event: QMouseEvent) -> bool:
        """A search that is dragged moves at once, and stays where it is let go."""
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
