"""Which words of the papers in sight the query found.

Of the first papers the answer to a query tells; for others the search child is asked as they are
drawn.

found = FoundWords(search, parent)
found.sought(question, hits)    another query, and what it found in its first papers
found.of(paper) -> FoundIn      None while it is not known; asking for it fetches it
found.arrived(papers)           emitted with the papers that are known now
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from paperdesk.model.query import Query, has_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.desktop.session.search_client import Question, SearchRunner
    from paperdesk.desktop.theme.text_layout import Spans

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

    def __init__(self, search: SearchRunner, parent: QObject) -> None:
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
        search.told.connect(self._take)

    def sought(self, question: Question, hits: Sequence[Any]) -> None:
        """Find the words of this query from now on; `hits` are those of its first papers."""
        if (question.query, question.typing) != (self.query, self._typing):
            self.query, self._typing = question.query, question.typing
            self._any = has_words(Query.parse(question.query).tree)
            if not self._any:
                self._known.clear()
            self.renew()
        elif self._wanted:  # the same query again may have overtaken our question
            self._timer.start()
        self._keep(hits)

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
        self._search.request(
            "hits", id=self._number, query=self.query, typing=self._typing, papers=papers
        )

    @Slot(str, object)
    def _take(self, kind: str, reply: dict[str, Any]) -> None:
        if kind == "hits" and reply["id"] == self._number:
            self._keep(reply["papers"])
            self.arrived.emit([paper for paper, *_ in reply["papers"]])

    def _keep(self, hits: Sequence[Any]) -> None:
        if hits and not any(number == self._number for number, _ in self._known.values()):
            self._known.clear()  # the first of this query: what the last one found has served
        for paper, title, snippet, marked, abstract in hits:
            found = FoundIn(_spans(title), snippet, _spans(marked), _spans(abstract))
            self._known[paper] = self._number, found
            self._wanted.pop(paper, None)


def _spans(places: Sequence[Sequence[int]]) -> Spans:
    return tuple((start, end) for start, end in places)
