"""Hits of words and phrases, the least recently used given up first."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.search.snapshot import Hits

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

_ENTRY = 500
"""Bytes of an entry's objects, without its arrays."""


class Cache:
    """Hits by key, at most so many bytes of them. Where they are many, papers are kept as bits."""

    def __init__(self, most_bytes: int) -> None:
        self._held: OrderedDict[Hashable, Hits | _Many] = OrderedDict()
        self._free = most_bytes

    def get(self, key: Hashable) -> Hits | None:
        """The hits kept under a key."""
        held = self._held.get(key)
        if held is None:
            return None
        self._held.move_to_end(key)
        return held.hits() if isinstance(held, _Many) else held

    def put(self, key: Hashable, hits: Hits) -> None:
        """Keep hits, with papers ascending, under a key that has none."""
        many = len(hits.papers) * 32 > hits.papers.max(initial=0)
        held = self._held[key] = _Many(hits) if many else hits
        self._free -= _size(held)
        while self._free < 0:
            _, old = self._held.popitem(last=False)
            self._free += _size(old)

    def clear(self) -> None:
        """Give up everything."""
        self._free += sum(map(_size, self._held.values()))
        self._held.clear()


class _Many:
    """Hits in half the memory: a bit a paper in place of its number."""

    def __init__(self, hits: Hits) -> None:
        there = np.zeros(int(hits.papers.max(initial=0)) + 1, bool)
        there[hits.papers] = True
        self.papers: NDArray[np.uint8] = np.packbits(there)
        self.scores = hits.scores

    def hits(self) -> Hits:
        """The hits again."""
        there = np.unpackbits(self.papers).view(bool)
        papers = np.flatnonzero(there).astype(np.int32)
        return Hits(papers, self.scores)


def _size(held: Hits | _Many) -> int:
    return held.papers.nbytes + held.scores.nbytes + _ENTRY
