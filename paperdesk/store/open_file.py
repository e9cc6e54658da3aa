"""The database of a library, tied to the file that it has open."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, NoReturn

from paperdesk.errors import WriteError
from paperdesk.translation import StoredMessage, StoredPlural, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_log = logging.getLogger(__name__)

for kind in (StoredMessage, StoredPlural):  # a column has the English message and its values
    sqlite3.register_adapter(kind, kind.stored)

_STATE = (
    "select part, number from revisions order by part",
    "select token, before from index_tokens",
    "select name, seq from sqlite_sequence order by name",
    "select max(id) from index_queue",
    "select id, name, colour, key from tags order by id",
    "select name, query from saved_searches order by position",
)


class Database:
    """An open database that notices when its file is removed or replaced while it is open.

    The connection would go on with the old file, which has no name any more: what it writes is
    lost, or ends in the journal of the file that took its place.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path, *, read_only: bool = False
    ) -> None:
        self.conn = connection
        self.read_only = read_only
        self._path = path
        self._identity = _identity(path)
        self._stamp = _stamp(path)

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run a statement; what it changes outside a transaction is committed at once."""
        alone = not self.conn.in_transaction
        try:
            cursor = self.conn.execute(statement, parameters)
        except sqlite3.Error:
            if alone:
                self.conn.rollback()  # of the transaction that the statement began
            raise
        if alone:
            self.conn.commit()
        return cursor

    def close(self) -> None:
        """Close the connection."""
        self.conn.close()

    def file_is_in_place(self) -> bool:
        """Whether the open file still has its name."""
        return _identity(self._path) == self._identity

    def check_file(self) -> None:
        """Raise WriteError if it has not."""
        if not self.file_is_in_place():
            self._refuse()

    def check_content(self) -> None:
        """Raise WriteError if the file was overwritten with other content; within a transaction.

        What this connection has cached would be mixed with what is there now. A new connection
        reads the file as it is; both must see the same counters of changes.
        """
        stamp = _stamp(self._path)
        if stamp == self._stamp:
            return
        try:
            known = _state(self.conn)
        except sqlite3.OperationalError:  # a library that is still to be migrated
            return
        try:
            uri = f"{self._path.absolute().as_uri()}?mode=ro"
            with closing(sqlite3.connect(uri, uri=True)) as other:
                overwritten = _state(other) != known
        except sqlite3.DatabaseError as error:
            _log.warning("%s cannot be read anew: %s", self._path, error)
            overwritten = True
        if overwritten:
            self._refuse()
        self._stamp = stamp

    def _refuse(self) -> NoReturn:
        raise WriteError(
            tr("another program removed or replaced {name}", name=self._path.name),
            tr(
                "{path}: another program has removed or replaced this file while it was open, "
                "so nothing more is saved. Close Paperdesk, put the right file there, and open "
                "the library again.",
                path=self._path,
            ),
        )


def _identity(path: Path) -> tuple[int, int] | None:
    # Never by opening the file: closing it would drop SQLite's locks in this process.
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _stamp(path: Path) -> tuple[int, int] | None:
    """Size and time of the last write, which a checkpoint of any process changes too."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _state(connection: sqlite3.Connection) -> list[object]:
    """What almost every change of the library moves, in small tables."""
    return [row for query in _STATE for row in connection.execute(query)]


def checkpoint(db: Database) -> bool:
    """Move what is committed from the -wal file into the database file, without waiting.

    Returns whether the -wal file is empty now. A copy of the database file alone has everything
    then, and no journal is left for another file that a sync program puts in its place. Where
    another process reads or writes, or the disk is full, a part remains for later: it is as safe
    in the -wal file.
    """
    if not db.file_is_in_place():
        return False  # the -wal file is another's by now
    connection = db.conn
    (timeout,) = connection.execute("pragma busy_timeout").fetchone()
    connection.execute("pragma busy_timeout = 0")
    try:
        (busy, *_) = connection.execute("pragma wal_checkpoint(truncate)").fetchone()
    except sqlite3.DatabaseError as error:
        _log.info("no checkpoint: %s", error)
        return False
    finally:
        connection.execute(f"pragma busy_timeout = {int(timeout)}")
    return not busy


def set_patience(db: Database, milliseconds: int) -> None:
    """Let a connection wait this long for the locks of others."""
    db.conn.execute(f"pragma busy_timeout = {milliseconds}")
