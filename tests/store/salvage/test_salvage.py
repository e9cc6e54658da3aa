"""What comes out of a damaged library: every row that lies on pages that are whole."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from paperdesk.errors import LibraryDamaged
from paperdesk.library import Library
from paperdesk.model.edits import SetNote
from paperdesk.store.salvage.salvage import Salvaged, salvage
from tests.store.damaged_libraries import PAGE, TABLES, damage, fill
from tests.store.libraries import snapshot

if TYPE_CHECKING:
    from pathlib import Path

Rows = dict[str, Counter[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    fill(folder)
    return folder / "library.sqlite"


def rows_of(file: Path) -> Rows:
    with closing(sqlite3.connect(file)) as connection:
        return {table: Counter(connection.execute(f"select * from {table}")) for table in TABLES}


def readable_rows(file: Path) -> Rows:
    """What SQLite itself can read of a damaged file, table by table from both ends."""
    found: Rows = {table: Counter() for table in TABLES}
    with closing(sqlite3.connect(file)) as connection:
        for table in TABLES:
            try:
                for row in connection.execute(f"select * from {table}"):
                    found[table][row] += 1
            except sqlite3.Error:
                continue
    return found


def salvaged(data: bytes, folder: Path) -> tuple[Salvaged, Path]:
    folder.mkdir(exist_ok=True)
    (folder / "library.sqlite").write_bytes(data)
    return salvage(folder / "library.sqlite", folder / "new"), folder / "new" / "library.sqlite"


def test_all_of_a_whole_file_is_read(whole: Path, tmp_path: Path) -> None:
    result, new = salvaged(whole.read_bytes(), tmp_path)
    assert result.losses == []
    assert rows_of(new) == rows_of(whole)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("kind", ["flips", "noise", "zeros", "cut", "head"])
def test_every_row_on_whole_pages_is_read(
    whole: Path, tmp_path: Path, kind: str, seed: int
) -> None:
    data, hit = damage(whole.read_bytes(), kind, seed)
    result, new = salvaged(data, tmp_path)
    before, after = rows_of(whole), rows_of(new)
    readable = readable_rows(tmp_path / "library.sqlite")
    for table in TABLES:
        unread = (readable[table] & before[table]) - after[table]
        assert not unread, f"SQLite reads more of {table}"
    lost = sum((before["papers"] - after["papers"]).values())
    # A page holds some seven papers.
    assert lost <= 10 * len(hit), "no more papers are lost than lie on the pages"
    if any(before[table] != after[table] for table in TABLES) and kind != "flips":
        assert result.losses, "what is lost is said"
    with closing(Library(tmp_path / "new")) as library:
        (verdict,) = library.db.execute("pragma integrity_check").fetchone()
        assert verdict == "ok"
        assert library.db.execute("pragma foreign_key_check").fetchall() == []
        snapshot(library.db)
        for paper in library.papers(
            [number for (number,) in library.db.execute("select id from papers")]
        ):
            assert paper.paper.title


def test_nothing_is_lost_with_the_first_page(whole: Path, tmp_path: Path) -> None:
    """It has the names of the tables: their pages are told by what is on them."""
    result, new = salvaged(b"\xff" * PAGE + whole.read_bytes()[PAGE:], tmp_path)
    assert rows_of(new) == rows_of(whole)
    assert result.losses


def test_the_marks_of_a_lost_paper_stay(whole: Path, tmp_path: Path) -> None:
    """Its row is gone, but not its tags, star and highlights, nor what an import said of it."""
    before = rows_of(whole)
    with closing(sqlite3.connect(whole)) as connection:
        (root,) = connection.execute(
            "select rootpage from sqlite_schema where name = 'papers'"
        ).fetchone()
    data = bytearray(whole.read_bytes())
    first = int.from_bytes(data[(root - 1) * PAGE + 12 :][:2], "big")
    leaf = int.from_bytes(data[(root - 1) * PAGE + first :][:4], "big")
    data[(leaf - 1) * PAGE : leaf * PAGE] = bytes(PAGE)
    result, new = salvaged(bytes(data), tmp_path)
    after = rows_of(new)
    assert after["papers"] != before["papers"]
    assert after["paper_tags"] == before["paper_tags"]
    assert after["highlights"] == before["highlights"]
    with closing(sqlite3.connect(whole)) as old, closing(sqlite3.connect(new)) as made:
        for kept in ("starred", "status"):
            select = f"select id, {kept} from papers order by id"
            assert made.execute(select).fetchall() == old.execute(select).fetchall()
    assert any(line.startswith("paper 1 (") for line in result.losses)


def test_what_is_only_in_the_journal_is_read(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "crashed"
    folder.mkdir()
    (folder / "library.sqlite").write_bytes(whole.read_bytes())
    library = Library(folder)
    library.apply(SetNote(7, "Written just before the crash."))
    wal = (folder / "library.sqlite-wal").read_bytes()
    data = (folder / "library.sqlite").read_bytes()
    library.close()
    assert wal
    again = tmp_path / "again"
    again.mkdir()
    (again / "library.sqlite-wal").write_bytes(wal)
    salvaged(b"\0" * 100 + data[100:], again)
    with closing(Library(again / "new")) as library:
        assert library.papers([7])[0].note == "Written just before the crash."


def test_deleted_rows_stay_deleted(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "deleted"
    folder.mkdir()
    (folder / "library.sqlite").write_bytes(whole.read_bytes())
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        connection.execute("pragma foreign_keys = on")
        connection.execute("delete from papers where id > 100")
        connection.commit()
        connection.execute("pragma wal_checkpoint(truncate)")
    data = (folder / "library.sqlite").read_bytes()
    _, new = salvaged(data, tmp_path / "result")
    assert rows_of(new) == rows_of(folder / "library.sqlite")


@pytest.mark.parametrize("data", [b"", b"not a library", bytes(8 * PAGE)])
def test_a_file_without_rows_is_said(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(LibraryDamaged, match="nothing can be read"):
        salvaged(data, tmp_path)
