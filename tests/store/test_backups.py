"""Copies of a library: what they hold, which are kept, and what is no backup."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.errors import LibraryDamaged, LibraryError
from paperdesk.library import Library
from paperdesk.model.backup import Contents, Retention
from paperdesk.model.edits import AddTag, SetNote, SetStar
from paperdesk.model.paper import Paper
from paperdesk.store import backups
from tests.store.libraries import import_papers, snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLENTY = Retention(7, 4, 12, 1 << 40)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with closing(Library(tmp_path / "library")) as library:
        import_papers(library.db, [Paper("Moss on Walls"), Paper("Tides in Ponds")])
        library.apply(SetStar((1,), True))
        library.apply(SetNote(2, "Twice a day."))
        library.apply(AddTag((1, 2), "water"))
        yield library


def test_a_backup_is_an_equal_library_in_one_file(library: Library, tmp_path: Path) -> None:
    made = backups.make(library.db.conn, library.folder)
    assert made.contents == Contents(papers=2, stars=1, notes=1, tags=2, highlights=0, imports=1)
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "library.sqlite").write_bytes(made.path.read_bytes())
    with closing(Library(tmp_path / "copy")) as copy:
        assert snapshot(copy.db) == snapshot(library.db)


def test_a_backup_made_beside_a_writer_is_one_state(library: Library) -> None:
    """What is not committed is not in it, and the writer is not disturbed."""
    with closing(sqlite3.connect(library.folder / "library.sqlite")) as writer:
        writer.execute("begin immediate")
        writer.execute("update papers set starred = 1")
        made = backups.make(library.db.conn, library.folder)
        writer.commit()
    assert made.contents is not None
    assert made.contents.stars == 1
    assert backups.contents(library.db.conn).stars == 2


def test_two_backups_of_one_second_are_two_files(library: Library) -> None:
    made = [backups.make(library.db.conn, library.folder, "undo").path for _ in range(3)]
    assert len(set(made)) == 3
    assert sorted(made) == sorted(backups.paths(library.folder))
    assert {backup.reason for backup in backups.listed(library.folder)} == {"undo"}


def test_a_damaged_library_makes_no_backup_and_deletes_none(library: Library) -> None:
    good = backups.make(library.db.conn, library.folder).path
    library.db.execute("pragma wal_checkpoint(truncate)")
    file = library.folder / "library.sqlite"
    data = bytearray(file.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 : page * 4096 + 8] = b"\xee" * 8
    file.write_bytes(data)
    with closing(sqlite3.connect(file)) as connection, pytest.raises(LibraryDamaged):
        backups.make(connection, library.folder)
    assert list(good.parent.iterdir()) == [good]


def test_a_folder_that_cannot_be_written_is_said(library: Library) -> None:
    (library.folder / "backups").write_text("a file in its place")
    with pytest.raises(LibraryError, match="no backup can be written"):
        backups.make(library.db.conn, library.folder)


def test_what_is_no_library_is_no_backup(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("create table birds (name)")
    for data in (other.read_bytes(), b"", b"no database at all" * 300):
        other.write_bytes(data)
        with pytest.raises(LibraryDamaged, match=r"other\.sqlite"):
            backups.verified(other)
        assert backups.described(other).contents is None


def test_a_backup_is_due_after_a_day(library: Library) -> None:
    assert backups.is_due(library.folder)
    made = backups.make(library.db.conn, library.folder).made
    assert not backups.is_due(library.folder, made + timedelta(hours=23))
    assert backups.is_due(library.folder, made + timedelta(hours=25))


def test_a_backup_is_found_by_name_and_day(library: Library) -> None:
    path = backups.make(library.db.conn, library.folder).path
    local = f"{backups.made_at(path).astimezone():%Y-%m-%d}"
    assert backups.named(library.folder, path.name) == path
    assert backups.named(library.folder, local) == path
    assert backups.named(library.folder, "1999-01-01") is None
    assert backups.named(library.folder, "") is None


def test_days_weeks_and_months_are_kept() -> None:
    newest = datetime(2026, 11, 27, 12, tzinfo=UTC)
    times = [newest - timedelta(hours=6 * number) for number in range(4 * 500)]
    left = [times[place] for place in sorted(backups.kept(times, PLENTY))]
    days = {newest.date() - timedelta(days=number) for number in range(7)}
    assert days <= {time.date() for time in left}
    assert len({time.isocalendar()[:2] for time in left}) >= 4
    assert len({(time.year, time.month) for time in left}) == 12
    assert len(left) <= 3 + 7 + 4 + 12


@given(
    st.lists(st.integers(0, 3_000_000), max_size=40, unique=True),
    st.integers(1, 10),
    st.integers(0, 10),
    st.integers(0, 10),
)
def test_the_newest_are_always_kept(minutes: list[int], days: int, weeks: int, months: int) -> None:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    times = sorted((start + timedelta(minutes=each) for each in minutes), reverse=True)
    kept = backups.kept(times, Retention(days, weeks, months, 0))
    assert set(range(min(3, len(times)))) <= kept <= set(range(len(times)))
    assert len(kept) <= 3 + days + weeks + months
    left = [times[place] for place in sorted(kept)]
    again = backups.kept(left, Retention(days, weeks, months, 0))
    assert again == set(range(len(left))), "what was kept stays kept"


def test_all_backups_together_have_a_largest_size(library: Library) -> None:
    folder = library.folder / "backups"
    folder.mkdir()
    for day in range(1, 8):
        (folder / f"library-2026010{day}T000000Z.sqlite").write_bytes(b"x" * 1000)
    (folder / "my own notes.txt").write_text("stay")
    backups.prune(library.folder, Retention(7, 4, 12, 3_500))
    assert [path.name[8:16] for path in backups.paths(library.folder)] == [
        "20260107",
        "20260106",
        "20260105",
    ]
    backups.prune(library.folder, Retention(7, 4, 12, 10))
    assert len(backups.paths(library.folder)) == 1
    assert (folder / "my own notes.txt").exists()
