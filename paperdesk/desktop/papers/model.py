"""The model of the list of papers: their ids, and a cache of the rows that were read.

Papers may be grouped, with a header row for each group. Positions count papers, rows count papers
and headers. DisplayRole is the title, or the label of a group.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from paperdesk.desktop.papers.groups import Group, Groups
from paperdesk.desktop.papers.row_texts import accessible_row_text, row_tooltip
from paperdesk.desktop.widgets.basics import safe_tip
from paperdesk.late import Late
from paperdesk.model.plain_text import plain, to_plain_text
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy as np
    from numpy.typing import NDArray

    from paperdesk.desktop.session.ids import Ids
    from paperdesk.model.library_values import Row
    from paperdesk.model.search_protocol import Match
else:
    np = Late("numpy")

PAGE = 20
"""Rows read at once: two screens of cards, in 0.8 ms."""
PAGES = 100
"""Size of the cache."""
RowRole = Qt.ItemDataRole.UserRole + 1
"""The Row, its texts with formulas in plain Unicode; None for headers and papers not yet read."""
GroupRole = Qt.ItemDataRole.UserRole + 2
"""The Group of a header."""
MatchRole = Qt.ItemDataRole.UserRole + 3
"""The words of the query in a paper, or None."""
_LOADING = tr("Loading")


class PaperModel(QAbstractListModel):
    """A row for each paper. Rows are read when they are first painted, a page at a time."""

    remaining_requested = Signal()
    """A row behind the known ids was read; emitted once for each `set_ids`."""

    def __init__(
        self, rows_of: Callable[[Sequence[int]], Iterable[Row]], parent: QObject | None = None
    ) -> None:
        """`rows_of` reads the rows of ids and may return them in any order."""
        super().__init__(parent)
        self._rows_of = rows_of
        self.matches_of: Callable[[int], Match | None] = _no_match
        """Returns the matches in a paper; set by the owner."""
        self._buffer: Ids = array("q")  # of the size of all ids
        self._ids: Ids = self._buffer
        self._groups = Groups()
        self._remaining_was_requested = False
        self._pages: OrderedDict[int, list[Row | None]] = OrderedDict()
        self._titles: dict[int, str] = {}  # stored titles that differ from those shown

    @property
    def ids(self) -> Ids:
        """The ids known so far, in order. Do not modify."""
        return self._ids

    @property
    def total(self) -> int:
        """The number of papers, including those whose ids are not yet known."""
        return len(self._buffer)

    def set_ids(
        self, ids: Ids | Sequence[int], total: int | None = None, groups: Groups | None = None
    ) -> bool:
        """Show these papers; False if they are shown already.

        If `total` is larger than their number, `add_ids` brings the remaining ones.
        """
        new = array("q", ids) if isinstance(ids, Sequence) else ids
        total = max(len(new), total or 0)
        groups = groups or Groups()
        same = total == self.total and new.tobytes() == self._ids.tobytes()
        if same and groups.groups == self._groups.groups:
            return False
        self.beginResetModel()
        self._ids = self._buffer = new
        if len(new) < total:
            self._buffer = buffer = np.empty(total, np.int64)
            buffer[: len(new)] = new
            self._ids = buffer[: len(new)]
        self._groups = groups
        self._remaining_was_requested = False
        self._pages.clear()
        self.endResetModel()
        return True

    def add_ids(self, ids: Ids | Sequence[int]) -> None:
        """Append the next ids."""
        first = len(self._ids)
        more = np.asarray(ids, np.int64)[: self.total - first]
        if not len(more):
            return
        self._ids = self._buffer[: first + len(more)]
        np.asarray(self._ids)[first:] = more
        self._pages.pop(first // PAGE, None)
        rows = map(self._groups.row, (first, len(self._ids) - 1))
        self.dataChanged.emit(*map(self.index, rows))

    def invalidate(self, ids: Iterable[int] | None = None) -> None:
        """Read these papers again, or all of them, and repaint them."""
        if not self.total:
            return
        if ids is None:
            self._pages.clear()
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))
            return
        positions = np.flatnonzero(np.isin(self._ids, np.fromiter(ids, np.int64)))
        for page in set((positions // PAGE).tolist()):
            self._pages.pop(page, None)
        for first, last in runs(self._groups.rows(positions)):
            self.dataChanged.emit(self.index(first), self.index(last))

    def id_at(self, row: int) -> int | None:
        """The paper at a row; None for headers and ids not yet known."""
        position = self._position(row)
        return int(self._ids[position]) if 0 <= position < len(self._ids) else None

    def row_of(self, paper: int) -> int | None:
        """The row of a paper; None if it is not among the known ids."""
        if paper not in self._ids:
            return None
        if isinstance(self._ids, array):
            return self._groups.row(self._ids.index(paper))
        return self._groups.row(int((self._ids == paper).argmax()))

    def ranges_of(self, papers: Ids | tuple[int, ...]) -> list[tuple[int, int]]:
        """The (first, last) of each run of rows of those papers that are among the known ids."""
        if len(papers) > 1:
            return runs(self._groups.rows(np.flatnonzero(np.isin(self._ids, papers))))
        rows = [self.row_of(int(paper)) for paper in papers]
        return [(row, row) for row in rows if row is not None]

    def ids_between(self, first: int, last: int) -> Ids:
        """The known papers at rows `first` to `last`."""
        return self._ids[self._groups.positions(first, last)]

    def following(self, paper: int, count: int) -> list[int]:
        """Up to `count` papers in the rows after that of one; none if it has no row."""
        row = self.row_of(paper)
        if row is None:
            return []
        ids = [self.id_at(row + step) for step in range(1, count + 1)]
        return [each for each in ids if each is not None]

    @property
    def header_rows(self) -> list[int]:
        """The rows of the groups' headers, ascending."""
        return self._groups.header_rows

    def _position(self, row: int) -> int:
        return self._groups.position(row)

    def row_at(self, row: int) -> Row | None:
        """The row's data; None for headers, ids not yet known and papers that no longer exist."""
        position = self._position(row)
        if position >= len(self._ids):
            self._request_remaining()
        if not 0 <= position < len(self._ids):
            return None
        number, offset = divmod(position, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._read(number)
            if len(self._pages) > PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[offset]

    def drawn_rows(self, papers: Iterable[int]) -> list[Row]:
        """The rows of those of these papers that were read and not changed by this window since."""
        wanted = set(papers)
        pages = self._pages.values()
        return [row for page in pages for row in page if row is not None and row.id in wanted]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.total + len(self._groups)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if self._groups.groups and self._position(index.row()) < 0:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == MatchRole:
            paper = self.id_at(index.row())
            match = self.matches_of(paper) if paper is not None else None
            return _in_plain_text(match, self._titles.get(match.paper, "")) if match else None
        if role not in _ROLES or not index.isValid():
            return None
        if self._groups.groups and (group := self._groups.header(index.row())) is not None:
            return _GROUP_ROLES[role](group)
        row = self.row_at(index.row())
        if role in (RowRole, GroupRole):
            return row if role == RowRole else None
        if row is None:
            return None if role == Qt.ItemDataRole.ToolTipRole else _LOADING
        return _ROLES[role](row)

    def _read(self, number: int) -> list[Row | None]:
        ids = self._ids[number * PAGE : (number + 1) * PAGE].tolist()
        rows = {row.id: self._plain(row) for row in self._rows_of(ids)}
        return [rows.get(paper) for paper in ids]

    def _plain(self, row: Row) -> Row:
        title, snippet = plain(row.title), plain(row.snippet)
        if title != row.title:
            self._titles[row.id] = row.title
        else:
            self._titles.pop(row.id, None)
        if title == row.title and snippet == row.snippet:
            return row
        return replace(row, title=title, snippet=snippet)

    def _request_remaining(self) -> None:
        if not self._remaining_was_requested:
            self._remaining_was_requested = True
            self.remaining_requested.emit()


def runs(rows: NDArray[np.int64]) -> list[tuple[int, int]]:
    """The (first, last) of each run of consecutive numbers in ascending ones."""
    if not len(rows):
        return []
    parts = np.split(rows, np.flatnonzero(np.diff(rows) != 1) + 1)
    return [(int(part[0]), int(part[-1])) for part in parts]


def _no_match(paper: int) -> Match | None:
    return None


@lru_cache(maxsize=256)  # a row is painted more often than it is found
def _in_plain_text(match: Match, title: str) -> Match:
    """A match with the stretches of the texts as they are shown; `title` is the stored one."""
    snippet, heading = to_plain_text(match.snippet), to_plain_text(title)
    if not snippet.pieces and not heading.pieces:
        return match
    return match._replace(
        title=tuple(heading.to_shown(*span) for span in match.title),
        snippet=snippet.text,
        in_snippet=tuple(snippet.to_shown(*span) for span in match.in_snippet),
    )


def _title(row: Row) -> str:
    return row.title


def _none(_: object) -> None:
    return None


_ROLES: dict[int, Callable[[Row], Any]] = {
    Qt.ItemDataRole.DisplayRole: _title,
    Qt.ItemDataRole.ToolTipRole: row_tooltip,
    Qt.ItemDataRole.AccessibleTextRole: accessible_row_text,
    RowRole: _none,
    GroupRole: _none,
}
_GROUP_ROLES: dict[int, Callable[[Group], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda group: group.label,
    Qt.ItemDataRole.ToolTipRole: lambda group: safe_tip(group.accessible_text),
    Qt.ItemDataRole.AccessibleTextRole: lambda group: group.accessible_text,
    RowRole: _none,
    GroupRole: lambda group: group,
}
