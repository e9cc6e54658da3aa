"""Writes that a full disk, a read-only library or another program's lock refuses."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from paperdesk.errors import BusyError, WriteError
from paperdesk.library import Library
from paperdesk.model.edits import SetNote, SetStar
from paperdesk.model.paper import Paper
from paperdesk.store.database import writing
from tests.faults import fill_disk, locked_elsewhere, no_room, read_only, small_disk
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG = "Herons stand still. " * 20_000


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = filled(tmp_path / "library")
    yield opened
    opened.close()


def filled(folder: Path) -> Library:
    library = Library(folder)
    import_papers(library.db, [Paper("Herons", "Herons stand still.")])
    return library


def note(library: Library) -> str:
    return library.papers([1])[0].note


def test_a_lock_of_another_process_is_named(library: Library) -> None:
    library.db.execute("pragma busy_timeout = 20")
    with locked_elsewhere(library.folder), pytest.raises(BusyError) as caught:
        library.apply(SetStar((1,), True))
    assert str(caught.value) == "Nothing was stored: another program is writing to the library."
    library.apply(SetStar((1,), True))
    assert library.rows([1])[0].starred


def test_a_full_disk_stores_nothing_and_holds_no_lock(library: Library) -> None:
    with no_room(library), pytest.raises(WriteError, match="the disk is full"):
        library.apply(SetNote(1, LONG))
    assert not library.db.conn.in_transaction
    library.apply(SetNote(1, LONG))
    assert note(library) == LONG


def test_a_library_that_became_read_only_is_named(library: Library) -> None:
    with read_only(library), pytest.raises(WriteError, match="the library is read-only"):
        library.apply(SetNote(1, "Where?"))
    library.apply(SetNote(1, "Where?"))
    assert note(library) == "Where?"


def test_a_commit_that_the_disk_refuses_is_rolled_back(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk"):
        library = filled(tmp_path / "disk" / "library")
        filler = fill_disk(tmp_path / "disk")
        with pytest.raises(WriteError, match="the disk is full"):
            library.apply(SetNote(1, LONG[:100_000]))
        assert not library.db.conn.in_transaction
        assert note(library) == ""
        filler.unlink()
        library.apply(SetNote(1, LONG[:100_000]))
        assert note(library) == LONG[:100_000]
        assert library.db.execute("pragma integrity_check").fetchone() == ("ok",)
        library.close()


def test_errors_of_the_program_stay_what_they_are(library: Library) -> None:
    with pytest.raises(sqlite3.IntegrityError), writing(library.db) as connection:
        connection.execute("insert into papers (id, title) values (1, null)")
    assert not library.db.conn.in_transaction
