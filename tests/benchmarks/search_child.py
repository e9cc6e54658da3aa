"""Ask the search child, from a question's line to its answer's.

Times are medians (p95). First: a new child that has had a second to warm up. The reference is the
question for all papers, which needs no search. 5,000 papers take 15 s, 100,000 as asked two
minutes.
"""

from __future__ import annotations

import random
import subprocess
import time
from typing import TYPE_CHECKING, NamedTuple

import psutil

from paperdesk.library import Library
from paperdesk.model.edits import SetStar, SetStatus
from paperdesk.model.search_protocol import FindPapers, PapersFound, reply_from_line, to_line
from tests.benchmarks.figures import Figure, at_most, number, p95_at_most, spread
from tests.benchmarks.libraries import library_for, paperdesk

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

PAPERS = 5_000
_QUESTIONS = 40
_COSTLY = (
    "e OR a OR i OR o OR u OR s OR t OR c",
    '"of the in of the"',
    "date:2020.. sort:title",
)
_ORDERS = ("date", "added", "upvotes", "comments", "title", "trending")


class Question(NamedTuple):
    """What the window asks."""

    query: str
    sort: str = ""
    typing: bool = False
    in_sight: int = 0


def measure(options: argparse.Namespace, folder: Path) -> list[Figure]:
    """All figures of one child."""
    library = Library(library_for(options, folder))
    child = _Child(folder / "library")
    try:
        return _figures(library, child)
    finally:
        child.close()
        library.close()


def _figures(library: Library, child: _Child) -> list[Figure]:
    start = child.time(Question(""))
    time.sleep(1)
    empty = child.memory()
    everything = spread([child.time(Question("")) for _ in range(_QUESTIONS)])
    figures = [Figure("start to first answer", f"{number(start)} ms")]
    for name, most, questions in _kinds(library):
        for turn in ("first", "again"):
            times = [child.time(question) for question in questions]
            figures.append(p95_at_most(f"{name}: {turn}", times, most, everything))
    memory = child.memory()
    return [
        *figures,
        p95_at_most("the same order after a star", _after_star(library, child), 5, everything),
        *_for_you(library, child, everything),
        p95_at_most("a question that overtakes a costly one", _overtaking(child), 20, everything),
        at_most("memory that search adds", memory - empty, 120, " MB", f"{number(empty)} MB"),
    ]


class _Child:
    """A search child."""

    def __init__(self, library: Path) -> None:
        self._process = subprocess.Popen([*paperdesk(library), "serve"], stdin=-1, stdout=-1)
        self._number = 0

    def put(self, question: Question) -> int:
        """Ask; the question's number."""
        assert self._process.stdin is not None
        self._number += 1
        request = FindPapers(
            self._number,
            question.query,
            question.sort,
            question.typing,
            in_sight=question.in_sight,
        )
        self._process.stdin.write(to_line(request))
        self._process.stdin.flush()
        return self._number

    def time(self, question: Question) -> float:
        """Milliseconds until the answer."""
        start = time.perf_counter()
        self._wait(self.put(question))
        return (time.perf_counter() - start) * 1000

    def memory(self) -> float:
        """MB."""
        return float(psutil.Process(self._process.pid).memory_info().rss / 1e6)

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _wait(self, number: int) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            reply = reply_from_line(line)
            if isinstance(reply, PapersFound) and reply.id == number:
                return
        raise RuntimeError("the child ended")


def _kinds(library: Library) -> list[tuple[str, float, list[Question]]]:
    """Name, p95 asked in ms and questions of each kind."""
    rnd = random.Random(7)
    size = library.counts().all
    papers = library.papers(rnd.sample(range(1, size + 1), min(400, size)))
    texts = [paper.paper.abstract.lower().split() for paper in papers]
    texts = [text for text in texts if len(text) > 40][:_QUESTIONS]
    words = [[word for word in text if word.isalpha() and len(word) > 3] for text in texts]
    some = [rnd.choice(of) for of in words]
    trios = [" ".join(rnd.sample(of, 3)) for of in words]
    half = len(some) // 2
    keystrokes = [
        Question(text[:end], typing=True)
        for text in (f"{a} {b}" for a, b in zip(some[:half], some[half:], strict=False))
        for end in range(1, len(text) + 1)
    ]
    marked = [question._replace(in_sight=8) for question in keystrokes]
    orders = [(f"order: {o}", 5.0, [Question("is:unread", o)] * 5) for o in _ORDERS]
    return [
        ("a word", 10, [Question(word) for word in some]),
        ("three words", 10, [Question(trio) for trio in trios]),
        ("a word, by date", 5, [Question(word, "date") for word in some]),
        ("a word with a filter", 5, [Question(f"{word} year:2024") for word in some]),
        ("a phrase", 20, [Question(f'"{" ".join(text[9:12])}"') for text in texts]),
        ("one key of a search as you type", 15, keystrokes),
        ("the same, with the words of 8 papers marked", 15, marked),
        ("papers like one", 20, [Question(f"like:{p.id}") for p in papers[:_QUESTIONS]]),
        *orders,
    ]


def _after_star(library: Library, child: _Child) -> list[float]:
    times = []
    for on in (True, False) * (_QUESTIONS // 2):
        library.apply(SetStar((1, 2, 3), on))
        times.append(child.time(Question("", "upvotes")))
    return times


def _for_you(library: Library, child: _Child, reference: str) -> list[Figure]:
    library.apply(SetStar(tuple(range(10, 60)), True))
    library.apply(SetStatus(tuple(range(60, 90)), "dismissed"))
    first, *others = (child.time(Question("is:foryou sort:foryou")) for _ in range(_QUESTIONS))
    return [
        Figure("for you: the first time", f"{number(first)} ms", reference),
        Figure("for you: again", spread(others), reference),
    ]


def _overtaking(child: _Child) -> list[float]:
    """A cheap question, at random moments of the work on a costly one."""
    rnd, times = random.Random(3), []
    for turn in range(_QUESTIONS):
        costly = _COSTLY[turn % len(_COSTLY)]
        child.put(Question(f"{costly} {turn}", typing=True))
        time.sleep(rnd.uniform(0.001, 0.02))
        times.append(child.time(Question("sort:date")))
    return times
