"""Matching names by a few letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.desktop.palette.matching import match


@pytest.mark.parametrize(
    ("typed", "name", "marked"),
    [
        ("rea", "Mark as reading", ["rea"]),
        ("star", "Restart the star", ["star"]),
        ("paper next", "Next paper", ["Next", "paper"]),
        ("reasonning", "reasoning", ["reasoning"]),
        ("import", "Import files…", ["Import"]),
    ],
)
def test_the_letters_typed_are_found(typed: str, name: str, marked: list[str]) -> None:
    found = match(typed, name)
    assert found is not None
    assert [name[start:end] for start, end in found.spans] == marked


@pytest.mark.parametrize(
    ("typed", "name"), [("xy", "Star"), ("star moon", "Star"), ("stra", "Undo")]
)
def test_other_names_are_not_meant(typed: str, name: str) -> None:
    assert match(typed, name) is None


def test_a_beginning_is_better_than_a_middle_and_both_than_a_slip() -> None:
    names = ["reading", "unread", "Mark as reading"]
    ranked = sorted(names, key=lambda name: -score("read", name))
    assert ranked == ["reading", "Mark as reading", "unread"]
    assert score("reading", "reading") > score("reading", "readnig")


def score(typed: str, name: str) -> float:
    found = match(typed, name)
    assert found is not None
    return found.score


@given(st.text(), st.text())
def test_spans_lie_in_the_name(typed: str, name: str) -> None:
    found = match(typed, name)
    for start, end in found.spans if found else ():
        assert 0 <= start < end <= len(name)
