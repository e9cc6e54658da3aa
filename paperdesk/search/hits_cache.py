"""LRU cache of the hits of words and phrases."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.search.snapshot import Hits

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

_ENTRY_OVERHEAD = 500
"""Bytes of an entry's objects, without its arrays."""


class HitsCache:
    """Hits by key, limited by size in bytes. Large results are stored as bitmaps."""

    def __init__(self, max_bytes: int) -> None:
        self._entries: OrderedDict[Hashable, Hits | _Bitmap] = OrderedDict()
        self._free_bytes = max_bytes

    def get(self, key: Hashable) -> Hits | None:
        """The hits cached under a key, or None."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        self._entries.move_to_end(key)
        return entry.hits() if isinstance(entry, _Bitmap) else entry

    def put(self, key: Hashable, hits: Hits) -> None:
        """Cache hits, with papers ascending, under a new key."""
        dense = len(hits.papers) * 32 > hits.papers.max(initial=0)
        entry = self._entries[key] = _Bitmap(hits) if dense else hits
        self._free_bytes -= _size(entry)
        while self._free_bytes < 0:
            _, oldest = self._entries.popitem(last=False)
            self._free_bytes += _size(oldest)

    def clear(self) -> None:
        """Remove all entries."""
        self._free_bytes += sum(map(_size, self._entries.values()))
        self._entries.clear()


class _Bitmap:
    """Hits in about half the memory: one bit per paper instead of its number."""

    def __init__(self, hits: Hits) -> None:
        mask = np.zeros(int(hits.papers.max(initial=0)) + 1, bool)
        mask[hits.papers] = True
        self.papers: NDArray[np.uint8] = np.packbits(mask)
        self.scores = hits.scores

    def hits(self) -> Hits:
        """Unpack the hits."""
        mask = np.unpackbits(self.papers).view(bool)
        papers = np.flatnonzero(mask).astype(np.int32)
        return Hits(papers, self.scores)


def _size(entry: Hits | _Bitmap) -> int:
    return entry.papers.nbytes + entry.scores.nbytes + _ENTRY_OVERHEAD
