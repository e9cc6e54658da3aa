"""An archive is one state of the library; a damaged one ends in a sentence and restores nothing."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk import tasks
from paperdesk.errors import InputError
from paperdesk.library import Library
from paperdesk.model.edits import (
    AddHighlight,
    AddTag,
    SetDuplicate,
    SetField,
    SetNote,
    SetStar,
    SetStatus,
)
from paperdesk.model.highlight import Highlight
from paperdesk.model.paper import Paper
from tests.store.libraries import import_papers, snapshot

if TYPE_CHECKING:
    from pathlib import Path

PAPERS = [
    Paper(
        f"Bees of the {number}. Hive",
        f"We watch {number} bees, and count what they carry home.",
        ("Ada Bee", "Cy Dee"),
        published="2025-12-22",
        doi=f"10.1234/bees.{number}",
        details={"volume": str(number)},
        upvotes=number,
    )
    for number in range(1, 5)
]


def fill(library: Library) -> None:
    """Four papers in two dumps, with marks of every kind."""
    import_papers(library.db, PAPERS)
    import_papers(library.db, [*PAPERS[:2], Paper("Bees of the 1. Hive", "Others.")], "other.txt")
    library.apply(SetStar((1, 3), True))
    library.apply(SetStatus((2, 3), "read"))
    library.apply(AddTag((1, 2), "bees/wild"))
    library.apply(SetNote(2, "Read again."))
    library.apply(SetField(3, "venue", "Journal of Bees"))
    library.apply(AddHighlight(1, Highlight("title", 0, 4, "Bees", "yellow", "")))
    library.apply(SetDuplicate(1, 5, "refused"))


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An archive of `fill`."""
    folder = tmp_path_factory.mktemp("archived")
    with closing(Library(folder / "library")) as library:
        fill(library)
        tasks.archive(library, folder / "whole.jsonl")
    return (folder / "whole.jsonl").read_bytes()


def restored(data: bytes, folder: Path) -> Library:
    """A new library from the bytes of an archive."""
    folder.mkdir()
    (folder / "archive.jsonl").write_bytes(data)
    library = Library(folder / "library")
    try:
        tasks.restore(library, folder / "archive.jsonl")
    except BaseException:
        assert library.is_empty()
        library.close()
        raise
    return library


@pytest.mark.parametrize("steps", [40, 90, 150])
def test_an_archive_beside_a_writer_is_the_library_before(tmp_path: Path, steps: int) -> None:
    with (
        closing(Library(tmp_path / "first")) as library,
        closing(Library(tmp_path / "first")) as other,
    ):
        fill(library)
        before = snapshot(library.db)
        writes = []

        def write() -> None:
            number = len(writes)
            writes.append(number)
            other.apply(AddTag((1 + number % 4,), f"new {number}"))
            import_papers(other.db, [Paper(f"Wasps {number}")], f"wasps {number}.txt")

        library.db.conn.set_progress_handler(write, steps)
        tasks.archive(library, tmp_path / "archive.jsonl")
        library.db.conn.set_progress_handler(None, 0)
        assert writes
    with closing(restored((tmp_path / "archive.jsonl").read_bytes(), tmp_path / "copy")) as copy:
        assert snapshot(copy.db) == before


def test_an_export_beside_a_writer_is_the_library_before(tmp_path: Path) -> None:
    with (
        closing(Library(tmp_path / "first")) as library,
        closing(Library(tmp_path / "first")) as other,
    ):
        import_papers(library.db, [Paper(f"Bees {number}") for number in range(1, 1_200)])
        writes = []

        def write() -> None:
            if not library.db.conn.in_transaction:
                return
            writes.append(1)
            other.apply(SetNote(1_100, f"note {len(writes)}"))

        library.assign_citation_keys(range(1, 1_200))
        library.db.conn.set_progress_handler(write, 5_000)
        tasks.export(library, range(1, 1_200), "jsonl", tmp_path / "papers.jsonl")
        library.db.conn.set_progress_handler(None, 0)
        assert len(writes) > 1
    papers = [json.loads(line) for line in (tmp_path / "papers.jsonl").read_text().splitlines()]
    assert not papers[1_099].get("note")


def test_an_export_counts_what_it_wrote(tmp_path: Path) -> None:
    with closing(Library(tmp_path / "first")) as library:
        import_papers(library.db, [Paper("Bees"), Paper("Wasps")])
        assert tasks.export(library, [1, 2, 7], "jsonl", tmp_path / "papers.jsonl") == 2


@given(data=st.data())
def test_changed_bytes_are_always_noticed(
    data: st.DataObject, archived: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    changed = data.draw(mutations(archived))
    if changed.strip() == archived.strip():
        return
    with pytest.raises(InputError) as raised:
        restored(changed, tmp_path_factory.mktemp("changed") / "in")
    assert "\n" not in str(raised.value)


@given(data=st.data())
def test_changed_bytes_without_a_checksum_restore_what_can_be_read_or_nothing(
    data: st.DataObject, archived: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Archives of the first versions had no checksum."""
    lines = archived.splitlines(keepends=True)
    old = b"".join([*lines[:-1], b'{"end":%d}\n' % (len(lines) - 2)])
    folder = tmp_path_factory.mktemp("changed")
    try:
        library = restored(data.draw(mutations(old)), folder / "in")
    except InputError:
        return
    with closing(library):
        ids = [paper for (paper,) in library.db.execute("select id from papers")]
        assert library.rows(ids)
        assert library.papers(ids)
        tasks.archive(library, folder / "again.jsonl")
        for form in ("bibtex", "csl-json", "markdown"):
            tasks.export(library, ids, form, folder / form)
        assert list(library.drain())


@st.composite
def mutations(draw: st.DrawFn, data: bytes) -> bytes:
    """The same bytes with a few of them changed, removed, repeated or inserted."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data) - 1))
        length = draw(st.sampled_from([0, 1, 1, 1, 2, 10, 200]))
        middle = data[start : start + length]
        new = draw(
            st.binary(min_size=0, max_size=3)
            | st.sampled_from([b"", b"\n", b'"', b"9", b"-1", b"null", b"\x00", b"{}", middle * 2])
        )
        data = data[:start] + new + data[start + length :] or b"\n"
    return data
