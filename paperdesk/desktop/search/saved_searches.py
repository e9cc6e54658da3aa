"""Saved searches: saved, counted, renamed, moved and deleted, each undoably."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from paperdesk.desktop.search.query_texts import query_name
from paperdesk.desktop.session.places import FOR_YOU
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.edits import SetSearches
from paperdesk.model.library_values import SavedSearch
from paperdesk.model.search_protocol import CountPapers
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.desktop.search.box import SearchBox
    from paperdesk.desktop.search.chips import QueryChips
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session
    from paperdesk.model.edits import Change
    from paperdesk.model.search_protocol import PapersCounted


_FOR_YOU_MS = 2_000
"""Delay before For you is counted: the first time takes the search child a second."""


class SavedSearches(QObject):
    """The saved searches of a library, and how many papers each finds."""

    listed = Signal(object, object)
    """The searches in their order, and the number of papers by query, as far as counted; that of
    For you too."""

    def __init__(
        self,
        session: Session,
        current: CurrentPapers,
        chips: QueryChips,
        box: SearchBox,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._current, self._chips = session, current, chips
        self._searches = session.library.searches()
        self._papers: dict[str, int] = {}
        self._uncounted: list[str] = []
        self._asked = 0
        self._for_you = QTimer(self, singleShot=True)
        self._for_you.setInterval(_FOR_YOU_MS)
        self._for_you.timeout.connect(self._count_for_you)
        chips.saved.connect(self.save)
        box.shown.connect(self._offer)
        session.changed.connect(self._on_changed)
        session.search.counted.connect(self._count)
        session.search.answered.connect(self._ask)  # a query may have cancelled the request
        session.search.papers_counted.connect(self._on_counted)

    def specs(self) -> list[Spec]:
        """The action that saves the query."""
        return [Spec("Library", "Save the search…", ("Ctrl+S",), self._chips.ask_name)]

    # Editing

    @Slot(str)
    def save(self, name: str) -> None:
        """Save the query; a search with this name is replaced."""
        new = SavedSearch(name, self._current.text.strip())
        if name in self._names():
            self._put(
                [new if each.name == name else each for each in self._searches],
                tr("Change a saved search"),
            )
        else:
            self._put([*self._searches, new], tr("Save a saved search"))

    @Slot(str, str)
    def rename(self, old: str, name: str) -> None:
        """Rename a search; a name in use gets a number."""
        while name != old and name in self._names():
            name += " 2"
        renamed = [replace(s, name=name) if s.name == old else s for s in self._searches]
        self._put(renamed, tr("Rename a saved search"))

    @Slot(str)
    def delete(self, name: str) -> None:
        """Delete a search."""
        self._put(
            [each for each in self._searches if each.name != name], tr("Delete a saved search")
        )

    @Slot(str, int)
    def move(self, name: str, by: int) -> None:
        """Move a search up or down."""
        order = list(self._searches)
        place = self._names().index(name)
        if 0 <= place + by < len(order):
            order.insert(place + by, order.pop(place))
            self._put(order, tr("Move a saved search"))

    @Slot(str, str)
    def drag(self, name: str, onto: str) -> None:
        """Show a search in the place of another while it is dragged."""
        order, names = list(self._searches), self._names()
        order.insert(names.index(onto), order.pop(names.index(name)))
        self._searches = tuple(order)
        self.show()

    @Slot()
    def drop(self) -> None:
        """Save the order that dragging left."""
        if self._searches != self._session.library.searches():
            self._session.edit(SetSearches(self._searches), tr("Move a saved search"))

    def _put(self, searches: Sequence[SavedSearch], text: str) -> None:
        edit = SetSearches(tuple(searches), was=self._searches)
        self._session.edit(edit, text)

    def _names(self) -> list[str]:
        return [each.name for each in self._searches]

    # Showing

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if "searches" in change.fields:
            self._searches = self._session.library.searches()
            self.show()
            self._count()

    def show(self) -> None:
        """Emit the searches and their counts."""
        self.listed.emit(self._searches, self._papers)
        self._offer()

    @Slot()
    def _offer(self) -> None:
        """Offer to save the query, unless it is saved."""
        text = self._current.text.strip()
        saved = any(each.query == text for each in self._searches)
        self._chips.set_save("" if saved or not text else query_name(text))

    @Slot()
    def _count(self) -> None:
        """Count the papers of each search, one after the other: queries go first."""
        self._uncounted = [each.query for each in self._searches]
        self._ask()
        self._for_you.start()

    @Slot()
    def _count_for_you(self) -> None:
        self._uncounted.append(FOR_YOU.query)
        if len(self._uncounted) == 1:
            self._ask()

    @Slot()
    def _ask(self) -> None:
        if self._uncounted:
            self._asked += 1
            self._session.search.request(CountPapers(self._asked, self._uncounted[0]))

    @Slot(object)
    def _on_counted(self, reply: PapersCounted) -> None:
        if reply.id == self._asked and self._uncounted:
            self._papers[self._uncounted.pop(0)] = reply.papers
            self.listed.emit(self._searches, self._papers)
            self._ask()
