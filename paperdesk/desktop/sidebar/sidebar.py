"""The sidebar: the tree of places, and the pane around it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QToolButton,
    QTreeView,
    QWidget,
)

from paperdesk.desktop.session.places import ALL, EARLIER, Place
from paperdesk.desktop.sidebar.delegate import SidebarDelegate, level_of
from paperdesk.desktop.sidebar.entries import IMPORTS, TAGS
from paperdesk.desktop.sidebar.model import SidebarModel, entry_at
from paperdesk.desktop.widgets.basics import icon_button
from paperdesk.desktop.widgets.menu import Menu
from paperdesk.late import Late
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from PySide6.QtGui import (
        QAction,
        QDragEnterEvent,
        QDragMoveEvent,
        QDropEvent,
        QFocusEvent,
        QInputEvent,
        QMouseEvent,
    )

    from paperdesk.desktop.sidebar.entries import Entry
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model import query_editing
    from paperdesk.model.library_values import Counts, SavedSearch
else:
    query_editing = Late("paperdesk.model.query_editing")

_Index = QModelIndex | QPersistentModelIndex
_BY_KEYBOARD = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_MENU_KEYS = {Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Up, Qt.Key.Key_Down}
"""Keys that entries of menus have, alone or with Alt."""


class Sidebar(QTreeView):
    """Lists the places of the library, one of them selected.

    A click or Enter shows an entry alone; with Ctrl it is added to the query, with Alt excluded.
    The arrow keys show places and saved searches as they pass; tags, years and imports need Enter.
    """

    chosen = Signal(object)
    """A Place, by mouse or keyboard, even if it is selected already."""
    combined = Signal(object, bool)
    """A Place to combine with the query: its condition is added, or excluded if True."""
    import_clicked = Signal()
    tags_clicked = Signal()
    dump_menu_asked = Signal(object, int)
    """Fill the Menu of an import, given by its id."""
    tag_menu_asked = Signal(object, str, QWidget, QRect)
    """Fill the Menu of a tag, given by its name, with its area in a widget."""
    topic_menu_asked = Signal(object, int)
    """Fill the Menu of a topic, given by its id."""
    search_menu_asked = Signal(object)
    """Fill the Menu of the saved search that is the current entry."""
    export_asked = Signal(str, str, int)
    """Export the papers of a place: its name, its query, and how many papers it has."""
    dropped_on_tag = Signal(str, QMimeData)
    """Something was dropped on a tag: its name, and the data."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setObjectName("sidebar")
        self.setAccessibleName(tr("Sidebar"))
        self._theme = theme
        self._collapsed = {EARLIER}
        self._open_months: set[str] = set()
        self._silent = False
        self._places = SidebarModel(self)
        self._delegate = SidebarDelegate(theme, self)
        self.setModel(self._places)
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.expanded.connect(self._on_expanded)
        self.collapsed.connect(self._on_collapsed)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._repaint)

    def set_counts(self, counts: Counts) -> None:
        """Show these counts; selection and expansion stay.

        If the selected place is gone, All papers is selected and emitted.
        """
        first = not self._places.rowCount()
        before = self.place()
        self._silent = True
        self._places.set_counts(counts)
        self._silent = False
        self._apply_collapsed()
        self._show_heading_buttons()
        if first:
            self.select(ALL)
        elif before and not self._places.index_of(before).isValid():
            self.select(ALL)
            self.chosen.emit(ALL)

    def place(self) -> Place | None:
        """The selected place; None if none is, as before the first counts."""
        chosen = self.selectedIndexes()
        return entry_at(chosen[0]).place if chosen else None

    def entries(self) -> list[Entry]:
        """All entries."""
        return self._places.entries()

    def select(self, place: Place) -> None:
        """Select a place without emitting it; an unknown place changes nothing."""
        index = self._places.index_of(place)
        if index.isValid():
            self._silent = True
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            self._silent = False

    def index_of(self, place: Place) -> QModelIndex:
        """The index of a place, invalid if it is gone; what it is folded under opens."""
        index = self._places.index_of(place)
        if index.parent().isValid():
            self.expand(index.parent())
        return index

    def set_searches(self, searches: Sequence[SavedSearch], papers: Mapping[str, int]) -> None:
        """Show these saved searches, with the number of papers by query."""
        self._silent = True
        self._places.set_searches(searches, papers)
        self._silent = False

    def set_topics_shown(self, on: bool) -> None:
        """List topics or not."""
        self._places.set_topics_shown(on)
        self._apply_collapsed()

    def set_query(self, query: str) -> None:
        """Select the place of a query, if any, and show the query's parts; emits nothing."""
        self._places.set_query(query)
        current = self.place()
        if current and current.query == query:
            return
        place = self._places.place_of(query) or self._places.place_of(
            query_editing.with_sort(query, "").strip()
        )
        if place:
            self.select(place)
        else:
            self.clearSelection()  # the current entry stays

    def collapsed_tags(self) -> list[str]:
        """The names of collapsed tags."""
        return sorted(self._collapsed)

    def set_collapsed_tags(self, names: Iterable[str]) -> None:
        """Collapse these tags and expand all others."""
        self._collapsed = set(names)
        self._apply_collapsed()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        place = entry_at(current).place if current.isValid() else None
        if place and place.opens_by_arrows and not self._silent:
            self.chosen.emit(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._delegate.keyboard = False
        index = self.indexAt(event.position().toPoint())
        if self._on_caret(event, index):
            self.setExpanded(index, not self.isExpanded(index))
            return
        self._silent = True
        if _combination(event) is None and event.button() == Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        else:  # what is selected is what the list shows
            no_change = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(index, no_change)
        self._silent = False
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(index, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
        menu = self._menu_of(index)
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def _menu_of(self, index: _Index) -> Menu | None:
        """The menu of an entry; None for a heading and what only folds."""
        entry = entry_at(index) if index.isValid() else None
        place = entry.place if entry is not None else None
        if entry is None or place is None or place.only_folds:
            return None
        menu = Menu(self)
        if place.dump:
            self.dump_menu_asked.emit(menu, place.dump)
        elif place.tag:
            area = self.visualRect(index)
            self.tag_menu_asked.emit(menu, place.tag, self.viewport(), area)
        elif place.topic:
            self.topic_menu_asked.emit(menu, place.topic)
        elif place.kind == "search":
            self.search_menu_asked.emit(menu)
        menu.addSeparator()
        export = partial(self.export_asked.emit, place.title, place.query, entry.count)
        menu.add(tr("Export…"), export).setEnabled(entry.count > 0)
        if place != ALL:
            menu.add_combinations(partial(self.combined.emit, place))
        return menu

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self._tag_at(event):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        tag = self._tag_at(event)
        if tag:
            event.acceptProposedAction()
            self.dropped_on_tag.emit(tag, event.mimeData())

    def _tag_at(self, event: QDropEvent) -> str:
        index = self.indexAt(event.position().toPoint())
        place = entry_at(index).place if index.isValid() else None
        return place.tag if place else ""

    def event(self, event: QEvent) -> bool:
        """Enter and the keys of the current entry's menu are no shortcuts of the window here."""
        key = event if isinstance(event, QKeyEvent) else None
        override = key is not None and key.type() == QEvent.Type.ShortcutOverride
        if key and override and (key.key() in _ENTER or self._menu_action(key)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._delegate.keyboard = True
        if event.key() in _ENTER:
            self._choose(self.currentIndex(), event)
        elif action := self._menu_action(event):
            action.trigger()
        else:
            super().keyPressEvent(event)

    def _menu_action(self, event: QKeyEvent) -> QAction | None:
        """What the menu of the current entry does with a key."""
        menu = self._menu_of(self.currentIndex()) if event.key() in _MENU_KEYS else None
        if menu is None:
            return None
        menu.deleteLater()
        return menu.action_of(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in _BY_KEYBOARD:
            self._delegate.keyboard = True
        super().focusInEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are shortcuts here, not the start of a name."""

    def _choose(self, index: _Index, event: QInputEvent) -> None:
        place = entry_at(index).place if index.isValid() else None
        excluded = _combination(event)
        if place and place.only_folds:
            self.setExpanded(index, not self.isExpanded(index))
        elif place and excluded is not None:
            self.combined.emit(place, excluded)
        elif place:
            self.chosen.emit(place)

    def _on_caret(self, event: QMouseEvent, index: QModelIndex) -> bool:
        if event.button() != Qt.MouseButton.LeftButton or not self._places.rowCount(index):
            return False
        caret = self._delegate.caret_rect(self.visualRect(index), level_of(index))
        return index.isValid() and caret.contains(event.position().toPoint())

    def _apply_collapsed(self) -> None:
        for index in list(self._with_children(QModelIndex())):
            place = entry_at(index).place
            if place and place.only_folds:
                self.setExpanded(index, place.title in self._open_months)
            else:
                self.setExpanded(index, place is None or place.collapse_key not in self._collapsed)

    def _with_children(self, above: QModelIndex) -> Iterator[QModelIndex]:
        """The entries with children, top down."""
        for row in range(self._places.rowCount(above)):
            index = self._places.index(row, 0, above)
            if self._places.rowCount(index):
                yield index
                yield from self._with_children(index)

    def _show_heading_buttons(self) -> None:
        """Add their buttons to the headings Tags and Imports, once."""
        for row in range(self._places.rowCount()):
            head = self._places.index(row, 0)
            if self.indexWidget(head) is not None:
                continue
            if entry_at(head).title == TAGS:
                button = icon_button(self._theme, "ph.tag", tr("All tags"), "Ctrl+Shift+T", self)
                button.clicked.connect(self.tags_clicked)
                self.setIndexWidget(head, self._at_right(button))
            elif entry_at(head).title == IMPORTS:
                button = icon_button(self._theme, "ph.plus", tr("Open a file"), "Ctrl+O", self)
                button.clicked.connect(self.import_clicked)
                self.setIndexWidget(head, self._at_right(button))

    def _at_right(self, button: QToolButton) -> QWidget:
        px = self._theme.px
        box = QWidget(self)
        button.setFixedSize(px(24), px(24))
        button.setIconSize(QSize(px(14), px(14)))
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, px(12), px(11), 0)
        layout.addStretch(1)
        layout.addWidget(button)
        return box

    @Slot(QModelIndex)
    def _on_expanded(self, index: QModelIndex) -> None:
        place = entry_at(index).place
        if place and place.only_folds:
            self._open_months.add(place.title)
        else:
            self._collapsed.discard(place.collapse_key if place else "")

    @Slot(QModelIndex)
    def _on_collapsed(self, index: QModelIndex) -> None:
        place = entry_at(index).place
        if place and place.only_folds:
            self._open_months.discard(place.title)
        elif place:
            self._collapsed.add(place.collapse_key)

    @Slot()
    def _repaint(self) -> None:
        self.viewport().update()


def _combination(event: QInputEvent) -> bool | None:
    """Whether the modifiers exclude (Alt, True) or include (Ctrl, False); None without them."""
    if event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return True
    return False if event.modifiers() & Qt.KeyboardModifier.ControlModifier else None
