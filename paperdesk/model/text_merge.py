"""Three-way merges of texts, by lines, and of other sequences.

Each side is taken as changes of the base: what it has for every line, and what it inserts before
every line. Where only one side changed a line, that change holds.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")


class Merged(NamedTuple):
    """A merged text, and whether both sides had changed the same lines."""

    text: str
    in_conflict: bool


def merge_texts(base: str, mine: str, theirs: str) -> Merged:
    """Merge two changes of a text by lines; of lines that both changed, both versions stay."""
    lines, in_conflict = merge_sequences(_lines(base), _lines(mine), _lines(theirs), _both_lines)
    return Merged("\n".join(lines), in_conflict)


def revert_text(left: str, before: str, now: str) -> Merged:
    """Take back the change from `before` to `left` in the text as it is now.

    Lines that were changed since then stay.
    """
    lines, in_conflict = merge_sequences(_lines(left), _lines(before), _lines(now), _theirs)
    return Merged("\n".join(lines), in_conflict)


def merge_items(base: Sequence[T], mine: Sequence[T], theirs: Sequence[T]) -> tuple[T, ...]:
    """Merge two changes of a list of different items: what either added or removed."""
    merged, _ = merge_sequences(base, mine, theirs, _both)
    return tuple(dict.fromkeys(merged))


def revert_items(left: Sequence[T], before: Sequence[T], now: Sequence[T]) -> tuple[T, ...]:
    """Take back the change from `before` to `left` in a list as it is now."""
    merged, _ = merge_sequences(left, before, now, _theirs)
    return tuple(dict.fromkeys(merged))


def merge_sequences(
    base: Sequence[T],
    mine: Sequence[T],
    theirs: Sequence[T],
    settle: Callable[[list[T], list[T]], list[T]],
) -> tuple[list[T], bool]:
    """Merge two changes of a sequence of hashable items; also say whether they were in conflict.

    `settle(mine, theirs)` decides where both changed the same item.
    """
    in_conflict = False
    merged: list[T] = []
    unchanged = _cells(base, base)
    for was, one, other in zip(unchanged, _cells(base, mine), _cells(base, theirs), strict=True):
        if one in (was, other):
            merged += other
        elif other == was:
            merged += one
        else:
            in_conflict = True
            merged += settle(one, other)
    return merged, in_conflict


def _cells(base: Sequence[T], changed: Sequence[T]) -> list[list[T]]:
    """What stands before each item of the base, and for it, in turn; last what stands behind."""
    cells: list[list[T]] = [[] for _ in range(2 * len(base) + 1)]
    matcher = SequenceMatcher(None, base, changed, autojunk=False)
    for _, first, last, start, end in matcher.get_opcodes():
        paired = min(last - first, end - start)
        for offset in range(paired):
            cells[2 * (first + offset) + 1].append(changed[start + offset])
        cells[2 * last] += changed[start + paired : end]
    return cells


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _both_lines(mine: list[str], theirs: list[str]) -> list[str]:
    """Both versions, once where one says all that the other does."""
    one, other = "\n".join(mine), "\n".join(theirs)
    if _has(other, one.strip()):
        return theirs
    if _has(one, other.strip()):
        return mine
    return theirs + mine


def _has(text: str, part: str) -> bool:
    """Whether a text has a part, in whole words: "concatenate" does not say "cat".

    It also has its beginning, of which the last word was still being typed.
    """
    if text.startswith(part):
        return True
    return part in text and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) is not None


def _both(mine: list[T], theirs: list[T]) -> list[T]:
    return list(chain(theirs, mine))


def _theirs(mine: list[T], theirs: list[T]) -> list[T]:
    return theirs
