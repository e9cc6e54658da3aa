"""One commit of one Whoosh index, open for reading: hits of terms, scored as Whoosh does.

Scores are BM25F with Whoosh's parameters and statistics, computed on whole posting lists.
"""

from __future__ import annotations

from collections.abc import Callable
from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from paperdesk.search.segments.segment import Postings, SegmentArrays
from paperdesk.search.segments.writer import read_contents

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from paperdesk.search.segments.codec import ArraySegment

_B, _K1 = 0.75, 1.2


class Hits(NamedTuple):
    """Distinct papers and their scores."""

    papers: NDArray[np.int32]
    scores: NDArray[np.float32]


class OpenSegment:
    """A segment, its live documents and the norms of its fields."""

    def __init__(self, arrays: SegmentArrays, segment: ArraySegment) -> None:
        self.arrays = arrays
        self.papers = arrays.papers.astype(np.int32)
        self.live: NDArray[np.bool_] | None = None
        if segment.has_deletions():
            self.live = np.ones(len(arrays), bool)
            self.live[list(segment.deleted_docs())] = False
        self._norms: dict[str, NDArray[np.float32]] = {}

    def norm(self, field: str, average: float) -> NDArray[np.float32]:
        """The part of BM25F that depends only on the document: k1 (1 - b + b length / average)."""
        if field not in self._norms:
            lengths = self.arrays.rounded_lengths(field)
            self._norms[field] = (_K1 * ((1 - _B) + _B / average * lengths)).astype(np.float32)
        return self._norms[field]

    def hits(self, docs: NDArray[np.integer], scores: NDArray[np.float32]) -> Hits:
        """Map documents to papers, without the deleted ones."""
        if self.live is not None:
            live = self.live[docs]
            docs, scores = docs[live], scores[live]
        return Hits(self.papers[docs], scores)


CheckCancelled = Callable[[], None]
"""Called every few milliseconds; may raise Cancelled."""

Totals = dict[OpenSegment, "NDArray[np.float64]"]
"""The scores of all documents, by segment."""


