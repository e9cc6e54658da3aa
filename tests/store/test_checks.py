"""What the check of a database finds, and that a repair leaves nothing to find."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from paperdesk.library import Library
from paperdesk.model.edits import Merge, SetNote, SetTrashed
from paperdesk.store.database import writing
from paperdesk.store.edits import trash
from paperdesk.store.imports import dumps
from paperdesk.tasks.checking import check, damage, repair
from tests.store.damaged_libraries import fill

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "library", papers=60)
    with closing(Library(tmp_path / "library")) as library:
        list(library.drain())
    return tmp_path / "library"


def change(folder: Path, *statements: str) -> None:
    with closing(Library(folder)) as library:
        library.db.execute("pragma foreign_keys = off")
        for statement in statements:
            library.db.conn.execute(statement)
        library.db.conn.commit()


def test_an_empty_library_has_nothing_to_find(tmp_path: Path) -> None:
    Library(tmp_path).close()
    assert check(tmp_path) == []


def test_a_library_in_use_has_nothing_to_find(folder: Path) -> None:
    assert check(folder) == []
    with closing(Library(folder)) as library:
        plain = "select id from papers where id not in (select paper from highlights) limit 2"
        (keep,), (gone,) = library.db.execute(plain).fetchall()
        library.apply(Merge(keep, gone))
        library.apply(SetTrashed((5, 6, 7), True))
        list(trash.empty(library.db))
        library.apply(SetNote(4, "New words"))
        assert check(folder) == [], "with changes to index"
        list(library.drain())
        dumps.undo(library.db, 2)
        list(library.drain())
    assert check(folder) == []


@pytest.mark.parametrize(
    ("statement", "kind", "named"),
    [
        ("update papers set title_key = 'other' where id = 3", "identity", "paper 3"),
        ("insert into duplicates values (9, 2, 'ids', 'open')", "identity", "papers 9 and 2"),
        ("update papers set authors = '[broken' where id = 4", "values", "paper 4: authors"),
        ("update papers set details = '[]' where id = 4", "values", "paper 4: details"),
        (
            "update papers set note = cast(x'ff41' as text) where id = 4",
            "values",
            "paper 4: note",
        ),
        ("update dumps set notes = '{}' where id = 1", "values", "dump 1: notes"),
        ("update papers set provenance = '{\"url\": 77}' where id = 5", "provenance", "paper 5"),
        ("update papers set first_dump = 55 where id = 5", "provenance", "paper 5"),
        ("insert into paper_tags values (1000, 1)", "orphans", "paper_tags"),
        ("insert into aliases values ('title:x', 1000)", "orphans", "aliases"),
        ("update dump_texts set data = x'00' where dump = 1", "imports", "first.txt"),
        ("delete from tags where name = 'water'", "tags", "water/salt"),
    ],
)
def test_what_is_wrong_is_named_and_repaired(
    folder: Path, statement: str, kind: str, named: str
) -> None:
    change(folder, statement)
    found = check(folder)
    assert (kind, True) in [(each.kind, named in each.text) for each in found]
    assert all("\n" not in each.line for each in found)
    assert check(folder) == found, "a check changes nothing"
    done = repair(folder, found)
    assert done.left == []
    assert done.kept is not None
    assert done.kept.exists()


def test_words_of_a_highlight_that_are_gone_are_named_but_stay(folder: Path) -> None:
    change(
        folder, "update highlights set exact = 'what no abstract says at all, ever' where id = 1"
    )
    found = check(folder)
    (one,) = found
    assert (one.kind, one.repairable, one.wrong) == ("highlights", False, False)
    assert repair(folder, found).left == []


def test_a_receipt_that_lacks_papers_is_named(folder: Path) -> None:
    change(folder, "delete from records where dump = 1 and position < 4")
    assert [each.kind for each in check(folder)] == ["imports"]


@pytest.mark.parametrize(
    ("trigger", "statement", "named"),
    [
        (
            "papers_text_updated",
            "update papers set org = 'heron' where id = 3",
            "papers 3",
        ),
        ("papers_note_updated", "update papers set note = 'heron' where id = 3", "papers 3"),
    ],
)
def test_an_index_of_other_words_is_found(
    folder: Path, trigger: str, statement: str, named: str
) -> None:
    """As if the queue had lost a change."""
    with closing(Library(folder)) as library:
        (sql,) = library.db.execute(
            "select sql from sqlite_schema where name = ?", [trigger]
        ).fetchone()
        with writing(library.db) as connection:
            connection.execute(f"drop trigger {trigger}")
            connection.execute(statement)
            connection.execute(sql)
        assert not library.waiting()
    found = check(folder)
    assert any(each.kind == "index" and named in each.text for each in found)
    assert repair(folder, found).left == []
    with closing(Library(folder)) as library:
        assert library.find("heron").ids.tolist() == [3]


def test_a_damaged_index_is_found_and_made_again(folder: Path) -> None:
    for path in (folder / "index").rglob("*.seg"):
        path.write_bytes(path.read_bytes()[:-100])
    files = [path for path in (folder / "index").rglob("*") if path.is_file()]
    largest = max(files, key=lambda path: path.stat().st_size)
    data = bytearray(largest.read_bytes())
    data[len(data) // 2] ^= 255
    largest.write_bytes(data)
    found = check(folder)
    assert [each.kind for each in found] == ["index"]
    assert repair(folder, found).left == []


def test_only_a_damaged_file_is_called_damaged(folder: Path) -> None:
    assert damage(folder) == ""
    change(folder, "update papers set title_key = 'other' where id = 2")
    change(folder, "update highlights set exact = 'what no abstract says at all' where id = 1")
    assert damage(folder) == ""
    change(folder, "update papers set details = 'no JSON' where id = 2")
    assert damage(folder).startswith("values: ")
