"""Collapses whitespace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WHITESPACE = re.compile(r"\s+")
_WIDE = "\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
"""Han, Kana and their punctuation, which a line may end after without a blank."""
_WRAP = re.compile(rf"(?<=[{_WIDE}])[^\S\n]*\n\s*(?=[{_WIDE}])")
_LONG_TEXT = 1_000_000


def collapse_whitespace(lines: Iterable[str]) -> str:
    """Joins lines with single spaces between words and none at the ends.

    Where a line ends between two characters of Chinese or Japanese there is no space.
    """
    text = "\n".join(lines)
    if text.isprintable() and "  " not in text:  # its only whitespace is U+0020
        return text.strip()
    if not text.isascii() and "\n" in text:
        text = _WRAP.sub("", text)
    if len(text) > _LONG_TEXT:  # a list of words would take several times the memory
        return _WHITESPACE.sub(" ", text).strip()
    return " ".join(text.split())
