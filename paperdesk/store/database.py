"""Opens the library's database and its write transactions."""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlite_utils import Database

from paperdesk.errors import LibraryError
from paperdesk.store.migrations import library

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["FILE", "Database", "among", "open_database", "writing"]

FILE = "library.sqlite"


def open_database(folder: Path) -> Database:
    """The database of a library folder, made or brought up to date where needed.

    One connection serves one thread. Before an older library is migrated it is copied to
    `backups/`. Raises LibraryError where the folder cannot be written, the file is no library,
    or it is from a newer Paperdesk.
    """
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=30)
        try:
            return _prepared(connection, folder)
        except BaseException:
            connection.close()
            raise
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(f"{path}: the library cannot be opened ({_reason(error)}).") from error


def _prepared(connection: sqlite3.Connection, folder: Path) -> Database:
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")
    connection.execute("pragma foreign_keys = on")
    # Measured at 100,000 papers: the titles' index outgrows the 2 MB that are the default.
    connection.execute("pragma cache_size = -16000")
    connection.execute("pragma wal_autocheckpoint = 16000")
    db = Database(connection, execute_plugins=False)
    applied = {migration.name for migration in library.applied(db)}
    _refuse_strangers(db, applied, folder / FILE)
    if applied and library.pending(db):
        _back_up(connection, folder / "backups")
    with writing(db):  # fails now where the file is read-only; a second process waits here
        if library.pending(db):
            library.apply(db)
    return db


def _refuse_strangers(db: Database, applied: set[str], path: Path) -> None:
    empty = Database(memory=True, execute_plugins=False)
    every = {migration.name for migration in library.pending(empty)}
    if applied - every:
        raise LibraryError(
            f"{path}: this library is from a newer Paperdesk, or from one before the first "
            "release. Update Paperdesk, or open another library with --library."
        )
    if not applied and db.table_names():
        raise LibraryError(
            f"{path}: this is a database of another program. Open another folder with --library."
        )


def _back_up(connection: sqlite3.Connection, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    name = f"library-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.sqlite"
    copy = sqlite3.connect(folder / name)
    try:
        connection.backup(copy)
    finally:
        copy.close()


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error) or type(error).__name__


@contextmanager
def writing(db: Database) -> Iterator[sqlite3.Connection]:
    """Open a write transaction: committed at the end, rolled back on an error.

    Begins IMMEDIATE: a deferred one fails at once with "database is locked" when another process
    writes in between, however long the timeout.
    """
    connection: sqlite3.Connection = db.conn
    connection.execute("begin immediate")
    try:
        yield connection
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


AMONG = "(select value from json_each(?))"
"""Among numbers given as one value: any count of them is one statement."""


def among(numbers: Sequence[int]) -> str:
    """The value for the question mark of AMONG."""
    return json.dumps([int(number) for number in numbers])
