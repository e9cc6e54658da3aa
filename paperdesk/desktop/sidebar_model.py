"""The sidebar as a tree of entries, kept up to date in place so that nothing flickers.

    model = SidebarModel(parent)
    model.set_counts(counts)              adds, removes and updates only what differs
    model.set_searches(searches, counts)  the same, for the saved searches
    model.set_query(text)                 which tags, years and dumps it includes or excludes
    model.index_of(place) -> QModelIndex  invalid if the place is gone
    model.place_of(query) -> Place | None the place a query stands for
    EntryRole                             the Entry of an index
    StateRole                             "in", "out" or "": how the query asks for its condition

Places stand first, then saved searches, then the head Tags with the tags below each other by `/`,
then the heads Years and Dumps.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from paperdesk.desktop.row_texts import dump_kind, dump_text
from paperdesk.desktop.texts import plural
from paperdesk.model import query_box
from paperdesk.model.query import Filter, Query

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from paperdesk.model.rows import Counts, Dump, SavedSearch, TagCount, YearCount

_Index = QModelIndex | QPersistentModelIndex
Kind = Literal[
    "all", "unread", "reading", "starred", "annotated", "foryou", "trash",
    "search", "tag", "year", "dump",
]  # fmt: skip
State = Literal["", "in", "out"]
EntryRole = Qt.ItemDataRole.UserRole + 1
StateRole = Qt.ItemDataRole.UserRole + 2
_YEARS_SHOWN = 6
EARLIER = "years"
"""What the years before the last few are folded under."""


@dataclass(frozen=True, slots=True)
class Place:
    """Something the list can show."""

    kind: Kind
    title: str
    query: str = ""
    """What it stands for in the query language; a dump by its name, empty for all papers."""
    tag: str = ""
    """The tag's whole name, for a tag."""
    dump: int = 0
    """The dump's id, for a dump."""
    condition: Filter | None = None
    """What it asks of papers, for what can be part of a query: tags, years, dumps."""

    @property
    def key(self) -> tuple[str, str, int]:
        """What stays the same when titles and counts change."""
        name = self.title if self.kind in ("search", "year") else self.tag
        return self.kind, name, self.dump

    @property
    def fold(self) -> str:
        """What its folding is remembered by."""
        return EARLIER if self.kind == "year" else self.tag


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the sidebar: a place, or a section head."""

    title: str
    place: Place | None = None
    """None for a head."""
    icon: str = ""
    colour: str = ""
    """The hue of a tag's dot."""
    count: int = 0
    children: tuple[Entry, ...] = ()

    @property
    def key(self) -> tuple[str, str, int]:
        """What an entry is known by when counts are set anew."""
        return self.place.key if self.place else ("head", self.title, 0)

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        if self.place is None:
            return self.title
        prefix = _SPOKEN.get(self.place.kind, "")
        return f"{prefix}{self.place.title}, {plural(self.count, 'paper')}"


ALL = Place("all", "All papers")
UNREAD = Place("unread", "Unread", "is:unread")
READING = Place("reading", "Reading", "is:reading")
STARRED = Place("starred", "Starred", "is:starred")
ANNOTATED = Place("annotated", "Annotated", "is:annotated")
TRASH = Place("trash", "Trash", "is:trashed")
FOR_YOU = Place("foryou", "For you", "is:unread sort:foryou")
WHOLE = (ALL, UNREAD, READING, STARRED, ANNOTATED, FOR_YOU, TRASH)
"""Places that stand for a whole query; tags, years and dumps are parts of one."""
SEARCHES, TAGS, YEARS, DUMPS = "Saved searches", "Tags", "Years", "Dumps"
_SPOKEN = {"tag": "Tag ", "dump": "Dump ", "search": "Saved search ", "year": "Year "}
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
        self._sync(self._root, list(_entries(counts, self._searches)))

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
        for term in query_box.terms(text):
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
                self._insert(above, row, entry)
            elif _key(above.below[row]) != entry.key:
                self._move(above, [_key(node) for node in above.below].index(entry.key), row)
            node = above.below[row]
            if node.entry != entry:
                node.entry = entry
                self.dataChanged.emit(self._index(node), self._index(node))
            self._sync(node, entry.children)

    def _insert(self, above: _Node, row: int, entry: Entry) -> None:
        node = _Node(next(self._numbers), entry, above)
        self.beginInsertRows(self._index(above), row, row)
        above.below.insert(row, node)
        self._nodes[node.number] = node
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


def _entries(counts: Counts, searches: Sequence[Entry]) -> Iterator[Entry]:
    yield Entry(ALL.title, ALL, "ph.books", count=counts.all)
    yield Entry(UNREAD.title, UNREAD, "ph.circle", count=counts.unread)
    yield Entry(READING.title, READING, "ph.book-open", count=counts.reading)
    yield Entry(STARRED.title, STARRED, "ph.star", count=counts.starred)
    yield Entry(ANNOTATED.title, ANNOTATED, "ph.note", count=counts.annotated)
    yield Entry(FOR_YOU.title, FOR_YOU, "ph.sparkle")
    yield Entry(TRASH.title, TRASH, "ph.trash", count=counts.trashed)
    if searches:
        yield Entry(SEARCHES)
        yield from searches
    yield Entry(TAGS)
    yield from _tag_entries(counts.tags)
    if counts.years:
        yield Entry(YEARS)
        yield from _year_entries(counts.years)
    yield Entry(DUMPS)
    yield from map(_dump_entry, counts.dumps)


def _tag_entries(tags: Sequence[TagCount], above: str = "") -> Iterator[Entry]:
    """The tags directly under `above`; one whose parent is no tag itself stands a level higher."""
    left = list(tags)
    while left:
        tag = left.pop(0)
        name = tag.tag.name
        below = [other for other in left if other.tag.name.startswith(f"{name}/")]
        left = [other for other in left if not other.tag.name.startswith(f"{name}/")]
        # A parent's count holds its children's papers, so it must find them too.
        condition = Filter("tag", f"{name}/*" if below else name)
        place = Place("tag", name, str(Query(condition)), tag=name, condition=condition)
        children = tuple(_tag_entries(below, f"{name}/"))
        title = name.removeprefix(above)
        yield Entry(title, place, "", tag.tag.colour, tag.papers, children)


def _year_entries(years: Sequence[YearCount]) -> Iterator[Entry]:
    """The last years, and the others folded under one entry."""
    shown = len(years) if len(years) <= _YEARS_SHOWN else _YEARS_SHOWN - 1
    yield from (_year_entry(each.year, each.year, each.papers) for each in years[:shown])
    if earlier := years[shown:]:
        below = tuple(_year_entry(each.year, each.year, each.papers) for each in earlier)
        last = earlier[0].year
        title, papers = f"{last} and earlier", sum(each.papers for each in earlier)
        yield _year_entry(title, f"..{last}", papers, below)


def _year_entry(title: str, value: str, papers: int, below: tuple[Entry, ...] = ()) -> Entry:
    condition = Filter("year", value)
    place = Place("year", title, str(Query(condition)), condition=condition)
    return Entry(title, place, "ph.calendar", count=papers, children=below)


def _dump_entry(dump: Dump) -> Entry:
    title = dump_text(dump)
    day_page = bool(dump.page_day) and not dump_kind(dump)
    icon = "ph.calendar-blank" if day_page else "ph.file-text"
    condition = Filter("dump", " ".join(dump.name.split()))
    place = Place("dump", title, str(Query(condition)), dump=dump.id, condition=condition)
    return Entry(title, place, icon, count=dump.papers)
