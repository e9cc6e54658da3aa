"""Where an export may be written."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from paperdesk.files import output_problem
from tests.cli.cli_runner import paperdesk
from tests.cli.pages import FIRST
from tests.prepared_libraries import import_pages

if TYPE_CHECKING:
    from tests.prepared_libraries import PreparedLibraries

links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege")


@pytest.fixture
def library(tmp_path: Path, prepared_libraries: PreparedLibraries) -> Path:
    prepared_libraries.copy(tmp_path / "library", import_pages, ("first.txt", FIRST))
    return tmp_path / "library"


WRITERS = [
    ("export", "--format", "csv", "-o"),
    ("export", "--format", "archive", "-o"),
    ("receipt", "1", "-o"),
    ("export", "--format", "markdown", "--folder", "-o"),
]
writers = pytest.mark.parametrize("writer", WRITERS, ids=["papers", "archive", "receipt", "notes"])


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "paperdesk.log" not in path.name and "-shm" not in path.name
    }


def refused(library: Path, writer: tuple[str, ...], path: Path) -> None:
    run = paperdesk(library, *writer, str(path))
    assert run.code == 1, run
    assert run.out == ""
    assert run.err.count("\n") == 1
    assert str(path) in run.err


@writers
@pytest.mark.parametrize(
    "name",
    ["library.sqlite", "library.sqlite-wal", "index.lock", "index", "index/x.csv", "backups/a.csv"],
)
def test_the_librarys_own_files_stay(library: Path, writer: tuple[str, ...], name: str) -> None:
    before = contents(library)
    refused(library, writer, library / name)
    assert contents(library) == before


@links
@writers
def test_other_names_of_the_library_are_the_library(
    library: Path, tmp_path: Path, writer: tuple[str, ...]
) -> None:
    before = contents(library)
    (tmp_path / "soft").symlink_to(library / "library.sqlite")
    (tmp_path / "hard").hardlink_to(library / "library.sqlite")
    (tmp_path / "folder").symlink_to(library)
    for name in ("soft", "hard", "folder/library.sqlite", "folder/../library/library.sqlite"):
        refused(library, writer, tmp_path / name)
    assert contents(library) == before


@pytest.mark.skipif(sys.platform == "win32", reason="devices are no files on Windows")
@writers
def test_what_is_no_file_is_refused(library: Path, tmp_path: Path, writer: tuple[str, ...]) -> None:
    os.mkfifo(tmp_path / "pipe")
    refused(library, writer, tmp_path / "pipe")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    if "--folder" not in writer:
        refused(library, writer, tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_a_device_is_refused(tmp_path: Path) -> None:
    """Asked, not tried: an administrator who runs this could lose the device."""
    (tmp_path / "link").symlink_to("/dev/full")
    for path in (Path("/dev/null"), tmp_path / "link"):
        assert "device" in output_problem(path, tmp_path / "library")


@links
@pytest.mark.parametrize("writer", WRITERS[:3], ids=["papers", "archive", "receipt"])
def test_a_link_is_written_through(library: Path, tmp_path: Path, writer: tuple[str, ...]) -> None:
    target, link = tmp_path / "elsewhere" / "target", tmp_path / "link"
    target.parent.mkdir()
    link.symlink_to(Path("elsewhere") / "target")
    for before in (None, "before"):
        if before:
            target.write_text(before)
            target.chmod(0o600)
        assert paperdesk(library, *writer, str(link)).code == 0
        assert link.is_symlink()
        assert "Herons" in target.read_text("utf-8")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(path.name for path in target.parent.iterdir()) == ["target"]


@links
def test_a_note_is_written_through_a_link_and_no_other_file_is_replaced(
    library: Path, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    note = notes / "Counting Herons.md"
    assert paperdesk(library, *WRITERS[3], str(notes)).code == 0
    note.rename(tmp_path / "moved.md")
    note.symlink_to(tmp_path / "moved.md")
    paper = paperdesk(library, "search", "--json", "herons").json[0]["id"]
    paperdesk(library, "mark", str(paper), "--note", "Seen again")
    assert paperdesk(library, *WRITERS[3], str(notes)).code == 0
    assert note.is_symlink()
    assert "Seen again" in (tmp_path / "moved.md").read_text("utf-8")
    if hasattr(os, "mkfifo"):
        note.unlink()
        os.mkfifo(note)  # opening it would wait for ever
        assert paperdesk(library, *WRITERS[3], str(notes)).code == 0
        assert (notes / "Counting Herons (2).md").is_file()


def test_a_file_beside_the_librarys_own_may_be_written(library: Path) -> None:
    assert paperdesk(library, *WRITERS[0], str(library / "papers.csv")).code == 0


def test_a_name_no_file_can_have_is_one_line(library: Path, tmp_path: Path) -> None:
    for name in ("a" * 400, "a\udcff/b.csv"):
        refused_run = paperdesk(library, *WRITERS[0], str(tmp_path / name))
        assert refused_run.code == 1
        assert refused_run.err.count("\n") == 1
