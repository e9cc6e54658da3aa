"""Merge an archive: into a library without its papers, and into one that has them.

The reference is importing the same papers as an arXiv snapshot. 20,000 papers take a minute,
100,000 as asked five.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from tests.benchmarks.dumps import write_dump
from tests.benchmarks.figures import Figure, at_least, number
from tests.benchmarks.libraries import Import, import_dump, paperdesk

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

PAPERS = 20_000
_STARRED = 10
"""Of the papers in the archive, one in so many has a star and a tag."""


def measure(options: argparse.Namespace, folder: Path) -> list[Figure]:
    """Make an archive, and merge it twice."""
    papers, dump, archive = options.papers, folder / "dump.kaggle", folder / "theirs.jsonl"
    write_dump(dump, papers, "kaggle")
    imported = import_dump(dump, folder / "theirs")
    marked = [str(paper) for paper in range(1, papers + 1, _STARRED)]
    for start in range(0, len(marked), 5_000):
        some = marked[start : start + 5_000]
        mark = ["mark", *some, "--star", "--tag", "theirs"]
        subprocess.run([*paperdesk(folder / "theirs"), *mark], capture_output=True, check=True)
    export = ["export", "--format", "archive", "-o", str(archive)]
    subprocess.run([*paperdesk(folder / "theirs"), *export], capture_output=True, check=True)
    new = import_dump(archive, folder / "new", "merge-archive")
    import_dump(dump, folder / "same")
    same = import_dump(archive, folder / "same", "merge-archive")
    return [*_figures("new papers", new, imported), *_figures("papers it has", same, imported)]


def _figures(what: str, merged: Import, imported: Import) -> list[Figure]:
    rate = merged.report["records"] / merged.seconds
    reference = f"import {number(imported.report['records'] / imported.seconds)}"
    return [
        Figure(f"{what}: merged, papers a second", number(rate), reference),
        at_least(f"{what}: share of the rate of importing", imported.seconds / merged.seconds, 0.5),
        Figure(f"{what}: memory", f"{number(merged.memory)} MB", f"{number(imported.memory)} MB"),
    ]
