"""Saved searches in the sidebar: kept, counted, renamed, moved and deleted, each undoably."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from paperdesk.desktop.search.query_texts import query_name
from paperdesk.desktop.sidebar.model import entry_at
from paperdesk.desktop.widgets.name_field import NameField
from paperdesk.model.edits import SetSearches
from paperdesk.model.library_values import SavedSearch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex

    from paperdesk.desktop.search.box import SearchBox
    from paperdesk.desktop.search.chips import QueryChips
    from paperdesk.desktop.session.places import Place
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.sidebar.sidebar import Sidebar
    from paperdesk.model.edits import Change

_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Delete)


class SavedSearches(QObject):
    """Binds the saved searches of a library to the sidebar and to Save."""

    def __init__(
        self,
        session: Session,
        sidebar: Sidebar,
        chips: QueryChips,
        box: SearchBox,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._sidebar, self._chips, self._box = session, sidebar, chips, box
        self._searches = session.library.searches()
        self._papers: dict[str, int] = {}
        self._uncounted: list[str] = []
        self._asked = 0
        self._dragged = ""
        self._field = NameField("New name of the saved search", sidebar.viewport())
        self._field.named.connect(self._rename)
        self._renamed = ""
        chips.saved.connect(self.save)
        box.shown.connect(self._offer)
        session.changed.connect(self._renew)
        session.search.counted.connect(self._count)
        session.search.answered.connect(self._ask)  # a query may have overtaken our question
        session.search.told.connect(self._take)
        sidebar.menu_asked.connect(self._open_menu)
        sidebar.installEventFilter(self)
        sidebar.viewport().installEventFilter(self)
        self._show(self._searches)

    # Keeping

    @Slot(str)
    def save(self, name: str) -> None:
        """Keep the query in the box; under a name that is in use, in place of that query."""
        new = SavedSearch(name, self._box.text().strip())
        if name in self._names():
            self._put([new if each.name == name else each for each in self._searches], "Change")
        else:
            self._put([*self._searches, new], "Save")

    @Slot(str)
    def _rename(self, name: str) -> None:
        old = self._renamed
        while name != old and name in self._names():
            name += " 2"
        self._put([replace(s, name=name) if s.name == old else s for s in self._searches], "Rename")

    def _delete(self, name: str) -> None:
        self._put([each for each in self._searches if each.name != name], "Delete")

    def _move(self, name: str, by: int) -> None:
        order = list(self._searches)
        place = self._names().index(name)
        if 0 <= place + by < len(order):
            order.insert(place + by, order.pop(place))
            self._put(order, "Move")

    def _put(self, searches: Sequence[SavedSearch], verb: str) -> None:
        self._session.edit(SetSearches(tuple(searches)), f"{verb} a saved search")

    def _names(self) -> list[str]:
        return [each.name for each in self._searches]

    # Showing

    @Slot(object)
    def _renew(self, change: Change) -> None:
        if "searches" in change.fields:
            self._searches = self._session.library.searches()
            self._show(self._searches)
            self._count()

    def _show(self, searches: Sequence[SavedSearch]) -> None:
        self._sidebar.set_searches(searches, self._papers)
        self._offer()

    @Slot()
    def _offer(self) -> None:
        """Offer to save what is not saved yet."""
        text = self._box.text().strip()
        saved = any(each.query == text for each in self._searches)
        self._chips.set_save("" if saved or not text else query_name(text))

    @Slot()
    def _count(self) -> None:
        """Count anew what each search finds, one after the other: a query goes first."""
        self._uncounted = [each.query for each in self._searches]
        self._ask()

    @Slot()
    def _ask(self) -> None:
        if self._uncounted:
            self._asked += 1
            self._session.search.request("number", id=self._asked, query=self._uncounted[0])

    @Slot(str, object)
    def _take(self, kind: str, reply: dict[str, Any]) -> None:
        if kind == "number" and reply["id"] == self._asked and self._uncounted:
            self._papers[self._uncounted.pop(0)] = reply["papers"]
            self._sidebar.set_searches(self._searches, self._papers)
            self._ask()

    # In the sidebar

    @Slot(object, QPoint)
    def _open_menu(self, place: Place, at: QPoint) -> None:
        if place.kind != "search":
            return
        menu = QMenu(self._sidebar)
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
        self._move(self._current(), -1)

    @Slot()
    def _move_down(self) -> None:
        self._move(self._current(), 1)

    @Slot()
    def _delete_current(self) -> None:
        self._delete(self._current())

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
            names = self._names()
            if over and over != self._dragged:
                order = list(self._searches)
                order.insert(names.index(over), order.pop(names.index(self._dragged)))
                self._searches = tuple(order)
                self._show(order)
            return True  # or the tree would choose what is dragged over
        elif event.type() == QEvent.Type.MouseButtonRelease and self._dragged:
            self._dragged = ""
            if self._searches != self._session.library.searches():
                self._put(self._searches, "Move")
        return False
