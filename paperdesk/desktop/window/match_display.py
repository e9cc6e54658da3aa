"""Shows in list and reader which words a query matched, and why papers are recommended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from paperdesk.desktop.session.matches import MatchSource
from paperdesk.model.search_protocol import Match

if TYPE_CHECKING:
    from paperdesk.desktop.papers.list import PaperTable
    from paperdesk.desktop.papers.model import PaperModel
    from paperdesk.desktop.papers.some_words import SomeWords
    from paperdesk.desktop.reader.reader import Reader
    from paperdesk.desktop.search.for_you import ForYou
    from paperdesk.desktop.session.search_client import Answer
    from paperdesk.desktop.session.session import Session


class MatchDisplay(QObject):
    """Passes the matches of each answer to list and reader."""

    def __init__(
        self,
        session: Session,
        model: PaperModel,
        papers: PaperTable,
        reader: Reader,
        some_words: SomeWords,
        for_you: ForYou,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._lists = papers, some_words.rows
        self._reader, self._for_you = reader, for_you
        self.source = MatchSource(session.search, self)
        model.matches_of = some_words.model.matches_of = self._match_of
        self.source.arrived.connect(self._arrived)
        session.search.answered.connect(self._answered)
        session.stored.connect(self.source.discard)
        model.remaining_requested.connect(session.search.fetch_remaining)
        reader.shown.connect(self._mark_reader)
        papers.drawn.connect(self._mark_reader)  # the list first: the user looks there

    def _match_of(self, paper: int) -> Match | None:
        """What the list shows of the query in a paper; a recommendation's reason is its snippet."""
        match, reason = self.source.of(paper), self._for_you.reason(paper)
        if not reason:
            return match
        title, abstract = (match.title, match.abstract) if match else ((), ())
        return Match(paper, title, reason, (), abstract)

    @Slot(object)
    def _answered(self, answer: Answer) -> None:
        self.source.set_query(answer.question, answer.matches)
        self._redraw()

    @Slot(object)
    def _arrived(self, papers: list[int]) -> None:
        shown = self._reader.paper
        if shown is not None and papers == [shown.id]:
            self._mark_reader()
        else:
            self._redraw()

    def _redraw(self) -> None:
        for papers in self._lists:
            if papers.isVisible():
                papers.redraw()

    @Slot()
    def _mark_reader(self) -> None:
        shown = self._reader.paper
        self._reader.set_matches(self.source.of(shown.id) if shown is not None else None)
        if shown is not None:
            why = self._for_you.why(shown.id)
            self._reader.column.show_reason(self._for_you.words(shown.id), why)
