"""Combines scored sets of papers (and, or, not) in dense arrays indexed by paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from paperdesk.search.snapshot import Hits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


class ScoreAccumulator:
    """A flag and a sum for every paper, cleared after each call. For one thread.

    A million papers take 9 MB. Combining costs a few nanoseconds per hit, a tenth of merging sorted
    lists. Papers are row numbers of the library, so few slots are unused.
    """

    def __init__(self, size: int) -> None:
        """Allocate for papers below `size`; grows for higher ones in ascending hits."""
        self._present = np.zeros(size, bool)
        self._sums = np.zeros(size, np.float64)

    def _ensure_size(self, *parts: Hits) -> None:
        highest = max((int(hits.papers[-1]) for hits in parts if len(hits.papers)), default=0)
        if highest >= len(self._present):
            self._present = np.zeros(highest + 1, bool)
            self._sums = np.zeros(highest + 1, np.float64)

    def union(self, parts: Iterable[Hits]) -> Hits:
        """Papers of any part, ascending, with their scores added."""
        found = list(parts)
        self._ensure_size(*found)
        for hits in found:
            self._present[hits.papers] = True
            self._sums[hits.papers] += hits.scores
        papers = np.flatnonzero(self._present).astype(np.int32)
        scores = self._sums[papers].astype(np.float32)
        self._clear(papers)
        return Hits(papers, scores)

    def intersection(self, a: Hits, b: Hits) -> Hits:
        """Papers of both, in the order of `a`, with their scores added."""
        self._ensure_size(a, b)
        self._present[b.papers] = True
        self._sums[b.papers] = b.scores
        in_both = self._present[a.papers]
        papers = a.papers[in_both]
        scores = (a.scores[in_both] + self._sums[papers]).astype(np.float32)
        self._clear(b.papers)
        return Hits(papers, scores)

    def difference(self, a: Hits, b: Hits) -> Hits:
        """Papers of `a` that are not in `b`, in the order and with the scores of `a`."""
        self._ensure_size(a, b)
        self._present[b.papers] = True
        remaining = ~self._present[a.papers]
        self._clear(b.papers)
        return Hits(a.papers[remaining], a.scores[remaining])

    def _clear(self, papers: NDArray[np.int32]) -> None:
        if len(papers) * 8 > len(self._present):  # filling the array is faster than indexing
            self._present.fill(False)
            self._sums.fill(0)
        else:
            self._present[papers] = False
            self._sums[papers] = 0
