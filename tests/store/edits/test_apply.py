"""Edits of marks: each does what it says, and its inverse takes it back exactly."""

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
    Edit,
    EditHighlight,
    RecolourTag,
    RemoveHighlight,
    RemoveTag,
    RenameTag,
    SetDuplicate,
    SetField,
    SetLessLike,
    SetNote,
    SetSearches,
    SetStar,
    SetStatus,
    SetTagForYou,
    SetTagKey,
    SetTrashed,
    SetWordForYou,
    Several,
)
from paperdesk.model.highlight import COLOURS, Highlight
from paperdesk.model.library_values import STATUSES, TAG_COLOURS, SavedSearch
from paperdesk.model.paper import Paper
from paperdesk.model.timestamp import now
from paperdesk.store.edits.apply import apply
from paperdesk.store.imports.duplicate_candidates import open_pairs
from paperdesk.store.queries import papers
from tests.store.libraries import import_papers, snapshot

if TYPE_CHECKING:
    from paperdesk.store.open_file import Database

some_papers = st.lists(st.integers(1, 6), max_size=5, unique=True).map(tuple)
colours = st.sampled_from(COLOURS)
words = st.lists(st.text(max_size=3), max_size=2).map(tuple)
highlights = st.builds(
    Highlight,
    st.sampled_from(["title", "abstract"]),
    st.integers(0, 9),
    st.integers(10, 20),
    st.text(max_size=5),
    colours,
    st.just("2026-01-01T00:00:00Z"),
    comment=st.text(max_size=3),
    tags=words,
    id=st.integers(0, 4),
)
tag_names = st.sampled_from(["ml", "ML", "ml/rl", "ML/RL/x", "rl", "to read", "é"])
searches = st.builds(
    SavedSearch, st.sampled_from(["Kites", "Lakes"]), st.sampled_from(["kites", "is:unread"])
)
simple_edits = st.one_of(
    st.builds(SetStar, some_papers, st.booleans()),
    st.builds(SetStatus, some_papers, st.sampled_from(STATUSES)),
    st.builds(AddTag, some_papers, tag_names),
    st.builds(RemoveTag, some_papers, tag_names),
    st.builds(DeleteTag, tag_names),
    st.builds(SetTagForYou, tag_names, st.booleans()),
    st.builds(
        SetWordForYou, st.sampled_from(["kite", "kites"]), st.sampled_from(["", "pinned", "banned"])
    ),
    st.builds(SetLessLike, some_papers, st.booleans()),
    st.builds(SetTrashed, some_papers, st.booleans()),
    st.builds(RenameTag, tag_names, tag_names),
    st.builds(RecolourTag, tag_names, st.sampled_from(TAG_COLOURS)),
    st.builds(SetTagKey, tag_names, st.sampled_from(["", "1", "Ctrl+R"])),
    st.builds(SetSearches, st.lists(searches, max_size=3).map(tuple)),
    st.builds(SetNote, st.integers(1, 6), st.text(max_size=5)),
    st.builds(
        SetField,
        st.integers(1, 6),
        st.sampled_from(["title", "venue", "details.volume", "arxiv_id", "doi"]),
        st.one_of(st.none(), st.text("abc", max_size=3)),
    ),
    st.builds(AddHighlight, st.integers(1, 6), highlights),
    st.builds(EditHighlight, st.integers(1, 4), colours, st.text(max_size=3), words),
    st.builds(RemoveHighlight, st.integers(1, 4)),
)
edits: st.SearchStrategy[Edit] = st.one_of(
    simple_edits, st.lists(simple_edits, max_size=4).map(lambda many: Several(tuple(many)))
)


@pytest.fixture
def db(db: Database) -> Database:
    import_papers(db, [Paper(f"Paper {n}", f"Abstract of number {n}") for n in range(5)])
    return db


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(edits, max_size=6), edit=edits)
def test_the_inverse_takes_an_edit_back(db: Database, history: list[Edit], edit: Edit) -> None:
    for earlier in history:
        apply(db, earlier)
    before = snapshot(db), open_pairs(db)
    applied = apply(db, edit)
    after = snapshot(db), open_pairs(db)
    undone = apply(db, applied.inverse)
    assert (snapshot(db), open_pairs(db)) == before
    apply(db, undone.inverse)
    assert (snapshot(db), open_pairs(db)) == after


