"""Back up, check and restore a library, each by the command line.

The references are a copy of the file, SQLite's own check of the pages, and a copy again.
5,000 papers take 20 s, 100,000 as asked two minutes.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.figures import Figure, at_most, number
from tests.benchmarks.libraries import library_for, paperdesk

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

PAPERS = 5_000


def measure(options: argparse.Namespace, folder: Path) -> list[Figure]:
    """Backup, check, restore, and the memory of the check."""
    library = library_for(options, folder)
    file = library / "library.sqlite"
    copied = _seconds(_copy, file, folder / "copy")
    pages = _seconds(_check_pages, file)
    backup = _run(library, "backup")
    (name,) = (path.name for path in (library / "backups").glob("*.sqlite"))
    check = _run(library, "check")
    restore = _run(library, "restore", name, "--yes")
    size = file.stat().st_size >> 20
    return [
        at_most(
            f"backup, read again ({size:,} MB); {number(backup.computing)} s of it computing",
            backup.seconds, 20, " s", f"{number(copied)} s to copy",
        ),
        at_most(
            f"check; {number(check.computing)} s of it computing",
            check.seconds, 120, " s", f"{number(pages)} s for the pages",
        ),
        at_most("memory of the check", check.memory, 500, " MB"),
        at_most(
            f"restore, with a backup before, and indexed; {number(restore.computing)} s computing",
            restore.seconds, 120, " s",
        ),
    ]  # fmt: skip


class Run(NamedTuple):
    """What a verb took."""

    seconds: float
    computing: float
    """Seconds of the processor, of all its processes that have ended."""
    memory: float
    """Peak in MB."""


def _run(library: Path, *arguments: str) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen([*paperdesk(library), *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)} ended with {process.returncode}")
    computing = usage.ru_utime + usage.ru_stime
    return Run(time.perf_counter() - start, computing, usage.ru_maxrss / 1024)


def _seconds(call: object, *arguments: object) -> float:
    assert callable(call)
    start = time.perf_counter()
    call(*arguments)
    return time.perf_counter() - start


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    with target.open("rb") as file:
        os.fsync(file.fileno())


def _check_pages(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
