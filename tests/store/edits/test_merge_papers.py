"""Merging two papers: nothing of either is lost, and it can be taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from paperdesk.model.edits import (
    NOTHING,
    AddHighlight,
    AddTag,
    DeleteTag,
    EditHighlight,
    Merge,
    SetDuplicate,
    SetField,
    SetNote,
    SetStar,
    SetStatus,
)
from paperdesk.model.highlight import make_highlight
from paperdesk.model.paper import Paper
from paperdesk.store.edits.apply import apply
from paperdesk.store.imports import dumps
from paperdesk.store.queries import papers
from tests.store.imports.test_dump_writer import LONG, OTHER, dumps_of_records
from tests.store.libraries import empty_library, import_papers, snapshot

if TYPE_CHECKING:
    from paperdesk.store.open_file import Database


@pytest.fixture
def db(db: Database) -> Database:
    import_papers(db, [Paper("Learning", LONG, comments=3)], "first")
    import_papers(db, [Paper("Learning", OTHER, published="2024-05-06", upvotes=8)], "second")
    return db


def pairs(db: Database) -> list[tuple[int, int, str]]:
    return db.execute("select first, second, state from duplicates").fetchall()


def test_one_title_over_two_abstracts_is_a_possible_duplicate(db: Database) -> None:
    assert pairs(db) == [(1, 2, "open")]


def test_all_marks_and_sightings_of_both_stay(db: Database) -> None:
    for edit in (SetStar((2,), True), SetStatus((1,), "reading"), AddTag((1,), "a")):
        apply(db, edit)
    for edit in (AddTag((2,), "b"), SetNote(1, "mine"), SetNote(2, "other")):
        apply(db, edit)
    db.execute("update papers set read_on = '2025-01-0' || id where id in (1, 2)")
    marks = [make_highlight("abstract", text, 0, 12, "pink", "") for text in (LONG, OTHER)]
    for paper, mark in enumerate(marks, 1):
        apply(db, AddHighlight(paper, mark))
    apply(db, Merge(1, 2))
    (one,) = papers.papers(db, papers.all_ids(db))
    assert (one.id, one.starred, one.status, one.note) == (1, True, "reading", "mine\n\nother")
    assert [tag.name for tag in one.tags] == ["a", "b"]
    assert db.execute("select read_on from papers").fetchall() == [("2025-01-02",)]
    assert [sighting.dump_name for sighting in one.sightings] == ["first", "second"]
    assert one.paper == Paper("Learning", OTHER, published="2024-05-06", upvotes=8, comments=3)
    assert pairs(db) == []
    assert [replace(mark, id=0) for mark in one.highlights] == marks


def test_what_was_merged_is_not_added_again(db: Database) -> None:
    import_papers(db, [Paper("Teaching", OTHER, arxiv_id="2401.00001")], "third")
    apply(db, Merge(1, 3))
    again = import_papers(
        db, [Paper("Teaching", LONG), Paper("Better Teaching", arxiv_id="2401.00001")], "4"
    )
    assert {outcome.paper for outcome in again} == {1}


def test_a_refused_pair_stays_refused(db: Database) -> None:
    applied = apply(db, SetDuplicate(1, 2, possible=False))
    import_papers(db, [Paper("Learning", OTHER)], "second")
    assert pairs(db) == [(1, 2, "refused")]
    apply(db, applied.inverse)
    assert pairs(db) == [(1, 2, "open")]


@given(first=dumps_of_records, second=dumps_of_records)
def test_a_merge_is_taken_back_exactly(first: list[Paper], second: list[Paper]) -> None:
    with empty_library() as db:
        import_papers(db, first, "first")
        import_papers(db, second, "second")
        ids = papers.all_ids(db)
        for paper in (ids[0], ids[-1]):
            apply(db, AddHighlight(paper, make_highlight("title", "Some title", 0, 4, "blue", "")))
        before = everything(db)
        done = apply(db, Merge(ids[0], ids[-1]))
        after = everything(db)
        undone = apply(db, done.inverse)
        assert everything(db) == before
        apply(db, undone.inverse)
        assert everything(db) == after


def everything(db: Database) -> list[object]:
    tables = ("papers", "sightings", "records", "duplicates", "aliases")
    rows = [sorted(map(repr, db.execute(f"select * from {table}"))) for table in tables]
    return [snapshot(db), rows]


def test_merging_keeps_what_the_user_wrote_where_the_other_has_nothing() -> None:
    with empty_library() as db:
        import_papers(db, [Paper("Kites over the sea", LONG), Paper("Sails over the sea", OTHER)])
        apply(db, SetField(2, "venue", "Wind"))
        apply(db, SetField(2, "title", "Sails, mended"))
        before = snapshot(db)
        merged = apply(db, Merge(1, 2))
        (stored,) = papers.papers(db, [1])
        assert (stored.paper.title, stored.paper.venue) == ("Kites over the sea", "Wind")
        assert (stored.edited, stored.sources["venue"]) == ({"venue": "Wind"}, 0)
        apply(db, merged.inverse)
        assert snapshot(db) == before


def test_the_undo_of_a_merge_leaves_what_was_marked_since(db: Database) -> None:
    apply(db, SetNote(2, "of the other"))
    apply(db, AddTag((2,), "b"))
    mark = make_highlight("abstract", OTHER, 0, 12, "pink", "")
    apply(db, AddHighlight(2, mark))
    undo = apply(db, Merge(1, 2)).inverse
    (one,) = papers.papers(db, [1])
    (highlight,) = one.highlights
    was = one.highlights[0].values
    for edit in (
        SetStar((1,), True),
        SetStatus((1,), "reading"),
        SetNote(1, "of the other\nlate", was="of the other"),
        AddTag((1,), "late"),
        EditHighlight(highlight.id, "pink", "late too", (), was),
    ):
        apply(db, edit)
    undone = apply(db, undo)
    one, two = papers.papers(db, [1, 2])
    assert (one.starred, one.status, one.note) == (True, "reading", "late")
    assert [tag.name for tag in one.tags] == ["late"]
    assert (two.starred, two.note, [tag.name for tag in two.tags]) == (False, "of the other", ["b"])
    assert [each.comment for each in two.highlights] == ["late too"]
    assert undone.inverse == Merge(1, 2)


def test_a_merge_is_undone_where_a_tag_was_deleted(db: Database) -> None:
    apply(db, AddTag((2,), "b"))
    undo = apply(db, Merge(1, 2)).inverse
    apply(db, DeleteTag("b"))
    undone = apply(db, undo)
    assert [paper.tags for paper in papers.papers(db, [1, 2])] == [(), ()]
    assert undone.conflicts == {"tags"}


def test_a_merge_stays_where_the_import_of_the_other_was_undone(db: Database) -> None:
    apply(db, SetStar((2,), True))
    undo = apply(db, Merge(1, 2)).inverse
    dumps.undo(db, 2)
    before = everything(db)
    undone = apply(db, undo)
    assert (undone.inverse, undone.conflicts) == (NOTHING, {"papers"})
    assert everything(db) == before


def test_a_merge_of_what_was_merged_again_stays(db: Database) -> None:
    import_papers(db, [Paper("Teaching", OTHER)], "third")
    undo = apply(db, Merge(1, 2)).inverse
    apply(db, Merge(3, 1))
    before = everything(db)
    assert apply(db, undo).conflicts == {"papers"}
    assert everything(db) == before
