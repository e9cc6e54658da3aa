"""Possible duplicates, and the differences of their texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperdesk.model.library_values import StoredPaper

Span = tuple[int, int]
"""A stretch of a text: from, up to but not including."""

MAX_COMPARED_WORDS = 1_500
"""Of each text. So many on both sides take 0.3 s where all are alike; an abstract has 250."""
_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A pair that is neither merged nor rejected."""

    id: int
    left: StoredPaper
    """The older paper, kept by default."""
    right: StoredPaper
    reason: str
    """Why they may be one: `same title, abstracts 83 % alike`."""


def differences(left: str, right: str) -> tuple[list[Span], list[Span]]:
    """The stretches of `left` that `right` lacks, and the other way round, by whole words.

    Where a very long text differs in more than 1,500 words between its first and its last
    difference, all from the one to the other counts as different.
    """
    ours, theirs = list(_WORD.finditer(left)), list(_WORD.finditer(right))
    words, others = [word[0] for word in ours], [word[0] for word in theirs]
    start = _common(words, others)
    end = _common(words[start:][::-1], others[start:][::-1])
    middle, other_middle = words[start : len(words) - end], others[start : len(others) - end]
    blocks: list[tuple[int, int, int, int]] = [(0, len(middle), 0, len(other_middle))]
    if max(len(middle), len(other_middle)) <= MAX_COMPARED_WORDS:
        matcher = SequenceMatcher(None, middle, other_middle, autojunk=False)
        blocks = [block[1:] for block in matcher.get_opcodes() if block[0] != "equal"]
    return (
        [_span(ours, start + a, start + b) for a, b, _, _ in blocks if a < b],
        [_span(theirs, start + c, start + d) for _, _, c, d in blocks if c < d],
    )


def _common(words: list[str], others: list[str]) -> int:
    """How many words both begin with."""
    pairs = zip(words, others, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(words), len(others)))


def _span(words: list[re.Match[str]], first: int, end: int) -> Span:
    return words[first].start(), words[end - 1].end()
