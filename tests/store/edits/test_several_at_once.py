"""Edits that others' edits came in between: nothing of theirs is lost, an undo leaves it alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperdesk.model.edits import (
    NOTHING,
    AddHighlight,
    AddTag,
    DeleteTag,
    EditHighlight,
    Merge,
    RecolourTag,
    RemoveHighlight,
    RemoveTag,
    RenameDump,
    RenameTag,
    SetField,
    SetLessLike,
    SetNote,
    SetSearches,
    SetStatus,
    SetTagForYou,
    SetTagKey,
    SetWordForYou,
    Several,
)
from paperdesk.model.highlight import Highlight, HighlightValues
from paperdesk.model.library_values import SavedSearch
from paperdesk.model.paper import Paper
from paperdesk.model.steering import Steering
from paperdesk.store.edits import saved_searches
from paperdesk.store.edits.apply import apply
from paperdesk.store.edits.steering import steering
from paperdesk.store.queries import papers
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from paperdesk.model.edits import Edit
    from paperdesk.model.library_values import StoredPaper
    from paperdesk.store.open_file import Database

tag_names = st.sampled_from(["a", "A", "b", "a/x"])
texts = st.lists(st.sampled_from(["kites", "lakes", "kites fly", ""]), max_size=4).map("\n".join)


@pytest.fixture
def db(db: Database) -> Database:
    import_papers(db, [Paper(f"Paper {n}", f"Abstract of number {n}") for n in range(3)])
    return db


def stored(db: Database, paper: int = 1) -> StoredPaper:
    return papers.papers(db, [paper])[0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(base=texts, mine=texts, theirs=texts)
def test_a_note_changed_by_two_has_what_both_wrote(
    db: Database, base: str, mine: str, theirs: str
) -> None:
    apply(db, SetNote(1, base))
    apply(db, SetNote(1, theirs, was=base))
    apply(db, SetNote(1, mine, was=base))
    note = stored(db).note
    for line in (set(mine.split("\n")) | set(theirs.split("\n"))) - set(base.split("\n")):
        assert line in note


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(base=texts, mine=texts, theirs=texts)
def test_the_undo_of_a_note_leaves_the_lines_of_others(
    db: Database, base: str, mine: str, theirs: str
) -> None:
    apply(db, SetNote(1, base))
    undo = apply(db, SetNote(1, mine, was=base)).inverse
    apply(db, SetNote(1, theirs, was=mine))
    apply(db, undo)
    written = set(theirs.split("\n")) - set(mine.split("\n")) - {""}
    assert written <= set(stored(db).note.split("\n"))


def test_the_undo_of_a_note_says_where_others_changed_the_same_line(db: Database) -> None:
    undo = apply(db, SetNote(1, "mine", was="")).inverse
    apply(db, SetNote(1, "mine, and theirs\nmore", was="mine"))
    undone = apply(db, undo)
    assert (undone.inverse, undone.conflicts) == (NOTHING, {"note"})
    assert stored(db).note == "mine, and theirs\nmore"


def test_the_undo_of_a_status_leaves_those_that_others_set(db: Database) -> None:
    undo = apply(db, SetStatus((1, 2), "read")).inverse
    apply(db, SetStatus((1,), "reading"))
    undone = apply(db, undo)
    assert [stored(db, paper).status for paper in (1, 2)] == ["reading", "unread"]
    assert (undone.change.papers, undone.conflicts) == ({2}, {"status"})


def test_the_undo_of_a_pinned_word_leaves_it_banned_by_others(db: Database) -> None:
    undo = apply(db, SetWordForYou("kites", "pinned")).inverse
    apply(db, SetWordForYou("kites", "banned"))
    undone = apply(db, undo)
    assert (undone.inverse, undone.conflicts) == (NOTHING, {"for_you"})
    assert steering(db.conn).words == {"kites": "banned"}


def test_a_reset_takes_all_steering_back_and_its_undo_restores_it(db: Database) -> None:
    apply(db, Several((SetWordForYou("kites", "pinned"), SetWordForYou("lakes", "banned"))))
    apply(db, SetLessLike((1, 3), True))
    before = steering(db.conn)
    assert before == Steering({"kites": "pinned", "lakes": "banned"}, (3, 1))
    undo = apply(db, before.reset()).inverse
    assert not steering(db.conn)
    apply(db, undo)
    assert steering(db.conn) == before


def test_a_highlight_changed_by_two_has_what_both_gave_it(db: Database) -> None:
    apply(db, AddHighlight(1, Highlight("title", 0, 5, "Paper", "pink", "", comment="one")))
    was = HighlightValues("pink", "one", ())
    apply(db, EditHighlight(1, "pink", "one\ntwo", ("theirs",), was))
    undo = apply(db, EditHighlight(1, "green", "none\none", ("mine",), was)).inverse
    (mark,) = stored(db).highlights
    assert (mark.colour, mark.comment) == ("green", "none\none\ntwo")
    assert set(mark.tags) == {"theirs", "mine"}
    apply(db, undo)
    (mark,) = stored(db).highlights
    assert (mark.colour, mark.comment, mark.tags) == ("pink", "one\ntwo", ("theirs",))


def tags_of(db: Database, paper: int) -> list[str]:
    return [tag.name for tag in stored(db, paper).tags]


def test_the_undo_of_a_new_tag_leaves_it_where_another_has_used_it(db: Database) -> None:
    undo = apply(db, AddTag((1,), "ml/rl")).inverse
    apply(db, AddTag((2,), "ml/rl"))
    undone = apply(db, undo)
    assert (tags_of(db, 1), tags_of(db, 2)) == ([], ["ml/rl"])
    assert undone.conflicts == {"tags"}


def test_the_undo_of_a_deletion_finds_the_tag_made_again(db: Database) -> None:
    apply(db, AddTag((1,), "a"))
    undo = apply(db, DeleteTag("a")).inverse
    apply(db, AddTag((2,), "A"))
    redo = apply(db, undo).inverse
    assert (tags_of(db, 1), tags_of(db, 2)) == (["A"], ["A"])
    apply(db, redo)
    assert (tags_of(db, 1), tags_of(db, 2)) == ([], ["A"])


def test_the_undo_of_a_deletion_leaves_a_tag_that_has_its_number(db: Database) -> None:
    apply(db, Several((AddTag((1,), "a"), SetTagKey("a", "1"))))
    undo = apply(db, DeleteTag("a")).inverse
    apply(db, Several((AddTag((2,), "b"), SetTagKey("b", "1"))))
    apply(db, undo)
    assert (tags_of(db, 1), tags_of(db, 2)) == (["a"], ["b"])
    assert {count.tag.name: count.key for count in papers.tag_counts(db)} == {"a": "", "b": "1"}


def test_the_undo_of_a_renaming_leaves_papers_tagged_since(db: Database) -> None:
    apply(db, AddTag((1,), "a"))
    undo = apply(db, RenameTag("a", "b")).inverse
    apply(db, Several((AddTag((2,), "b"), AddTag((3,), "a"))))
    undone = apply(db, undo)
    assert [tags_of(db, paper) for paper in (1, 2, 3)] == [["b"], ["b"], ["a"]]
    assert undone.conflicts == {"tags"}


def test_the_undo_of_a_renaming_takes_papers_tagged_since_along(db: Database) -> None:
    apply(db, AddTag((1,), "a"))
    undo = apply(db, RenameTag("a", "b")).inverse
    apply(db, AddTag((2,), "b"))
    apply(db, undo)
    assert (tags_of(db, 1), tags_of(db, 2)) == (["a"], ["a"])


def test_searches_saved_in_two_windows_both_stay(db: Database) -> None:
    kites, lakes = SavedSearch("Kites", "kites"), SavedSearch("Lakes", "lakes")
    apply(db, SetSearches((kites,), was=()))
    undo = apply(db, SetSearches((lakes,), was=())).inverse
    assert set(saved_searches.searches(db)) == {kites, lakes}
    apply(db, undo)
    assert saved_searches.searches(db) == (kites,)


others = st.one_of(
    st.builds(AddTag, st.sampled_from([(1,), (2, 3)]), tag_names),
    st.builds(RemoveTag, st.sampled_from([(1,), (2, 3)]), tag_names),
    st.builds(DeleteTag, tag_names),
    st.builds(RenameTag, tag_names, tag_names),
    st.builds(SetTagKey, tag_names, st.sampled_from(["", "1"])),
    st.builds(RecolourTag, tag_names, st.sampled_from(["pink", "teal"])),
    st.builds(SetTagForYou, tag_names, st.booleans()),
    st.builds(Merge, st.integers(1, 3), st.integers(1, 3)),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(first=st.lists(others, max_size=4), edit=others, between=st.lists(others, max_size=4))
def test_an_undo_never_fails_whatever_others_did_between(
    db: Database, first: list[Edit], edit: Edit, between: list[Edit]
) -> None:
    for each in first:
        apply(db, each)
    undo = apply(db, edit).inverse
    for each in between:
        apply(db, each)
    redo = apply(db, undo).inverse
    apply(db, redo)
    assert db.execute("pragma foreign_key_check").fetchall() == []


@pytest.mark.parametrize(
    ("field", "mine", "theirs"), [("title", "Kites", "Lakes"), ("authors", ["A Bo"], ["C Do"])]
)
def test_undo_of_a_field_leaves_what_others_wrote_in_it(
    db: Database, field: str, mine: object, theirs: object
) -> None:
    undo = apply(db, SetField(1, field, mine)).inverse
    apply(db, SetField(1, field, theirs))
    now = stored(db)
    undone = apply(db, undo)
    assert (undone.inverse, undone.conflicts) == (NOTHING, {"papers"})
    assert stored(db) == now
    assert stored(db).edited == {field: theirs}


def test_undo_and_redo_of_a_field_nobody_else_wrote(db: Database) -> None:
    before = stored(db)
    undo = apply(db, SetField(1, "authors", ["A Bo"])).inverse
    after = stored(db)
    redo = apply(db, undo).inverse
    assert stored(db) == before
    apply(db, redo)
    assert stored(db) == after


def tag_rows(db: Database) -> dict[str, tuple[str, str]]:
    """Tags with their colours and shortcuts."""
    return {count.tag.name: (count.tag.colour, count.key) for count in papers.tag_counts(db)}


single_values = pytest.mark.parametrize(
    ("mine", "theirs", "field"),
    [
        (RecolourTag("a", "pink"), RecolourTag("a", "teal"), "tags"),
        (SetTagKey("a", "1"), SetTagKey("a", "2"), "tags"),
        (SetTagKey("a", "1"), SetTagKey("b", "1"), "tags"),
        (SetTagKey("b", "9"), SetTagKey("c", "9"), "tags"),  # which a had before
        (RenameDump(1, "Of mine"), RenameDump(1, "Of theirs"), "dumps"),
    ],
)


@pytest.fixture
def with_tags(db: Database) -> Database:
    apply(db, Several(tuple(AddTag((1,), name) for name in "abc")))
    apply(db, Several((SetTagKey("a", "9"), RecolourTag("a", "red"))))
    return db


def values(db: Database) -> object:
    return tag_rows(db), papers.dumps(db)


@single_values
def test_the_undo_of_one_value_leaves_what_others_set_since(
    with_tags: Database, mine: Edit, theirs: Edit, field: str
) -> None:
    undo = apply(with_tags, mine).inverse
    apply(with_tags, theirs)
    now = values(with_tags)
    undone = apply(with_tags, undo)
    assert (undone.inverse, undone.conflicts) == (NOTHING, {field})
    assert values(with_tags) == now


@single_values
def test_the_redo_of_one_value_leaves_what_others_set_since(
    with_tags: Database, mine: Edit, theirs: Edit, field: str
) -> None:
    redo = apply(with_tags, apply(with_tags, mine).inverse).inverse
    apply(with_tags, theirs)
    now = values(with_tags)
    redone = apply(with_tags, redo)
    assert (redone.inverse, redone.conflicts) == (NOTHING, {field})
    assert values(with_tags) == now


@single_values
def test_one_value_is_undone_and_redone_where_nobody_else_set_it(
    with_tags: Database, mine: Edit, theirs: Edit, field: str
) -> None:
    before = values(with_tags)
    undo = apply(with_tags, mine).inverse
    after = values(with_tags)
    redo = apply(with_tags, undo).inverse
    assert values(with_tags) == before
    apply(with_tags, redo)
    assert values(with_tags) == after != before


def test_the_undo_of_a_highlight_leaves_it_where_another_has_commented_on_it(
    db: Database,
) -> None:
    plain = HighlightValues("pink", "", ())
    undo = apply(db, AddHighlight(1, Highlight("title", 0, 5, "Paper", "pink", ""))).inverse
    apply(db, EditHighlight(1, "pink", "Of theirs.", (), plain))
    undone = apply(db, undo)
    assert (undone.inverse, undone.conflicts) == (NOTHING, {"highlights"})
    (mark,) = stored(db).highlights
    assert mark.comment == "Of theirs."


def test_the_undo_of_a_highlight_leaves_another_that_got_its_number(db: Database) -> None:
    undo = apply(db, AddHighlight(1, Highlight("title", 0, 5, "Paper", "pink", ""))).inverse
    apply(db, RemoveHighlight(1))
    apply(db, AddHighlight(2, Highlight("title", 6, 7, "1", "pink", "")))
    assert apply(db, undo).inverse == NOTHING
    assert len(stored(db, 2).highlights) == 1
