"""Text as the library keeps it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BLANKS = re.compile(r"\s+")
_LONG = 1_000_000


def collapse_whitespace(lines: Iterable[str]) -> str:
    """Lines as one, with single blanks between words and none at the ends."""
    text = " ".join(lines)
    if text.isprintable() and "  " not in text:  # then every blank in it is a plain one
        return text.strip()
    if len(text) > _LONG:  # a list of its words would need several times the memory
        return _BLANKS.sub(" ", text).strip()
    return " ".join(text.split())