def test_an_edit_names_only_the_papers_it_changed(db: Database) -> None:
    apply(db, SetStar((1, 2), True))
    applied = apply(db, SetStar((1, 2, 3, 99), True))
    assert applied.change.papers == {3}
    assert applied.inverse == SetStar((3,), False)
    assert apply(db, SetStar((1,), True)).inverse == NOTHING


def test_statuses_come_back_each_to_its_own(db: Database) -> None:
    apply(db, SetStatus((1,), "reading"))
    applied = apply(db, SetStatus((1, 2, 3), "read"))
    apply(db, applied.inverse)
    assert [p.status for p in papers.papers(db, [1, 2, 3])] == ["reading", "unread", "unread"]


def test_the_day_of_reading_is_that_of_the_last_mark_and_an_undo_restores_it(
    db: Database,
) -> None:
    def days() -> list[str]:
        return [day for (day,) in db.execute("select read_on from papers order by id limit 3")]

    before = now()[:10]
    apply(db, SetStatus((1, 2), "reading"))
    assert days() == ["", "", ""]
    apply(db, SetStatus((1, 2), "read"))
    assert before <= days()[0] == days()[1] <= now()[:10]
    db.execute("update papers set read_on = '2024-05-06' where id = 1")
    db.execute("update papers set read_on = '' where id = 2")  # only a file called it read
    unread = apply(db, SetStatus((1, 2), "unread"))
    again = apply(db, unread.inverse)
    apply(db, apply(db, again.inverse).inverse)
    assert days() == ["2024-05-06", "", ""]
    read = apply(db, SetStatus((3,), "read"))
    unread = apply(db, read.inverse)
    assert days() == ["2024-05-06", "", ""]
    apply(db, unread.inverse)
    assert before <= days()[2] <= now()[:10]


def test_a_status_that_only_some_papers_had_sets_the_day_of_reading(db: Database) -> None:
    apply(db, SetStatus((1,), "read", was="unread"))
    assert db.execute("select read_on != '' from papers where id = 1").fetchone() == (1,)


def test_a_new_tag_takes_the_colour_used_least(db: Database) -> None:
    for n in range(len(TAG_COLOURS) + 1):
        apply(db, AddTag((1,), f"tag {n:02}"))
    colours = [count.tag.colour for count in papers.tag_counts(db)]
    assert colours[: len(TAG_COLOURS)] == list(TAG_COLOURS)
    assert colours[-1] == TAG_COLOURS[0]


def test_a_parent_counts_the_papers_of_its_children_once(db: Database) -> None:
    apply(db, AddTag((1, 2), "ml/rl"))
    apply(db, AddTag((2, 3), "ml/theory"))
    apply(db, AddTag((4,), "mlops"))
    assert {c.tag.name: c.papers for c in papers.tag_counts(db)} == {
        "ml": 3,
        "ml/rl": 2,
        "ml/theory": 2,
        "mlops": 1,
    }


def test_only_a_changed_note_is_queued_for_the_index(db: Database) -> None:
    from paperdesk.store import index_queue

    index_queue.remove_up_to(db, index_queue.last_entry(db))
    apply(db, SetStar((1,), True))
    apply(db, AddTag((1,), "ml"))
    assert index_queue.length(db) == 0
    apply(db, SetNote(2, "seen at a talk"))
    apply(db, SetNote(2, "seen at a talk"))
    assert index_queue.waiting(db)[:2] == ([], [2])
    assert list(index_queue.marks(db, [2])) == [(2, "seen at a talk", "")]
    mark = Highlight("title", 0, 5, "Paper", "pink", "", comment="why", tags=("one two", "three"))
    apply(db, AddHighlight(4, mark))
    assert index_queue.waiting(db)[:2] == ([], [2, 4])
    assert list(index_queue.marks(db, [4])) == [(4, "", "Paper why one two three")]


