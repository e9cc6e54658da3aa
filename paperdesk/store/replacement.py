"""Puts another database in the place of a library's, and keeps the present one aside."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from paperdesk.errors import LibraryDamaged, LibraryError
from paperdesk.files import sync_folder
from paperdesk.store import backups
from paperdesk.store.damage import is_damage
from paperdesk.store.database import FILE, open_database, writing
from paperdesk.store.file_lock import lock
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperdesk.model.backup import Contents

_WAIT_SECONDS = 30


def present_contents(folder: Path) -> Contents | None:
    """What the library of a folder holds; None if it is missing, damaged or no library.

    Raises LibraryError while another program keeps everybody from reading it.
    """
    try:
        with closing(opened(folder)) as connection:
            return backups.contents(connection)
    except sqlite3.Error as error:
        _refuse_locked(error, folder)
        return None


def replace_library(folder: Path, prepared: Path, reason: str) -> Path | None:
    """Replace the library of a folder by the one in the folder `prepared`; returns where it is now.

    A readable library becomes a backup and is overwritten in one transaction: windows that have it
    open see the new one. The files of a damaged one are moved. Raises LibraryError where
    another process writes for half a minute.
    """
    with _index_locked(folder):
        if present_contents(folder) is not None:
            try:
                return _overwritten(folder, prepared, reason)
            except LibraryDamaged:
                pass
            except sqlite3.Error as error:
                _refuse_locked(error, folder)
                if not is_damage(error):
                    raise LibraryError(
                        tr("{folder}: it cannot be replaced ({error}).", folder=folder, error=error)
                    ) from error
        kept = set_aside(folder)
        shutil.rmtree(folder / "index", ignore_errors=True)  # of papers that may be gone
        (prepared / FILE).replace(folder / FILE)
        sync_folder(folder)
        return kept


def _overwritten(folder: Path, prepared: Path, reason: str) -> Path:
    with closing(opened(folder)) as live:
        backup = backups.make(live, folder, reason)
        _continue(prepared, live)
        _overwrite(live, prepared / FILE)
        return backup.path


def _refuse_locked(error: sqlite3.Error, folder: Path) -> None:
    if "locked" in str(error):
        raise LibraryError(
            tr("{folder}: another program uses this library. Try again later.", folder=folder)
        ) from error


def set_aside(folder: Path) -> Path | None:
    """Move the library's database into a folder beside the backups; None if there is none."""
    found = [path for path in folder.glob(f"{FILE}*") if path.is_file()]
    if not any(path.stat().st_size for path in found):
        return None
    aside = folder / backups.FOLDER / f"damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
    aside.mkdir(mode=0o700, parents=True)
    for path in found:
        path.replace(aside / path.name)
    return aside


def opened(folder: Path) -> sqlite3.Connection:
    """A connection to the database of a folder, as it is; raises sqlite3.Error if there is none."""
    path = folder / FILE
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=30)


def _continue(prepared: Path, live: sqlite3.Connection) -> None:
    """Make the prepared database follow the live one: nothing cached of that is taken for its own.

    All papers of both are queued for the index, and no number of a paper is given again.
    """
    numbers = dict(live.execute("select part, number from revisions"))
    (last,) = live.execute("select coalesce(max(seq), 0) from sqlite_sequence").fetchone()
    papers = live.execute("select id from papers").fetchall()
    db = open_database(prepared)
    try:
        with writing(db) as connection:
            for part, number in numbers.items():
                connection.execute(
                    "update revisions set number = max(number, ?) + 1 where part = ?",
                    [number, part],
                )
            connection.execute(
                "insert into sqlite_sequence select 'papers', 0 "
                "where not exists (select 1 from sqlite_sequence where name = 'papers')"
            )
            connection.execute("update sqlite_sequence set seq = max(seq, ?)", [last])
            connection.execute("create temp table queued (paper integer primary key)")
            connection.executemany("insert into queued values (?)", papers)
            connection.execute("insert or ignore into queued select id from papers")
            connection.execute("delete from index_queue")
            for part in ("text", "marks"):
                connection.execute(
                    "insert into index_queue (paper, part) select paper, ? from queued", [part]
                )
        db.execute("pragma wal_checkpoint(truncate)")
    finally:
        db.close()


def _overwrite(live: sqlite3.Connection, prepared: Path) -> None:
    deadline = time.monotonic() + _WAIT_SECONDS

    def check(*_: int) -> None:
        if time.monotonic() > deadline:
            raise sqlite3.OperationalError("the database is locked")

    with closing(backups.opened(prepared)) as source:
        source.backup(live, progress=check, sleep=0.05)


@contextmanager
def _index_locked(folder: Path) -> Iterator[None]:
    """Hold the lock of the index, so that nobody indexes papers of the one before."""
    with lock(folder / "index.lock", _WAIT_SECONDS) as free:
        if not free:
            raise LibraryError(
                tr("{folder}: another process indexes this library. Try again.", folder=folder)
            )
        yield
