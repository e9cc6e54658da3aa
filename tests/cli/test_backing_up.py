"""The verbs backup, backups and restore."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from paperdesk.library import Library
from paperdesk.store import backups
from tests.cli.cli_runner import paperdesk
from tests.store.libraries import snapshot

if TYPE_CHECKING:
    from pathlib import Path

PAPERS = b"""@article{moss, title={Moss on Old Walls}, year={2020}}
@article{bees, title={How Bees Remember Flowers}, year={2019}}
@article{tides, title={Tides in Small Ponds}, year={2021}}
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    paperdesk(folder, "import", "-", stdin=PAPERS)
    paperdesk(folder, "mark", "1", "--star", "--note", "North side.", "--tag", "walls")
    return folder


def seen(folder: Path) -> dict[str, list[object]]:
    with closing(Library(folder)) as library:
        return snapshot(library.db)


def test_a_backup_is_listed_and_restored(library: Path) -> None:
    before = seen(library)
    made = paperdesk(library, "backup", "--json")
    assert made.code == 0
    assert (made.json["papers"], made.json["notes"], made.json["stars"]) == (3, 1, 1)
    paperdesk(library, "mark", "1", "--unstar", "--note", "", "--tag", "late")
    paperdesk(library, "import", "-", stdin=b"@misc{owls, title={Owls at Dawn}, year={2001}}")
    changed = seen(library)
    (listed,) = paperdesk(library, "backups", "--json").json
    assert listed["path"] == made.json["path"]
    refused = paperdesk(library, "restore", listed["name"])
    assert refused.code == 2
    assert "papers: 4 -> 3" in refused.out
    assert "notes: 0 -> 1" in refused.out
    assert len(refused.err.splitlines()) == 1
    assert seen(library) == changed, "without --yes nothing is restored"
    restored = paperdesk(library, "restore", listed["name"], "--yes", "--json")
    assert restored.code == 0
    assert seen(library) == before
    assert paperdesk(library, "search", "owls", "--json").json == []
    assert len(paperdesk(library, "search", "north", "--json").json) == 1
    again = paperdesk(library, "restore", restored.json["kept"], "--yes")
    assert again.code == 0
    assert "kept" in again.out
    assert seen(library) == changed
    assert len(paperdesk(library, "search", "owls", "--json").json) == 1


def test_numbers_of_papers_are_not_given_again(library: Path) -> None:
    name = paperdesk(library, "backup", "--json").json["path"]
    paperdesk(library, "import", "-", stdin=b"@misc{owls, title={Owls at Dawn}, year={2001}}")
    assert paperdesk(library, "restore", name, "--yes").code == 0
    paperdesk(library, "import", "-", stdin=b"@misc{fog, title={Fog over Fields}, year={2002}}")
    (fog,) = paperdesk(library, "search", "fog", "--json").json
    assert fog["id"] == 5


def test_a_window_that_has_it_open_sees_the_restored_library(library: Path) -> None:
    name = paperdesk(library, "backup", "--json").json["path"]
    with closing(Library(library)) as window:
        window.find("is:starred")
        paperdesk(library, "mark", "1", "--unstar")
        assert window.find("is:starred").ids.tolist() == []
        assert paperdesk(library, "restore", name, "--yes").code == 0
        assert window.find("is:starred").ids.tolist() == [1]
        assert window.papers([1])[0].note == "North side."


