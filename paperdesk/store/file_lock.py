"""A lock between processes, released by the system when its holder exits."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from paperdesk.errors import BusyError
from paperdesk.store.failures import explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


_PAUSE_SECONDS = 0.05


@contextmanager
def lock(
    path: Path,
    wait: float = 0,
    given_up: Callable[[], bool] = lambda: False,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[bool]:
    """Hold the lock file for the block; yields whether it was acquired.

    Waits up to `wait` seconds, or until `given_up`. Raises WriteError where the file can be
    neither made nor locked, which is no other's doing. SQLite locks files alike on every system, so
    an empty database serves as the file.
    """
    deadline = clock() + wait
    with closing(_connected(path)) as connection:
        while not (free := _acquired(connection)) and not given_up() and clock() < deadline:
            time.sleep(_PAUSE_SECONDS)
        yield free


def _acquired(connection: sqlite3.Connection) -> bool:
    try:
        with explained():
            connection.execute("begin exclusive")
    except BusyError:
        return False
    return True


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
