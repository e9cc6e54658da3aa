"""Answer what the views of time and numbers ask the search child, in its processor time.

The timeline, the order `trending`, the pages of a day, a week and a month with the words that rise
in them, and the statistics. First: the library has just changed and the child has warmed up, as it
does before it waits. A third of the papers is read, a half has tags. The reference is the question
for all papers.
"""

from __future__ import annotations

import importlib
import time
from typing import TYPE_CHECKING

from paperdesk.library import Library
from paperdesk.model.edits import AddTag, SetStatus
from paperdesk.model.periods import UNITS
from paperdesk.model.search_protocol import FindPeriod
from paperdesk.store.database import writing
from paperdesk.tasks.statistics import library_statistics
from tests.benchmarks.figures import Figure, p95_at_most, spread
from tests.benchmarks.libraries import library_for

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

PAPERS = 5_000
_TURNS = 5
_MOST = 100.0


def measure(options: argparse.Namespace, folder: Path) -> list[Figure]:
    """Fill a library, then ask a child's library for each view."""
    path = library_for(options, folder)
    library = Library(path)
    ids = tuple(range(1, library.counts().all + 1))
    library.apply(SetStatus(ids[::3], "read"))
    for number in range(8):
        library.apply(AddTag(ids[number::16], f"tag {number}"))
    with writing(library.db) as connection:
        connection.execute("update papers set upvotes = id % 97 where id % 2")
    library.close()
    reference = spread(_times(path, lambda child: child.find(""), again=True))
    importlib.import_module("paperdesk.formats")  # once in a child, for their labels
    views: list[tuple[str, Callable[[Library], object]]] = [
        ("timeline", lambda child: child.finder.months("")),
        ("trending", lambda child: child.find("sort:trending")),
        *((f"page of a {unit}", _page(unit)) for unit in UNITS),
        ("statistics", library_statistics),
    ]
    return [
        p95_at_most(f"{name}: {turn}", _times(path, view, again=again), _MOST, reference)
        for name, view in views
        for turn, again in (("first", False), ("again", True))
    ]


def _library_of(path: Path) -> Library:
    """A library as the child opens it, warmed up."""
    library = Library(path)
    library.finder.warm_up(lambda: False)
    return library


def _page(unit: str) -> Callable[[Library], object]:
    def ask(child: Library) -> object:
        return child.finder.period(FindPeriod(1, "", unit, ""))  # type: ignore[arg-type]

    return ask


def _times(path: Path, view: Callable[[Library], object], *, again: bool) -> list[float]:
    """Milliseconds of the processor; each time with another library, or again with the same."""
    times = []
    child = _library_of(path)
    if again:
        view(child)
    for _ in range(_TURNS):
        start = time.process_time()
        view(child)
        times.append((time.process_time() - start) * 1000)
        if not again:
            child.close()
            child = _library_of(path)
    child.close()
    return times
