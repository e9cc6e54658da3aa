"""Similarity of papers: TF-IDF term vectors over the terms of the index."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.model.tokenizer import split
from paperdesk.search.common_words import is_common
from paperdesk.search.snapshot import Hits
from paperdesk.search.stemming import stem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from paperdesk.search.snapshot import CheckCancelled, Snapshot, Totals

FIELDS = ("title", "abstract")
"""The fields compared; shared authors and organisations do not make papers similar."""

MIN_SHARED_TERMS = 2
"""How many telling words two papers must have in common."""
_MAX_TELLING_SHARE = 0.1
_ALWAYS_TELLING = 3
"""A word is telling in at most a tenth of the papers, or in three."""

_MAX_TERMS = 60
"""Terms of a term vector, the heaviest; the others add little and take as long."""
_MAX_COMBINED_TERMS = 120
"""Terms of several papers together."""
TITLE_FACTOR = 2
"""How often a word of the title counts."""
_BATCH_SIZE = 100
"""Terms whose postings are in memory at the same time."""
_MAX_SIMILAR = 200
_MAX_COMPARED = 1_000
"""Of the papers with the highest scores, how many are compared by the words they share."""
_MIN_RELATIVE_SCORE = 0.2
"""Minimum score of a similar paper, relative to the best."""
_NO_HITS = Hits(np.empty(0, np.int32), np.empty(0, np.float32))


@dataclass(frozen=True, slots=True)
class TermVector:
    """The weighted terms of a paper."""

    weights: dict[str, float]
    """By term, of length 1. Empty if no term occurs in any other paper."""
    words: dict[str, str]
    """By term, the word that this paper uses most often for it, folded."""
    telling: frozenset[str]
    """Those of the terms that are rare enough to tell what the paper is about."""

    def contributions(self, weights: Mapping[str, float]) -> dict[str, float]:
        """What each term adds to the dot product with a vector of these weights."""
        return {term: own * weights[term] for term, own in self.weights.items() if term in weights}

    def own_words(self, limit: int) -> list[str]:
        """Its heaviest telling words, heaviest first."""
        return self.shared_words(self.weights, limit)

    def shared_words(self, weights: Mapping[str, float], limit: int) -> list[str]:
        """The telling words that contribute most to the dot product, highest first."""
        added = self.contributions(weights)
        shared = (term for term in added if added[term] > 0 and term in self.telling)
        best = sorted(shared, key=lambda term: (-added[term], term))
        return [self.words[term] for term in best[:limit]]


def combined(vectors: Sequence[TermVector]) -> TermVector | None:
    """The mean of several term vectors, of length 1 again; None without any."""
    if len(vectors) < 2:
        return vectors[0] if vectors else None
    total = Counter[str]()
    words: dict[str, str] = {}
    for vector in vectors:
        total.update(vector.weights)
        for term, word in vector.words.items():
            words.setdefault(term, word)
    heaviest = sorted(total, key=lambda term: (-total[term], term))[:_MAX_COMBINED_TERMS]
    length = sqrt(sum(total[term] ** 2 for term in heaviest)) or 1.0
    telling = frozenset().union(*(vector.telling for vector in vectors))
    return TermVector(
        {term: total[term] / length for term in heaviest},
        {term: words[term] for term in heaviest},
        telling.intersection(heaviest),
    )


class Similarity:
    """Compares texts with the papers of one commit. For one thread."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._idf: dict[str, float] = {}
        papers = max(snapshot.documents, 1)
        self._telling_idf = log(papers / max(_ALWAYS_TELLING, _MAX_TELLING_SHARE * papers))

    def term_vector(self, title: str, abstract: str) -> TermVector:
        """The term vector of a text."""
        words = Counter(split(title) * TITLE_FACTOR + split(abstract))
        counts, written = Counter[str](), dict[str, str]()
        for word, count in words.most_common():
            term = stem(word)
            counts[term] += count
            written.setdefault(term, word)
        candidates = [
            term
            for term in counts
            if len(term) > 1 and not term.isdigit() and not is_common(written[term])
        ]
        idf = self._inverse_frequencies(candidates)
        weights = {term: counts[term] / (counts[term] + 1) * idf[term] for term in candidates}
        heaviest = sorted(weights, key=lambda term: (-weights[term], term))[:_MAX_TERMS]
        length = sqrt(sum(weights[term] ** 2 for term in heaviest)) or 1.0
        unit = {term: weights[term] / length for term in heaviest if weights[term]}
        telling = frozenset(term for term in unit if idf[term] >= self._telling_idf)
        return TermVector(unit, {term: written[term] for term in unit}, telling)

    def _inverse_frequencies(self, terms: list[str]) -> dict[str, float]:
        """log(papers / papers with the term) for these and all earlier terms; 0 for a term that
        occurs in a single field of a single paper."""
        new = [term for term in terms if term not in self._idf]
        if new:
            in_fields = np.array([self._snapshot.frequencies(field, new) for field in FIELDS])
            papers = np.maximum(in_fields.max(axis=0), 2)
            idf = np.log(np.maximum(1.0, self._snapshot.documents / papers))
            idf[in_fields.sum(axis=0) < 2] = 0.0
            self._idf |= dict(zip(new, idf.tolist(), strict=True))
        return self._idf

    def scores(self, weights: Mapping[str, float], check_cancelled: CheckCancelled) -> Hits:
        """Papers with any of the terms and their scores by these weights; in no order."""
        idf = self._inverse_frequencies(list(weights))
        weighted = {term: weight * idf[term] for term, weight in weights.items()}
        terms = sorted(term for term in weighted if weighted[term])
        totals: Totals = {}
        for field in FIELDS:
            for start in range(0, len(terms), _BATCH_SIZE):
                batch = terms[start : start + _BATCH_SIZE]
                batch_weights = [weighted[term] for term in batch]
                self._snapshot.add_weighted(totals, field, batch, batch_weights, check_cancelled)
        parts = [*self._snapshot.hits(totals), _NO_HITS]
        papers, scores = zip(*parts, strict=True)
        return Hits(np.concatenate(papers), np.concatenate(scores))

    def similar(
        self, liked: Sequence[int], vector: TermVector, check_cancelled: CheckCancelled
    ) -> Hits:
        """The papers most similar to some, of which `vector` is the mean; ascending, without them.

        They have at least two telling words in common with it.
        """
        papers, scores = self.scores(vector.weights, check_cancelled)
        scores[np.isin(papers, np.array(liked, np.int64))] = 0
        if len(papers) > _MAX_COMPARED:
            best = np.argpartition(scores, -_MAX_COMPARED)[-_MAX_COMPARED:]
            papers, scores = papers[best], scores[best]
        terms = sorted(vector.telling)
        shared = self._snapshot.count_terms(FIELDS, terms, papers, check_cancelled)
        scores[shared < MIN_SHARED_TERMS] = 0
        near = scores > _MIN_RELATIVE_SCORE * scores.max(initial=0)
        papers, scores = papers[near], scores[near]
        best = np.lexsort((-papers, -scores))[:_MAX_SIMILAR]
        ascending = best[np.argsort(papers[best])]
        return Hits(papers[ascending], scores[ascending])
