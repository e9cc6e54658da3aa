"""Joins two notes on one paper, in either order with the same result.

A note that says all the other does stands for both. Else both are kept, each under a line that
names the library it comes from:

    *From desk:*

    We read this in the group.

    *From laptop:*

    See table 3.

Joining such a note again with either of the two changes nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LABEL = re.compile(r"^\*From (.+):\*$", re.MULTILINE)


class _Note(NamedTuple):
    free: str
    """What stands before the first label."""
    labelled: frozenset[tuple[str, str]]
    """The other parts: label and text."""

    def says(self, text: str) -> bool:
        """Whether a text is whole paragraphs of a part."""
        return any(
            _within(text, part) for part in (self.free, *(each for _, each in self.labelled))
        )


def joined_notes(one: str, other: str, names: tuple[str, str]) -> str:
    """Both notes; `names` are those of the libraries they come from, each in one line."""
    if one == other:
        return one
    if not one.strip() or not other.strip():
        return max(one, other, key=lambda note: (bool(note.strip()), note))
    mine, theirs = _parsed(one), _parsed(other)
    labelled = {*mine.labelled, *theirs.labelled}
    if mine.free == theirs.free:
        free = mine.free
    else:
        kept = [
            (name, note.free)
            for name, note, opposite in zip(names, (mine, theirs), (theirs, mine), strict=True)
            if not opposite.says(note.free)
        ]
        free = kept[0][1] if len(kept) == 1 else ""
        labelled |= set(kept) if len(kept) == 2 else set()
    return _written(free, labelled)


def _parsed(note: str) -> _Note:
    free, *rest = _LABEL.split(note)
    labels, texts = rest[::2], rest[1::2]
    parts = zip(labels, map(_trimmed, texts), strict=True)
    return _Note(_trimmed(free), frozenset(parts))


def _written(free: str, labelled: set[tuple[str, str]]) -> str:
    parts = [free] if free else []
    for label, text in sorted(labelled):
        said_by_another = any(
            label == name and text != whole and _within(text, whole) for name, whole in labelled
        )
        if not said_by_another:
            parts.append(f"*From {label}:*\n\n{text}".rstrip("\n"))
    return "\n\n".join(parts)


def _trimmed(text: str) -> str:
    return text.strip("\n") if text.strip() else ""


def _within(text: str, whole: str) -> bool:
    return not text or f"\n\n{text}\n\n" in f"\n\n{whole}\n\n"
