"""Connects sidebar, search box, list and reader with the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from paperdesk.desktop.papers.groups import Group, Groups, group_label
from paperdesk.desktop.session.places import TRASH
from paperdesk.desktop.session.search_client import Question
from paperdesk.model.query import Filter, Query, has_words
from paperdesk.model.query_editing import exclude, include
from paperdesk.model.query_tree import leaves

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from paperdesk.desktop.papers.header import ListHeader
    from paperdesk.desktop.papers.list import PaperTable
    from paperdesk.desktop.papers.model import PaperModel
    from paperdesk.desktop.reader.reader import Reader
    from paperdesk.desktop.search.box import SearchBox
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.places import Place
    from paperdesk.desktop.session.search_client import Answer
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.sidebar.sidebar import Sidebar
    from paperdesk.model.edits import Change
    from paperdesk.model.library_values import Counts

_FIRST_ROWS = 200
"""Shown when the window opens, until the search child has started and answered."""
_COUNT_MS = 100
"""Delay between a change and the request for new counts."""
_FIELDS = {
    "is": {"starred", "status", "note", "highlights", "trashed"},
    "tag": {"tags"},
    "has": {"note", "highlights"},
}
"""The changes on which a filter depends."""


class PaperBrowser(QObject):
    """Searches when the query or the library changes, and shows the answer and the open paper."""

    emptied = Signal(bool)
    """Whether the library is empty, as of the newest counts."""

    def __init__(
        self,
        session: Session,
        current: CurrentPapers,
        sidebar: Sidebar,
        search_box: SearchBox,
        header: ListHeader,
        model: PaperModel,
        papers: PaperTable,
        reader: Reader,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._current = session, current
        self._sidebar, self._search_box, self._header = sidebar, search_box, header
        self._model, self._papers, self._reader = model, papers, reader
        self._counts: Counts | None = None
        self._wanted: int | None = None  # the paper to select when the next answer brings it
        self._new_query = False  # the next answer is to another query: scroll to its top
        self._select_successor = False  # papers were removed: select the one in their place
        self._waiting_to_leave = False  # a row no longer matches, and stays until it is left
        self._recount = QTimer(self, singleShot=True)
        self._recount.setInterval(_COUNT_MS)
        self._recount.timeout.connect(session.search.count)
        self._connect()
        self._model.set_ids(session.library.newest(_FIRST_ROWS))
        current.found = self._model.total
        self._ask()
        session.search.count()

    def _connect(self) -> None:
        session, search, current = self._session, self._session.search, self._current
        search.answered.connect(self._show_answer)
        search.completed.connect(self._add_ids)
        search.counted.connect(self._show_counts)
        session.changed.connect(self._show_change)
        session.stored.connect(self._refresh)
        self._sidebar.chosen.connect(self.open_place)
        self._sidebar.combined.connect(self.combine_place)
        self._search_box.textChanged.connect(current.set_text)
        self._header.sort_chosen.connect(current.set_sort)
        current.query_changed.connect(self._show_query)
        current.refresh_requested.connect(self._refresh)
        current.open_requested.connect(self.open_paper)
        current.list_resumed.connect(self._leave)
        self._papers.current_changed.connect(self._show_paper)
        self._reader.previous_requested.connect(self._papers.select_previous)
        self._reader.next_requested.connect(self._papers.select_next)
        self._reader.link_clicked.connect(open_link)

    # Searching

    @Slot(object)
    def open_place(self, place: Place) -> None:
        """Show a place of the sidebar alone, by writing its query into the search box."""
        self._current.set_text(place.query)
        self._sidebar.select(place)
        self._name_place()

    @Slot(object, bool)
    def combine_place(self, place: Place, excluded: bool) -> None:
        """Add the condition of a place to the query, or exclude its papers."""
        condition = Query.parse(place.query).tree
        if condition is not None:
            change = exclude if excluded else include
            self._current.set_text(change(self._current.text, condition))

    @Slot()
    def _show_query(self) -> None:
        current = self._current
        if self._search_box.text() != current.text:
            self._search_box.setText(current.text)
        self._new_query = True
        self._sidebar.set_query(current.text.strip())
        self._name_place()
        order, reverse = current.order
        self._header.set_sort(order, reverse=reverse, words=has_words(current.query.tree))
        self._ask()

    def _name_place(self) -> None:
        place = self._sidebar.place()
        self._current.place_name = place.title if place else self._current.text.strip()

    @Slot()
    def _refresh(self) -> None:
        self._model.invalidate()
        self._ask()
        self._session.search.count()
        if self._reader.paper is not None:
            self._read(self._reader.paper.id)

    def _ask(self) -> None:
        self._waiting_to_leave = False
        current, box = self._current, self._search_box
        in_sight = self._papers.max_visible_rows
        self._session.search.ask(
            Question(current.text, current.sort, box.hasFocus(), current.groups_by, in_sight)
        )

    @Slot(object)
    def _show_answer(self, answer: Answer) -> None:
        by = answer.question.groups
        groups = [Group(group_label(by, key), count) for key, count in answer.groups]
        self._model.set_ids(answer.ids, answer.count, Groups(groups))
        self._current.found = answer.count
        self._header.set_count(answer.count)
        self._header.set_in_trash(answer.question.query.strip() == TRASH.query)
        if self._new_query:
            self._papers.scrollToTop()
        elif self._select_successor and self._papers.current_id() is None:
            self._papers.select_successor()
        self._new_query = self._select_successor = False
        self._select_wanted()
        if answer.titles_only:
            self._session.index_soon()

    @Slot(object)
    def _add_ids(self, ids: NDArray[np.int64]) -> None:
        self._model.add_ids(ids)
        self._select_wanted()

    @property
    def empty(self) -> bool:
        """Whether the library is empty."""
        return self._counts is not None and not self._counts.all and not self._counts.dumps

    @Slot(object)
    def _show_counts(self, counts: Counts) -> None:
        self._counts = counts
        self._current.total = counts.all
        self._sidebar.set_counts(counts)
        self._name_place()
        self.emptied.emit(self.empty)

    # The paper in the reader

    @Slot(int)
    def open_paper(self, paper: int) -> None:
        """Select a paper in the list, or among all papers if the list does not contain it."""
        if self._session.paper(paper) is None:
            self._session.noticed.emit("This paper is no longer in the library.")
            return
        self._wanted = None
        if not self._papers.select_id(paper):
            self._wanted = paper
            self._current.set_text("")

    def _select_wanted(self) -> None:
        if self._wanted is not None and self._papers.select_id(self._wanted):
            self._wanted = None

    @Slot(int)
    def _show_paper(self, paper: int) -> None:
        self._reader.flush()
        self._read(paper)
        self._leave()

    def _read(self, paper: int) -> None:
        stored = self._session.paper(paper)
        self._reader.show_paper(stored)
        self._current.set_open(stored.id if stored else None)

    @Slot()
    def _leave(self) -> None:
        if self._waiting_to_leave:
            self._ask()

    # Changes

    @Slot(object)
    def _show_change(self, change: Change) -> None:
        if "papers" in change.fields:
            self._refresh()
            return
        self._model.invalidate(change.papers)
        shown = self._reader.paper
        if shown is not None and shown.id in change.papers:
            stored = self._session.paper(shown.id)
            if stored is not None:
                self._reader.update_paper(stored)
        self._recount.start()
        if "trashed" in change.fields and self._current.in_list:
            self._select_successor = self._papers.current_id() in change.papers
            self._ask()
        elif self._depends_on(change):
            if change.papers & set(self._current.selected()):
                self._waiting_to_leave = True
            else:
                self._ask()

    def _depends_on(self, change: Change) -> bool:
        """Whether the query may now find other papers."""
        if change.fields & {"status", "trashed"}:  # some are hidden nearly everywhere
            return True
        for leaf, _ in leaves(self._current.query.tree):
            if isinstance(leaf, Filter):
                if _FIELDS.get(leaf.field, set()) & change.fields:
                    return True
            elif change.fields & {"note", "highlights"}:
                return True
        return False


def open_link(address: str) -> None:
    """Open an address in the user's browser."""
    QDesktopServices.openUrl(QUrl(address))
