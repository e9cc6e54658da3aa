"""A posting list for Whoosh's searcher, as a single block."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.matching.mcore import LeafMatcher, ReadTooFar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from whoosh.reading import TermInfo

TermPostings = tuple["NDArray[np.unsignedinteger]", "NDArray[np.int32]", "NDArray[np.int32]"]
"""Documents, counts and all positions of one term."""


class ArrayMatcher(LeafMatcher):
    """Iterates over the postings of one term in one segment."""

    def __init__(
        self, term: Any, info: TermInfo, postings: TermPostings, format_: Any, scorer: Any = None
    ) -> None:
        documents, counts, self._positions = postings
        self._documents: list[int] = documents.tolist()
        self._counts: list[int] = counts.tolist()
        self._ends = np.cumsum(counts).tolist()
        self._term, self._info, self._postings = term, info, postings
        self.format, self.scorer = format_, scorer
        self._current = 0

    def copy(self) -> ArrayMatcher:
        """A matcher at the same posting."""
        other = ArrayMatcher(self._term, self._info, self._postings, self.format, self.scorer)
        other._current = self._current
        return other

    def is_active(self) -> bool:
        """Whether there is a current posting."""
        return self._current < len(self._documents)

    def reset(self) -> None:
        """Move to the first posting."""
        self._current = 0

    def id(self) -> int:
        """The document of the current posting."""
        return self._documents[self._current]

    def all_ids(self) -> Iterator[int]:
        """The documents from the current posting on."""
        return iter(self._documents[self._current :])

    def weight(self) -> float:
        """The count of the term in the current document."""
        return float(self._counts[self._current])

    def value(self) -> Any:
        """Not supported: payloads are not encoded. Use value_as."""
        raise NotImplementedError

    def value_as(self, astype: str) -> Any:
        """The posting's payload: `frequency`, `weight` or `positions`."""
        if astype == "positions":
            end = self._ends[self._current]
            return self._positions[end - self._counts[self._current] : end].tolist()
        if astype in ("frequency", "weight"):
            return self._counts[self._current]
        raise ValueError(f"no {astype} here")

    def next(self) -> bool:  # type: ignore[override] # Whoosh's own matchers return it too
        """Move to the next posting; returns True at the end of the block."""
        if not self.is_active():
            raise ReadTooFar
        self._current += 1
        return not self.is_active()

    def skip_to(self, target: int) -> None:
        """Move to the first document that is not before `target`."""
        if not self.is_active():
            raise ReadTooFar
        self._current = bisect_left(self._documents, target, self._current)

    def skip_to_quality(self, minimum: float) -> int:
        """Skip the block if no posting can score above `minimum`; returns the blocks skipped."""
        if self.scorer.block_quality(self) > minimum:
            return 0
        self._current = len(self._documents)
        return 1

    def block_min_length(self) -> Any:
        """The shortest field among the postings."""
        return self._info.min_length()

    def block_max_length(self) -> Any:
        """The longest field among the postings."""
        return self._info.max_length()

    def block_max_weight(self) -> float:
        """The highest weight among the postings."""
        return self._info.max_weight()

    def block_min_id(self) -> int:
        """The first document."""
        return self._documents[0]

    def block_max_id(self) -> int:
        """The last document."""
        return self._documents[-1]
