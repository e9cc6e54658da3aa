"""Connects sidebar, search box, list and reader with the session."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from paperdesk.desktop.papers.current_paper import ListChange, ListState, unmatched
from paperdesk.desktop.papers.groups import Group, Groups
from paperdesk.desktop.session.places import DISMISSED, TRASH
from paperdesk.desktop.session.search_client import Question
from paperdesk.desktop.window.answer_changes import may_change_answer
from paperdesk.desktop.window.history import History, Visit, first_papers
from paperdesk.desktop.window.links import open_link
from paperdesk.desktop.wording import period_name
from paperdesk.late import Late
from paperdesk.model.query import Filter, Node, Query, has_words
from paperdesk.model.query_tree import or_
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from paperdesk.desktop.papers.header import ListHeader
    from paperdesk.desktop.papers.list import PaperTable
    from paperdesk.desktop.papers.model import PaperModel
    from paperdesk.desktop.reader.reader import Reader
    from paperdesk.desktop.search.box import SearchBox
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.ids import Ids
    from paperdesk.desktop.session.places import Place
    from paperdesk.desktop.session.search_client import Answer
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.sidebar.sidebar import Sidebar
    from paperdesk.model.edits import Change
    from paperdesk.model.library_values import Counts, StoredPaper
    from paperdesk.model.receipt import Receipt
else:
    np = Late("numpy")

_READ_MS = 120
"""Delay before the first paper found is read while the query is being typed."""
_COUNT_MS = 100
"""Delay between a change and the request for new counts."""
_MAX_IMPORTS = 8
"""Named in one query."""


class PaperBrowser(QObject):
    """Searches when query or library change, and shows the answer and the current paper."""

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
        self._history = History()
        self._tree: Node | None = None  # of the newest query
        self._change = ListChange.DATA  # why the next answer changes the list
        self._wanted: ListState | None = None  # what the next answer returns to
        self._opening: int | None = None  # the next answer, or else another list, shall have it
        self._incomplete: tuple[Answer, list[NDArray[np.int64]]] | None = None
        self._removed: set[int] = set()  # papers moved to the trash since the last answer
        self._waiting_to_leave = False  # ask again once the current paper is left
        self._showing = False  # this object, not the user, changes the current paper
        self._recount = QTimer(self, singleShot=True)
        self._recount.setInterval(_COUNT_MS)
        self._recount.timeout.connect(session.search.count)
        self._reading = QTimer(self, singleShot=True)
        self._reading.setInterval(_READ_MS)
        self._reading.timeout.connect(self._read_current)
        self._connect()

    def _connect(self) -> None:
        session, search, current = self._session, self._session.search, self._current
        search.answered.connect(self._show_answer)
        search.completed.connect(self._add_ids)
        search.counted.connect(self._show_counts)
        session.changed.connect(self._show_change)
        session.stored.connect(self._refresh)
        self._sidebar.chosen.connect(self.open_place)
        self._sidebar.combined.connect(current.combine_place)
        self._search_box.textChanged.connect(current.set_text)
        self._search_box.focus_left.connect(self._end_typing)
        self._header.sort_chosen.connect(current.set_sort)
        current.query_changed.connect(self._show_query)
        current.refresh_requested.connect(self._refresh)
        current.open_requested.connect(self.open_paper)
        current.list_resumed.connect(self._leave)
        self._papers.current_changed.connect(self.show_paper)
        self._reader.previous_requested.connect(self._papers.select_previous)
        self._reader.next_requested.connect(self._papers.select_next)
        self._reader.link_clicked.connect(open_link)

    # Where the user is

    def start(self, visit: Visit) -> None:
        """Show the list of the last window: the rows that were in sight, then the answer."""
        self._history.update(visit)
        self._show_list(visit)
        self._change = ListChange.QUERY
        known = first_papers(visit, self._session.library)
        self._show_ids(array("q", known), len(known), Groups())
        self._session.search.count()

    @property
    def visit(self) -> Visit:
        """The list and the paper that are shown, for `start`."""
        state = self._papers.list_state()
        return replace(self._history.here, paper=state.current, tops=state.tops)

    def go(self, steps: int) -> None:
        """Go back (negative) or forward through queries and opened papers."""
        before = self.visit
        self._history.update(before)
        visit = self._history.move(steps)
        if visit is None:
            return
        if not visit.same_list(before):
            self._show_list(visit)
        elif visit.paper is not None:
            self._showing = True
            if not self._papers.select_id(visit.paper):
                self._current.below.select_id(visit.paper)
            self._showing = False

    def _show_list(self, visit: Visit) -> None:
        self._current.show(visit.text, visit.sort, visit.groups)
        self._wanted = _at(visit.paper, visit.tops)

    @Slot(object)
    def open_place(self, place: Place) -> None:
        """Show a place of the sidebar alone, by writing its query into the search box."""
        self._current.set_text(place.query)
        self._sidebar.select(place)
        self._name_place()

    @Slot(int)
    def open_paper(self, paper: int) -> None:
        """Select a paper in the list, or else in a list that contains it."""
        stored = self._session.paper(paper)
        if stored is None:
            self._session.noticed.emit(tr("This paper is no longer in the library."))
            return
        if self._session.search.pending:  # other rows are about to be shown
            self._opening = paper
            if self._change is ListChange.QUERY:
                self._wanted = _at(paper)
        elif self._papers.row_is_known(paper):
            self._history.visit_paper(paper, chosen=True)
            self._papers.select_id(paper)
        elif not self._current.below.select_id(paper):
            self._open_elsewhere(stored)

    def _open_elsewhere(self, stored: StoredPaper) -> None:
        hidden = TRASH.query if stored.trashed else DISMISSED.query
        text = hidden if stored.trashed or stored.status == "dismissed" else ""
        if text == self._current.text:
            self._ask(ListChange.QUERY)
        else:
            self._current.set_text(text)
        self._wanted = _at(stored.id)

    @Slot(object)
    def open_imports(self, receipts: Sequence[Receipt]) -> None:
        """Show what was imported, as listed, from its first paper."""
        ids = [receipt.dump for receipt in receipts if receipt.dump is not None]
        found = [dump for dump in self._session.library.dumps() if dump.id in ids]
        if not found:
            return
        text = "sort:listed"  # the papers of many files: the last imported ones first
        if len(found) <= _MAX_IMPORTS:
            text = str(Query(or_([Filter("dump", dump.filter_value) for dump in found])))
        self._current.show(text, "", self._current.groups_by)
        self._ask(ListChange.QUERY)

    # Searching

    def rewrite_queries(self, write: Callable[[str], str]) -> None:
        """Write the present and the visited queries in other words that mean the same papers."""
        self._history.rewrite(write)
        text = write(self._current.text)
        self._tree = Query.parse(text).tree  # the list keeps its place
        self._current.set_text(text)

    @Slot()
    def _show_query(self) -> None:
        current = self._current
        change = ListChange.ORDER if current.query.tree == self._tree else ListChange.QUERY
        self._tree, self._wanted, self._opening = current.query.tree, None, None
        if self._search_box.text() != current.text:
            self._search_box.setText(current.text)
        self._record_query(change)
        self._sidebar.set_query(current.text.strip())
        self._name_place()
        order, reverse = current.order
        self._header.set_sort(order, reverse=reverse, words=has_words(current.query.tree))
        self._ask(change)

    def _record_query(self, change: ListChange) -> None:
        current = self._current
        visit = Visit(current.text, current.sort, current.groups_by)
        if visit.same_list(self._history.here):
            return
        if change is ListChange.ORDER:
            self._history.update(replace(visit, paper=self._history.here.paper))
            return
        if self._change is not ListChange.QUERY:  # else the list does not show that visit
            self._history.update(self.visit)
        self._history.visit_query(visit, typing=self._search_box.hasFocus())

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

    def _ask(self, change: ListChange = ListChange.DATA) -> None:
        if change is not ListChange.DATA and self._change is not ListChange.QUERY:
            self._change = change  # until an answer is shown
        self._waiting_to_leave = False
        current, box = self._current, self._search_box
        order, reverse = current.order
        sort = f"-{order}" if reverse else order
        in_sight = self._papers.max_visible_rows
        self._session.search.ask(
            Question(current.text, sort, box.hasFocus(), current.groups_by, in_sight)
        )

    @Slot(object)
    def _show_answer(self, answer: Answer) -> None:
        self._incomplete = None
        if answer.count > len(answer.ids) and self._needs_all(answer.ids):
            self._incomplete = answer, [answer.ids]
            self._session.search.fetch_remaining()
        else:
            self._show_found(answer, answer.ids)
        if answer.titles_only:
            self._session.index_soon()

    @Slot(object)
    def _add_ids(self, ids: NDArray[np.int64]) -> None:
        if self._incomplete is None:
            self._model.add_ids(ids)
            return
        answer, parts = self._incomplete
        parts.append(ids)
        if sum(map(len, parts)) >= answer.count:
            self._incomplete = None
            self._show_found(answer, np.concatenate(parts))

    def _needs_all(self, first: NDArray[np.int64]) -> bool:
        """Whether the list is to show papers that are not among its first ids."""
        state = self._wanted if self._change is ListChange.QUERY else self._papers.list_state()
        wanted = [self._opening]
        if state is not None:
            tops = state.tops[:1] if self._change is ListChange.DATA else ()
            wanted += [state.current, *(paper for paper, _ in tops)]
        return any(paper is not None and not (first == paper).any() for paper in wanted)

    def _show_found(self, answer: Answer, ids: NDArray[np.int64]) -> None:
        by = answer.question.groups
        groups = Groups([Group(period_name(by, key), count) for key, count in answer.groups])
        self._show_ids(ids, answer.count, groups)
        self._change, self._wanted = ListChange.DATA, None
        self._removed.clear()
        self._header.set_count(self._model.total)
        self._header.set_in_trash(answer.question.query.strip() == TRASH.query)
        opening, self._opening = self._opening, None
        if opening is None or self._papers.select_id(opening):
            return
        stored = self._session.paper(opening)
        if stored is not None and answer.question.query:  # else it is nowhere
            self._open_elsewhere(stored)

    def _show_ids(self, ids: Ids, count: int, groups: Groups) -> None:
        self._showing = True
        keeps = self._change is ListChange.DATA
        removed = self._removed | self._deleted(ids) if keeps else self._removed
        kept = self._papers.show_papers(ids, count, groups, self._change, removed, self._wanted)
        self._showing = False
        self._waiting_to_leave |= kept  # an edit since the question stays unanswered
        self._current.found = count

    def _deleted(self, found: Ids) -> set[int]:
        """The current and selected papers that are not found since they no longer exist."""
        state = self._papers.list_state()
        here = np.asarray(state.selected, np.int64)
        here = here if state.current is None else np.append(here, state.current)
        left = unmatched(here, found).tolist()
        return set(left).difference(self._session.library.statuses(left)) if left else set()

    @property
    def empty(self) -> bool:
        """Whether the library is empty."""
        return self._counts is not None and not self._counts.all and not self._counts.dumps

    @Slot(object)
    def _show_counts(self, counts: Counts) -> None:
        self._counts = counts
        self._current.total = counts.all
        self._sidebar.set_counts(counts)
        self._sidebar.set_query(self._current.text.strip())  # its place may be new
        self._name_place()
        self.emptied.emit(self.empty)

    # The paper in the reader

    @Slot(object)
    def show_paper(self, paper: int | None) -> None:
        """Read a paper that became current."""
        clicked = not self._showing and not self._papers.delegate.keyboard
        self._history.visit_paper(paper, chosen=clicked and paper != self._history.here.paper)
        if paper is not None and self._search_box.hasFocus():
            self._reading.start()
        else:
            self._read_current()
        self._leave()

    @Slot()
    def _end_typing(self) -> None:
        self._history.end_typing()
        if self._reading.isActive():
            self._read_current()

    @Slot()
    def _read_current(self) -> None:
        self._reading.stop()
        self._reader.flush()
        below = self._current.below.current_id()
        self._read(self._papers.current_id() if below is None else below)

    def _read(self, paper: int | None) -> None:
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
        if "trashed" in change.fields:
            self._removed |= change.papers
        if not may_change_answer(self._current.query, change):
            return
        if self._current.in_list:
            self._ask()
        else:
            self._waiting_to_leave = True


def _at(paper: int | None, tops: tuple[tuple[int, int], ...] = ()) -> ListState:
    """A state to return to."""
    return ListState(array("q"), paper, (), tops)
