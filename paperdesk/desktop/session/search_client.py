"""Searches in a child process: the newest question wins, an older answer is never shown."""

from __future__ import annotations

import base64
import json
import logging
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot

from paperdesk.desktop.session.child_process import child
from paperdesk.model.library_values import Counts

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_log = logging.getLogger(__name__)

_DEBOUNCE_MS = 15
"""Letters typed in one go make one search."""
_REST_MS = 250
"""After an answer, until its ids after the first thousand are fetched unasked: nobody needs them
between two letters."""
_PATIENCE = 0.125
"""Seconds until what is found of a long phrase is answered, at 150 ms with the step under way; the
rest follows when it is found."""


@dataclass(frozen=True, slots=True)
class Question:
    """What to find, and in which order."""

    query: str
    sort: str = ""
    typing: bool = False
    """Whether the last word is still being typed, and so counts as a beginning."""
    groups: str = ""
    """`day`, `week` or `month`, to hear how many papers of one stand together."""
    in_sight: int = 0
    """In how many of the first papers to mark the words found."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a paper may please: the words it shares with one that the user marked."""

    words: tuple[str, ...]
    title: str
    """Of the paper that was marked."""
    paper: int
    mark: str
    """`starred tagged reading` or `read`."""


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
    """Why papers are likely to please, by paper; empty but in the order `foryou`."""
    hits: tuple[Any, ...] = ()
    """What the query found in each of the first papers; FoundWords reads it."""


class SearchRunner(QObject):
    """Asks the search child. Lives in the window's thread and never waits."""

    answered = Signal(object)
    """Answer to the newest question."""
    completed = Signal(object)
    """The next ids of the newest answer: those after the first thousand come in pieces."""
    dated = Signal(object)
    """For each month: `YYYY-MM`, papers, and how many are read."""
    counted = Signal(object)
    """Counts for the sidebar."""
    told = Signal(str, object)
    """The answer to another question: its kind, and its values by name."""

    def __init__(self, library: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._process: QProcess | None = None
        self._number = 0
        self._question: Question | None = None
        self._answer: Answer | None = None
        self._got = 0  # ids of the answer's
        self._crashes = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.setInterval(_DEBOUNCE_MS)
        self._timer.timeout.connect(self._send)
        self._rest = QTimer(self, singleShot=True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask_rest)

    def start(self) -> None:
        """Start the child ahead of the first question."""
        self._process = child(self, self._library, ["serve"])
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._ended)
        self._process.start()

    def ask(self, question: Question) -> None:
        """Put the question; earlier ones are forgotten."""
        self._question = question
        self._number += 1
        self._rest.stop()
        self._timer.start()

    @Slot()
    def want_rest(self) -> None:
        """Fetch the ids after the first thousand now, if they are still to come."""
        if self._rest.isActive():
            self._rest.stop()
            self._ask_rest()

    @Slot()
    def _ask_rest(self) -> None:
        self._write({"ask": "rest", "id": self._number, "first": self._got})

    def count(self) -> None:
        """Ask for the numbers of the sidebar; `counted` tells."""
        self._write({"ask": "counts"})

    def date(self, query: str) -> None:
        """Ask for the months of a query's papers; `dated` tells."""
        self._write({"ask": "months", "query": query})

    def request(self, kind: str, **values: Any) -> None:
        """Put a question of another kind; `told` answers, unless a newer one of it overtakes."""
        self._write({"ask": kind, **values})

    @property
    def pending(self) -> bool:
        """Whether the newest question has no answer yet."""
        return self._question is not None and (
            self._answer is None or self._answer.question is not self._question
        )

    def close(self) -> None:
        """End the child."""
        self._timer.stop()
        self._rest.stop()
        if self._process is not None:
            self._process.finished.disconnect(self._ended)
            self._process.kill()
            self._process.waitForFinished(2000)
            self._process = None

    @Slot()
    def _send(self) -> None:
        if self._question is not None:
            asked = {"id": self._number, "seconds": _PATIENCE, **asdict(self._question)}
            self._write({"ask": "query", **asked})

    def _write(self, request: dict[str, Any]) -> None:
        if self._process is not None:
            self._process.write(json.dumps(request).encode() + b"\n")

    @Slot()
    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            self._take(json.loads(bytes(self._process.readLine().data())))

    def _take(self, reply: dict[str, Any]) -> None:
        kind = reply.pop("to")
        if kind == "counts":
            self.counted.emit(Counts.from_values(reply))
        elif kind == "months":
            self.dated.emit(reply["months"])
        elif kind not in ("query", "rest"):
            self.told.emit(kind, reply)
        elif reply["id"] != self._number or self._question is None:
            pass  # the answer to a question that was overtaken
        elif kind == "rest":
            self._take_rest(reply)
        else:
            self._take_answer(self._question, reply)

    def _take_answer(self, question: Question, reply: dict[str, Any]) -> None:
        self._crashes = 0
        ids = np.array(reply["ids"], np.int64)
        hints = tuple(reply["hints"])
        groups = tuple((key, count) for key, count in reply["groups"])
        count, titles_only = reply["count"], reply["titles_only"]
        reasons = _reasons(reply.get("reasons", {}))
        hits = tuple(reply["hits"])
        self._answer = Answer(question, count, ids, hints, titles_only, groups, reasons, hits)
        self._got = len(ids)
        if reply["count"] > len(ids):
            self._rest.start()
        self.answered.emit(self._answer)

    def _take_rest(self, reply: dict[str, Any]) -> None:
        ids = np.frombuffer(base64.b64decode(reply["rest"]), "<i8")
        if len(ids) and reply["first"] == self._got:
            self._got += len(ids)
            self._ask_rest()
            self.completed.emit(ids)

    @Slot()
    def _ended(self) -> None:
        """The child died: start another and ask again, unless it dies at every question."""
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self._crashes += 1
        _log.warning("the search child ended (%d)", self._crashes)
        if self._crashes <= 3:
            self.start()
            self._send()
            self.count()


def _reasons(values: dict[str, list[Any]]) -> dict[int, Reason]:
    return {
        int(paper): Reason(tuple(words), title, liked, mark)
        for paper, (words, title, liked, mark) in values.items()
    }
