"""The list of papers as ids with a page cache; rows are read when they are drawn.

    model = PaperModel(rows_of, parent)      rows_of(ids) -> rows, in any order; 0.8 ms for a page
    model.set_ids(ids, total=None, groups=Groups())
                                             total may exceed len(ids): the rest comes by add_ids
    model.set_heads(True)                    whether groups have rows of their own, their heads
    model.add_ids(ids)                       the next ids of the same answer
    model.rest_wanted                        emitted when a row beyond the ids is asked, once
    model.ids, id_at(row), row_of(id), row_at(row), invalidate(ids or None)
    model.rows_of(ids), ids_between(first, last), group_of(row)

Same ids again change nothing. Other ids reset the model; PaperList keeps selection and scroll by
paper. `rowCount()` is the total, and with heads the number of groups more. DisplayRole is the whole
title, RowRole the Row or None while it is not known; at a head the group's label, and the Group as
GroupRole. FoundRole is what the words of the query found in it. In the window's thread.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from paperdesk.desktop.papers.groups import Group, Groups
from paperdesk.desktop.papers.row_texts import row_spoken, row_tooltip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import ArrayLike, NDArray

    from paperdesk.desktop.session.matches import FoundIn
    from paperdesk.model.library_values import Row

PAGE = 20
"""Rows read at once: two screens of cards, in a millisecond."""
PAGES = 100
"""Pages kept; the one asked for longest ago goes first."""
RowRole = Qt.ItemDataRole.UserRole + 1
GroupRole = Qt.ItemDataRole.UserRole + 2
FoundRole = Qt.ItemDataRole.UserRole + 3
_LOADING = "Loading"


class PaperModel(QAbstractListModel):
    """One row a paper found; answers from at most PAGES pages of PAGE rows."""

    rest_wanted = Signal()

    def __init__(
        self, rows_of: Callable[[Sequence[int]], Iterable[Row]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._rows_of = rows_of
        self.found_in: Callable[[int], FoundIn | None] = _unsought
        """What FoundRole says of a paper."""
        self._room: NDArray[np.int64] = np.empty(0, np.int64)  # for all ids, known or to come
        self._ids = self._room
        self._groups = self._shown_groups = Groups()
        self._heads = False
        self._asked_for_rest = False
        self._pages: OrderedDict[int, list[Row | None]] = OrderedDict()

    @property
    def ids(self) -> NDArray[np.int64]:
        """The ids known so far, in order; not to be changed."""
        return self._ids

    @property
    def total(self) -> int:
        """How many papers there are, without heads."""
        return len(self._room)

    def set_ids(
        self, ids: ArrayLike, total: int | None = None, groups: Groups | None = None
    ) -> None:
        """Show these papers, the first of `total`; without `total` they are all."""
        new = np.asarray(ids, np.int64)
        total = max(len(new), total or 0)
        groups = groups or Groups()
        same = total == self.total and np.array_equal(new, self._ids)
        if same and groups.groups == self._groups.groups:
            return
        self.beginResetModel()
        self._room = np.empty(total, np.int64)
        self._ids = self._room[: len(new)]
        self._ids[:] = new
        self._groups = groups
        self._show_heads()
        self._asked_for_rest = False
        self._pages.clear()
        self.endResetModel()

    def set_heads(self, on: bool) -> None:
        """Whether every group begins with a row of its own."""
        if on == self._heads:
            return
        self.beginResetModel()
        self._heads = on
        self._show_heads()
        self.endResetModel()

    def _show_heads(self) -> None:
        self._shown_groups = self._groups if self._heads else Groups()

    def add_ids(self, ids: ArrayLike) -> None:
        """Put the next ids of the same answer behind those known."""
        first = len(self._ids)
        more = np.asarray(ids, np.int64)[: self.total - first]
        if not len(more):
            return
        self._ids = self._room[: first + len(more)]
        self._ids[first:] = more
        self._pages.pop(first // PAGE, None)
        first_row, last_row = self._rows(np.array([first, len(self._ids) - 1])).tolist()
        self.dataChanged.emit(self.index(first_row), self.index(last_row))

    def invalidate(self, ids: Iterable[int] | None = None) -> None:
        """Read these papers anew, all of them without `ids`, and have them drawn."""
        if not self.total:
            return
        if ids is None:
            self._pages.clear()
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))
            return
        places = np.flatnonzero(np.isin(self._ids, np.fromiter(ids, np.int64)))
        for page in set((places // PAGE).tolist()):
            self._pages.pop(page, None)
        for first, last in runs(self._rows(places)):
            self.dataChanged.emit(self.index(first), self.index(last))

    def id_at(self, row: int) -> int | None:
        """The paper at a row; None where its id is not known yet or there is no such row."""
        place = self._place(row)
        return int(self._ids[place]) if 0 <= place < len(self._ids) else None

    def row_of(self, paper: int) -> int | None:
        """Where a paper stands; None if it is not among the ids known."""
        rows = self.rows_of(np.array([paper]))
        return int(rows[0]) if len(rows) else None

    def rows_of(self, papers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where those of these papers stand that are among the ids known, ascending."""
        return self._rows(np.flatnonzero(np.isin(self._ids, papers)))

    def ids_between(self, first: int, last: int) -> NDArray[np.int64]:
        """The papers at rows `first` to `last`, as far as known."""
        return self._ids[self._shown_groups.places(first, last)]

    def group_of(self, row: int) -> Group | None:
        """The group of the paper, or of the head, at a row."""
        head = self._shown_groups.head(row)
        place = self._place(row)
        return head or (self._groups.at(place) if 0 <= place < self.total else None)

    def _rows(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        return self._shown_groups.rows(places)

    def _place(self, row: int) -> int:
        return self._shown_groups.place(row)

    def row_at(self, row: int) -> Row | None:
        """What is known of the paper at a row; None where its id or the paper is not there."""
        place = self._place(row)
        if place >= len(self._ids):
            self._want_rest()
        if not 0 <= place < len(self._ids):
            return None
        number, offset = divmod(place, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._read(number)
            if len(self._pages) > PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[offset]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.total + len(self._shown_groups)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if self._heads and self._place(index.row()) < 0:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == FoundRole:
            paper = self.id_at(index.row())
            return self.found_in(paper) if paper is not None else None
        if role not in _ROLES or not index.isValid():
            return None
        if self._heads and (group := self._shown_groups.head(index.row())) is not None:
            return _GROUP_ROLES[role](group)
        row = self.row_at(index.row())
        if role in (RowRole, GroupRole):
            return row if role == RowRole else None
        if row is None:
            return None if role == Qt.ItemDataRole.ToolTipRole else _LOADING
        return _ROLES[role](row)

    def _read(self, number: int) -> list[Row | None]:
        ids = self._ids[number * PAGE : (number + 1) * PAGE].tolist()
        rows = {row.id: row for row in self._rows_of(ids)}
        return [rows.get(paper) for paper in ids]

    def _want_rest(self) -> None:
        if not self._asked_for_rest:
            self._asked_for_rest = True
            self.rest_wanted.emit()


def runs(rows: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Ascending row numbers as (first, last) of each stretch without a gap."""
    if not len(rows):
        return []
    stretches = np.split(rows, np.flatnonzero(np.diff(rows) != 1) + 1)
    return [(int(stretch[0]), int(stretch[-1])) for stretch in stretches]


def _unsought(paper: int) -> FoundIn | None:
    return None


def _title(row: Row) -> str:
    return row.title


def _nothing(_: object) -> None:
    return None


_ROLES: dict[int, Callable[[Row], Any]] = {
    Qt.ItemDataRole.DisplayRole: _title,
    Qt.ItemDataRole.ToolTipRole: row_tooltip,
    Qt.ItemDataRole.AccessibleTextRole: row_spoken,
    RowRole: _nothing,
    GroupRole: _nothing,
}
_GROUP_ROLES: dict[int, Callable[[Group], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda group: group.label,
    Qt.ItemDataRole.ToolTipRole: lambda group: group.spoken,
    Qt.ItemDataRole.AccessibleTextRole: lambda group: group.spoken,
    RowRole: _nothing,
    GroupRole: lambda group: group,
}
