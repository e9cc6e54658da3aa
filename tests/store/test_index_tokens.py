"""An index of another library, or of another state of this one, answers nothing and is rebuilt."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from paperdesk.library import Library
from paperdesk.model.edits import SetNote
from paperdesk.model.paper import Paper
from paperdesk.search.errors import IndexCorrupted
from paperdesk.store import index_tokens
from tests.cli.cli_runner import paperdesk
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from pathlib import Path

FILE = "library.sqlite"


def note(folder: Path, text: str) -> None:
    """Write the note of paper 1, and index it."""
    with closing(Library(folder)) as library:
        library.apply(SetNote(1, text))
        drain(library)


def drain(library: Library) -> None:
    for _ in library.drain():
        pass


def found(folder: Path, query: str) -> tuple[list[int], bool]:
    """The papers that a window's search finds, and whether in titles only."""
    with closing(Library(folder)) as library:
        result = library.find(query)
        return result.ids.tolist(), result.titles_only


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an indexed library of two papers, the first with the note `badger`."""
    folder = tmp_path / "library"
    with closing(Library(folder)) as library:
        import_papers(library.db, [Paper("Bees in Winter"), Paper("Wasps in Summer")])
        drain(library)
    note(folder, "badger")
    return folder


def test_an_index_that_was_kept_up_to_date_belongs(folder: Path) -> None:
    assert found(folder, "badger") == ([1], False)
    with closing(Library(folder)) as library:
        assert library.index_is_current()


def test_an_older_library_put_back_is_noticed_and_indexed_anew(
    folder: Path, tmp_path: Path
) -> None:
    shutil.copy(folder / FILE, tmp_path / "old")
    note(folder, "heron")
    shutil.copy(tmp_path / "old", folder / FILE)
    assert found(folder, "heron") == ([], True)
    with closing(Library(folder)) as library:
        assert not library.index_is_current()
        drain(library)
    assert found(folder, "heron") == ([], False)
    assert found(folder, "badger") == ([1], False)


def test_an_older_library_put_back_beside_later_changes_is_noticed(
    folder: Path, tmp_path: Path
) -> None:
    with closing(Library(folder)) as library:
        library.apply(SetNote(2, "otter"))  # waits in the queue of both
    shutil.copy(folder / FILE, tmp_path / "old")
    note(folder, "heron")
    shutil.copy(tmp_path / "old", folder / FILE)
    run = paperdesk(folder, "search", "--json", "heron")
    assert (run.code, run.json) == (0, [])
    assert [each["id"] for each in paperdesk(folder, "search", "--json", "otter").json] == [2]


def test_an_older_index_put_back_is_noticed(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "index", tmp_path / "old")
    note(folder, "heron")
    shutil.rmtree(folder / "index")
    shutil.copytree(tmp_path / "old", folder / "index")
    assert found(folder, "badger") == ([], True)
    assert [each["id"] for each in paperdesk(folder, "search", "--json", "heron").json] == [1]


def test_the_index_of_another_library_is_noticed(folder: Path, tmp_path: Path) -> None:
    with closing(Library(tmp_path / "other")) as library:
        import_papers(library.db, [Paper("Otters in Spring")])
        drain(library)
    shutil.rmtree(folder / "index")
    shutil.copytree(tmp_path / "other" / "index", folder / "index")
    assert found(folder, "otters") == ([], True)
    assert paperdesk(folder, "search", "--json", "otters").json == []
    assert [each["id"] for each in paperdesk(folder, "search", "--json", "badger").json] == [1]


def test_a_library_that_was_never_indexed_beside_the_index_of_a_lost_one_finds_nothing(
    folder: Path, tmp_path: Path
) -> None:
    with closing(Library(tmp_path / "new")) as library:
        import_papers(library.db, [Paper("Otters in Spring")])
    shutil.copy(tmp_path / "new" / FILE, folder / FILE)
    assert found(folder, "badger") == ([], True)
    assert [each["id"] for each in paperdesk(folder, "search", "--json", "otters").json] == [1]


def test_a_query_that_was_open_before_does_not_use_a_strange_index(folder: Path) -> None:
    with closing(Library(folder)) as library:
        assert library.find("badger").ids.tolist() == [1]
        (folder / "index" / "state").write_text("another")
        assert library.find("badger").titles_only
        with pytest.raises(IndexCorrupted):
            library.index.suggest("badgr")


def test_an_update_that_was_killed_is_made_again_without_a_rebuild(folder: Path) -> None:
    with closing(Library(folder)) as library:
        library.apply(SetNote(2, "otter"))
        index_tokens.begin_update(library.db, folder / "index")
    with closing(Library(folder)) as library:
        assert library.index_belongs()
        assert library.waiting() == 1
        assert list(library.drain()) == [(1, 1)]
    assert found(folder, "otter") == ([2], False)


def test_a_library_from_before_an_update_that_was_killed_is_noticed(
    folder: Path, tmp_path: Path
) -> None:
    shutil.copy(folder / FILE, tmp_path / "old")
    with closing(Library(folder)) as library:
        library.apply(SetNote(2, "otter"))
        index_tokens.begin_update(library.db, folder / "index")
    shutil.copy(tmp_path / "old", folder / FILE)
    with closing(Library(folder)) as library:
        assert not library.index_belongs()
