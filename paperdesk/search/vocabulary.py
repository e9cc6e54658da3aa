"""Completes prefixes of words as written (surface forms).

Stems cannot serve for this: the index holds `transform`, the user has typed `transforme`. Every
segment stores its surface forms sorted, so nothing has to be loaded or kept in memory.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from paperdesk.search.snapshot import Snapshot

MAX_COMPLETIONS = 64
"""Completions that a prefix search uses."""
_MAX_PER_SEGMENT = 2 * MAX_COMPLETIONS
"""Completions read from each segment; the most frequent overall are rarely below these in any."""


def complete(
    snapshot: Snapshot, field: str, prefix: str, limit: int = MAX_COMPLETIONS
) -> list[str]:
    """A field's words with a prefix, the most frequent first; `prefix` itself before all."""
    return most_frequent(completions(snapshot, field, prefix), prefix, limit)


def most_frequent(counts: Counter[bytes], prefix: str, limit: int) -> list[str]:
    """The most frequent completions first; `prefix` itself before all, if it is a word."""
    exact = prefix.encode()
    ranked = sorted(counts, key=lambda word: (word != exact, -counts[word], word))
    return [word.decode() for word in ranked[:limit]]


def completions(snapshot: Snapshot, field: str, prefix: str) -> Counter[bytes]:
    """A field's words with a prefix, and how often each occurs."""
    total = Counter[bytes]()
    start = prefix.encode()
    for segment in snapshot.segments:
        words, counts = segment.arrays.surface(field)
        low, high = words.bisect(start), words.bisect(start + b"\xff")
        for i in _largest(counts[low:high]):
            total[words[low + i]] += int(counts[low + i])
    return total


def _largest(counts: NDArray[np.uint32]) -> Iterable[int]:
    if len(counts) <= _MAX_PER_SEGMENT:
        return range(len(counts))
    largest: list[int] = np.argpartition(counts, -_MAX_PER_SEGMENT)[-_MAX_PER_SEGMENT:].tolist()
    return {0, *largest}  # the first may be the prefix itself