def test_a_copy_elsewhere_is_a_backup_too(library: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    assert paperdesk(library, "backup", str(copy)).code == 0
    other = tmp_path / "other"
    assert paperdesk(other, "restore", str(copy)).code == 0, "an empty library needs no --yes"
    assert seen(other) == seen(library)
    own = paperdesk(library, "backup", str(library / "library.sqlite"))
    assert own.code == 1
    assert len(own.err.splitlines()) == 1


def test_an_archive_replaces_a_library_as_a_backup_does(library: Path, tmp_path: Path) -> None:
    archive = tmp_path / "all.jsonl"
    paperdesk(library, "export", "--format", "archive", "-o", str(archive))
    before = seen(library)
    paperdesk(library, "mark", "2", "--star")
    refused = paperdesk(library, "restore", str(archive))
    assert refused.code == 2
    assert "stars: 2 -> 1" in refused.out
    assert paperdesk(library, "restore", str(archive), "--yes").code == 0
    assert seen(library) == before
    (kept,) = paperdesk(library, "backups", "--json").json
    assert (kept["before"], kept["contents"]["stars"]) == ("restore", 2)


@pytest.mark.parametrize(
    "content", [b"", b"not a library", b"SQLite format 3\0" + b"\0" * 5000, None]
)
def test_what_is_no_backup_is_refused_in_a_line(
    library: Path, tmp_path: Path, content: bytes | None
) -> None:
    before, other = seen(library), tmp_path / "other"
    if content is not None:
        other.write_bytes(content)
    run = paperdesk(library, "restore", str(other), "--yes")
    assert run.code in (1, 3)
    (line,) = run.err.splitlines()
    assert line.startswith("paperdesk: ")
    assert "other" in line
    assert seen(library) == before
    assert not list(library.glob(".paperdesk*"))


def test_a_backup_of_a_newer_paperdesk_is_refused(library: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    paperdesk(library, "backup", str(copy))
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("update _sqlite_migrations set name = 'of_next_year' where rowid = 2")
        connection.commit()
    run = paperdesk(library, "restore", str(copy), "--yes")
    assert run.code == 1
    assert run.err.startswith(f"paperdesk: {copy}: this library is from a newer Paperdesk")


@pytest.mark.parametrize("damage", ["missing", "empty", "garbage"])
def test_a_backup_replaces_a_library_that_cannot_be_opened(library: Path, damage: str) -> None:
    before = seen(library)
    name = paperdesk(library, "backup", "--json").json["path"]
    paperdesk(library, "mark", "1", "--note", "Lost.")
    file = library / "library.sqlite"
    for path in library.glob("library.sqlite-*"):
        path.unlink()
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(b"" if damage == "empty" else b"garbage" * 4000)
    for verb in (["search", "moss"], ["imports"], ["mark", "1", "--star"], ["index"]):
        run = paperdesk(library, *verb)
        assert run.code == 3
        assert len(run.err.splitlines()) == 1
        assert "paperdesk backups" in run.err
    assert paperdesk(library, "restore", name, "--yes").code == 0
    assert seen(library) == before
    assert len(paperdesk(library, "search", "north", "--json").json) == 1
    aside = list((library / "backups").glob("damaged-*/library.sqlite"))
    assert len(aside) == (1 if damage == "garbage" else 0)


@pytest.mark.parametrize(
    "rewriting",
    [("import", "--again", "1"), ("undo-import", "1"), ("empty-trash",)],
)
def test_a_job_that_rewrites_much_makes_a_backup_first(
    library: Path, rewriting: tuple[str, ...]
) -> None:
    before = seen(library)
    assert paperdesk(library, *rewriting).code == 0
    (made,) = backups.listed(library)
    assert made.reason
    assert paperdesk(library, "restore", made.path.name, "--yes").code == 0
    assert seen(library) == before


def test_the_backup_of_the_day_is_made_once(library: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert paperdesk(library, "backup", "--if-due").code == 0
    assert len(backups.paths(library)) == 1
    empty = tmp_path / "empty"
    Library(empty).close()
    assert paperdesk(empty, "backup", "--if-due").code == 0
    assert backups.paths(empty) == []


def test_an_import_makes_the_backup_of_the_day_and_removes_old_scratch(
    library: Path, tmp_path: Path
) -> None:
    left = library / ".paperdesk-left-by-a-crash"
    left.mkdir()
    os.utime(left, (0, 0))
    (tmp_path / "one.jsonl").write_text('{"title": "Tides of Fundy", "year": 2021}\n')
    for _ in range(2):
        assert paperdesk(library, "import", str(tmp_path / "one.jsonl")).code == 0
    (made,) = backups.listed(library)
    assert (made.reason, made.contents and made.contents.papers) == ("", 3)
    assert not left.exists()


def test_an_import_succeeds_where_no_backup_can_be_made(library: Path, tmp_path: Path) -> None:
    (library / "backups").write_text("a file in its place")
    (tmp_path / "one.jsonl").write_text('{"title": "Tides of Fundy", "year": 2021}\n')
    done = paperdesk(library, "import", str(tmp_path / "one.jsonl"))
    assert done.code == 0
    assert "no backup of the day was made: " in done.err
