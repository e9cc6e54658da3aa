"""Bring a folder of notes up to date: all new, ten changed, none changed.

Ten changed are five notes edited in the library and five in their files; the command is a process
of its own, from its start to its end. The reference is that of reading all files of the folder.
"""

from __future__ import annotations

import os
import subprocess
import time
from typing import TYPE_CHECKING

from paperdesk.library import Library
from paperdesk.model.edits import SetNote
from paperdesk.tasks import update_notes
from tests.benchmarks.figures import Figure, at_most, number
from tests.benchmarks.libraries import library_for, paperdesk

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

PAPERS = 10_000
_SECONDS = {10_000: 2.0, 100_000: 20.0}
"""By number of papers at most, what is asked when ten were changed."""


def measure(options: argparse.Namespace, folder: Path) -> list[Figure]:
    """Fill a library, then bring a folder of its notes up to date."""
    place, notes = library_for(options, folder), folder / "notes"
    os.environ["PAPERDESK_CONFIG"] = str(folder / "config")
    library = Library(place)
    try:
        papers = library.newest(-1)
        new = _seconds(library, notes, papers)
        none = _seconds(library, notes, papers)
        _edit(library, notes, papers)
        ten = _seconds(library, notes, papers)
        _edit(library, notes, papers)
    finally:
        library.close()
    start = time.perf_counter()
    subprocess.run([*paperdesk(place), "notes-folder", str(notes)], capture_output=True, check=True)
    command = time.perf_counter() - start
    start = time.perf_counter()
    for path in notes.iterdir():
        path.read_bytes()
    reference = f"read in {number(time.perf_counter() - start)} s"
    asked = next((most for size, most in _SECONDS.items() if len(papers) <= size), 200.0)
    return [
        Figure(f"{len(papers):,} notes, all new", f"{number(new)} s", reference),
        at_most("ten changed", ten, asked, " s", reference),
        Figure("ten changed, by command, and indexed", f"{number(command)} s", reference),
        Figure("none changed", f"{number(none)} s", reference),
    ]


def _seconds(library: Library, notes: Path, papers: list[int]) -> float:
    start = time.perf_counter()
    for _ in update_notes(library, notes, papers):
        pass
    return time.perf_counter() - start


def _edit(library: Library, notes: Path, papers: list[int]) -> None:
    """Edit five notes in the library, and five others in their files."""
    step = len(papers) // 10
    for paper in papers[: 5 * step : step]:
        (stored,) = library.papers([paper])
        library.apply(SetNote(paper, f"{stored.note}\nin the library"))
    paths = sorted(notes.iterdir())
    for path in paths[:: len(paths) // 5][:5]:
        text = path.read_text("utf-8")
        path.write_text(text.replace("note -->\n", "note -->\nin the file\n", 1), "utf-8")
