"""Highlights are found again in a changed text, or said to be orphans: never lost silently."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from paperdesk.model.highlight import Highlight, locate, make_highlight

TEXT = (
    "We ask how many words a reader keeps in mind. Readers keep few words in mind, and fewer "
    "when the words are long. A second study repeats the first: readers keep few words in mind."
)


def mark(words: str, at: int = 0) -> Highlight:
    start = TEXT.index(words, at)
    return make_highlight("abstract", TEXT, start, start + len(words), "yellow", "")


def test_blanks_at_the_ends_are_not_quoted() -> None:
    made = make_highlight("abstract", TEXT, 2, 7, "yellow", "")
    assert (made.start, made.end, made.exact) == (3, 6, "ask")
    assert (made.prefix, made.suffix[:4]) == ("We ", " how")


def test_what_was_put_before_it_moves_it() -> None:
    made = mark("fewer when the words are long")
    changed = "An abstract. " + TEXT
    start, end = locate(made, changed) or (0, 0)
    assert changed[start:end] == made.exact


def test_of_equal_stretches_its_own_is_found() -> None:
    first = mark("keep few words in mind")
    second = mark("keep few words in mind", at=first.end)
    changed = TEXT.replace("We ask", "In this paper we ask")
    assert locate(first, changed) == (first.start + 14, first.end + 14)
    assert locate(second, changed) == (second.start + 14, second.end + 14)
    assert locate(second, changed.replace("Readers keep few words", "People keep some")) == (
        second.start + 14 - 6,
        second.end + 14 - 6,
    )


def test_of_stretches_in_equal_surroundings_the_nearest_is_found() -> None:
    text = "few words here. " * 7
    start = text.index("few", 48)
    made = make_highlight("abstract", text, start, start + 9, "yellow", "")
    assert locate(made, "Oh. " + text) == (start + 4, start + 13)
    assert locate(made, text[3:]) == (start - 3, start + 6)


def test_a_stretch_that_was_revised_is_found_whole_words() -> None:
    made = mark("Readers keep few words in mind")
    changed = TEXT.replace(
        "Readers keep few words in mind,", "Readers keep very few words in minds,"
    )
    start, end = locate(made, changed) or (0, 0)
    assert changed[start:end] == "Readers keep very few words in minds"


@pytest.mark.parametrize("words", ["", "Something else entirely stands here now.", "few"])
def test_what_is_gone_is_an_orphan(words: str) -> None:
    assert locate(mark("when the words are long"), words) is None
    assert locate(mark("few"), words.replace("few", "")) is None
    assert locate(replace(mark("few"), exact=""), TEXT) is None


edits = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.text("ab few words.", max_size=30)),
    max_size=4,
)


@given(start=st.integers(0, len(TEXT) - 1), length=st.integers(1, 80), changes=edits)
def test_a_changed_text_never_loses_a_highlight_silently(
    start: int, length: int, changes: list[tuple[float, int, str]]
) -> None:
    made = make_highlight("abstract", TEXT, start, start + length, "yellow", "")
    text = TEXT
    for where, gone, come in changes:
        at = round(where * len(text))
        text = text[:at] + come + text[at + gone :]
    found = locate(made, text)
    if found is None:
        assert not made.exact or made.exact not in text
        return
    there = text[found[0] : found[1]]
    assert there == made.exact or (made.exact not in text and fuzz.ratio(there, made.exact) >= 80)
    assert locate(made, TEXT) == (made.start, made.end)
