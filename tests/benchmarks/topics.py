"""Find the topics of a library: the first time, again, and when papers have come.

Processor time, as a child of low priority finds them while a window is used; the reference is that
of reading the terms of all papers from the index. Topics that stay are papers that are in the same
topic when it is found again from where it was.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from paperdesk.library import Library
from paperdesk.search.topics import find_topics
from tests.benchmarks.figures import Figure, at_least, at_most, number
from tests.benchmarks.libraries import library_for

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

PAPERS = 10_000
_SECONDS = {10_000: 0.5, 100_000: 4.0}
"""By number of papers at most, what is asked: twice what an idle processor takes."""


def measure(options: argparse.Namespace, folder: Path) -> list[Figure]:
    """Fill a library, then find topics."""
    library = Library(library_for(options, folder))
    try:
        return _figures(library)
    finally:
        library.close()


def _figures(library: Library) -> list[Figure]:
    library.index.refresh()
    read, matrices = _timed(library.index.term_matrices)
    papers = sum(map(len, matrices))
    first, topics = _timed(find_topics, matrices)
    again, found = _timed(find_topics, matrices, [topic.centre for topic in topics])
    stayed = sum(
        len(set(old.papers.tolist()) & set(new.papers.tolist()))
        for old, new in zip(topics, found, strict=True)
    )
    asked = next((most for size, most in _SECONDS.items() if papers <= size), None)
    reference = f"read in {number(read)} s"
    together = f"{len(topics)} topics, read and found"
    return [
        at_most(together, read + first, asked, " s", reference)
        if asked
        else Figure(together, f"{number(read + first)} s", reference),
        Figure("found again", f"{number(again)} s", reference),
        at_least("papers that stay in their topic", stayed / max(papers, 1), 0.75),
    ]


def _timed(work: Callable[..., Any], *arguments: object) -> tuple[float, Any]:
    start = time.process_time()
    result = work(*arguments)
    return time.process_time() - start, result
