"""Checks a library, its index and its files, and repairs what can be repaired."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paperdesk.errors import LibraryDamaged
from paperdesk.files import scratch_folder
from paperdesk.library import Library
from paperdesk.model.finding import Finding
from paperdesk.search.index import AnnotationDocument, IndexCorrupted, PaperIndex, TextDocument
from paperdesk.store import backups, index_queue, replacement
from paperdesk.store.checking.checks import check_database
from paperdesk.store.checking.repairs import repair as repair_rows
from paperdesk.store.damage import is_damage
from paperdesk.store.database import FILE, reading, writing
from paperdesk.store.file_lock import lock
from paperdesk.store.salvage.salvage import salvage
from paperdesk.tasks.backing_up import Prepared, put_in_place
from paperdesk.tasks.indexing import index
from paperdesk.translation import number, tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NAMED = 5
_DAMAGE = ("pages", "orphans", "values")
"""Findings that only a damaged file explains; others may come from an earlier Paperdesk."""
_WEEK = 7 * 24 * 3600


@dataclass(slots=True)
class Repaired:
    """What a repair did."""

    kept: Path | None = None
    """The library as it was before."""
    lost: list[str] = field(default_factory=list)
    """What could not be read of a damaged library."""
    left: list[Finding] = field(default_factory=list)
    """What is still wrong."""


def check(folder: Path) -> list[Finding]:
    """What is wrong with the library of a folder; nothing is changed, but a missing index made.

    Raises LibraryError where there is no library, or it is from a newer Paperdesk.
    """
    try:
        with closing(Library(folder)) as library:
            found = list(check_database(library.db.conn))
            if not any(each.kind in ("pages", "values") for each in found):
                found += _check_index(library)
            return found
    except LibraryDamaged as error:
        if not (folder / FILE).exists():
            raise
        return [Finding("pages", str(error).removeprefix(f"{folder / FILE}: "))]


def is_due(folder: Path) -> bool:
    """Whether the last check that was remembered is older than a week."""
    try:
        return time.time() - _last_check(folder).stat().st_mtime > _WEEK
    except OSError:
        return True


def remember(folder: Path) -> None:
    """Remember that the library was checked now; where nothing can be written, it is not."""
    with suppress(OSError):
        _last_check(folder).parent.mkdir(mode=0o700, exist_ok=True)
        _last_check(folder).touch()


def _last_check(folder: Path) -> Path:
    return folder / backups.FOLDER / "last-check"


def repair(folder: Path, findings: Iterable[Finding]) -> Repaired:
    """Repair what `check` found, after a backup; damaged pages: all that is readable is kept.

    Raises LibraryError where no backup can be made, LibraryDamaged where nothing can be read.
    """
    found = list(findings)
    done = Repaired()
    if any(each.kind == "pages" for each in found):
        done.kept, done.lost = salvage_library(folder)
    elif found:
        with closing(Library(folder)) as library:
            done.kept = backups.make(library.db.conn, folder, "repair").path
    with closing(Library(folder)) as library:
        with writing(library.db) as connection:
            repair_rows(connection)
        # With values that cannot be read the index was not compared.
        unsure = any(each.kind in ("index", "values") for each in found)
        for _ in index(library, rebuild=unsure):
            pass
    done.left = [finding for finding in check(folder) if finding.wrong]
    return done


def salvage_library(folder: Path) -> tuple[Path | None, list[str]]:
    """Replace a damaged library by what can be read of it.

    Returns where the damaged one is kept, and what could not be read. Raises LibraryDamaged where
    nothing can be read.
    """
    with scratch_folder(folder) as scratch:
        salvaged = salvage(folder / FILE, scratch)
        contents = backups.verified(scratch / FILE)
        kept = put_in_place(folder, Prepared(scratch, contents), "repair")
    return kept, salvaged.losses


def _check_index(library: Library) -> list[Finding]:
    """Compare the index with one made anew of the same texts."""
    if not library.index_belongs() or not library.index.usable():
        (papers,) = library.db.execute("select count(*) from papers").fetchone()
        if index_queue.length(library.db) or not papers:
            return []  # not made yet
        return [Finding("index", tr("it is missing, damaged, or of another state of the library"))]
    with reading(library.db):
        with lock(library.folder / "index.lock") as free:
            if not free:
                return []  # another process is at it
            # The first read begins the snapshot: index and library are of one state.
            head = index_queue.waiting(library.db)
            waiting = {*head.text, *head.marks}
            try:
                library.index.verify()
                present = library.index.fingerprints()
            except IndexCorrupted as error:
                return [Finding("index", tr("it is damaged ({error})", error=error))]
        expected = _expected(library)
    found = []
    for name, mine in present.items():
        right = expected[name]
        other = {each for each in mine.keys() & right.keys() if mine[each] != right[each]}
        for wrong, message in (
            (right.keys() - mine.keys(), tr("papers {numbers} are not in it ({part})")),
            (
                mine.keys() - right.keys(),
                tr("papers {numbers} are in it, but not in the library ({part})"),
            ),
            (other, tr("papers {numbers} have other words in it ({part})")),
        ):
            if numbers := sorted(wrong - waiting):
                found.append(Finding("index", message.format(numbers=_named(numbers), part=name)))
    return found


def _expected(library: Library) -> dict[str, dict[int, int]]:
    with scratch_folder() as scratch:
        made = PaperIndex(scratch)
        try:
            made.rebuild(
                (TextDocument(*text) for text in index_queue.texts(library.db)),
                (AnnotationDocument(*each) for each in index_queue.marks(library.db)),
            )
            return made.fingerprints()
        finally:
            made.close()


def _named(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:_NAMED]))
    more = ", …" if len(numbers) > _NAMED else ""
    return f"{named}{more}: {number(len(numbers))}"


def damage(folder: Path) -> str:
    """The first sign of damage in the library of a folder; empty if there is none, or none there.

    For errors whose cause may be a damaged file. Takes seconds for a large library.
    """
    try:
        with closing(replacement.opened(folder)) as connection:
            every = check_database(connection)
            found = next((each for each in every if each.kind in _DAMAGE), None)
    except sqlite3.Error as error:
        return str(error) if is_damage(error) or "no such" in str(error) else ""
    except Exception as error:  # whatever it is, it comes from what was read
        return str(error)
    return found.line if found else ""
