"""Searching as the window shows it: what was found where, and help with the query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from paperdesk.desktop.reader.similar import Similar
from paperdesk.desktop.search.completion import Completing
from paperdesk.desktop.search.empty_list import EmptyList
from paperdesk.desktop.search.for_you import ForYou
from paperdesk.desktop.search.query_bar import QueryBar
from paperdesk.desktop.search.saved_searches import SavedSearches
from paperdesk.desktop.session.matches import FoundIn, FoundWords
from paperdesk.desktop.widgets.actions import Spec

if TYPE_CHECKING:
    from paperdesk.desktop.session.search_client import Answer
    from paperdesk.desktop.window.main_window import MainWindow


class Searching(QObject):
    """Binds the answers of the search child to the list and the reader."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._papers, self._reader = window.papers, window.reader
        search = window.session.search
        self.found = FoundWords(search, self)
        window.model.found_in = self._found_in
        self.found.arrived.connect(self._arrived)
        self.query_bar = QueryBar(window.search_box, window.chips, window.hint, self)
        search.counted.connect(self.query_bar.take_counts)
        sidebar = window.sidebar.view
        self.for_you = ForYou(window.session, window.desk, self.query_bar, self)
        self.similar = Similar(
            window.session, window.papers, window.reader, window.search_box, self
        )
        self._chips = window.chips
        SavedSearches(window.session, sidebar, window.chips, window.search_box, self)
        self.completing = Completing(window, window.session.library.folder)
        EmptyList(search, window.papers, window.search_box, self)
        search.answered.connect(self._answered)
        window.session.stored.connect(self.found.renew)
        window.model.rest_wanted.connect(search.want_rest)
        window.papers.current_changed.connect(self._mark_reader)
        window.papers.drawn.connect(self._mark_reader)  # not before: the list is looked at first

    def specs(self) -> list[Spec]:
        """The actions of searching."""
        clear = self.completing.clear_history
        return [
            Spec("Library", "Save the search…", ("Ctrl+S",), self._chips.ask_name),
            Spec("Library", "Clear the search history", ("Ctrl+Shift+Del",), clear),
        ]

    def _found_in(self, paper: int) -> FoundIn | None:
        """What the list shows of the query in a paper; why it is there stands for the snippet."""
        found, reason = self.found.of(paper), self.for_you.reason(paper)
        if not reason:
            return found
        return FoundIn(found.title if found else (), reason, (), found.abstract if found else ())

    @Slot(object)
    def _answered(self, answer: Answer) -> None:
        self.found.sought(answer.question, answer.hits)
        self._papers.draw_anew()

    @Slot(object)
    def _arrived(self, papers: list[int]) -> None:
        shown = self._reader.paper
        if shown is not None and papers == [shown.id]:
            self._mark_reader()
        else:
            self._papers.draw_anew()

    @Slot()
    def _mark_reader(self) -> None:
        shown = self._reader.paper
        self._reader.set_found(self.found.of(shown.id) if shown is not None else None)
