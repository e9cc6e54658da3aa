"""Which words of the papers in sight the query found.

Of the first papers the answer to a query tells; for others the search child is asked as they are
drawn.

found = FoundWords(search, parent)
found.sought(question, matches)    another query, and what it found in its first papers
found.of(paper) -> FoundIn      None while it is not known; asking for it fetches it
found.arrived(papers)           emitted with the papers that are known now
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from paperdesk.model.query import Query, has_words
from paperdesk.model.search_protocol import FindMatches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.desktop.session.search_client import Question, SearchClient
    from paperdesk.desktop.theme.text_layout import Spans
    from paperdesk.model.search_protocol import Match, MatchesFound

_MOST = 64
"""So many papers are asked for at once, the last drawn first: more are never in sight."""


@dataclass(frozen=True, slots=True)
class FoundIn:
    """What the words of a query found in one paper."""

    title: Spans
    snippet: str
    """The stretch of the abstract to show in a list."""
    in_snippet: Spans
    abstract: Spans


class FoundWords(QObject):
    """Keeps what was found in each paper for one query."""

    arrived = Signal(object)

    def __init__(self, search: SearchClient, parent: QObject) -> None:
        super().__init__(parent)
        self._search = search
        self.query = ""
        """What is sought."""
        self._typing = False
        self._any = False  # whether the query has words at all
        self._number = 0
        self._known: dict[int, tuple[int, FoundIn]] = {}
        self._wanted: dict[int, None] = {}
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._ask)
        search.matches_found.connect(self._take)

    def sought(self, question: Question, matches: Sequence[Match]) -> None:
        """Find the words of this query from now on; `matches` are those of its first papers."""
        if (question.query, question.typing) != (self.query, self._typing):
            self.query, self._typing = question.query, question.typing
            self._any = has_words(Query.parse(question.query).tree)
            if not self._any:
                self._known.clear()
            self.renew()
        elif self._wanted:  # the same query again may have overtaken our question
            self._timer.start()
        self._keep(matches)

    @Slot()
    def renew(self) -> None:
        """Papers are other than they were: ask anew for those in sight."""
        self._number += 1
        self._wanted.clear()

    def of(self, paper: int) -> FoundIn | None:
        """What was found in a paper: for this query or, until that is known, the last one.

        So nothing flickers between two letters typed.
        """
        if not self._any:
            return None
        number, found = self._known.get(paper, (0, None))
        if number != self._number and paper not in self._wanted:
            self._wanted[paper] = None
            self._timer.start()
        return found

    @property
    def waits(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._wanted)

    @Slot()
    def _ask(self) -> None:
        papers = list(self._wanted)[-_MOST:]
        self._wanted = dict.fromkeys(papers)
        self._search.request(FindMatches(self._number, self.query, self._typing, papers))

    @Slot(object)
    def _take(self, reply: MatchesFound) -> None:
        if reply.id == self._number:
            self._keep(reply.matches)
            self.arrived.emit([match.paper for match in reply.matches])

    def _keep(self, matches: Sequence[Match]) -> None:
        if matches and not any(number == self._number for number, _ in self._known.values()):
            self._known.clear()  # the first of this query: what the last one found has served
        for match in matches:
            found = FoundIn(match.title, match.snippet, match.in_snippet, match.abstract)
            self._known[match.paper] = self._number, found
            self._wanted.pop(match.paper, None)
