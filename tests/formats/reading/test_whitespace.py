"""Collapsing whitespace to single spaces."""

from __future__ import annotations

import pytest

from paperdesk.formats.reading.whitespace import collapse_whitespace


@pytest.mark.parametrize(
    "lines", [["a b"], ["a  b"], [" a", "b "], ["a\tb"], ["a\u00a0\u2028b"], ["a", "", "b"]]
)
def test_blanks_become_single(lines: list[str]) -> None:
    assert collapse_whitespace(lines) == "a b"


def test_a_very_long_text_is_treated_alike() -> None:
    assert collapse_whitespace(["a \t b"] * 300_000) == "a b " * 299_999 + "a b"


def test_what_is_no_blank_stays() -> None:
    assert collapse_whitespace(["a\u200bb\0c\u00ad"]) == "a\u200bb\0c\u00ad"
