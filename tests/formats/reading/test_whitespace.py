"""Collapsing whitespace to single spaces."""

from __future__ import annotations

import pytest

from paperdesk.formats.reading.whitespace import collapse_whitespace


@pytest.mark.parametrize(
    "lines", [["a b"], ["a  b"], [" a", "b "], ["a\tb"], ["a\u00a0\u2028b"], ["a", "", "b"]]
)
def test_whitespace_is_collapsed(lines: list[str]) -> None:
    assert collapse_whitespace(lines) == "a b"


def test_a_very_long_text_is_collapsed_too() -> None:
    assert collapse_whitespace(["a \t b"] * 300_000) == "a b " * 299_999 + "a b"


def test_other_characters_are_unchanged() -> None:
    assert collapse_whitespace(["a\u200bb\0c\u00ad"]) == "a\u200bb\0c\u00ad"
