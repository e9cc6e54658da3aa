"""A lock between processes, released by the system when its holder exits."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def lock(path: Path) -> Iterator[bool]:
    """Hold the lock file for the block; yields whether it was acquired. Does not wait.

    SQLite locks files alike on every system, so an empty database serves as the file.
    """
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        try:
            connection.execute("begin exclusive")
            free = True
        except sqlite3.OperationalError:
            free = False
        yield free
    finally:
        connection.close()
