"""The answer to a query."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from paperdesk.finder.for_you import Reason
    from paperdesk.model.query import Query


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The papers that match a query, in order."""

    ids: NDArray[np.int64]
    scores: dict[int, float]
    """By paper, of the first thousand; empty unless sorted by relevance."""
    query: Query
    order: str = "relevance"
    """The sort key used, one of SORTS."""
    titles_only: bool = False
    """Words were searched in titles only, because the index is missing or corrupted."""
    reasons: dict[int, Reason] = field(default_factory=dict)
    """By paper, of the first hundred; empty unless sorted by `foryou`."""
    complete: bool = True
    """False if the search for a phrase ran into the time limit."""
