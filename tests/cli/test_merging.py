"""`paperdesk merge-archive`: what it prints, previews and refuses."""

from __future__ import annotations

import gzip
import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from paperdesk import tasks
from paperdesk.cli import main
from paperdesk.library import Library
from paperdesk.model.edits import AddTag, SetNote, SetStar, SetTrashed
from paperdesk.model.paper import Paper
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from pathlib import Path

BEES = Paper("How Bees Remember Flowers", "Bees return.", ("Ada Bee",), doi="10.1/bees")
MOSS = Paper("Moss on Old Walls", "Moss grows.", ("Cy Dee",), doi="10.1/moss")
TIDES = Paper("Tides and Their Tables", "", ("Eve Fog",), doi="10.1/tides")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of bees with marks, moss in the trash, and tides."""
    path = tmp_path / "laptop.jsonl"
    with closing(Library(tmp_path / "laptop")) as library:
        import_papers(library.db, [BEES, MOSS, TIDES], "theirs.txt")
        library.apply(AddTag((1,), "bees"))
        library.apply(SetNote(1, "Read in the group."))
        library.apply(SetTrashed((2,), True))
        tasks.archive(library, path)
    return path


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A library of bees with a star and a note, and moss."""
    with closing(Library(tmp_path / "desk")) as library:
        import_papers(library.db, [BEES, MOSS], "ours.txt")
        library.apply(SetStar((1,), True))
        library.apply(SetNote(1, "See table 3."))
    return tmp_path / "desk"


def run(library: Path, *arguments: str) -> int:
    return main(["--library", str(library), *arguments])


def test_it_merges_and_is_undone(
    ours: Path, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(ours, "merge-archive", str(archive)) == 0
    assert "laptop.jsonl: 1 paper added, 2 merged." in capsys.readouterr().out
    with closing(Library(ours)) as library:
        bees, moss, tides = library.papers([1, 2, 3])
        assert bees.starred
        assert [tag.name for tag in bees.tags] == ["bees"]
        assert bees.note.index("*From desk on") < bees.note.index("See table 3.")
        assert bees.note.index("*From laptop on") < bees.note.index("Read in the group.")
        assert moss.trashed
        assert tides.paper.title == TIDES.title
        assert library.index_is_current()
    assert run(ours, "receipt", "2") == 0
    receipt = capsys.readouterr().out
    assert "tags note" in receipt
    assert "trash" in receipt
    assert run(ours, "undo-import", "2") == 0
    with closing(Library(ours)) as library:
        bees, moss = library.papers([1, 2, 3])
        assert (bees.note, bees.tags, bees.starred) == ("See table 3.", (), True)
        assert not moss.trashed


def test_a_dry_run_says_what_becomes_of_each_paper_and_stores_nothing(
    ours: Path, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Library(ours)) as library:
        before = library.db.conn.serialize()
    assert run(ours, "merge-archive", "--dry-run", str(archive)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "laptop.jsonl: Paperdesk archive: would be 1 paper added, 2 merged.",
        f"  merged (tags, note): {BEES.title}",
        f"  merged (trash): {MOSS.title}",
        f"  added: {TIDES.title}",
    ]
    assert run(ours, "merge-archive", "--dry-run", "--json", str(archive)) == 0
    (values,) = json.loads(capsys.readouterr().out)
    assert (values["added"], values["merged"], values["found"]) == (1, 2, 3)
    with closing(Library(ours)) as library:
        assert library.db.conn.serialize() == before


def test_a_compressed_archive_is_read_too(ours: Path, archive: Path) -> None:
    packed = archive.with_suffix(".jsonl.gz")
    packed.write_bytes(gzip.compress(archive.read_bytes()))
    assert run(ours, "merge-archive", str(packed)) == 0


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda data: b"", "not a Paperdesk archive"),
        (lambda data: b"\xff\xfe\x00 nothing", "not a Paperdesk archive"),
        (lambda data: b"@article{a, title={Bees}}", "not a Paperdesk archive"),
        (lambda data: data.replace(b'archive":1', b'archive":2', 1), "later Paperdesk"),
        (lambda data: data[: len(data) // 2], "damaged or cut off"),
        (lambda data: b"".join(data.splitlines(keepends=True)[:-1]), "is cut off"),
        (lambda data: data.replace(b"Moss on", b"Moss in"), "checksum"),
        (lambda data: b'{"paperdesk-archive":1}\n{"end":0}\n', "no papers"),
        (
            lambda data: (
                b'{"paperdesk-archive":1}\n{"paper":{"id":1,"paper":{"title":"A"},'
                b'"added":"","tags":["x"]}}\n{"end":1}\n'
            ),
            "contradicts itself",
        ),
    ],
)
def test_a_file_that_cannot_be_merged_changes_nothing(
    ours: Path,
    archive: Path,
    capsys: pytest.CaptureFixture[str],
    change: object,
    reason: str,
) -> None:
    assert callable(change)
    archive.write_bytes(change(archive.read_bytes()))
    for more in ([], ["--dry-run"]):
        assert run(ours, "merge-archive", *more, str(archive)) == 1
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith("paperdesk: laptop.jsonl: ")
        assert reason in line
    with closing(Library(ours)) as library:
        assert len(library.dumps()) == 1


def test_names_that_are_no_file_and_the_library_itself(
    ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Library(ours)) as library:
        tasks.archive(library, tmp_path / "own.jsonl")
    for name, reason in (
        ("nothing.jsonl", "was not found"),
        ("desk", "a folder"),
        ("own.jsonl", "this very library"),
    ):
        assert run(ours, "merge-archive", str(tmp_path / name)) == 1
        (line,) = capsys.readouterr().err.splitlines()
        assert reason in line
