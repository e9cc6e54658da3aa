"""The sidebar as a tree of entries, kept up to date in place so that nothing flickers.

model = SidebarModel(parent)
model.set_counts(counts)              adds, removes and updates only what differs
model.set_searches(searches, counts)  the same, for the saved searches
model.set_query(text)                 which tags, years and dumps it includes or excludes
model.index_of(place) -> QModelIndex  invalid if the place is gone
model.place_of(query) -> Place | None the place a query stands for
EntryRole                             the Entry of an index
StateRole                             "in", "out" or "": how the query asks for its condition
"""

from __future__ import annotations

from itertools import count, takewhile
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from paperdesk.desktop.session.places import Place
from paperdesk.desktop.sidebar.entries import Entry, entries
from paperdesk.model import query_editing
from paperdesk.model.query import Filter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from paperdesk.model.library_values import Counts, SavedSearch

_Index = QModelIndex | QPersistentModelIndex
State = Literal["", "in", "out"]
EntryRole = Qt.ItemDataRole.UserRole + 1
StateRole = Qt.ItemDataRole.UserRole + 2
_STATES: dict[State, str] = {"in": ", included", "out": ", excluded", "": ""}


class _Node:
    """An entry in the tree, with what stands above and below it."""

    def __init__(self, number: int, entry: Entry | None, above: _Node | None) -> None:
        self.number, self.above = number, above
        self.entry = entry
        self.below: list[_Node] = []

    @property
    def row(self) -> int:
        return self.above.below.index(self) if self.above else 0


class SidebarModel(QAbstractItemModel):
    """The entries of one Counts; those that stay keep their index, so selection and folds stay."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Indexes carry a node's number: one that outlives its node then finds nothing, safely.
        self._root = _Node(0, None, None)
        self._nodes = {0: self._root}
        self._numbers = count(1)
        self._counts: Counts | None = None
        self._searches: tuple[Entry, ...] = ()
        self._states: dict[tuple[str, str], State] = {}

    def set_counts(self, counts: Counts) -> None:
        """Show these counts, tags, years and dumps."""
        self._counts = counts
        self._sync(self._root, list(entries(counts, self._searches)))

    def set_searches(self, searches: Sequence[SavedSearch], papers: Mapping[str, int]) -> None:
        """Show these saved searches; `papers` is how many a query finds, as far as it is known."""
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
        """Show which tags, years and dumps a query asks for, and which it excludes."""
        states: dict[tuple[str, str], State] = {}
        for term in query_editing.terms(text):
            if isinstance(term.node, Filter):
                states.setdefault(_known_by(term.node), "out" if term.negated else "in")
        before, self._states = self._states, states
        if before == states:
            return
        for node in self._nodes.values():
            condition = node.entry and node.entry.place and node.entry.place.condition
            if condition:
                known = _known_by(condition)
                if before.get(known) != states.get(known):
                    self.dataChanged.emit(self._index(node), self._index(node))

    def _state(self, entry: Entry) -> State:
        condition = entry.place and entry.place.condition
        return self._states.get(_known_by(condition), "") if condition else ""

    def index_of(self, place: Place) -> QModelIndex:
        """Where a place stands; an invalid index if it is gone."""
        for node in self._nodes.values():
            if node.entry and node.entry.key == place.key:
                return self._index(node)
        return QModelIndex()

    def place_of(self, query: str) -> Place | None:
        """The place that stands for a query, or None."""
        entries = (node.entry for node in self._nodes.values() if node.entry)
        return next((e.place for e in entries if e.place and e.place.query == query), None)

    def entries(self) -> list[Entry]:
        """All entries, in no order but that of their coming."""
        return [node.entry for node in self._nodes.values() if node.entry]

    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        below = self._node(parent).below
        return self._index(below[row]) if column == 0 and 0 <= row < len(below) else QModelIndex()

    def parent(self, index: _Index | None = None) -> Any:
        if index is None:
            return super().parent()
        above = self._node(index).above
        return self._index(above) if above else QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._node(parent).below)

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
            return entry.spoken + _STATES[self._state(entry)]
        if role == Qt.ItemDataRole.ToolTipRole and entry.place:
            return entry.place.title
        return None

    def _node(self, index: _Index) -> _Node:
        return self._nodes.get(index.internalId(), self._root) if index.isValid() else self._root

    def _index(self, node: _Node) -> QModelIndex:
        return self.createIndex(node.row, 0, node.number) if node.above else QModelIndex()

    def _sync(self, above: _Node, entries: Sequence[Entry]) -> None:
        """Make the nodes below `above` those of `entries`, touching only what differs."""
        wanted = {entry.key for entry in entries}
        for row in reversed(range(len(above.below))):
            if _key(above.below[row]) not in wanted:
                self._remove(above, row)
        present = {_key(node) for node in above.below}
        for row, entry in enumerate(entries):
            if entry.key not in present:
                new = list(takewhile(lambda each: each.key not in present, entries[row:]))
                self._insert(above, row, new)
                present.update(each.key for each in new)
            elif _key(above.below[row]) != entry.key:
                self._move(above, [_key(node) for node in above.below].index(entry.key), row)
            node = above.below[row]
            if node.entry != entry:
                node.entry = entry
                self.dataChanged.emit(self._index(node), self._index(node))
            self._sync(node, entry.children)

    def _insert(self, above: _Node, row: int, entries: Sequence[Entry]) -> None:
        """All at once: each time the view takes a millisecond."""
        nodes = [_Node(next(self._numbers), entry, above) for entry in entries]
        self.beginInsertRows(self._index(above), row, row + len(nodes) - 1)
        above.below[row:row] = nodes
        self._nodes.update((node.number, node) for node in nodes)
        self.endInsertRows()

    def _move(self, above: _Node, old: int, new: int) -> None:
        index = self._index(above)
        self.beginMoveRows(index, old, old, index, new)
        above.below.insert(new, above.below.pop(old))
        self.endMoveRows()

    def _remove(self, above: _Node, row: int) -> None:
        self._sync(above.below[row], ())
        self.beginRemoveRows(self._index(above), row, row)
        del self._nodes[above.below.pop(row).number]
        self.endRemoveRows()


def _key(node: _Node) -> tuple[str, str, int]:
    assert node.entry is not None, "only the root has no entry"
    return node.entry.key


def entry_at(index: _Index) -> Entry:
    """The Entry an index of the model stands for."""
    entry = index.data(EntryRole)
    assert isinstance(entry, Entry)
    return entry


def _known_by(condition: Filter) -> tuple[str, str]:
    return condition.field, condition.value.casefold()
