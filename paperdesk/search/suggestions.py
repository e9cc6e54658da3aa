"""Did you mean: the frequent words of an index that are spelled nearly like one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.model.tokenizer import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from paperdesk.search.snapshot import Pause, Snapshot

_SEEN = 3
"""Words written less often in a segment are no suggestions: too many of them are misspelled."""
_RATHER = 20
"""How much more frequent a word must be to be suggested for one that is there."""
_MEASURED = 500
"""Words whose distance is measured, the most frequent first; each takes some 10 µs."""
_BITS = np.array([number.bit_count() for number in range(1 << 16)], np.uint8)


class Spelling:
    """The frequent words of an index; making one takes some 50 ms at 100,000 papers."""

    def __init__(self, snapshots: Iterable[Snapshot], pause: Pause = lambda: None) -> None:
        seen = Counter[bytes]()
        for snapshot in snapshots:
            for segment in snapshot.segments:
                for field in segment.arrays.field_names():
                    pause()
                    words, counts = segment.arrays.surface(field)
                    for i in np.flatnonzero(counts >= _SEEN).tolist():
                        seen[words[i]] += int(counts[i])
        self._words = sorted(seen)
        self._counts = np.array([seen[word] for word in self._words], np.int64)
        self._lengths = np.array([len(word) for word in self._words], np.int64)
        self._letters = _letters(self._words)

    def suggest(self, word: str, most: int = 3) -> list[str]:
        """The likeliest words that may have been meant, best first; often none."""
        words = split(word)
        if len(words) != 1:
            return []
        typed, distance = words[0], _distance(words[0])
        found = []
        for i in self._near(typed.encode(), distance):
            other, count = self._words[i].decode(), int(self._counts[i])
            apart = edits(typed, other)
            if 0 < apart <= distance and count > _RATHER * self._count(typed):
                found.append((apart, other[0] != typed[0], -count, other))
        return [other for *_, other in sorted(found)[:most]]

    def _count(self, word: str) -> int:
        i = bisect_left(self._words, word.encode())
        there = i < len(self._words) and self._words[i] == word.encode()
        return int(self._counts[i]) if there else 0

    def _near(self, word: bytes, distance: int) -> list[int]:
        """The most frequent words whose length and letters differ by little enough."""
        other = self._letters ^ _letters([word])
        letters = _BITS[other & 0xFFFF] + _BITS[other >> 16]
        length = np.abs(self._lengths - len(word))
        near = np.flatnonzero((letters <= 2 * distance) & (length <= distance))
        best: list[int] = near[np.argsort(-self._counts[near], kind="stable")].tolist()
        return best[:_MEASURED]


def _distance(word: str) -> int:
    """How many edits are taken for a slip: in a short word, nearly everything is near."""
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2


def _letters(words: Sequence[bytes]) -> NDArray[np.uint32]:
    """For each word the set of its letters, a bit each."""
    if not words:
        return np.empty(0, np.uint32)
    bits = np.uint32(1) << (np.frombuffer(b"".join(words), np.uint8) & np.uint32(31))
    starts = np.cumsum([0, *map(len, words[:-1])])
    found: NDArray[np.uint32] = np.bitwise_or.reduceat(bits, starts)
    return found


def edits(a: str, b: str) -> int:
    """How many letters were left out, put in, changed or swapped with the next."""
    before, last = list[int](), list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        row = [i]
        for j, other in enumerate(b, 1):
            least = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        before, last = last, row
    return last[-1]
