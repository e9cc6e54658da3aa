"""The desk: what the list shows, which papers are chosen in it, and which the reader has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from paperdesk.desktop.papers.groups import Group, Groups, group_label
from paperdesk.desktop.session.places import TRASH
from paperdesk.desktop.session.search_client import Question
from paperdesk.model.query import Filter, Query, has_words
from paperdesk.model.query_editing import sorted_by, toggled
from paperdesk.model.query_tree import leaves
from paperdesk.store.queries import papers as stored_papers

if TYPE_CHECKING:
    from paperdesk.desktop.papers.header import ListHeader
    from paperdesk.desktop.papers.list import PaperList
    from paperdesk.desktop.papers.model import PaperModel
    from paperdesk.desktop.reader.reader import Reader
    from paperdesk.desktop.search.box import SearchBox
    from paperdesk.desktop.session.places import Place
    from paperdesk.desktop.session.search_client import Answer
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.sidebar.sidebar import Sidebar
    from paperdesk.model.edits import Change
    from paperdesk.model.library_values import Counts

_FIRST_ROWS = 200
"""Shown at once when the window opens, until the search child has started and answered."""
_COUNT_MS = 100
"""After a change, until the sidebar's numbers are asked for anew."""
_FIELDS = {
    "is": {"starred", "status", "note", "highlights", "trashed"},
    "tag": {"tags"},
    "has": {"note", "highlights"},
}
"""Which marks a filter depends on."""


