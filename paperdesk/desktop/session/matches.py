"""The matches of the query in the papers the list shows.

The answer to a query holds those of its first papers; others are requested as rows are drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from paperdesk.model.query import Query, has_words
from paperdesk.model.search_protocol import FindMatches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.desktop.session.search_client import Question, SearchClient
    from paperdesk.model.search_protocol import Match, MatchesFound

_MAX_PAPERS = 64
"""Papers in one request, the last drawn first; fewer are visible at once."""


class MatchSource(QObject):
    """Caches the matches of one query by paper, and requests missing ones."""

    arrived = Signal(object)
    """The papers whose matches arrived: list[int]."""

    def __init__(self, search: SearchClient, parent: QObject) -> None:
        super().__init__(parent)
        self._search = search
        self.query = ""
        self._typing = False
        self._has_words = False
        self._number = 0
        self._known: dict[int, tuple[int, Match]] = {}
        self._wanted: dict[int, None] = {}
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._request)
        search.matches_found.connect(self._on_found)

    def set_query(self, question: Question, matches: Sequence[Match]) -> None:
        """Set the query of an answer, and the matches in its first papers."""
        if (question.query, question.typing) != (self.query, self._typing):
            self.query, self._typing = question.query, question.typing
            self._has_words = has_words(Query.parse(question.query).tree)
            if not self._has_words:
                self._known.clear()
            self.discard()
        elif self._wanted:  # the same query again may have cancelled the request
            self._timer.start()
        self._add(matches)

    @Slot()
    def discard(self) -> None:
        """Request the matches again as rows are drawn: papers changed."""
        self._number += 1
        self._wanted.clear()

    def of(self, paper: int) -> Match | None:
        """The matches in a paper; until they arrive, those of the previous query."""
        if not self._has_words:
            return None
        number, match = self._known.get(paper, (0, None))
        if number != self._number and paper not in self._wanted:
            self._wanted[paper] = None
            self._timer.start()
        return match

    @property
    def pending(self) -> bool:
        """Whether matches are requested."""
        return bool(self._wanted)

    @Slot()
    def _request(self) -> None:
        papers = list(self._wanted)[-_MAX_PAPERS:]
        self._wanted = dict.fromkeys(papers)
        self._search.request(FindMatches(self._number, self.query, self._typing, papers))

    @Slot(object)
    def _on_found(self, reply: MatchesFound) -> None:
        if reply.id == self._number:
            self._add(reply.matches)
            self.arrived.emit([match.paper for match in reply.matches])

    def _add(self, matches: Sequence[Match]) -> None:
        if matches and not any(number == self._number for number, _ in self._known.values()):
            self._known.clear()  # the first of this query: drop those of the previous one
        for match in matches:
            self._known[match.paper] = self._number, match
            self._wanted.pop(match.paper, None)
