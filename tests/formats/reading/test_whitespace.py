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


@pytest.mark.parametrize(
    ("wrapped", "whole"),
    [
        ("我们用语言\n    模型", "我们用语言模型"),
        ("語彙を\r\nみる", "語彙をみる"),
        ("第一句。\n第二句", "第一句。第二句"),
        ("我们用\nPyTorch\n训练", "我们用 PyTorch 训练"),
        ("语言 模型", "语言 模型"),
        ("über\nalles", "über alles"),
        ("언어\n모델", "언어 모델"),
    ],
)
def test_no_space_comes_between_the_lines_of_a_text_without_spaces(
    wrapped: str, whole: str
) -> None:
    assert collapse_whitespace([wrapped]) == collapse_whitespace(wrapped.splitlines()) == whole