class Desk(QObject):
    """Binds the session to the sidebar, the search box, the list and the reader."""

    order_changed = Signal()
    """`order` may be another."""
    emptied = Signal(bool)
    """Whether the library holds nothing at all, as of the newest counts."""

    def __init__(
        self,
        session: Session,
        sidebar: Sidebar,
        search_box: SearchBox,
        header: ListHeader,
        model: PaperModel,
        papers: PaperList,
        reader: Reader,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._sidebar, self._search_box, self._header = sidebar, search_box, header
        self._model, self._papers, self._reader = model, papers, reader
        self._query = Query(None)
        self._counts: Counts | None = None
        self.sort = ""
        """The order the user chose; empty for the best one: by match, or newest first."""
        self.groups_by = ""
        """`day`, `week` or `month` where papers of one are grouped."""
        self._in_hand: tuple[int, ...] | None = None
        self._new_query = False  # the next answer is to another query: show its top
        self._gap = False  # papers were taken away: the next one takes their place
        self._waiting_to_leave = False  # a row no longer fits, and stays until it is left
        self._recount = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._recount.timeout.connect(session.search.count)
        self._connect()
        self._model.set_ids(stored_papers.newest(session.library.db, _FIRST_ROWS))
        self._ask()
        session.search.count()

    def _connect(self) -> None:
        session, search = self._session, self._session.search
        search.answered.connect(self._show_answer)
        search.completed.connect(self._model.add_ids)
        search.counted.connect(self._show_counts)
        session.changed.connect(self._show_change)
        session.stored.connect(self.renew)
        self._sidebar.chosen.connect(self.open_place)
        self._search_box.textChanged.connect(self._typed)
        self._header.sort_chosen.connect(self.set_sort)
        self._papers.current_changed.connect(self._show_paper)
        self._reader.previous_asked.connect(self._papers.select_previous)
        self._reader.next_asked.connect(self._papers.select_next)
        self._reader.link_clicked.connect(open_link)

    # Finding

    @Slot(object)
    def open_place(self, place: Place) -> None:
        """Show a place of the sidebar: its query is written into the search box.

        A tag, a year or a dump is added to the query, then excluded by it, then left out of it.
        """
        if place.condition is not None:
            text = toggled(self._search_box.text(), place.condition)
            self._search_box.setText(text)
        else:
            self._search_box.setText(place.query)
            self._sidebar.select(place)

    @Slot()
    def renew(self) -> None:
        """Papers came or went: ask and count again."""
        self._model.invalidate()
        self._ask()
        self._session.search.count()
        if self._reader.paper is not None:
            self._reader.show_paper(self._session.paper(self._reader.paper.id))

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._query = Query.parse(text)
        self._new_query = True
        self._sidebar.set_query(text.strip())
        self._show_order()
        self._ask()

    @Slot(str)
    def set_sort(self, key: str) -> None:
        """Order the list; an order that the query names gives way."""
        self.sort = "" if key == self._best_order() else key
        if self._query.sort:
            self._search_box.setText(sorted_by(self._search_box.text(), ""))
            return
        self._new_query = True
        self._show_order()
        self._ask()

    def _best_order(self) -> str:
        return "relevance" if has_words(self._query.tree) else "date"

    @property
    def order(self) -> tuple[str, bool]:
        """The order in force, and whether it is turned round."""
        return self._query.sort or self.sort or self._best_order(), self._query.reverse

    def _show_order(self) -> None:
        self._header.set_sort(self.order[0], words=has_words(self._query.tree))
        self.order_changed.emit()

    def set_groups(self, by: str) -> None:
        """Group papers by `day`, `week` or `month`, or not; that takes an order by date."""
        self.groups_by = by
        if by and self.order[0] not in ("date", "added"):
            self.set_sort("date")
        self._new_query = True
        self._ask()

    def _ask(self) -> None:
        self._waiting_to_leave = False
        box = self._search_box
        in_sight = self._papers.most_in_sight
        self._session.search.ask(
            Question(box.text(), self.sort, box.hasFocus(), self.groups_by, in_sight)
        )

    @Slot(object)
    def _show_answer(self, answer: Answer) -> None:
        top = self._new_query
        self._new_query = False
        by = answer.question.groups
        groups = [Group(group_label(by, key), count) for key, count in answer.groups]
        self._model.set_ids(answer.ids, answer.count, Groups(groups))
        self._header.set_count(answer.count)
        self._header.set_in_trash(answer.question.query.strip() == TRASH.query)
        if top:
            self._papers.scrollToTop()
        elif self._gap and self._papers.current_id() is None:
            self._papers.select_in_place()
        self._gap = False
        if answer.titles_only:
            self._session.index_soon()

    @property
    def empty(self) -> bool:
        """Whether the library holds nothing at all."""
        return self._counts is not None and not self._counts.all and not self._counts.dumps

    @Slot(object)
    def _show_counts(self, counts: Counts) -> None:
        self._counts = counts
        self._sidebar.set_counts(counts)
        self.emptied.emit(self.empty)

    # The paper in the reader

    @Slot(int)
    def _show_paper(self, paper: int) -> None:
        self._reader.flush()
        self._reader.show_paper(self._session.paper(paper))
        if self._waiting_to_leave:
            self._ask()

    @Slot(object)
    def _show_change(self, change: Change) -> None:
        if "papers" in change.fields:
            self.renew()
            return
        self._model.invalidate(change.papers)
        shown = self._reader.paper
        if shown is not None and shown.id in change.papers:
            stored = self._session.paper(shown.id)
            if stored is not None:
                self._reader.update_marks(stored)
        self._recount.start()
        if "trashed" in change.fields and self._in_hand is None:
            self._gap = self._papers.current_id() in change.papers
            self._ask()
        elif self._depends_on(change):
            if change.papers & set(self.chosen()):
                self._waiting_to_leave = True
            else:
                self._ask()

    def _depends_on(self, change: Change) -> bool:
        """Whether the list may now hold other papers."""
        if change.fields & {"status", "trashed"}:  # some are hidden nearly everywhere
            return True
        for leaf, _ in leaves(self._query.tree):
            if isinstance(leaf, Filter):
                if _FIELDS.get(leaf.field, set()) & change.fields:
                    return True
            elif change.fields & {"note", "highlights"}:
                return True
        return False

    # For others

    def take_in_hand(self, papers: tuple[int, ...] | None) -> None:
        """Have actions work on these papers instead of the list's; None gives the list back."""
        self._in_hand = papers
        if papers is None and self._waiting_to_leave:
            self._ask()

    def chosen(self) -> tuple[int, ...]:
        """The papers chosen in the list, or in hand."""
        if self._in_hand is not None:
            return self._in_hand
        return tuple(self._papers.selected_ids())

    def shown(self) -> tuple[int, ...]:
        """The paper in the reader, if there is one, or in hand."""
        if self._in_hand is not None:
            return self._in_hand
        return (self._reader.paper.id,) if self._reader.paper is not None else ()

    def targets(self) -> tuple[int, ...]:
        """The papers an action works on: those chosen, or the one in the reader."""
        return self.chosen() or self.shown()

    @property
    def place_name(self) -> str:
        """What the list shows, in words: the place of the sidebar, or the query."""
        place = self._sidebar.place()
        return place.title if place is not None else self.query_text

    @property
    def query_text(self) -> str:
        """The query whose papers are shown."""
        return self._search_box.text().strip()

    @property
    def found(self) -> int:
        """How many papers the list shows."""
        return self._model.total

    @property
    def total(self) -> int:
        """How many papers the library shows without a query."""
        return self._counts.all if self._counts is not None else 0


def open_link(address: str) -> None:
    """Open an address in the user's browser."""
    QDesktopServices.openUrl(QUrl(address))
