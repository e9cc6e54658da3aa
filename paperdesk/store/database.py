"""Opens the library's database and its write transactions."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from paperdesk.errors import LibraryDamaged, LibraryError, WriteError
from paperdesk.store import backups, migrations, version_file
from paperdesk.store.damage import damaged, is_damage
from paperdesk.store.failures import explained
from paperdesk.store.open_file import Database
from paperdesk.store.private_files import make_private
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FILE = "library.sqlite"


def open_database(folder: Path) -> Database:
    """The database of a library folder, made or brought up to date where needed.

    One connection serves one thread. Before an older library is migrated it is copied to
    `backups/`. Raises LibraryError where the folder cannot be written, the file is no library,
    or it is from a newer Paperdesk; one that is there, but cannot be written, is opened to be read;
    LibraryDamaged where it is damaged, or gone while other files
    of the library stay.
    """
    path = folder / FILE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        refuse_missing(path)
        read_only = path.exists() and not (os.access(folder, os.W_OK) and os.access(path, os.W_OK))
        connection = _connected(path, read_only=read_only)
        try:
            if read_only:
                return _prepared_read_only(connection, path)
            db = _prepared(connection, folder)
            make_private(folder)
            return db
        except BaseException:
            connection.close()
            raise
    except (OSError, sqlite3.Error, WriteError) as error:
        if is_damage(error) or is_damage(error.__cause__):
            raise damaged(path, _reason(error)) from error
        raise LibraryError(
            tr("{path}: the library cannot be opened ({error}).", path=path, error=_reason(error))
        ) from error


def _prepared(connection: sqlite3.Connection, folder: Path) -> Database:
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma recursive_triggers = on")
    # Measured at 100,000 papers: the titles' index outgrows the 2 MB that are the default.
    connection.execute("pragma cache_size = -16000")
    connection.execute("pragma wal_autocheckpoint = 16000")
    db = Database(connection, folder / FILE)
    applied = migrations.applied(connection)
    _refuse_strangers(connection, applied, folder / FILE)
    if len(applied) < len(migrations.NAMES):
        if applied:
            backups.make(connection, folder, "migration")
        with writing(db):  # a second process waits here
            migrations.apply_pending(connection)
        applied = migrations.applied(connection)
    version_file.write(folder, applied)
    return db


def _connected(path: Path, *, read_only: bool) -> sqlite3.Connection:
    if not read_only:
        return sqlite3.connect(path, timeout=30)
    log = path.with_name(f"{path.name}-wal")
    # Without a -wal file SQLite would make one, unless it is told that nobody writes.
    immutable = "" if log.exists() and log.stat().st_size else "&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{immutable}", timeout=30, uri=True)


def _prepared_read_only(connection: sqlite3.Connection, path: Path) -> Database:
    """A database in a folder that the user cannot write, of the present schema."""
    db = Database(connection, path, read_only=True)
    applied = migrations.applied(connection)
    _refuse_strangers(connection, applied, path)
    if len(applied) < len(migrations.NAMES):
        raise LibraryError(
            tr(
                "{path}: this library is from an older Paperdesk and cannot be brought up to "
                "date, for its folder cannot be written. Copy the folder and open the copy.",
                path=path,
            )
        )
    return db


def _refuse_strangers(connection: sqlite3.Connection, applied: Sequence[str], path: Path) -> None:
    if not set(migrations.NAMES).issuperset(applied):
        raise LibraryError(
            tr(
                "{path}: this library is from a newer Paperdesk, or from one before the first "
                "release. Update Paperdesk, or open another library with --library.",
                path=path,
            )
        )
    if not applied and connection.execute("select 1 from sqlite_master").fetchone():
        raise LibraryError(
            tr(
                "{path}: this is a database of another program. Open another folder with "
                "--library.",
                path=path,
            )
        )


def refuse_missing(path: Path) -> None:
    """Raise LibraryDamaged where a library's database is gone or empty, but its other files stay.

    A new one in its place would look like an empty library.
    """
    folder = path.parent
    if path.exists() and path.stat().st_size > 0:
        return
    rest = [name for name in (version_file.FILE, "index") if (folder / name).exists()]
    rest += [backups.FOLDER] if backups.paths(folder) else []
    if rest:
        state = tr("this file is empty") if path.exists() else tr("this file is missing")
        raise LibraryDamaged(
            tr(
                "{path}: {state}, but other files of a library are beside it ({names}). Put it "
                "back, or restore a backup (paperdesk backups lists them); for a new library, "
                "name an empty folder with --library.",
                path=path,
                state=state,
                names=", ".join(rest),
            )
        )


def _reason(error: Exception) -> str:
    if isinstance(error, WriteError):
        return error.reason
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error) or type(error).__name__


@contextmanager
def writing(db: Database, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
    """Open a write transaction: committed at the end, rolled back on an error.

    Begins IMMEDIATE: a deferred one fails at once with "database is locked" when another process
    writes in between, however long the timeout. Raises WriteError where the disk or another program
    does not let it write, or has removed or replaced the file. `durable`: what is committed
    survives a power cut, at the price of one fsync.
    """
    connection = db.conn
    db.check_file()
    with explained():
        connection.execute(f"pragma synchronous = {'full' if durable else 'normal'}")
        connection.execute("begin immediate")
        try:
            db.check_content()
            yield connection
            db.check_file()
            connection.commit()
        except BaseException:
            connection.rollback()  # a commit that failed leaves the transaction open
            raise


@contextmanager
def reading(db: Database) -> Iterator[None]:
    """Read from one snapshot for the block, whatever other connections write meanwhile.

    Nothing can be written on this connection until the end.
    """
    connection = db.conn
    connection.execute("begin")
    try:
        yield
    finally:
        connection.rollback()


AMONG = "(select value from json_each(?))"
"""Among numbers given as one value: any count of them is one statement."""


def among(numbers: Sequence[int]) -> str:
    """The value for the question mark of AMONG."""
    return json.dumps([int(number) for number in numbers])
