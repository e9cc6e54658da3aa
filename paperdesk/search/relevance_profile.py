"""The user's relevance profile, by Rocchio's method.

The mean term vector of liked papers less half the mean of disliked ones: weights of terms, by which
any paper can be scored.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from paperdesk.search.similarity import TermVector

_NEGATIVE_SHARE = 0.5
"""Weight of disliked papers relative to liked ones: they say less about what to show."""
_MAX_POSITIVE_TERMS, _MAX_NEGATIVE_TERMS = 300, 100
_MAX_REASON_WORDS = 3


class Example(NamedTuple):
    """A paper to learn from."""

    paper: int
    vector: TermVector
    weight: float
    """0 to 1 for a liked paper; below 0 for a disliked one."""


class Explanation(NamedTuple):
    """Why a paper is recommended."""

    words: list[str]
    """The words that contribute most, as the paper writes them, folded, highest first."""
    paper: int
    """The liked paper that is most similar in the profile's terms."""


@dataclass(frozen=True, slots=True)
class RelevanceProfile:
    """Weights of terms, and the liked papers they came from."""

    weights: dict[str, float]
    _columns: dict[str, int]
    _papers: list[int]
    _liked: NDArray[np.float32]
    """[papers, columns]: the weight of each positive term in each liked paper."""

    @property
    def has_positive_terms(self) -> bool:
        """Whether any liked paper had terms to learn from."""
        return bool(self._columns)

    def explain(self, vector: TermVector) -> Explanation | None:
        """Why a paper with this term vector is recommended; None if it has no positive term."""
        words = vector.shared_words(self.weights, _MAX_REASON_WORDS)
        if not words:
            return None
        shared = np.zeros(len(self._columns), np.float32)
        for term, contribution in vector.contributions(self.weights).items():
            if term in self._columns:
                shared[self._columns[term]] = contribution
        return Explanation(words, self._papers[int((self._liked @ shared).argmax())])


def learn_profile(examples: Sequence[Example]) -> RelevanceProfile:
    """Compute the relevance profile of some examples."""
    liked = [each for each in examples if each.weight > 0]
    disliked = [each for each in examples if each.weight < 0]
    total = Counter[str]()
    for group, share in ((liked, 1.0), (disliked, _NEGATIVE_SHARE)):
        for example in group:
            part = share * example.weight / len(group)
            for term, weight in example.vector.weights.items():
                total[term] += part * weight  # type: ignore[assignment]
    ranked = [term for term, _ in total.most_common()]
    best = [term for term in ranked[:_MAX_POSITIVE_TERMS] if total[term] > 0]
    worst = [term for term in ranked[-_MAX_NEGATIVE_TERMS:] if total[term] < 0]
    columns = {term: column for column, term in enumerate(best)}
    matrix = np.zeros((len(liked), len(best)), np.float32)
    for row, example in enumerate(liked):
        for term, weight in example.vector.weights.items():
            if term in columns:
                matrix[row, columns[term]] = weight * example.weight
    weights = {term: float(total[term]) for term in (*best, *worst)}
    return RelevanceProfile(weights, columns, [each.paper for each in liked], matrix)
