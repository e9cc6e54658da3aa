"""Marks from a file: they add to the user's, are brought once, and go with the import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperdesk.model.edits import (
    AddTag,
    DeleteTag,
    Edit,
    Merge,
    RemoveTag,
    RenameTag,
    SetNote,
    SetStar,
    SetStatus,
)
from paperdesk.model.file_marks import FileMarks
from paperdesk.model.paper import Paper
from paperdesk.store.edits.apply import apply
from paperdesk.store.imports import dumps
from paperdesk.store.imports.dump_marks import without_paragraphs
from paperdesk.store.imports.dump_writer import DumpWriter
from paperdesk.store.queries import papers
from tests.store.libraries import begin_dump, empty_library, snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.store.open_file import Database

BEES = Paper("How bees find their way home", "Bees look at the sun.", ("Ada Moss",))
ANTS = Paper("How ants find their way home", "Ants count their steps.", ("Bo Fern",))
MARKS = FileMarks(("insects", "to/read"), "read", starred=True, note="From the file.")


def bring(
    db: Database,
    *marks: FileMarks,
    name: str = "bees.bib",
    records: Sequence[Paper] = (BEES, ANTS),
) -> DumpWriter:
    """Import a dump with marks; one of this name was read before."""
    dump = begin_dump(db, name)
    writer = DumpWriter(db, dump)
    writer.store(records[: len(marks)], marks)
    writer.finish()
    dumps.finish(db, dump, whole=True, seconds=0, notes=[])
    return writer


def marks(db: Database, paper: int = 1) -> tuple[Any, ...]:
    (stored,) = papers.papers(db, [paper])
    return sorted(tag.name for tag in stored.tags), stored.status, stored.starred, stored.note


def tags(db: Database) -> list[str]:
    return [name for (name,) in db.execute("select name from tags order by name").fetchall()]


def test_a_new_paper_gets_all_marks_once(db: Database) -> None:
    assert bring(db, MARKS).marked.counts == {"tags": 2, "stars": 1, "notes": 1, "read": 1}
    expected = (["insects", "to/read"], "read", True, "From the file.")
    assert marks(db) == expected
    assert tags(db) == ["insects", "to", "to/read"]
    assert bring(db, MARKS).marked.counts == {}
    assert marks(db) == expected


def test_marks_of_the_user_stay(db: Database) -> None:
    bring(db, FileMarks())
    for edit in (SetStatus((1,), "reading"), SetNote(1, "Mine."), AddTag((1,), "Insects")):
        apply(db, edit)
    counts = bring(db, MARKS).marked.counts
    assert counts == {"tags": 1, "stars": 1, "notes": 1}
    assert marks(db) == (["Insects", "to/read"], "reading", True, "Mine.\n\nFrom the file.")
    dumps.undo(db, 1)
    assert marks(db) == (["Insects"], "reading", False, "Mine.")
    assert tags(db) == ["Insects"]


def test_a_note_with_the_same_text_is_left_alone(db: Database) -> None:
    bring(db, FileMarks())
    apply(db, SetNote(1, "Seen: From the file. Indeed."))
    assert "notes" not in bring(db, MARKS).marked.counts
    dumps.undo(db, 1)
    assert marks(db)[3] == "Seen: From the file. Indeed."


def test_what_the_user_took_away_is_not_brought_again(db: Database) -> None:
    bring(db, MARKS)
    for edit in (
        SetStatus((1,), "unread"),
        SetStar((1,), False),
        RemoveTag((1,), "insects"),
        SetNote(1, ""),
    ):
        apply(db, edit)
    assert bring(db, MARKS).marked.counts == {}
    assert bring(db, MARKS, name="copy.bib").marked.counts == {}
    assert marks(db) == (["to/read"], "unread", False, "")


def test_undoing_leaves_what_the_user_changed(db: Database) -> None:
    bring(db, MARKS)
    for edit in (
        SetStatus((1,), "reading"),
        SetNote(1, "From the file, and mine."),
        RenameTag("insects", "beasts"),
    ):
        apply(db, edit)
    undone = dumps.undo(db, 1)
    assert undone.kept == 1
    assert marks(db) == (["beasts"], "reading", False, "From the file, and mine.")


def test_undoing_removes_papers_that_only_the_file_marked(db: Database) -> None:
    bring(db, MARKS, FileMarks(("insects",)))
    assert dumps.undo(db, 1).removed == 2
    assert tags(db) == []
    bring(db, MARKS)
    assert marks(db, 3)[0] == ["insects", "to/read"]


def test_a_mark_of_two_dumps_stays_until_both_are_undone(db: Database) -> None:
    bring(db, MARKS)
    assert bring(db, MARKS, name="other.bib").marked.counts == {}
    dumps.undo(db, 1)
    assert marks(db) == (["insects", "to/read"], "read", True, "From the file.")
    dumps.undo(db, 2)
    assert tags(db) == []


def test_a_later_file_moves_the_status_that_an_earlier_one_set(db: Database) -> None:
    bring(db, FileMarks(status="reading"))
    bring(db, FileMarks(status="read"), name="later.bib")
    assert marks(db)[1] == "read"
    dumps.undo(db, 2)
    assert marks(db)[1] == "reading"


def test_a_merged_paper_loses_only_what_was_brought(db: Database) -> None:
    bring(db, FileMarks(("insects",), starred=True), FileMarks(("ants",), note="Brought."))
    apply(db, SetStar((2,), True))
    apply(db, AddTag((2,), "mine"))
    inverse = apply(db, Merge(1, 2)).inverse
    dumps.undo(db, 1)
    assert marks(db) == (["mine"], "unread", True, "")
    apply(db, inverse)
    assert marks(db, 2) == (["mine"], "unread", True, "Brought.")


def test_many_tags_get_all_colours(db: Database) -> None:
    many = FileMarks(tuple(f"tag {number}" for number in range(3_000)))
    bring(db, many)
    colours = db.execute("select count(*) from tags group by colour").fetchall()
    assert {count for (count,) in colours} == {250}


TEXTS = st.sampled_from(["One.", "Two.\n\nThree.", "One.\n\nTwo.", "1%_"])
WORDS = st.sampled_from(["a", "A", "a/b", "b", "ä", "Ä", "x_y", "x%"])
FILE_MARKS = st.builds(
    FileMarks,
    tags=st.lists(WORDS, max_size=3, unique_by=str.casefold).map(tuple),
    status=st.sampled_from(["", "reading", "read"]),
    starred=st.booleans(),
    note=st.just("") | TEXTS,
)
EDITS = st.one_of(
    st.builds(SetStar, st.just((1,)), st.booleans()),
    st.builds(SetStatus, st.just((1,)), st.sampled_from(["unread", "reading", "dismissed"])),
    st.builds(AddTag, st.just((1, 2)), WORDS),
    st.builds(RemoveTag, st.just((1,)), WORDS),
    # Not `a`: made again by an import, a parent stays as long as there are tags under it.
    st.builds(DeleteTag, st.sampled_from(["a/b", "b", "ä", "x_y"])),
    st.builds(SetNote, st.just(1), st.just("") | TEXTS),
)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@FEW
@given(st.lists(EDITS, max_size=4), FILE_MARKS, FILE_MARKS)
def test_undoing_restores_and_twice_is_once(
    edits: list[Edit], one: FileMarks, two: FileMarks
) -> None:
    with empty_library() as db:
        bring(db, FileMarks(), FileMarks(), name="first.bib")
        for edit in edits:
            apply(db, edit)
        before = snapshot(db)
        bring(db, one, two)
        after = snapshot(db)
        assert bring(db, one, two).marked.counts == {}
        assert snapshot(db) == after
        dumps.undo(db, 2)
        assert snapshot(db) == before


@FEW
@given(st.lists(EDITS, max_size=4), FILE_MARKS)
def test_imports_only_add(edits: list[Edit], one: FileMarks) -> None:
    with empty_library() as db:
        bring(db, FileMarks(), FileMarks(), name="first.bib")
        for edit in edits:
            apply(db, edit)
        names, status, starred, note = marks(db)
        bring(db, one)
        names2, status2, starred2, note2 = marks(db)
        assert set(names) <= set(names2)
        assert status2 == status or status == "unread"
        assert starred2 >= starred
        assert note2.startswith(note)


@given(st.lists(TEXTS, max_size=3), TEXTS)
def test_appended_paragraphs_are_removed_exactly(texts: list[str], text: str) -> None:
    note = "\n\n".join(texts)
    assert without_paragraphs("\n\n".join([*texts, text]), text) == note
    if text not in note:
        assert without_paragraphs(note, text) == note
