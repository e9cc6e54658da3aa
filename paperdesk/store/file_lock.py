"""A lock between processes, released by the system when its holder exits."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from paperdesk.errors import BusyError
from paperdesk.store.failures import explained

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def lock(path: Path) -> Iterator[bool]:
    """Hold the lock file for the block; yields whether it was acquired. Does not wait.

    Raises WriteError where the file can be neither made nor locked, which is no other's doing.
    SQLite locks files alike on every system, so an empty database serves as the file.
    """
    with closing(_connected(path)) as connection:
        try:
            with explained():
                connection.execute("begin exclusive")
            free = True
        except BusyError:
            free = False
        yield free


def _connected(path: Path) -> sqlite3.Connection:
    """A connection to the lock file; one with anything else in it, which cannot be held, is new."""
    with explained():
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            connection.execute("select count(*) from sqlite_master")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                connection.close()
                path.unlink(missing_ok=True)
                return sqlite3.connect(path, timeout=0, isolation_level=None)
        return connection
