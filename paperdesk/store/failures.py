"""Says why SQLite could not write, in words for the user."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from paperdesk.errors import BusyError, WriteError
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_REASONS = {
    sqlite3.SQLITE_FULL: tr("the disk is full"),
    sqlite3.SQLITE_READONLY: tr("the library is read-only"),
    sqlite3.SQLITE_PERM: tr("the library may not be written"),
    sqlite3.SQLITE_CANTOPEN: tr("the library's folder cannot be written"),
    sqlite3.SQLITE_IOERR: tr("the disk cannot be read or written"),
    sqlite3.SQLITE_CORRUPT: tr("the library is damaged"),
    sqlite3.SQLITE_NOTADB: tr("the library is damaged"),
    sqlite3.SQLITE_NOLFS: tr("the file system allows no larger file"),
}
"""Faults from outside; any other error of SQLite is one of the program."""


@contextmanager
def explained() -> Iterator[None]:
    """Raise BusyError or WriteError for errors of SQLite that come from outside the program."""
    try:
        yield
    except sqlite3.Error as error:
        failure = explain(error)
        if failure is None:
            raise
        raise failure from error


def explain(error: sqlite3.Error) -> WriteError | None:
    """What the user is told about an error; None for an error of the program."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without the extended part
    if code in _BUSY:
        return BusyError(tr("another program is writing to the library"))
    reason = _REASONS.get(code)
    return WriteError(reason) if reason else None
