"""The current query, its papers, and which of them are selected and open.

The search box, the list and the reader set this state and follow it (see window/paper_browser.py).
Features read it and request changes here, so that they do not depend on each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from paperdesk.model.query import Filter, Query, default_order
from paperdesk.model.query_editing import exclude, include, with_sort
from paperdesk.model.query_tree import leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperdesk.desktop.session.ids import Ids
    from paperdesk.desktop.session.places import Place
    from paperdesk.model.library_values import Status, Tag

_PAPERS, _IMPORT = "papers", "import"
"""The kinds of lists; the user's sort order is remembered for each."""
_DATE_ORDERS = ("date", "added")
"""Orders in which papers can be grouped by date."""


class ShownPaper(Protocol):
    """The state of a paper as it is shown: a Row or a StoredPaper."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def status(self) -> Status:
        """Its status."""

    @property
    def starred(self) -> bool:
        """Whether it has a star."""

    @property
    def trashed(self) -> bool | str:
        """Whether it is in the trash."""

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Its tags."""


class PaperRows(Protocol):
    """The list of papers, as far as features need it."""

    @property
    def ids(self) -> Ids:
        """The papers of the list, in its order."""

    def selected_ids(self) -> list[int]:
        """The selected papers, in the order of the list."""

    def current_id(self) -> int | None:
        """The paper the keyboard is on."""

    def following(self, paper: int, count: int) -> list[int]:
        """Up to `count` papers after one; none if it is not in the list."""

    def select_id(self, paper: int) -> bool:
        """Make a paper the current and only selected one; False if it is not in the list."""

    def shown_papers(self, papers: Sequence[int]) -> Sequence[ShownPaper]:
        """The state of these papers as the list shows it, of those that it has drawn."""


class PapersBelow(Protocol):
    """The papers with some of the words of the query, which no action on the list takes in."""

    def current_id(self) -> int | None:
        """The one that the user opened; None while a paper of the list is current."""

    def select_id(self, paper: int) -> bool:
        """Make one current; False if it is not there."""


class CurrentPapers(QObject):
    """Query, sort order, selection and open paper of one window."""

    query_changed = Signal()
    """The text, sort order or grouping changed."""
    opened = Signal()
    """Another paper is open, or none."""
    open_requested = Signal(int)
    """Show this paper in list and reader."""
    refresh_requested = Signal()
    """Papers may have changed: search again and reload the rows."""
    list_resumed = Signal()
    """Actions apply to the list again."""

    def __init__(self, rows: PaperRows, parent: QObject) -> None:
        super().__init__(parent)
        self.rows = rows
        self.below: PapersBelow = _NoneBelow()
        """Set by the owner."""
        self.text = ""
        """The query as typed."""
        self.query = Query(None)
        self.sorts = {_PAPERS: "", _IMPORT: ""}
        """The sort order the user chose, one of ORDERS, by kind of list; empty: the default
        one."""
        self.groups_by = ""
        """`day`, `week`, `month`, or empty."""
        self.place_name = ""
        """What the list shows: the name of a place of the sidebar, or the query."""
        self.found = 0
        """How many papers the query found."""
        self.total = 0
        """How many papers the library shows without a query."""
        self.open_id: int | None = None
        """The paper in the reader."""
        self._override: tuple[int, ...] | None = None
        self._override_shown: Callable[[], ShownPaper | None] = _nothing

    # The query

    @Slot(str)
    def set_text(self, text: str) -> None:
        """Search for another query."""
        if text != self.text:
            self.text, self.query = text, Query.parse(text)
            self.query_changed.emit()

    @Slot(object, bool)
    def combine_place(self, place: Place, excluded: bool) -> None:
        """Add the condition of a place to the query, or exclude its papers."""
        condition = Query.parse(place.query).tree
        if condition is not None:
            self.set_text((exclude if excluded else include)(self.text, condition))

    @Slot(str)
    def set_sort(self, key: str) -> None:
        """Sort by `key`, one of ORDERS; a sort order in the query is removed."""
        self.sorts[self._kind()] = "" if key == self._default_order() else key
        if self.query.sort:
            self.set_text(with_sort(self.text, ""))
        else:
            self.query_changed.emit()

    def set_groups(self, by: str) -> None:
        """Group by `day`, `week` or `month`, or not at all. Grouping needs an order by date."""
        self.groups_by = by
        if by and self.order[0] not in _DATE_ORDERS:
            self.set_sort("date")
        else:
            self.query_changed.emit()

    def show(self, text: str, sort: str, groups_by: str) -> None:
        """Search for a query in a sort order (empty: the default one) and grouping, at once."""
        self.text, self.query = text, Query.parse(text)
        self.sorts[self._kind()] = sort
        self.groups_by = groups_by
        self.query_changed.emit()

    @property
    def sort(self) -> str:
        """The sort order the user chose for lists of this kind; empty: the default one."""
        return self.sorts[self._kind()]

    @property
    def order(self) -> tuple[str, bool]:
        """The sort order in force, and whether it is reversed."""
        if self.query.sort:
            return self.query.sort, self.query.reverse
        return self.sort.removeprefix("-") or self._default_order(), self.sort.startswith("-")

    def _default_order(self) -> str:
        """The query's own, but for imports the order of their pages."""
        order = default_order(self.query.tree)
        return "listed" if order == "date" and self._kind() == _IMPORT else order

    def _kind(self) -> str:
        """Whether the list shows papers of one import."""
        for leaf, sought in leaves(self.query.tree):
            if isinstance(leaf, Filter) and leaf.field == "dump" and sought:
                return _IMPORT
        return _PAPERS

    # The papers

    def selected(self) -> tuple[int, ...]:
        """The papers selected in the list, or those given to `act_on`.

        While the user has opened one below the list, it is selected, and none in the list.
        """
        below = self.below.current_id()
        if self._override is None and below is not None:
            return (below,)
        return self.selected_in_list()

    def selected_in_list(self) -> tuple[int, ...]:
        """The papers selected among those found, or those given to `act_on`."""
        return tuple(self.rows.selected_ids()) if self._override is None else self._override

    def open(self) -> tuple[int, ...]:
        """The paper in the reader, or those given to `act_on`; empty if there is none."""
        if self._override is not None:
            return self._override
        return () if self.open_id is None else (self.open_id,)

    def targets(self) -> tuple[int, ...]:
        """The papers an action applies to: the selected ones, or the open one."""
        return self.selected() or self.open()

    @property
    def in_list(self) -> bool:
        """Whether actions apply to the list."""
        return self._override is None

    def shown(self, papers: Sequence[int]) -> Sequence[ShownPaper]:
        """The state of these papers as the window shows it, of those that are shown."""
        if self._override is None:
            return self.rows.shown_papers(papers)
        paper = self._override_shown()
        return [paper] if paper is not None and paper.id in papers else []

    def act_on(
        self, papers: tuple[int, ...] | None, shown: Callable[[], ShownPaper | None] | None = None
    ) -> None:
        """Make actions apply to these papers; None restores the list's selection.

        `shown` returns what is shown of them instead of the list.
        """
        self._override, self._override_shown = papers, shown or _nothing
        if papers is None:
            self.list_resumed.emit()

    def set_open(self, paper: int | None) -> None:
        """Record which paper the reader shows."""
        if paper != self.open_id:
            self.open_id = paper
            self.opened.emit()


class _NoneBelow:
    def current_id(self) -> int | None:
        return None

    def select_id(self, paper: int) -> bool:
        return False


def _nothing() -> None:
    return None
