"""Joining tags, saved searches and words of two libraries, and parting them again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.library_marks import (
    LibraryMarks,
    TagValues,
    joined_library,
    parted_library,
    tag_key,
)
from paperdesk.model.library_values import SavedSearch

_tags = st.lists(
    st.builds(
        TagValues,
        st.sampled_from(["bees", "Bees", "moss", "moss/red", "tides"]),
        st.sampled_from(["red", "green"]),
        st.sampled_from(["", "1", "2"]),
        st.booleans(),
    ),
    max_size=4,
    unique_by=lambda tag: tag_key(tag.name),
)
_searches = st.lists(
    st.builds(SavedSearch, st.sampled_from("abcd"), st.just("is:unread")), max_size=4, unique=True
)
_words = st.dictionaries(st.sampled_from(["bee", "moss"]), st.sampled_from(["pinned", "banned"]))


@st.composite
def libraries(draw: st.DrawFn) -> LibraryMarks:
    """What a library can hold: no shortcut of two tags."""
    tags, used = [], set()
    for tag in sorted(draw(_tags), key=lambda tag: tag.name):
        key = "" if tag.key in used else tag.key
        used.add(key)
        tags.append(TagValues(tag.name, tag.colour, key, tag.for_you))
    words = tuple(sorted(draw(_words).items()))
    return LibraryMarks(tuple(tags), tuple(draw(_searches)), words)


@given(libraries(), libraries())
def test_joining_is_the_same_in_either_order_and_once_for_all(
    one: LibraryMarks, other: LibraryMarks
) -> None:
    both = joined_library(one, other)
    assert joined_library(other, one) == both
    assert joined_library(both, other) == both
    assert joined_library(both, one) == both
    assert {tag_key(tag.name) for tag in both.tags} == {
        tag_key(tag.name) for tag in (*one.tags, *other.tags)
    }
    assert set(both.searches) == {*one.searches, *other.searches}


def test_two_libraries_become_one_list() -> None:
    one = LibraryMarks(
        (TagValues("Bees", "red", "1"), TagValues("moss", "blue")),
        (SavedSearch("Bees", "bees"), SavedSearch("Moss", "moss")),
        (("bee", "pinned"),),
    )
    other = LibraryMarks(
        (TagValues("bees", "green", "2", False), TagValues("tides", "teal", "1")),
        (SavedSearch("Tides", "tides"),),
        (("bee", "banned"), ("fog", "banned")),
    )
    assert joined_library(one, other) == LibraryMarks(
        (
            TagValues("Bees", "green", "1", False),
            TagValues("moss", "blue"),
            TagValues("tides", "teal"),
        ),
        (SavedSearch("Bees", "bees"), SavedSearch("Tides", "tides"), SavedSearch("Moss", "moss")),
        (("bee", "pinned"), ("fog", "banned")),
    )


@given(libraries(), libraries())
def test_parting_gives_back_all_but_new_tags(one: LibraryMarks, other: LibraryMarks) -> None:
    both = joined_library(one, other)
    left = parted_library(one, both, both)
    assert (left.searches, left.words) == (one.searches, one.words)
    own = {tag_key(tag.name): tag for tag in one.tags}
    for tag in left.tags:
        if old := own.get(tag_key(tag.name)):
            assert (tag.name, tag.colour, tag.for_you) == (old.name, old.colour, old.for_you)
    assert LibraryMarks.from_values(both.to_values()) == both
