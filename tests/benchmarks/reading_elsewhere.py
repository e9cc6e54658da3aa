"""Write a digest of the whole library in each form, and an EPUB of 200 papers.

Processor time of the commands, as other jobs may run beside them, beyond the reference: that of a
command that opens the library and prints one paper. 200 papers are starred for "For you".
"""

from __future__ import annotations

import os
import statistics
import subprocess
from typing import TYPE_CHECKING

from tests.benchmarks.figures import Figure, at_most, number
from tests.benchmarks.libraries import library_for, paperdesk

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

PAPERS = 10_000
_RUNS = 5
_STARRED = [str(paper) for paper in range(1, 201)]


def measure(options: argparse.Namespace, folder: Path) -> list[Figure]:
    """Fill a library, then write."""
    library = library_for(options, folder)
    _run(library, ["mark", *_STARRED, "--star", "--status", "read"])
    _run(library, ["digest", "--json"])  # indexes, and reads the files once
    start = _seconds(library, ["show", "1"])
    reference = f"{number(start)} s"
    parts = ["--since", "100y", "--parts", "searches,for-you,trending,unread"]
    figures = [
        at_most(
            f"digest as {form}", _seconds(library, [*digest, *parts]) - start, 2, " s", reference
        )
        for form in ("html", "eml", "epub")
        if (digest := ["digest", "-o", str(folder / f"digest.{form}")])
    ]
    book = ["export", "--papers", ",".join(_STARRED), "-o", str(folder / "book.epub")]
    spent = _seconds(library, book) - start
    figures.append(at_most("EPUB of 200 papers", spent, 1, " s", reference))
    return figures


def _seconds(library: Path, verb: Sequence[str]) -> float:
    times = []
    for _ in range(_RUNS):
        start = _spent()
        _run(library, verb)
        times.append(_spent() - start)
    return statistics.median(times)


def _spent() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def _run(library: Path, verb: Sequence[str]) -> None:
    subprocess.run([*paperdesk(library), *verb], check=True, capture_output=True)
