"""Searches in a child process. Only the reply to the newest question is shown."""

from __future__ import annotations

import base64
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot

from paperdesk.desktop.session.child_process import child
from paperdesk.late import Late

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from paperdesk.model import search_protocol as protocol
    from paperdesk.model.search_protocol import Match, Reason, Reply, Request
else:
    np = Late("numpy")
    protocol = Late("paperdesk.model.search_protocol")

_log = logging.getLogger(__name__)

_DEBOUNCE_MS = 15
"""Letters typed within it make one search."""
_FETCH_MS = 250
"""From an answer until its ids after the first thousand are fetched: not between two letters."""
_PHRASE_SECONDS = 0.125
"""After how long a search for a long phrase replies with what it has found so far: at 150 ms, with
the step under way."""


@dataclass(frozen=True, slots=True)
class Question:
    """What to find, and in which order."""

    query: str
    sort: str = ""
    typing: bool = False
    """Whether the last word is still being typed, and so is a prefix."""
    groups: str = ""
    """`day`, `week` or `month`, to count the papers of each."""
    in_sight: int = 0
    """The number of papers whose matches the answer includes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The papers a question found: how many, and the first thousand ids in order."""

    question: Question
    count: int
    ids: NDArray[np.int64]
    hints: tuple[str, ...]
    titles_only: bool
    groups: tuple[tuple[str, int], ...] = ()
    """Date, or its part, and number of papers of each group from the top."""
    reasons: dict[int, Reason] = field(default_factory=dict)
    """Why papers are recommended, by paper; only in the order `foryou`."""
    matches: tuple[Match, ...] = ()
    """Where the words of the query are in the first papers."""
    partial: tuple[int, ...] = ()
    """Papers with some of the words of a query that few papers match, best first; not counted."""


class SearchClient(QObject):
    """Asks the search child. Lives in the window's thread and never waits."""

    answered = Signal(object)
    """Answer to the newest question."""
    completed = Signal(object)
    """Further ids of the newest answer, after the first thousand."""
    dated = Signal(object)
    """For each month: `YYYY-MM`, papers, and how many are read."""
    period_found = Signal(object)
    """PeriodFound"""
    statistics_counted = Signal(object)
    """Statistics"""
    counted = Signal(object)
    """Counts for the sidebar."""
    matches_found = Signal(object)
    """MatchesFound"""
    titles_found = Signal(object)
    """TitlesFound"""
    similar_found = Signal(object)
    """SimilarFound"""
    query_suggested = Signal(object)
    """QuerySuggested"""
    word_completed = Signal(object)
    """WordCompleted"""
    papers_counted = Signal(object)
    """PapersCounted"""

    def __init__(self, library: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._process: QProcess | None = None
        self._number = 0
        self._question: Question | None = None
        self._answer: Answer | None = None
        self._fetched = 0  # how many of the answer's ids have come
        self._crashes = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.setInterval(_DEBOUNCE_MS)
        self._timer.timeout.connect(self._send)
        self._fetch_timer = QTimer(self, singleShot=True)
        self._fetch_timer.setInterval(_FETCH_MS)
        self._fetch_timer.timeout.connect(self._fetch_ids)

    def start(self) -> None:
        """Start the child, before the first question."""
        self._process = child(self, self._library, ["serve"])
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._ended)
        self._process.start()

    def ask(self, question: Question) -> None:
        """Ask a question in place of the one before."""
        self._question = question
        self._number += 1
        self._fetch_timer.stop()
        self._timer.start()

    @Slot()
    def fetch_remaining(self) -> None:
        """Fetch the ids after the first thousand now, if they have not come yet."""
        if self._fetch_timer.isActive():
            self._fetch_timer.stop()
            self._fetch_ids()

    @Slot()
    def _fetch_ids(self) -> None:
        self.request(protocol.FetchIds(self._number, self._fetched))

    def count(self) -> None:
        """Ask for the numbers of the sidebar; emits `counted`."""
        self.request(protocol.CountSidebar())

    def date(self, query: str) -> None:
        """Ask for the months of a query's papers; emits `dated`."""
        self.request(protocol.CountMonths(query))

    def request(self, request: Request) -> None:
        """Send a request; the signal of its reply follows, unless a newer one replaces it."""
        if self._process is not None:
            self._process.write(protocol.to_line(request))

    @property
    def pending(self) -> bool:
        """Whether the newest question has no answer yet."""
        return self._question is not None and (
            self._answer is None or self._answer.question is not self._question
        )

    def close(self) -> None:
        """End the child."""
        self._timer.stop()
        self._fetch_timer.stop()
        if self._process is not None:
            self._process.finished.disconnect(self._ended)
            # The library is closing: waitForFinished would deliver one more answer.
            self._process.readyReadStandardOutput.disconnect(self._read)
            self._process.kill()
            self._process.waitForFinished(2000)
            self._process = None

    @Slot()
    def _send(self) -> None:
        if (asked := self._question) is not None:
            request = protocol.FindPapers(
                self._number,
                asked.query,
                asked.sort,
                asked.typing,
                asked.groups,
                asked.in_sight,
                _PHRASE_SECONDS,
            )
            self.request(request)

    @Slot()
    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            line = bytes(self._process.readLine().data())
            try:
                reply = protocol.reply_from_line(line)
            except ValueError as error:
                _log.warning("%s", error)
                continue
            self._emit(reply)

    def _emit(self, reply: Reply) -> None:
        match reply:
            case protocol.PapersFound():
                if reply.id == self._number and self._question is not None:
                    self._on_found(self._question, reply)
            case protocol.IdsFetched():
                if reply.id == self._number:
                    self._on_fetched(reply)
            case protocol.SidebarCounted():
                self.counted.emit(reply.counts)
            case protocol.StatisticsCounted():
                self.statistics_counted.emit(reply.statistics)
            case protocol.MonthsCounted():
                self.dated.emit(reply.months)
            case protocol.PeriodFound():
                self.period_found.emit(reply)
            case protocol.MatchesFound():
                self.matches_found.emit(reply)
            case protocol.TitlesFound():
                self.titles_found.emit(reply)
            case protocol.SimilarFound():
                self.similar_found.emit(reply)
            case protocol.QuerySuggested():
                self.query_suggested.emit(reply)
            case protocol.WordCompleted():
                self.word_completed.emit(reply)
            case protocol.PapersCounted():
                self.papers_counted.emit(reply)

    def _on_found(self, question: Question, reply: protocol.PapersFound) -> None:
        self._crashes = 0
        self._answer = Answer(
            question,
            reply.count,
            np.array(reply.ids, np.int64),
            tuple(reply.hints),
            reply.titles_only,
            tuple(reply.groups),
            dict(reply.reasons),
            tuple(reply.matches),
            tuple(reply.partial),
        )
        self._fetched = len(reply.ids)
        if reply.count > self._fetched:
            self._fetch_timer.start()
        self.answered.emit(self._answer)

    def _on_fetched(self, reply: protocol.IdsFetched) -> None:
        ids = np.frombuffer(base64.b64decode(reply.packed), "<i8")
        if len(ids) and reply.first == self._fetched:
            self._fetched += len(ids)
            self._fetch_ids()
            self.completed.emit(ids)

    @Slot()
    def _ended(self) -> None:
        """Start another child and ask again, unless it ends at every question."""
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self._crashes += 1
        _log.warning("the search child ended (%d)", self._crashes)
        if self._crashes <= 3:
            self.start()
            self._send()
            self.count()
