"""The sidebar as a tree of entries, updated in place so that nothing flickers."""

from __future__ import annotations

from itertools import count, takewhile
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from paperdesk.desktop.session.places import FOR_YOU, Place
from paperdesk.desktop.sidebar.entries import Entry, entries
from paperdesk.desktop.widgets.basics import safe_tip
from paperdesk.desktop.wording import comma_list
from paperdesk.late import Late
from paperdesk.model.query_tree import Filter
from paperdesk.translation import tr_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from paperdesk.model import query_editing
    from paperdesk.model.library_values import Counts, SavedSearch
else:
    query_editing = Late("paperdesk.model.query_editing")

_Index = QModelIndex | QPersistentModelIndex
State = Literal["", "in", "out"]
EntryRole = Qt.ItemDataRole.UserRole + 1
"""The Entry of an index."""
StateRole = Qt.ItemDataRole.UserRole + 2
"""Whether the query includes or excludes the entry: a State."""
_STATES: dict[State, str] = {
    "in": tr_in("entry of the sidebar", "included"),
    "out": tr_in("entry of the sidebar", "excluded"),
    "": "",
}


class _Node:
    """An entry in the tree, with its parent and children."""

    def __init__(self, number: int, entry: Entry | None, parent: _Node | None) -> None:
        self.number, self.parent = number, parent
        self.entry = entry
        self.children: list[_Node] = []

    @property
    def row(self) -> int:
        return self.parent.children.index(self) if self.parent else 0


class SidebarModel(QAbstractItemModel):
    """Entries that stay keep their index, so that selection and expansion stay."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Indexes carry the number of a node, so that one that outlives its node finds nothing.
        self._root = _Node(0, None, None)
        self._nodes = {0: self._root}
        self._numbers = count(1)
        self._counts: Counts | None = None
        self._searches: tuple[Entry, ...] = ()
        self._for_you = 0
        self._with_topics = False
        self._states: dict[tuple[str, str], State] = {}

    def set_counts(self, counts: Counts) -> None:
        """Show these counts, tags, years and imports."""
        self._counts = counts
        topics = counts.topics if self._with_topics else ()
        self._sync(self._root, list(entries(counts, self._searches, self._for_you, topics)))

    def set_topics_shown(self, on: bool) -> None:
        """List topics or not."""
        self._with_topics = on
        if self._counts is not None:
            self.set_counts(self._counts)

    def set_searches(self, searches: Sequence[SavedSearch], papers: Mapping[str, int]) -> None:
        """Show these saved searches; `papers` counts papers by query, as far as known, those for
        you too."""
        self._for_you = papers.get(FOR_YOU.query, 0)
        self._searches = tuple(
            Entry(
                each.name,
                Place("search", each.name, each.query),
                "ph.magnifying-glass",
                count=papers.get(each.query, 0),
            )
            for each in searches
        )
        if self._counts is not None:
            self.set_counts(self._counts)

    def set_query(self, text: str) -> None:
        """Show which tags, years and imports a query includes and excludes."""
        states: dict[tuple[str, str], State] = {}
        for term in query_editing.terms(text):
            if isinstance(term.node, Filter):
                states.setdefault(_condition_key(term.node), "out" if term.negated else "in")
        before, self._states = self._states, states
        if before == states:
            return
        for node in self._nodes.values():
            condition = node.entry and node.entry.place and node.entry.place.condition
            if condition:
                key = _condition_key(condition)
                if before.get(key) != states.get(key):
                    self.dataChanged.emit(self._index(node), self._index(node))

    def _state(self, entry: Entry) -> State:
        condition = entry.place and entry.place.condition
        return self._states.get(_condition_key(condition), "") if condition else ""

    def index_of(self, place: Place) -> QModelIndex:
        """The index of a place; invalid if it is gone."""
        for node in self._nodes.values():
            if node.entry and node.entry.key == place.key:
                return self._index(node)
        return QModelIndex()

    def place_of(self, query: str) -> Place | None:
        """The place with this query, or None."""
        places = (entry.place for entry in self.entries() if entry.place)
        return next((p for p in places if p.query == query and not p.only_folds), None)

    def entries(self) -> list[Entry]:
        """All entries, in the order in which they were added."""
        return [node.entry for node in self._nodes.values() if node.entry]

    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self._node(parent).children
        return (
            self._index(children[row])
            if column == 0 and 0 <= row < len(children)
            else QModelIndex()
        )

    def parent(self, index: _Index | None = None) -> Any:
        if index is None:
            return super().parent()
        parent = self._node(index).parent
        return self._index(parent) if parent else QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._node(parent).children)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def flags(self, index: _Index) -> Qt.ItemFlag:
        entry = self._node(index).entry
        if entry is None or entry.place is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._node(index).entry
        if entry is None:
            return None
        if role == EntryRole:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == StateRole:
            return self._state(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = _STATES[self._state(entry)]
            return comma_list([entry.accessible_text, state] if state else [entry.accessible_text])
        if role == Qt.ItemDataRole.ToolTipRole and entry.place:
            return safe_tip(entry.place.title)
        return None

    def _node(self, index: _Index) -> _Node:
        return self._nodes.get(index.internalId(), self._root) if index.isValid() else self._root

    def _index(self, node: _Node) -> QModelIndex:
        return self.createIndex(node.row, 0, node.number) if node.parent else QModelIndex()

    def _sync(self, parent: _Node, entries: Sequence[Entry]) -> None:
        """Make the children of `parent` those of `entries`, changing only what differs."""
        wanted = {entry.key for entry in entries}
        for row in reversed(range(len(parent.children))):
            if _key(parent.children[row]) not in wanted:
                self._remove(parent, row)
        present = {_key(node) for node in parent.children}
        for row, entry in enumerate(entries):
            if entry.key not in present:
                new = list(takewhile(lambda each: each.key not in present, entries[row:]))
                self._insert(parent, row, new)
                present.update(each.key for each in new)
            elif _key(parent.children[row]) != entry.key:
                self._move(parent, [_key(node) for node in parent.children].index(entry.key), row)
            node = parent.children[row]
            if node.entry != entry:
                node.entry = entry
                self.dataChanged.emit(self._index(node), self._index(node))
            self._sync(node, entry.children)

    def _insert(self, parent: _Node, row: int, entries: Sequence[Entry]) -> None:
        """Insert all at once: each insertion costs the view a millisecond."""
        nodes = [_Node(next(self._numbers), entry, parent) for entry in entries]
        self.beginInsertRows(self._index(parent), row, row + len(nodes) - 1)
        parent.children[row:row] = nodes
        self._nodes.update((node.number, node) for node in nodes)
        self.endInsertRows()

    def _move(self, parent: _Node, old: int, new: int) -> None:
        index = self._index(parent)
        self.beginMoveRows(index, old, old, index, new)
        parent.children.insert(new, parent.children.pop(old))
        self.endMoveRows()

    def _remove(self, parent: _Node, row: int) -> None:
        self._sync(parent.children[row], ())
        self.beginRemoveRows(self._index(parent), row, row)
        del self._nodes[parent.children.pop(row).number]
        self.endRemoveRows()


def _key(node: _Node) -> tuple[str, str, int]:
    assert node.entry is not None, "only the root has no entry"
    return node.entry.key


def entry_at(index: _Index) -> Entry:
    """The entry of an index."""
    entry = index.data(EntryRole)
    assert isinstance(entry, Entry)
    return entry


def _condition_key(condition: Filter) -> tuple[str, str]:
    return condition.field, condition.value.casefold()
