"""Backups of a library, and a library from a backup or an archive."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperdesk import settings
from paperdesk.errors import InputError, LibraryError
from paperdesk.files import remove_old_scratch, scratch_folder
from paperdesk.formats.reading.source import refuse_pipe
from paperdesk.library import Library
from paperdesk.model.backup import Contents, Retention
from paperdesk.store import backups, replacement, table_copy
from paperdesk.store.database import FILE
from paperdesk.tasks.archiving import restore
from paperdesk.tasks.files import check_output, output_errors
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperdesk.model.backup import Backup

_MAGIC = b"SQLite format 3\0"


def back_up(library: Library, reason: str = "") -> Backup:
    """Make a backup, and delete those that need not be kept; raises LibraryError."""
    made = backups.make(library.db.conn, library.folder, reason)
    chosen = settings.read()
    backups.prune(
        library.folder,
        Retention(
            chosen.backup_days,
            chosen.backup_weeks,
            chosen.backup_months,
            chosen.backups_mb * 1_000_000,
        ),
    )
    return made


def back_up_before(library: Library, reason: str) -> None:
    """Make a backup before a job that rewrites much; an empty library needs none."""
    if not table_copy.is_empty(library.db):
        back_up(library, reason)


def back_up_if_due(library: Library) -> Backup | None:
    """Make the backup of the day, unless there is one or the library is empty.

    Also removes what crashed jobs left.
    """
    remove_old_scratch(
        (library.folder, library.folder / backups.FOLDER, settings.settings_file().parent)
    )
    if table_copy.is_empty(library.db) or not backups.is_due(library.folder):
        return None
    return back_up(library)


def backup_files(folder: Path) -> list[Backup]:
    """The backups of a library, the newest first, without what they hold."""
    return backups.files(folder)


def described_backup(path: Path) -> Backup:
    """A backup with what it holds, though not verified."""
    return backups.described(path)


def present_contents(folder: Path) -> Contents | None:
    """What the library of a folder holds; None if it cannot be read. Raises LibraryError."""
    return replacement.present_contents(folder)


def copy_to(library: Library, path: Path) -> Contents:
    """Copy the library into a file, elsewhere; raises InputError where it cannot be written."""
    check_output(path, library.folder)
    with output_errors(path):
        return backups.write(library.db.conn, path)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A library that may take the place of another."""

    folder: Path
    contents: Contents


@contextmanager
def prepared(folder: Path, source: Path) -> Iterator[Prepared]:
    """A library made from a backup or an archive, of the present schema, for the block.

    It lies in a scratch folder within `folder`. Raises InputError for a file that is neither.
    """
    try:
        refuse_pipe(str(source), source)
        with source.open("rb") as file:
            is_database = file.read(len(_MAGIC)) == _MAGIC
    except OSError as error:
        raise InputError(
            tr("{source}: it cannot be read ({reason}).", source=source, reason=error.strerror)
        ) from error
    folder.mkdir(parents=True, exist_ok=True)
    with scratch_folder(folder) as scratch:
        if is_database:
            _copy(source, scratch)
        with closing(_library(scratch, source)) as library:
            if not is_database:
                restore(library, source)
            contents = backups.contents(library.db.conn)
            library.db.execute("pragma wal_checkpoint(truncate)")
        yield Prepared(scratch, contents)


def put_in_place(folder: Path, new: Prepared, reason: str = "restore") -> Path | None:
    """Replace the library of a folder, and return where the one before is kept, if there was any.

    Its papers are queued for the index. Raises LibraryError.
    """
    return replacement.replace_library(folder, new.folder, reason)


def _copy(source: Path, scratch: Path) -> None:
    backups.verified(source)
    with closing(backups.opened(source)) as connection:
        backups.copy(connection, scratch / FILE)


def _library(scratch: Path, source: Path) -> Library:
    try:
        return Library(scratch)
    except LibraryError as error:  # from a newer Paperdesk, or of another program
        path = scratch / FILE
        raise InputError(str(error).replace(str(path), str(source))) from error
