"""The verb notes-folder: names a folder, keeps it up to date, reports what was edited there."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from paperdesk.model.events import NotesEdited, NotesWritten, from_line
from tests.cli.cli_runner import paperdesk
from tests.cli.pages import FIRST
from tests.cli.test_full_disk import limited
from tests.prepared_libraries import import_pages

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.model.events import Event
    from tests.prepared_libraries import PreparedLibraries


def build(folder: Path) -> None:
    import_pages(folder, ("first.txt", FIRST))
    paperdesk(folder, "mark", "1", "--note", "mine", "--star")


@pytest.fixture
def library(tmp_path: Path, prepared_libraries: PreparedLibraries) -> Path:
    prepared_libraries.copy(tmp_path / "library", build)
    return tmp_path / "library"


def the_file(folder: Path) -> Path:
    (path,) = (path for path in folder.iterdir() if "paperdesk: 1\n" in path.read_text("utf-8"))
    return path


def test_the_folder_is_named_once_and_brought_up_to_date(library: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    assert paperdesk(library, "notes-folder").out == "There is no folder of notes.\n"
    refused = paperdesk(library, "notes-folder", "--sync")
    assert refused.code == 2
    assert refused.err == (
        "paperdesk: notes-folder: name the folder: paperdesk notes-folder DIR.\n"
    )
    run = paperdesk(library, "notes-folder", str(notes), "--query", "is:starred")
    assert (run.code, run.out) == (0, f"1 paper, 1 file written in {notes}.\n")
    assert paperdesk(library, "notes-folder").out == f"{notes} has the notes of is:starred.\n"
    paperdesk(library, "mark", "2", "--star")
    run = paperdesk(library, "notes-folder", "--sync", "--json")
    assert run.json["written"] == 1
    paperdesk(library, "mark", "1", "--unstar")  # its file stays, and is kept up to date
    assert paperdesk(library, "notes-folder", "--sync", "--json").json["written"] == 1
    assert "starred: false" in the_file(notes).read_text("utf-8")
    paperdesk(library, "notes-folder", "--off")
    assert paperdesk(library, "notes-folder", "--json").json == {"folder": None, "query": ""}
    assert len(list(notes.iterdir())) == 2


def test_edits_in_files_are_reported_and_found(library: Path, tmp_path: Path) -> None:
    paperdesk(library, "notes-folder", str(tmp_path / "notes"))
    path = the_file(tmp_path / "notes")
    text = path.read_text("utf-8").replace("\nmine\n", "\nmine, about waders\n")
    path.write_text(text.replace("tags: []", "tags: [birds]"), "utf-8")
    run = paperdesk(library, "notes-folder", "--sync")
    assert run.code == 0
    assert run.out.startswith("Edited in its file: note, tags of 1 ")
    assert [each["id"] for each in paperdesk(library, "search", "waders", "--json").json] == [1]
    assert paperdesk(library, "show", "1", "--json").json["tags"] == ["birds"]


def test_a_broken_file_is_one_line_on_standard_error(library: Path, tmp_path: Path) -> None:
    paperdesk(library, "notes-folder", str(tmp_path / "notes"))
    path = the_file(tmp_path / "notes")
    path.write_text(path.read_text("utf-8").replace("tags: []", "tags: ["), "utf-8")
    run = paperdesk(library, "notes-folder", "--sync")
    assert run.code == 1
    assert run.err.startswith(f"paperdesk: {path}: line ")
    assert run.err.count("\n") == 1
    assert run.err.endswith("; left as it is.\n")


def test_a_folder_that_cannot_be_is_one_line(library: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "below", library, library / "index"):
        run = paperdesk(library, "notes-folder", str(folder))
        assert run.code in (1, 2)
        assert run.err.startswith("paperdesk: ")
        assert run.err.count("\n") == 1
    assert paperdesk(library, "notes-folder").out == "There is no folder of notes.\n"


def test_an_export_does_not_replace_what_was_written_there(library: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    paperdesk(library, "notes-folder", str(notes))
    with the_file(notes).open("a", encoding="utf-8") as file:
        file.write("My own words\n")
    run = paperdesk(library, "export", "--format", "markdown", "--folder", "-o", str(notes))
    assert (run.code, run.err.count("\n")) == (1, 1)
    assert "paperdesk notes-folder --sync" in run.err
    assert "My own words" in the_file(notes).read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on files")
def test_a_full_disk_loses_nothing(library: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    paperdesk(library, "notes-folder", str(notes))
    path = the_file(notes)
    text = path.read_text("utf-8").replace("\nmine\n", "\nmine, and more\n")
    path.write_text(text + "Mine alone. " * 20_000, "utf-8")
    before = path.read_bytes()
    paperdesk(library, "mark", "1", "--tag", "later")
    run = limited(library, 200_000, "notes-folder", "--sync")
    assert run.returncode != 0
    assert run.stderr.count("\n") == 1, run.stderr
    assert path.read_bytes() == before
    assert [each.name for each in notes.iterdir() if each.suffix != ".md"] == []
    assert paperdesk(library, "notes-folder", "--sync").code == 0
    assert paperdesk(library, "show", "1", "--json").json["note"] == "mine, and more"
    after = path.read_text("utf-8")
    assert 'tags: ["later"]' in after
    assert after.endswith("Mine alone. " * 20_000)


def events(library: Path) -> tuple[int, list[Event], bytes]:
    """What a child prints whose standard input stays open, as a window's does."""
    command = [sys.executable, "-m", "paperdesk", "--library", str(library)]
    child = subprocess.Popen(
        [*command, "notes-folder", "--events"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    streams = child.stdin, child.stdout, child.stderr
    assert all(streams)
    out, err = (stream.read() for stream in streams[1:] if stream)
    for stream in streams:
        if stream:
            stream.close()
    return child.wait(60), [from_line(line) for line in out.splitlines()], err


def test_a_window_gets_events(library: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    paperdesk(library, "notes-folder", str(notes))
    path = the_file(notes)
    path.write_text(path.read_text("utf-8").replace("\nmine\n", "\nmine!\n"), "utf-8")
    code, (edited, written), _ = events(library)
    assert isinstance(edited, NotesEdited)
    assert isinstance(written, NotesWritten)
    assert (code, edited.papers, written.edited, written.written) == (0, [1], 1, 0)
    for each in notes.iterdir():
        each.unlink()
    code, (gone,), err = events(library)
    assert (code, err) == (1, b"")
    assert isinstance(gone, NotesWritten)
    assert "are gone" in gone.error
