"""A posting list as Whoosh's searcher walks one: the whole list is a single block."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.matching.mcore import LeafMatcher, ReadTooFar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from whoosh.reading import TermInfo

Postings = tuple["NDArray[np.unsignedinteger]", "NDArray[np.int32]", "NDArray[np.int32]"]
"""Documents, counts, and all positions."""


class ArrayMatcher(LeafMatcher):
    """Walks the postings of one term in one segment."""

    def __init__(
        self, term: Any, info: TermInfo, postings: Postings, format_: Any, scorer: Any = None
    ) -> None:
        documents, counts, self._positions = postings
        self._documents: list[int] = documents.tolist()
        self._counts: list[int] = counts.tolist()
        self._ends = np.cumsum(counts).tolist()
        self._term, self._info, self._postings = term, info, postings
        self.format, self.scorer = format_, scorer
        self._at = 0

    def copy(self) -> ArrayMatcher:
        """Another matcher at the same place."""
        other = ArrayMatcher(self._term, self._info, self._postings, self.format, self.scorer)
        other._at = self._at
        return other

    def is_active(self) -> bool:
        """Whether there is a posting here."""
        return self._at < len(self._documents)

    def reset(self) -> None:
        """Go to the first posting."""
        self._at = 0

    def id(self) -> int:
        """The document of this posting."""
        return self._documents[self._at]

    def all_ids(self) -> Iterator[int]:
        """The documents from here on."""
        return iter(self._documents[self._at :])

    def weight(self) -> float:
        """How often the term stands in this document."""
        return float(self._counts[self._at])

    def value(self) -> Any:
        """Nothing encodes payloads here: ask value_as."""
        raise NotImplementedError

    def value_as(self, astype: str) -> Any:
        """The posting's payload: `frequency`, `weight` or `positions`."""
        if astype == "positions":
            end = self._ends[self._at]
            return self._positions[end - self._counts[self._at] : end].tolist()
        if astype in ("frequency", "weight"):
            return self._counts[self._at]
        raise ValueError(f"no {astype} here")

    def next(self) -> bool:  # type: ignore[override] # Whoosh's own matchers return it too
        """Go to the next posting; True when that ends the block."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return not self.is_active()

    def skip_to(self, target: int) -> None:
        """Go to the first document not before `target`."""
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._documents, target, self._at)

    def skip_to_quality(self, minimum: float) -> int:
        """Leave the block where no posting can score above `minimum`; how many blocks were left."""
        if self.scorer.block_quality(self) > minimum:
            return 0
        self._at = len(self._documents)
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
