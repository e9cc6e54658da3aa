"""Reads what is being typed in a thread of its own, so that the window never waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from paperdesk.errors import InputError
from paperdesk.model.display_text import to_display_text
from paperdesk.model.identifiers import is_placeholder_title
from paperdesk.model.paper import Paper, Problem
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Callable

_PAUSE_MS = 120
"""Delay between the last key and reading."""
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Typed:
    """What a text will become."""

    papers: int = 0
    first: Paper | None = None
    problems: int = 0
    problem: str = ""
    """The first one, in a sentence."""

    @property
    def sentence(self) -> str:
        """`1 paper: arXiv 2301.00001`, `3 papers`, or why not; empty for an empty text."""
        if not self.papers:
            return self.problem
        count = tr_n("{n} paper", "{n} papers", self.papers)
        if self.papers == 1 and self.first is not None:
            count = tr("{name}: {value}", name=count, value=paper_name(self.first))
        return (
            tr("{papers}. {problem}", papers=count, problem=self.problem) if self.problem else count
        )


class TypedReader(QObject):
    """Reads the newest text; what was asked for before is given up."""

    read = Signal(str, object)
    """A text, and the Typed that it becomes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._text = ""
        self._pause = QTimer(self, singleShot=True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.read_now)

    def start(self, text: str) -> None:
        """Read a text soon, unless another one follows."""
        self._text = text
        self._pause.start()

    @Slot()
    def read_now(self) -> None:
        """Read the newest text at once."""
        self._pause.stop()
        self._pool.start(partial(self._read, self._text))

    def close(self) -> None:
        """Give up what is being read, and wait for the thread to end."""
        self._text = ""
        self._pause.stop()
        self._pool.clear()
        self._pool.waitForDone()

    def _read(self, text: str) -> None:
        """In the thread."""
        typed = typed_as(text, lambda: text == self._text)
        if typed is not None and text == self._text:
            self.read.emit(text, typed)


def typed_as(text: str, wanted: Callable[[], bool] = lambda: True) -> Typed | None:
    """What a text becomes; None as soon as it is no longer `wanted`."""
    from paperdesk.tasks.adding import read_typed  # 0.2 s, in the thread

    papers, first, problems = 0, None, []
    try:
        for item in read_typed(text) if text.strip() else ():
            if not wanted():
                return None
            if isinstance(item, Paper):
                papers, first = papers + 1, first or item
            elif isinstance(item, Problem):
                problems.append(item)
    except InputError as error:
        return Typed(papers, first, 1, str(error))
    reasons = _reasons(problems, text)
    if not papers and not reasons and text.strip():
        reasons = tr("No papers are in this text.")
    return Typed(papers, first, len(problems), reasons)


def paper_name(paper: Paper) -> str:
    """The title; `arXiv 2301.00001`, `DOI 10.…` or an address where that stands in its place."""
    if is_placeholder_title(paper):
        if paper.arxiv_id:
            return f"arXiv {paper.arxiv_id}"
        return f"DOI {paper.doi}" if paper.doi else paper.url
    title = to_display_text(paper.title).text
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"


def _reasons(problems: list[Problem], text: str) -> str:
    """`Line 3 is not read: this has no title.`, and how many more there are."""
    if not problems:
        return ""
    first = problems[0]
    if "\n" in text.strip():
        sentence = tr("Line {line} is not read: {reason}.", line=first.line, reason=first.reason)
    else:
        sentence = tr("This is not read: {reason}.", reason=first.reason)
    if more := len(problems) - 1:
        return tr_n(
            "{problem} So is {n} more.", "{problem} So are {n} more.", more, problem=sentence
        )
    return sentence
