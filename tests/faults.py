"""Real faults for tests: a full disk, a library that is read-only, another program's lock."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperdesk.library import Library

_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
if sys.argv[2:]:
    connection.execute("pragma locking_mode = exclusive")
connection.execute("begin immediate")
connection.execute("select count(*) from sqlite_schema").fetchone()
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked_elsewhere(folder: Path, *, whole: bool = False) -> Iterator[subprocess.Popen[bytes]]:
    """Another process holds the write lock of a library; `whole`: it lets nobody read, either."""
    how = ["whole"] if whole else []
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder / "library.sqlite"), *how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        try:
            yield holder
        finally:
            holder.kill()


@contextmanager
def read_only(library: Library) -> Iterator[None]:
    """SQLite refuses every write, as it does where the file is read-only; root may write any."""
    library.db.execute("pragma query_only = on")
    try:
        yield
    finally:
        library.db.execute("pragma query_only = off")


@contextmanager
def no_room(library: Library) -> Iterator[None]:
    """The database file cannot grow, so that a long text finds the disk full."""
    (pages,) = library.db.execute("pragma page_count").fetchone()
    (before,) = library.db.execute("pragma max_page_count").fetchone()
    library.db.execute(f"pragma max_page_count = {pages}")
    try:
        yield
    finally:
        library.db.execute(f"pragma max_page_count = {before}")


@contextmanager
def small_disk(folder: Path, size: str = "4m") -> Iterator[None]:
    """A file system of its own at `folder`; skips the test where none may be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    options = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(options, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("no file system may be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill_disk(folder: Path) -> Path:
    """Fill the file system with a file; without it there is room again."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return filler
