"""Joining the content of a paper in two libraries: the same in either order, and once for all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.highlight import Highlight
from paperdesk.model.joined_fields import joined_fields
from paperdesk.model.joined_notes import joined_notes
from paperdesk.model.paper import Paper
from paperdesk.model.paper_content import PaperContent, changes, joined
from paperdesk.model.paper_marks import PaperMarks, joined_marks, parted_marks, sorted_highlights

NAMES = ("desk", "laptop")
SWAPPED = ("laptop", "desk")

texts = st.sampled_from(["", "bees", "moss", "bees\n\nmoss", "bees\n", "\n", " ", "a *b*"])
stamps = st.sampled_from(["", "2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z"])
tags = st.sets(st.sampled_from(["bees", "moss", "tides"])).map(sorted).map(tuple)
labels = st.sampled_from(["*From desk:*", "*From laptop:*", "*From desk*", "bees", "moss", ""])
notes = texts | st.lists(labels, max_size=5).map("\n\n".join)
highlights = st.lists(
    st.builds(
        Highlight,
        st.just("title"),
        st.sampled_from([0, 5]),
        st.just(9),
        st.just("bees"),
        st.sampled_from(["yellow", "green"]),
        stamps,
        comment=texts,
        tags=tags,
    ),
    max_size=3,
).map(sorted_highlights)
marks = st.builds(
    PaperMarks,
    status=st.sampled_from(["unread", "reading", "read", "dismissed"]),
    starred=st.booleans(),
    tags=tags,
    note=notes,
    highlights=highlights,
    less_like=st.booleans(),
    edited=st.dictionaries(
        st.sampled_from(["title", "venue", "published"]), st.sampled_from(["", "Bees", "2021"])
    ),
    trashed=stamps,
    read_on=st.sampled_from(["", "2025-01-01", "2025-02-01"]),
    added=stamps.filter(bool),
    aliases=st.sampled_from([(), ("title:moss",), ("doi:10.1/a",)]),
)
papers = st.builds(
    Paper,
    title=st.sampled_from(["Bees", "bees", "arXiv:2106.01234", "Moss on Walls"]),
    abstract=texts,
    authors=st.sampled_from([(), ("Ada Bee",), ("A. Bee", "Cy Dee")]),
    n_authors=st.sampled_from([None, 1, 2]),
    published=st.sampled_from(["", "2021", "2022", "2021-05", "2021-04-30"]),
    details=st.dictionaries(
        st.sampled_from(["type", "volume"]), st.sampled_from(["article", "chapter", "3"])
    ),
    upvotes=st.sampled_from([None, 1, 2]),
    comments=st.sampled_from([None, 3]),
)
contents = st.builds(PaperContent, papers, marks, stamps)


@given(contents, contents)
def test_joining_is_the_same_in_either_order(one: PaperContent, other: PaperContent) -> None:
    assert joined(one, other, NAMES) == joined(other, one, SWAPPED)


@given(contents, contents)
def test_joining_again_changes_nothing(one: PaperContent, other: PaperContent) -> None:
    both = joined(one, other, NAMES)
    assert joined(both, other, NAMES) == both
    assert joined(both, one, ("desk", "desk")) == both
    assert joined(both, both, NAMES) == both
    assert changes(both, joined(both, other, NAMES)) == ()


@given(papers, papers, papers)
def test_fields_of_three_libraries_are_the_same_in_any_order(
    one: Paper, two: Paper, three: Paper
) -> None:
    joined_first = joined_fields(joined_fields(one, two), three)
    joined_last = joined_fields(one, joined_fields(two, three))
    assert joined_first == joined_last


@given(contents, contents)
def test_no_mark_of_either_side_is_lost(one: PaperContent, other: PaperContent) -> None:
    both = joined(one, other, NAMES).marks
    for side in (one.marks, other.marks):
        assert both.starred >= side.starred
        assert set(both.tags) >= set(side.tags)
        assert both.edited.keys() >= side.edited.keys()
        assert {(mark.field, mark.start) for mark in both.highlights} >= {
            (mark.field, mark.start) for mark in side.highlights
        }
        for line in side.note.split():
            assert line in both.note
        assert side.status != "read" or both.status == "read"


def test_notes_that_differ_are_named_by_their_libraries() -> None:
    both = joined_notes("See table 3.\n", "Read in the group.", NAMES)
    assert both == "*From desk:*\n\nSee table 3.\n\n*From laptop:*\n\nRead in the group."


def test_a_note_that_says_all_of_the_other_stands_for_both() -> None:
    longer = "See table 3.\n\nRead in the group."
    assert joined_notes("See table 3.", longer, NAMES) == longer
    assert joined_notes("table 3.", longer, NAMES).startswith("*From desk:*")


def test_a_note_that_grew_under_its_label_is_there_once() -> None:
    both = joined_notes("One.", "Two.", NAMES)
    grown = both + "\n\nThree."
    assert joined_notes(both, grown, NAMES) == grown


@pytest.mark.parametrize(
    ("here", "there", "trashed"),
    [
        (PaperMarks(), PaperMarks(trashed="2025"), "2025"),
        (PaperMarks(starred=True), PaperMarks(trashed="2025"), ""),
        (PaperMarks(), PaperMarks(trashed="2025", starred=True), "2025"),
        (PaperMarks(trashed="2024"), PaperMarks(trashed="2025"), "2024"),
        (PaperMarks(added="2025"), PaperMarks(trashed="2025", added="2024"), "2025"),
    ],
)
def test_a_paper_with_marks_outlives_the_trash_of_the_other_library(
    here: PaperMarks, there: PaperMarks, trashed: str
) -> None:
    assert joined_marks(here, there, NAMES).trashed == trashed


@given(marks, marks)
def test_parting_gives_back_what_was_there_before(one: PaperMarks, other: PaperMarks) -> None:
    both = joined_marks(one, other, NAMES)
    assert parted_marks(one, both, both) == one
    assert PaperMarks.from_values(both.to_values()) == both


@given(marks, marks)
def test_parting_keeps_what_the_user_did_since(one: PaperMarks, other: PaperMarks) -> None:
    both = joined_marks(one, other, NAMES)
    since = replace(
        both, tags=tuple(sorted({*both.tags, "new"})), note=f"{both.note}\n\nSince then.".strip()
    )
    left = parted_marks(one, both, since)
    assert left.tags == tuple(sorted({*one.tags, "new"}))
    assert "Since then." in left.note
    assert left.starred == one.starred


@given(marks, marks, marks)
def test_parting_keeps_what_another_archive_has_too(
    one: PaperMarks, first: PaperMarks, second: PaperMarks
) -> None:
    both = joined_marks(one, first, NAMES)
    every = joined_marks(both, second, NAMES)
    left = parted_marks(one, both, every, [second])
    assert left.starred >= second.starred
    assert set(left.tags) >= set(second.tags)
    assert {mark.start for mark in left.highlights} >= {mark.start for mark in second.highlights}
