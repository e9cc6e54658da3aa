"""Import a page, set stars, and import while a window is open.

The reference is the window's worst late beat in 5 s of idleness.
2,000 papers take 20 s, 10,000 as asked 30 s.
"""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from paperdesk.desktop.session.jobs import Incoming
from paperdesk.library import Library
from paperdesk.model.edits import SetStar
from tests.benchmarks.dumps import write_dump
from tests.benchmarks.figures import Figure, at_least, at_most, milliseconds, number
from tests.benchmarks.libraries import import_dump
from tests.benchmarks.windows import Heartbeat, shown_window, spin, spin_until

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

PAPERS = 2_000
_STARS = 300


def measure(options: argparse.Namespace, folder: Path) -> list[Figure]:
    """Import, star and start first: the window of this process would count as their memory."""
    dump, library = folder / "dump.txt", folder / "library"
    write_dump(dump, options.papers)
    return [
        *_import(dump, library, options.papers),
        _star(library, min(options.papers, _STARS)),
        _heartbeat(dump, folder / "second"),
    ]


def _import(dump: Path, library: Path, papers: int) -> list[Figure]:
    done = import_dump(dump, library)
    assert done.report["added"] == papers
    return [
        at_least("stored, papers a second", papers / done.seconds, 5_000),
        at_most("memory of the import", done.memory, 300, " MB"),
        Figure("from stored to searchable", f"{done.report['index_seconds']:.2f} s"),
    ]


def _star(folder: Path, stars: int) -> Figure:
    library = Library(folder)
    edits = [SetStar((paper,), True) for paper in range(1, stars + 1)]
    times = [milliseconds(library.apply, edit) for edit in edits]
    library.close()
    return at_most("a star on disk, median", statistics.median(times), 5, " ms")


def _heartbeat(dump: Path, folder: Path) -> Figure:
    window = shown_window(folder)
    beat = Heartbeat()
    spin(3)
    idle = beat.worst_of(lambda: spin(5))
    done: list[object] = []
    window.session.imported.connect(done.append)

    def import_all() -> None:
        window.session.import_files([Incoming(dump)])
        spin_until(lambda: bool(done))
        spin(1)

    busy = beat.worst_of(import_all)
    window.close()
    return _over("worst late beat while importing", busy, "idle", idle, 5)


def _over(name: str, ours: float, reference: str, theirs: float, most: float) -> Figure:
    said = f"{name}, over {reference} ({number(ours)} ms)"
    return at_most(said, ours / theirs, most, " x", f"{number(theirs)} ms")
