"""Papers alike, by TF-IDF over the index's own terms: what a paper is about, and who shares it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.model.tokenizer import split
from paperdesk.search.snapshot import Hits
from paperdesk.search.stemming import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from paperdesk.search.snapshot import Snapshot, Totals

FIELDS = ("title", "abstract")
"""What is compared; authors and organisations make no two papers alike."""

_SAY_NOTHING = frozenset(
    split(
        "a an and any are as at be been before being between both but by can could did do does "
        "each for from had has have here how however if in into is it its may might more most "
        "much must no nor not of on only or other our over per so some such than that the their "
        "them then there these they this those through thus to under us very was we were what "
        "when where which while who whose why will with within without would yet you your"
    )
)
"""In a large library they are in nearly every paper and weigh nothing; in a small one they must be
named. Search has no such list."""

_TERMS = 60
"""Of a paper, the weightiest; what comes after says little and takes as long."""
_TITLE = 2
"""A word of the title counts as often."""
_AT_ONCE = 100
"""Terms whose postings are held together."""
_SIMILAR = 200
"""So many papers are similar to one, at most."""
_NEAR = 0.2
"""Of the nearest one's likeness, what a similar paper has at least."""
_NOTHING = Hits(np.empty(0, np.int32), np.empty(0, np.float32))


@dataclass(frozen=True, slots=True)
class Gist:
    """What a paper is about."""

    weights: dict[str, float]
    """By term; their squares sum to 1. Empty where no word is shared with any other paper."""
    words: dict[str, str]
    """By term, the word as this paper writes it most often, folded."""

    def likeness(self, weights: Mapping[str, float]) -> dict[str, float]:
        """What each term adds to the likeness with others, of which these are the weights."""
        return {term: own * weights[term] for term, own in self.weights.items() if term in weights}

    def shared(self, weights: Mapping[str, float], most: int) -> list[str]:
        """The words that add most to the likeness, the first of them first."""
        adds = self.likeness(weights)
        best = sorted((term for term in adds if adds[term] > 0), key=lambda t: (-adds[t], t))
        return [self.words[term] for term in best[:most]]


class Alike:
    """Compares texts with the papers of one commit. For one thread."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._rarity: dict[str, float] = {}

    def gist(self, title: str, abstract: str) -> Gist:
        """What a text is about."""
        words = Counter(split(title) * _TITLE + split(abstract))
        counts, written = Counter[str](), dict[str, str]()
        for word, count in words.most_common():
            term = stem(word)
            counts[term] += count
            written.setdefault(term, word)
        telling = [
            term
            for term in counts
            if len(term) > 1 and not term.isdigit() and written[term] not in _SAY_NOTHING
        ]
        rarity = self._rarities(telling)
        weights = {term: counts[term] / (counts[term] + 1) * rarity[term] for term in telling}
        heaviest = sorted(weights, key=lambda term: (-weights[term], term))[:_TERMS]
        length = sqrt(sum(weights[term] ** 2 for term in heaviest)) or 1.0
        kept = {term: weights[term] / length for term in heaviest if weights[term]}
        return Gist(kept, {term: written[term] for term in kept})

    def _rarities(self, terms: list[str]) -> dict[str, float]:
        """Of these terms and all before, the logarithm of one paper in so many; 0 for a term that
        stands in one place alone."""
        new = [term for term in terms if term not in self._rarity]
        if new:
            in_fields = np.array([self._snapshot.frequencies(field, new) for field in FIELDS])
            papers = np.maximum(in_fields.max(axis=0), 2)
            rare = np.log(np.maximum(1.0, self._snapshot.documents / papers))
            rare[in_fields.sum(axis=0) < 2] = 0.0
            self._rarity |= dict(zip(new, rare.tolist(), strict=True))
        return self._rarity

    def scores(self, weights: Mapping[str, float], pause: Callable[[], None]) -> Hits:
        """Papers with any of the terms and their likeness to these weights; in no order."""
        rarity = self._rarities(list(weights))
        rated = {term: weight * rarity[term] for term, weight in weights.items()}
        terms = sorted(term for term in rated if rated[term])
        totals: Totals = {}
        for field in FIELDS:
            for start in range(0, len(terms), _AT_ONCE):
                some = terms[start : start + _AT_ONCE]
                self._snapshot.add_weighted(totals, field, some, [rated[t] for t in some], pause)
        parts = [*self._snapshot.hits(totals), _NOTHING]
        papers, scores = zip(*parts, strict=True)
        return Hits(np.concatenate(papers), np.concatenate(scores))

    def similar(self, paper: int, gist: Gist, pause: Callable[[], None]) -> Hits:
        """The papers most like one, ascending, without itself."""
        papers, scores = self.scores(gist.weights, pause)
        scores[papers == paper] = 0
        near = scores > _NEAR * scores.max(initial=0)
        papers, scores = papers[near], scores[near]
        best = np.lexsort((-papers, -scores))[:_SIMILAR]
        ascending = best[np.argsort(papers[best])]
        return Hits(papers[ascending], scores[ascending])
