"""Which page is of which table: by the trees from their roots, else by the shape of its rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paperdesk.store.salvage.pages import (
    INDEX_INTERIOR,
    INDEX_LEAF,
    TABLE_INTERIOR,
    TABLE_LEAF,
)
from paperdesk.store.salvage.records import Record, Unreadable, Value, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from paperdesk.store.salvage.pages import Pages
    from paperdesk.store.salvage.shapes import Shape

Row = tuple[int | None, Record]
"""The row id, where the table has them, and the values."""

_SCHEMA = "sqlite_schema"
_TABLE = (TABLE_LEAF, TABLE_INTERIOR)
_INDEX = (INDEX_LEAF, INDEX_INTERIOR)


@dataclass
class Trees:
    """The rows of all tables and indexes of a damaged database, by name."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    damaged_pages: int = 0
    """Pages that are no page of their tree, or cannot be told whose they are."""


def read_trees(pages: Pages, shapes: Mapping[str, Shape]) -> Trees:
    """Read every row; `shapes` are those of the tables and indexes there may be."""
    reading = _Reading(pages, shapes)
    reading.walk_all()
    reading.assign_strays()
    return reading.trees


class _Reading:
    def __init__(self, pages: Pages, shapes: Mapping[str, Shape]) -> None:
        self._pages, self._shapes = pages, shapes
        self._seen: set[int] = set()
        self.trees = Trees()

    def walk_all(self) -> None:
        """Follow every tree from its root, as the schema's own table names it."""
        self._walk(_SCHEMA, 1, _TABLE)
        roots = self._roots()
        if self._shapes.keys() - roots.keys():
            self._find_schema()
            roots = self._roots() | roots
        for name, root in roots.items():
            self._walk(name, root, _TABLE if self._shapes[name].has_rowid else _INDEX)
        self.trees.rows.pop(_SCHEMA, None)

    def _roots(self) -> dict[str, int]:
        """The root pages of tables and indexes, of which there are shapes."""
        found = (values for _, (values, _) in self.trees.rows[_SCHEMA] if _is_schema(values))
        return {
            values[1]: values[3]
            for values in found
            if isinstance(values[1], str)
            and isinstance(values[3], int)
            and values[1] in self._shapes
            and values[3] > 1
        }

    def _find_schema(self) -> None:
        """Look for the pages of the schema's own table where its root is damaged."""
        for number in set(range(2, self._pages.count + 1)) - self._seen:
            try:
                if self._pages.kind(number) != TABLE_LEAF:
                    continue
                before = self._pages.unreadable_cells, set(self._pages.overflow)
                rows = list(self._rows(number, TABLE_LEAF))
                if rows and all(_is_schema(values) for _, (values, _) in rows):
                    self.trees.rows[_SCHEMA].extend(rows)
                    self._seen.add(number)
                else:
                    self._pages.unreadable_cells, self._pages.overflow = before
            except Unreadable:
                continue

    def assign_strays(self) -> None:
        """Give pages that no tree leads to the one table whose rows look so.

        Only in a damaged file: else they are the remains of deleted rows.
        """
        strays = set(range(2, self._pages.count + 1)) - self._seen - self._pages.overflow
        strays -= self._free()
        for number in sorted(strays):
            name = self._table_of(number)
            if name:
                self.trees.rows[name].extend(self._rows(number, self._pages.kind(number)))

    def _walk(self, name: str, root: int, kinds: Sequence[int]) -> None:
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number in self._seen:
                self.trees.damaged_pages += 1
                continue
            try:
                kind = self._pages.kind(number)
                if kind not in kinds:
                    self._take_as_leaf(name, number, kinds[0])
                    continue
                below = list(self._pages.children(number)) if kind in kinds[1:] else []
                rows = list(self._rows(number, kind))
            except Unreadable:
                self.trees.damaged_pages += 1
                continue
            self._seen.add(number)
            self.trees.rows[name].extend(rows)
            waiting.extend(reversed(below))

    def _take_as_leaf(self, name: str, number: int, kind: int) -> None:
        """Read what looks like rows of the table on a page that says it is of another kind."""
        self.trees.damaged_pages += 1
        shape = self._shapes.get(name)
        rows = [row for row in self._rows(number, kind) if shape and shape.fits(row[1].values)]
        if rows:
            self._seen.add(number)
            self.trees.rows[name].extend(rows)

    def _rows(self, number: int, kind: int) -> Iterator[Row]:
        for rowid, payload in self._pages.cells(number, kind):
            try:
                yield rowid, record(payload)
            except Unreadable:
                self._pages.unreadable_cells += 1

    def _free(self) -> set[int]:
        try:
            return self._pages.free()
        except Unreadable:
            return set()

    def _table_of(self, number: int) -> str | None:
        """The table or index that a stray page is of; None if several or none look so."""
        before = self._pages.unreadable_cells, set(self._pages.overflow)
        try:
            kind = self._pages.kind(number)
            if kind not in (TABLE_LEAF, *_INDEX):
                return None
            rows = list(self._rows(number, kind))
        except Unreadable:
            return None
        finally:
            self._pages.unreadable_cells = before[0]
        fitting = [
            shape.name
            for shape in self._shapes.values()
            if rows
            and shape.has_rowid == (kind == TABLE_LEAF)
            and all(shape.fits(values) for _, (values, _) in rows)
        ]
        if len(fitting) == 1:
            return fitting[0]
        if rows:
            self._pages.overflow = before[1]
        return None


def _is_schema(values: Sequence[Value]) -> bool:
    return len(values) == 5 and values[0] in ("table", "index", "trigger", "view")
