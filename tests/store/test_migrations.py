"""Libraries of every schema that has landed: `schemas/` holds one of each, made by its program.

After a new migration, add a library made by it.
"""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from paperdesk.errors import LibraryError
from paperdesk.library import Library
from paperdesk.store import backups, migrations

SCHEMAS = sorted(
    (Path(__file__).parent / "schemas").glob("*.sqlite.gz"),
    key=lambda path: int(path.name.split("-")[0]),
)


def names(library: Library) -> list[str]:
    return migrations.applied(library.db.conn)


def schema(library: Library) -> dict[str, str]:
    """The statements of all tables, indexes and triggers by name, without their blanks."""
    rows = library.db.execute("select name, sql from sqlite_master where sql is not null")
    return {name: " ".join(sql.split()) for name, sql in rows if name != "_sqlite_migrations"}


def unpacked(packed: Path, folder: Path) -> Path:
    folder.mkdir()
    (folder / "library.sqlite").write_bytes(gzip.decompress(packed.read_bytes()))
    return folder


def test_there_is_a_library_of_every_schema(tmp_path: Path) -> None:
    with closing(Library(tmp_path / "new")) as new:
        expected = [f"{number}-{name}" for number, name in enumerate(names(new), 1)]
    assert [path.name.removesuffix(".sqlite.gz") for path in SCHEMAS] == expected


@pytest.mark.parametrize("packed", SCHEMAS, ids=lambda path: path.name.split("-")[0])
def test_a_library_of_an_earlier_schema_is_migrated(packed: Path, tmp_path: Path) -> None:
    folder = unpacked(packed, tmp_path / "old")
    with closing(Library(folder)) as old, closing(Library(tmp_path / "new")) as new:
        assert names(old) == names(new)
        assert schema(old) == schema(new), "a landed migration was edited"
        bees, moss, tides = old.papers([1, 2, 3])
        assert bees.paper.title == "How Bees Remember Flowers"
        assert bees.starred
        assert bees.note == "See [[Moss on Old Walls]]."
        assert [mark.exact for mark in bees.highlights] == ["Bees return"]
        assert [tag.name for tag in moss.tags] == ["bees", "walls/north"]
        assert tides.status == "read"
        assert [search.query for search in old.searches()] == ["tag:walls"]
        (verdict,) = old.db.execute("pragma integrity_check").fetchone()
        assert verdict == "ok"
        assert old.db.execute("pragma foreign_key_check").fetchall() == []


@pytest.mark.parametrize("packed", SCHEMAS, ids=lambda path: path.name.split("-")[0])
def test_a_backup_is_made_before_a_migration_and_only_then(packed: Path, tmp_path: Path) -> None:
    folder = unpacked(packed, tmp_path / "old")
    for _ in range(2):
        Library(folder).close()
    found = backups.listed(folder)
    if packed == SCHEMAS[-1]:
        assert found == []
        return
    (backup,) = found
    assert backup.reason == "migration"
    with closing(sqlite3.connect(backup.path)) as copy:
        (applied,) = copy.execute("select count(*) from _sqlite_migrations").fetchone()
    assert applied == int(packed.name.split("-")[0])


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    folder = unpacked(SCHEMAS[0], tmp_path / "old")
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        before = list(connection.iterdump())
        # A migration meets a table of its name.
        connection.execute("create table dump_marks (other text)")
    with pytest.raises(LibraryError, match="dump_marks"):
        Library(folder)
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        connection.execute("drop table dump_marks")
        assert list(connection.iterdump()) == before


def test_a_newer_library_is_refused_unchanged(tmp_path: Path) -> None:
    Library(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "library.sqlite")) as connection:
        connection.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) "
            "select migration_set, 'of_next_year', applied_at from _sqlite_migrations limit 1"
        )
        connection.commit()
        before = list(connection.iterdump())
    with pytest.raises(LibraryError, match="newer Paperdesk") as refusal:
        Library(tmp_path)
    assert "\n" not in str(refusal.value)
    with closing(sqlite3.connect(tmp_path / "library.sqlite")) as connection:
        assert list(connection.iterdump()) == before


def test_a_file_tells_what_wrote_the_library(tmp_path: Path) -> None:
    with closing(Library(tmp_path)) as library:
        applied = names(library)
    text = (tmp_path / "VERSION").read_text("utf-8")
    assert "written by: Paperdesk " in text
    assert f"schema: {len(applied)} ({applied[-1]})" in text