class Snapshot:
    """One commit of an index, as arrays. For one thread."""

    def __init__(self, folder: Path, index: str) -> None:
        contents = read_contents(folder, index)
        self.index = index
        self.generation: int = contents.generation
        self.segments = [
            OpenSegment(SegmentArrays(folder / segment.file_name()), segment)
            for segment in contents.segments
        ]
        self.documents = sum(len(segment.papers) for segment in self.segments)
        self._averages: dict[str, float] = {}

    def highest_paper(self) -> int:
        """The highest number of a paper, 0 in an empty index."""
        return max((int(s.papers.max(initial=0)) for s in self.segments), default=0)

    def average(self, field: str) -> float:
        """The mean number of words of the field per document."""
        if field not in self._averages:
            total = sum(int(s.arrays.lengths(field).sum()) for s in self.segments)
            self._averages[field] = total / (self.documents or 1) or 1.0
        return self._averages[field]

    def warm_up(self, check_cancelled: CheckCancelled) -> None:
        """Load what every score needs."""
        for segment in self.segments:
            for field in segment.arrays.field_names():
                check_cancelled()
                segment.norm(field, self.average(field))

    def mapped_bytes(self) -> int:
        """Estimated bytes of mapped pages read since `release_pages`."""
        return sum(segment.arrays.mapped_bytes for segment in self.segments)

    def release_pages(self) -> None:
        """Release the mapped pages of the files."""
        for segment in self.segments:
            segment.arrays.release_pages()

    def has_terms(self, field: str, words: Sequence[Sequence[str]]) -> bool:
        """Whether of each word, a list of alternative terms, one is in the field of some paper."""
        vocabularies = [segment.arrays.terms(field) for segment in self.segments]
        return all(
            any(terms.find(each.encode()) >= 0 for each in alternatives for terms in vocabularies)
            for alternatives in words
        )

    def frequencies(self, field: str, terms: Sequence[str]) -> NDArray[np.int64]:
        """The document frequency of each term in a field, deleted documents included."""
        names = [term.encode() for term in terms]
        total = np.zeros(len(terms), np.int64)
        for segment in self.segments:
            total += segment.arrays.frequencies(field, names)
        return total

    def term(
        self, field: str, term: str, boost: float, check_cancelled: CheckCancelled
    ) -> list[Hits]:
        """The hits of one term in one field, by segment."""
        name, found = term.encode(), []
        for segment in self.segments:
            check_cancelled()
            number = segment.arrays.terms(field).find(name)
            if number >= 0:
                found.append((segment, *segment.arrays.postings(field, number)))
        weight = self.weight(sum(len(docs) for _, docs, _ in found), boost)
        return [
            segment.hits(docs, self.scores(segment, field, docs, counts, weight))
            for segment, docs, counts in found
        ]

    def hits(self, totals: Totals) -> list[Hits]:
        """The papers with a score, by segment."""
        return [
            segment.hits(docs, total[docs].astype(np.float32))
            for segment, total in totals.items()
            for docs in [np.flatnonzero(total)]
        ]

    def add(
        self,
        totals: Totals,
        field: str,
        terms: Sequence[str],
        boost: float,
        check_cancelled: CheckCancelled,
    ) -> None:
        """Add the scores of sorted terms in one field to the totals."""
        frequency = np.zeros(len(terms), np.int64)
        found = []
        for segment in self.segments if terms else ():
            check_cancelled()
            postings, present = _postings(segment, field, terms)
            frequency[present] += postings.sizes
            found.append((segment, postings, present))
        weights = np.array([self.weight(n, boost) for n in frequency.tolist()])
        for segment, postings, present in found:
            check_cancelled()
            self._add(totals, segment, field, postings, weights[present])

    def add_weighted(
        self,
        totals: Totals,
        field: str,
        terms: Sequence[str],
        weights: Sequence[float],
        check_cancelled: CheckCancelled,
    ) -> None:
        """As `add`, with a given weight for each term."""
        weight_array = np.array(weights, np.float32)
        for segment in self.segments if terms else ():
            check_cancelled()
            postings, present = _postings(segment, field, terms)
            self._add(totals, segment, field, postings, weight_array[present])

    def count_terms(
        self,
        fields: Sequence[str],
        terms: Sequence[str],
        papers: NDArray[np.int32],
        check_cancelled: CheckCancelled,
    ) -> NDArray[np.int64]:
        """How many of the sorted terms each of these papers has, in whichever of the fields."""
        size = 1 + self.highest_paper()
        counts, wanted = np.zeros(size, np.int64), np.zeros(size, bool)
        wanted[papers] = True
        for segment in self.segments if terms else ():
            pairs = []
            for field in fields:
                check_cancelled()
                postings, present = _postings(segment, field, terms)
                docs = postings.docs
                here = wanted[segment.papers[docs]]
                if segment.live is not None:
                    here &= segment.live[docs]
                term = np.repeat(present, postings.sizes)[here]
                pairs.append(term * size + segment.papers[docs[here]])
            found = np.unique(np.concatenate(pairs)) % size
            counts += np.bincount(found, minlength=size)
        return counts[papers]

    def _add(
        self,
        totals: Totals,
        segment: OpenSegment,
        field: str,
        postings: Postings,
        weights: NDArray[np.float32],
    ) -> None:
        if len(postings.docs):
            each = np.repeat(weights, postings.sizes)
            scores = self.scores(segment, field, postings.docs, postings.counts, each)
            total = totals.setdefault(segment, np.zeros(len(segment.papers)))
            total += np.bincount(postings.docs, scores, len(total))

    def weight(self, frequency: int, boost: float) -> np.float32:
        """The weight of a term with this document frequency: idf (k1 + 1) boost."""
        idf = log((self.documents or 1) / (frequency + 1)) + 1
        return np.float32(idf * (_K1 + 1) * boost)

    def scores(
        self,
        segment: OpenSegment,
        field: str,
        docs: NDArray[np.integer],
        counts: NDArray[np.integer],
        weights: NDArray[np.float32] | np.float32,
    ) -> NDArray[np.float32]:
        """The BM25F scores of postings, given the weights of their terms."""
        scores = counts.astype(np.float32)
        norms = segment.norm(field, self.average(field)).take(docs)
        norms += scores
        scores *= weights
        scores /= norms
        return scores


def _postings(
    segment: OpenSegment, field: str, terms: Sequence[str]
) -> tuple[Postings, NDArray[np.intp]]:
    """The postings of sorted terms in a segment, and the places of these among the terms."""
    numbers = np.array(segment.arrays.terms(field).find_all([term.encode() for term in terms]))
    present = np.flatnonzero(numbers >= 0)
    postings = segment.arrays.all_postings(field, numbers[present])
    return postings, present[postings.order]
