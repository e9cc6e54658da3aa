"""The user's relevance profile, by Rocchio's method.

The mean term vector of liked papers less half the mean of disliked ones: weights of terms, by which
any paper can be scored.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from paperdesk.search.similarity import MIN_SHARED_TERMS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

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
    """The telling words it shares with that paper, as it writes them, folded, highest first; or its
    pinned words."""
    paper: int
    """The liked paper that is most similar in the profile's terms; 0 for none."""


@dataclass(frozen=True, slots=True)
class RelevanceProfile:
    """Weights of terms, and the liked papers they came from."""

    weights: dict[str, float]
    _columns: dict[str, int]
    _papers: list[int]
    _liked: NDArray[np.float32]
    """[papers, columns]: the weight of each positive term in each liked paper."""
    _pinned: frozenset[str] = frozenset()
    _banned: frozenset[str] = frozenset()

    @property
    def has_positive_terms(self) -> bool:
        """Whether any liked paper had terms to learn from, or a term is pinned."""
        return bool(self._columns)

    def bans(self, vector: TermVector) -> bool:
        """Whether a paper with this term vector has a banned term."""
        return not self._banned.isdisjoint(vector.weights)

    def explain(self, vector: TermVector) -> Explanation | None:
        """Why a paper with this term vector is recommended.

        None if it has a banned term, or no pinned one and too few telling words in common with
        every liked paper.
        """
        if self.bans(vector):
            return None
        return self._like_a_liked_one(vector) or self._by_pinned_terms(vector)

    def _by_pinned_terms(self, vector: TermVector) -> Explanation | None:
        terms = sorted(self._pinned.intersection(vector.weights))
        words = [vector.words[term] for term in terms[:_MAX_REASON_WORDS]]
        return Explanation(words, 0) if words else None

    def _like_a_liked_one(self, vector: TermVector) -> Explanation | None:
        terms = [term for term in vector.telling if term in self._columns]
        if not terms or not len(self._papers):
            return None
        liked = self._liked[:, [self._columns[term] for term in terms]]
        similarity = liked @ np.array([vector.weights[t] * self.weights[t] for t in terms])
        similarity[(liked > 0).sum(axis=1) < MIN_SHARED_TERMS] = 0
        best = int(similarity.argmax())
        if not similarity[best]:
            return None
        shared = {t: self.weights[t] for t, w in zip(terms, liked[best], strict=True) if w > 0}
        return Explanation(vector.shared_words(shared, _MAX_REASON_WORDS), self._papers[best])


def learn_profile(
    examples: Sequence[Example], pinned: Collection[str] = (), banned: Collection[str] = ()
) -> RelevanceProfile:
    """Compute the relevance profile of some examples.

    A pinned term weighs at least as much as the heaviest of the others, a banned one as much
    against; a term that is both is banned.
    """
    liked = [each for each in examples if each.weight > 0]
    disliked = [each for each in examples if each.weight < 0]
    total = Counter[str]()
    for group, share in ((liked, 1.0), (disliked, _NEGATIVE_SHARE)):
        for example in group:
            part = share * example.weight / len(group)
            for term, weight in example.vector.weights.items():
                total[term] += part * weight  # type: ignore[assignment]
    heaviest = max([*total.values(), 0]) or 1.0
    for term in pinned:
        total[term] = max(total[term], 0) + heaviest  # type: ignore[assignment]
    for term in banned:
        total[term] = -heaviest  # type: ignore[assignment]
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
    papers = [each.paper for each in liked]
    banned = frozenset(banned)
    return RelevanceProfile(weights, columns, papers, matrix, frozenset(pinned) - banned, banned)
