"""Taste, learned from papers that are liked and papers that are not (Rocchio's way).

The mean of what the liked ones are about, less half of what the others are: weights of terms, by
which any paper can be scored.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from paperdesk.search.similarity import Gist

_AGAINST = 0.5
"""What a disliked paper counts beside a liked one: a dislike says less of what to show."""
_FOR_TERMS, _AGAINST_TERMS = 300, 100
"""The weightiest terms for and against."""
_WORDS = 3
"""So many words say why."""


class Example(NamedTuple):
    """A paper to learn from."""

    paper: int
    gist: Gist
    weight: float
    """How much it is liked, 0 to 1; below 0, disliked."""


class Because(NamedTuple):
    """Why a paper is recommended."""

    words: list[str]
    """What brought it, as it writes them, folded, the first first."""
    paper: int
    """The liked paper that it shares most of that with."""


@dataclass(frozen=True, slots=True)
class Taste:
    """Weights of terms, and the liked papers they came from."""

    weights: dict[str, float]
    _columns: dict[str, int]
    _papers: list[int]
    _liked: NDArray[np.float32]
    """[papers, columns]: what each liked paper has of the terms that are liked."""

    @property
    def likes_anything(self) -> bool:
        """Whether there was a liked paper with words to learn from."""
        return bool(self._columns)

    def why(self, gist: Gist) -> Because | None:
        """Why a paper that is about this is recommended; None where nothing in it is liked."""
        words = gist.shared(self.weights, _WORDS)
        if not words:
            return None
        shared = np.zeros(len(self._columns), np.float32)
        for term, likeness in gist.likeness(self.weights).items():
            if term in self._columns:
                shared[self._columns[term]] = likeness
        return Because(words, self._papers[int((self._liked @ shared).argmax())])


def learn(examples: Sequence[Example]) -> Taste:
    """The taste that examples show."""
    liked = [each for each in examples if each.weight > 0]
    disliked = [each for each in examples if each.weight < 0]
    total = Counter[str]()
    for some, share in ((liked, 1.0), (disliked, _AGAINST)):
        for example in some:
            part = share * example.weight / len(some)
            for term, weight in example.gist.weights.items():
                total[term] += part * weight  # type: ignore[assignment]
    ranked = [term for term, _ in total.most_common()]
    best = [term for term in ranked[:_FOR_TERMS] if total[term] > 0]
    worst = [term for term in ranked[-_AGAINST_TERMS:] if total[term] < 0]
    columns = {term: column for column, term in enumerate(best)}
    matrix = np.zeros((len(liked), len(best)), np.float32)
    for row, example in enumerate(liked):
        for term, weight in example.gist.weights.items():
            if term in columns:
                matrix[row, columns[term]] = weight * example.weight
    weights = {term: float(total[term]) for term in (*best, *worst)}
    return Taste(weights, columns, [each.paper for each in liked], matrix)
