"""Collapses whitespace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WHITESPACE = re.compile(r"\s+")
_LONG_TEXT = 1_000_000


def collapse_whitespace(lines: Iterable[str]) -> str:
    """Joins lines with single spaces between words and none at the ends."""
    text = " ".join(lines)
    if text.isprintable() and "  " not in text:  # its only whitespace is U+0020
        return text.strip()
    if len(text) > _LONG_TEXT:  # a list of words would take several times the memory
        return _WHITESPACE.sub(" ", text).strip()
    return " ".join(text.split())
