"""Backups: copies of the library in its folder `backups`, each one file, made by SQLite.

backups/library-20261127T163856Z.sqlite
backups/library-20261127T163856Z-restore.sqlite    made before a restore
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from paperdesk.errors import InputError, LibraryDamaged, LibraryError
from paperdesk.files import replacing_file
from paperdesk.model.backup import Backup, Contents, Retention
from paperdesk.store.damage import damaged, is_damage
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

FOLDER = "backups"
EVERY = timedelta(days=1)

_NAME = re.compile(r"library-(\d{8}T\d{6}Z)(?:-([a-z]+))?(?:-\d+)?\.sqlite")
_TIME = "%Y%m%dT%H%M%SZ"
_ALWAYS_KEPT = 3
"""The newest, however close together they were made: one of them precedes the last change."""

_CONTENTS = """
select (select count(*) from papers), (select count(*) from papers where starred = 1),
    (select count(*) from papers where note != ''), (select count(*) from paper_tags),
    (select count(*) from highlights), (select count(*) from dumps where state != 'undone')
"""

_PERIODS: tuple[tuple[str, Callable[[datetime], tuple[int, ...]]], ...] = (
    ("days", lambda made: (made.year, made.month, made.day)),
    ("weeks", lambda made: made.isocalendar()[:2]),
    ("months", lambda made: (made.year, made.month)),
)


def make(connection: sqlite3.Connection, library: Path, reason: str = "") -> Backup:
    """Copy the open library into `backups` of its folder.

    The copy is one state of the library, even while others write to it, and is there only once it
    is complete and was read again. Raises LibraryError where that fails, LibraryDamaged where the
    library is damaged; the backups there are stay.
    """
    folder, made = library / FOLDER, datetime.now(UTC)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        path = _unused(folder, made, reason)
        contents = write(connection, path)
    except OSError as error:
        raise LibraryError(
            tr(
                "{folder}: no backup can be written ({reason}).",
                folder=folder,
                reason=error.strerror,
            )
        ) from error
    return Backup(path, made, contents, reason)


def write(connection: sqlite3.Connection, path: Path) -> Contents:
    """Copy the open library into a file, which is replaced once the copy is known to be good.

    Raises as `make` does, and OSError where the file cannot be written.
    """
    with replacing_file(path) as scratch:
        try:
            copy(connection, scratch)
            return _sound_contents(scratch)
        except sqlite3.Error as error:
            if is_damage(error):
                raise damaged(_file_of(connection), str(error)) from error
            raise LibraryError(
                tr("{path}: no backup can be written ({error}).", path=path, error=error)
            ) from error


def copy(connection: sqlite3.Connection, path: Path) -> None:
    """Copy an open database into a file that holds no other; raises sqlite3.Error."""
    with closing(sqlite3.connect(path)) as target:
        connection.backup(target)  # in one step, and so from one state
        target.execute("pragma journal_mode = delete")  # one file, without a -wal beside it


def verified(path: Path) -> Contents:
    """What a copy holds; raises LibraryDamaged for one that is damaged or no library."""
    try:
        return _sound_contents(path)
    except sqlite3.Error as error:
        raise LibraryDamaged(
            tr("{path}: this is no library, or a damaged one ({error}).", path=path, error=error)
        ) from error


def _sound_contents(path: Path) -> Contents:
    with closing(opened(path)) as connection:
        (verdict,) = connection.execute("pragma quick_check(1)").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(f"malformed: {verdict.splitlines()[-1]}")
        return contents(connection)


def _file_of(connection: sqlite3.Connection) -> str:
    return str(connection.execute("pragma database_list").fetchone()[2])


def opened(path: Path) -> sqlite3.Connection:
    """A copy, opened for reading; without writing anything beside it, unless it has a -wal."""
    lone = not path.with_name(f"{path.name}-wal").exists()
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if lone else ''}", uri=True
    )


def contents(connection: sqlite3.Connection) -> Contents:
    """What a library holds."""
    return Contents(*connection.execute(_CONTENTS).fetchone())


def paths(library: Path) -> list[Path]:
    """The files of the backups of a library, the newest first."""
    found = (path for path in (library / FOLDER).glob("library-*.sqlite") if _matched(path))
    # Names tell seconds; two in one second differ by when they were written.
    return sorted(found, key=lambda path: (made_at(path), path.stat().st_mtime_ns), reverse=True)


def files(library: Path) -> list[Backup]:
    """The backups of a library, the newest first, without what they hold."""
    return [Backup(path, made_at(path), None, _reason(path)) for path in paths(library)]


def listed(library: Path) -> list[Backup]:
    """The backups of a library with what they hold, the newest first."""
    return [described(path) for path in paths(library)]


def described(path: Path) -> Backup:
    """A backup with what it holds, though not verified."""
    held: Contents | None
    try:
        with closing(opened(path)) as connection:
            held = contents(connection)
    except sqlite3.Error:
        held = None
    return Backup(path, made_at(path), held, _reason(path))


def named(library: Path, name: str) -> Path | None:
    """The newest backup with this name, or whose local time begins so: `2026-11-27 16`."""
    for path in paths(library):
        if path.name == name or (
            name and f"{made_at(path).astimezone():%Y-%m-%d %H:%M}".startswith(name)
        ):
            return path
    return None


def is_due(library: Path, now: datetime | None = None) -> bool:
    """Whether the last backup is older than a day."""
    newest = next(iter(paths(library)), None)
    return newest is None or (now or datetime.now(UTC)) - made_at(newest) >= EVERY


def prune(library: Path, retention: Retention) -> None:
    """Delete the backups that need not be kept."""
    found = paths(library)
    keep = kept([made_at(path) for path in found], retention)
    room = retention.total_bytes
    for place, path in enumerate(found):
        size = path.stat().st_size
        if place == 0 or (place in keep and size <= room):
            room -= size
        else:
            path.unlink(missing_ok=True)


def kept(times: Sequence[datetime], retention: Retention) -> set[int]:
    """Which of these times, the newest first, are to be kept, by their place."""
    chosen = set(range(min(_ALWAYS_KEPT, len(times))))
    for name, period_of in _PERIODS:
        newest: dict[tuple[int, ...], int] = {}
        for place, made in enumerate(times):
            newest.setdefault(period_of(made), place)
        chosen.update(list(newest.values())[: getattr(retention, name)])
    return chosen


def made_at(path: Path) -> datetime:
    """When a backup was made, by its name; for another file, when it was last written."""
    match = _matched(path)
    if match is None:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)


def _matched(path: Path) -> re.Match[str] | None:
    match = _NAME.fullmatch(path.name)
    try:
        if match:
            datetime.strptime(match[1], _TIME)
    except ValueError:
        return None
    return match


def _reason(path: Path) -> str:
    match = _matched(path)
    return (match and match[2]) or ""


def _unused(folder: Path, made: datetime, reason: str) -> Path:
    stem = f"library-{made:{_TIME}}" + (f"-{reason}" if reason else "")
    names: Iterable[str] = (f"{stem}-{number}" for number in range(2, 1000))
    for name in (stem, *names):
        if not (folder / f"{name}.sqlite").exists():
            return folder / f"{name}.sqlite"
    raise InputError(tr("{folder}: there are too many backups of this second.", folder=folder))