def names(db: Database) -> dict[str, int]:
    return {count.tag.name: count.papers for count in papers.tag_counts(db)}


def test_a_renamed_tag_takes_those_under_it_along(db: Database) -> None:
    apply(db, AddTag((1,), "ml/rl/deep"))
    apply(db, AddTag((2,), "mlops"))
    applied = apply(db, RenameTag("ml", "fields/learning"))
    assert applied.change.papers == {1}
    assert names(db) == {
        "fields": 1,
        "fields/learning": 1,
        "fields/learning/rl": 1,
        "fields/learning/rl/deep": 1,
        "mlops": 1,
    }
    apply(db, applied.inverse)
    assert names(db) == {"ml": 1, "ml/rl": 1, "ml/rl/deep": 1, "mlops": 1}


def test_tags_whose_names_meet_become_one(db: Database) -> None:
    apply(db, AddTag((1, 2), "rl"))
    apply(db, AddTag((2, 3), "reinforcement"))
    apply(db, AddTag((4,), "rl/deep"))
    apply(db, AddTag((5,), "reinforcement/deep"))
    apply(db, Several((RecolourTag("reinforcement", "pink"), SetTagKey("rl", "3"))))
    before = snapshot(db)
    applied = apply(db, RenameTag("rl", "reinforcement"))
    kept = next(c for c in papers.tag_counts(db) if c.tag.name == "reinforcement")
    assert names(db) == {"reinforcement": 5, "reinforcement/deep": 2}
    assert (kept.tag.colour, kept.key) == ("pink", "3")
    apply(db, applied.inverse)
    assert snapshot(db) == before


def test_a_tag_can_go_under_itself(db: Database) -> None:
    apply(db, AddTag((1,), "ml/rl"))
    apply(db, AddTag((2,), "ml/old"))
    apply(db, RenameTag("ml", "ml/old"))
    assert names(db) == {"ml": 2, "ml/old": 2, "ml/old/rl": 1}


def test_a_key_belongs_to_one_tag(db: Database) -> None:
    apply(db, Several((AddTag((1,), "a"), AddTag((1,), "b"), SetTagKey("a", "1"))))
    applied = apply(db, SetTagKey("b", "1"))
    assert [count.key for count in papers.tag_counts(db)] == ["", "1"]
    apply(db, applied.inverse)
    assert [count.key for count in papers.tag_counts(db)] == ["1", ""]


def test_a_deleted_tag_comes_back_with_its_colour_key_and_papers(db: Database) -> None:
    apply(db, Several((AddTag((1, 2), "a"), RecolourTag("a", "pink"), SetTagKey("a", "Ctrl+R"))))
    (before,) = papers.tag_counts(db)
    applied = apply(db, DeleteTag("a"))
    assert papers.tag_counts(db) == ()
    apply(db, applied.inverse)
    assert papers.tag_counts(db) == (before,)
    assert (before.papers, before.unread, before.key) == (2, 2, "Ctrl+R")


def test_an_id_that_another_paper_bears_makes_two_possible_duplicates(db: Database) -> None:
    apply(db, SetField(4, "doi", "10.1000/a"))
    applied = apply(db, SetField(2, "doi", "10.1000/a"))
    assert open_pairs(db) == [(2, 4, "same DOI, as you wrote it")]
    assert applied.change.papers == {2, 4}
    assert papers.bearing(db, "doi", "10.1000/a") == [2, 4]
    apply(db, applied.inverse)
    assert open_pairs(db) == []
    apply(db, SetField(2, "doi", "10.1000/a"))
    apply(db, SetField(4, "doi", ""))
    assert open_pairs(db) == []


def test_a_pair_that_the_user_has_refused_stays_refused(db: Database) -> None:
    apply(db, SetField(4, "arxiv_id", "2301.00001"))
    apply(db, SetField(2, "arxiv_id", "2301.00001"))
    apply(db, SetDuplicate(2, 4, possible=False))
    apply(db, SetField(2, "arxiv_id", None))
    apply(db, SetField(2, "arxiv_id", "2301.00001"))
    assert open_pairs(db) == []
