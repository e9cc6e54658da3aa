"""Merging two changes of one text: nothing that either side wrote is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.text_merge import merge_items, merge_texts, revert_items, revert_text

lines = st.sampled_from(["", "kites", "lakes", "kites fly", "# Plan", "- [ ] é", "  "])
texts = st.lists(lines | st.text(max_size=4), max_size=6).map("\n".join)
items = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6).map(tuple)


def lines_of(text: str) -> set[str]:
    return {line.strip() for line in text.split("\n")} - {""}


@given(texts, texts, texts)
def test_every_line_that_either_side_wrote_is_there(base: str, mine: str, theirs: str) -> None:
    merged = merge_texts(base, mine, theirs).text
    for line in (lines_of(mine) | lines_of(theirs)) - lines_of(base):
        assert line in merged


@given(texts, texts, texts)
def test_nothing_is_there_that_nobody_wrote(base: str, mine: str, theirs: str) -> None:
    merged = merge_texts(base, mine, theirs).text
    assert lines_of(merged) <= lines_of(base) | lines_of(mine) | lines_of(theirs)


@given(texts, texts)
def test_no_change_on_one_side_gives_the_text_of_the_other(base: str, changed: str) -> None:
    assert merge_texts(base, base, changed) == (changed, False)
    assert merge_texts(base, changed, base) == (changed, False)
    assert merge_texts(base, changed, changed) == (changed, False)


@given(texts, texts)
def test_reverting_what_nobody_else_changed_gives_the_text_before(before: str, left: str) -> None:
    assert revert_text(left, before, now=left) == (before, False)


@given(texts, texts, texts)
def test_reverting_keeps_what_others_wrote_since(before: str, left: str, now: str) -> None:
    reverted = revert_text(left, before, now).text
    for line in lines_of(now) - lines_of(left):
        assert line in lines_of(reverted)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("", "mine", "theirs", "theirs\nmine"),
        ("one\ntwo", "ONE\ntwo", "one\nTWO", "ONE\nTWO"),
        ("one", "one, and a half", "one\ntwo", "one, and a half\ntwo"),
        ("one", "one by me", "one by them", "one by them\none by me"),
        ("one\ntwo\nthree", "three", "one\ntwo, changed\nthree", "two, changed\nthree"),
        ("Hello", "Hello wor", "Hello world", "Hello world"),
        ("a", "cat", "to concatenate", "to concatenate\ncat"),
        ("a", "cat", "a cat sat", "a cat sat"),
    ],
)
def test_merging_by_lines(base: str, mine: str, theirs: str, merged: str) -> None:
    assert merge_texts(base, mine, theirs).text == merged


@given(items, items, items)
def test_items_added_by_either_are_there_and_those_removed_are_not(
    base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    merged = set(merge_items(base, mine, theirs))
    assert set(mine) - set(base) <= merged
    assert set(theirs) - set(base) <= merged
    assert merge_items(base, base, theirs) == theirs
    assert merge_items(base, mine, base) == mine
    assert revert_items(mine, base, now=mine) == base
