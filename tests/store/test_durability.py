"""What was acknowledged survives a power cut, a lost -wal file, and is never written elsewhere."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from paperdesk.errors import LibraryError
from paperdesk.library import Library
from paperdesk.model.edits import AddTag, RecolourTag, RenameDump, SetNote, SetStar
from paperdesk.model.paper import Paper
from tests.cli.cli_runner import paperdesk
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperdesk.model.edits import Edit

NORMAL, FULL = 1, 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    """An open library with the papers 1 and 2."""
    opened = Library(folder)
    import_papers(opened.db, [Paper("Bees in Winter"), Paper("Wasps in Summer")])
    yield opened
    opened.close()


def alone(folder: Path, to: Path) -> list[tuple[int, str]]:
    """Star and note of each paper in a copy of library.sqlite without the files beside it."""
    shutil.copy(folder / "library.sqlite", to)
    copy = sqlite3.connect(to)
    try:
        return copy.execute("select starred, note from papers order by id").fetchall()
    finally:
        copy.close()


def levels_while(library: Library, action: str) -> list[int]:
    """Collect what `pragma synchronous` says in transactions that `action` papers."""
    found: list[int] = []
    connection = library.db.conn

    def level() -> None:
        found.extend(connection.execute("pragma synchronous").fetchone())

    connection.create_function("level", 0, level)
    connection.execute(
        f"create temp trigger seen after {action} on papers begin select level(); end"
    )
    return found


def test_edits_wait_for_the_disk(library: Library) -> None:
    levels = levels_while(library, "update")
    library.apply(SetStar((1,), True))
    library.apply(SetNote(2, "as the first one"))
    assert levels == [FULL, FULL]


def test_imports_do_not_wait_for_the_disk(library: Library) -> None:
    levels = levels_while(library, "insert")
    library.apply(SetStar((1,), True))
    import_papers(library.db, [Paper("Ants in Spring")], "other.txt")
    assert levels == [NORMAL]


def test_a_checkpoint_leaves_nothing_beside_the_file(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    library.apply(SetStar((1,), True))
    assert library.checkpoint()
    assert (folder / "library.sqlite-wal").stat().st_size == 0
    assert alone(folder, tmp_path / "copy") == [(1, ""), (0, "")]


def test_a_checkpoint_does_not_wait_for_a_reader(library: Library, folder: Path) -> None:
    reader = sqlite3.connect(folder / "library.sqlite", isolation_level=None)
    reader.execute("begin")
    reader.execute("select count(*) from papers").fetchone()
    library.apply(SetStar((1,), True))
    assert not library.checkpoint()
    reader.close()
    assert library.checkpoint()


def test_a_mark_by_command_line_is_in_the_file_alone(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    assert paperdesk(folder, "mark", "2", "--star", "--note", "kept").code == 0
    assert alone(folder, tmp_path / "copy") == [(0, ""), (1, "kept")]


def edits() -> list[SetStar | SetNote | AddTag]:
    return [SetStar((1,), True), SetNote(1, "a note"), AddTag((1,), "bees")]


@pytest.mark.parametrize("edit", edits())
def test_an_edit_of_a_removed_library_fails(
    library: Library, folder: Path, edit: SetStar | SetNote | AddTag
) -> None:
    shutil.rmtree(folder)
    with pytest.raises(LibraryError, match=r"library\.sqlite: .*removed or replaced.*nothing more"):
        library.apply(edit)
    assert not folder.exists()


@pytest.mark.parametrize("edit", edits())
def test_an_edit_of_a_replaced_library_fails_and_leaves_the_new_one_alone(
    folder: Path, tmp_path: Path, edit: SetStar | SetNote | AddTag
) -> None:
    library = Library(folder)
    import_papers(library.db, [Paper("Bees in Winter"), Paper("Wasps in Summer")])
    library.checkpoint()
    other = tmp_path / "other"
    shutil.copy(folder / "library.sqlite", other)
    theirs = sqlite3.connect(other)
    with theirs:
        theirs.execute("update papers set note = 'theirs'")
    theirs.close()
    other.replace(folder / "library.sqlite")
    with pytest.raises(LibraryError, match="removed or replaced"):
        library.apply(edit)
    library.close()
    again = Library(folder)
    assert [paper.note for paper in again.papers([1, 2])] == ["theirs", "theirs"]
    assert again.db.execute("pragma integrity_check").fetchone() == ("ok",)
    again.close()


def test_a_library_replaced_during_an_edit_fails_it(library: Library, folder: Path) -> None:
    path = folder / "library.sqlite"

    def replace() -> None:
        path.rename(folder / "aside")

    library.db.conn.create_function("replace_file", 0, replace)
    library.db.execute(
        "create temp trigger replacing after update on papers begin select replace_file(); end"
    )
    with pytest.raises(LibraryError, match="removed or replaced"):
        library.apply(SetStar((1,), True))
    (folder / "aside").rename(path)
    assert not library.papers([1])[0].starred


def test_a_replaced_library_takes_no_import(library: Library, folder: Path) -> None:
    (folder / "library.sqlite").unlink()
    with pytest.raises(LibraryError, match="removed or replaced"):
        import_papers(library.db, [Paper("Ants in Spring")], "other.txt")


def overwrite(path: Path, content: Path) -> None:
    """Write other content into a file, as a program does that keeps the file itself."""
    number = path.stat().st_ino
    with path.open("r+b") as file:
        file.write(content.read_bytes())
        file.truncate()
    assert path.stat().st_ino == number


@pytest.fixture
def other_library(tmp_path: Path) -> Path:
    """The file of a library of other papers."""
    other = Library(tmp_path / "other")
    papers = [Paper(f"Wasps {number}", "All about wasps. " * 50) for number in range(200)]
    import_papers(other.db, papers)
    other.apply(SetNote(1, "theirs"))
    other.close()
    return tmp_path / "other" / "library.sqlite"


def test_a_library_overwritten_with_another_takes_no_edit(
    library: Library, folder: Path, other_library: Path
) -> None:
    library.checkpoint()
    overwrite(folder / "library.sqlite", other_library)
    with pytest.raises(LibraryError, match="removed or replaced"):
        library.apply(SetNote(1, "mine"))
    assert alone(folder, other_library)[0] == (0, "theirs")


@pytest.mark.parametrize(
    "since",
    [
        AddTag((1,), "bees"),
        SetStar((2,), True),
        SetNote(2, "later"),
        RecolourTag("wasps", "pink"),
        RenameDump(1, "later"),
    ],
)
def test_a_library_overwritten_with_an_older_state_takes_no_edit(
    library: Library, folder: Path, tmp_path: Path, since: Edit
) -> None:
    library.apply(AddTag((1,), "wasps"))
    library.apply(RecolourTag("wasps", "teal"))
    library.checkpoint()
    older = tmp_path / "older"
    shutil.copy(folder / "library.sqlite", older)
    library.apply(since)
    library.checkpoint()
    overwrite(folder / "library.sqlite", older)
    with pytest.raises(LibraryError, match="removed or replaced"):
        library.apply(SetNote(1, "mine"))
    again = sqlite3.connect(folder / "library.sqlite")
    assert again.execute("pragma integrity_check").fetchone() == ("ok",)
    again.close()


def test_a_library_overwritten_with_garbage_takes_no_edit(library: Library, folder: Path) -> None:
    library.checkpoint()
    garbage = folder / "garbage"
    garbage.write_bytes(b"no library " * 1000)
    overwrite(folder / "library.sqlite", garbage)
    with pytest.raises(LibraryError):
        library.apply(SetNote(1, "mine"))


def test_what_other_processes_write_and_move_into_the_file_is_no_replacement(
    library: Library, folder: Path
) -> None:
    for number in range(3):
        assert paperdesk(folder, "mark", "2", "--note", f"theirs {number}").code == 0
        library.apply(SetNote(1, f"mine {number}"))
        library.checkpoint()
    assert [paper.note for paper in library.papers([1, 2])] == ["mine 2", "theirs 2"]
