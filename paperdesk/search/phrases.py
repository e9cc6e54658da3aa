"""Phrase search: documents with all words, then positions that follow each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from paperdesk.search.snapshot import CheckCancelled, Hits, OpenSegment, Snapshot


class _TermPostings(NamedTuple):
    """The postings of a term in one segment."""

    term: str
    number: int
    docs: NDArray[np.unsignedinteger]
    counts: NDArray[np.int32]


def find_phrase(
    snapshot: Snapshot,
    field: str,
    words: Sequence[Sequence[str]],
    boost: float,
    check_cancelled: CheckCancelled,
) -> Iterator[Hits]:
    """Papers with consecutive words in one field. Yields once per segment, even without hits.

    Each word is a list of alternative terms. The score is the sum of all terms' scores, as in
    Whoosh.
    """
    parts = []
    for segment in snapshot.segments:
        check_cancelled()
        parts.append([_postings(segment, field, terms) for terms in words])
    frequency = Counter[str]()
    for lists in parts:
        frequency.update({found.term: len(found.docs) for word in lists for found in word})
    weights = {term: snapshot.weight(documents, boost) for term, documents in frequency.items()}
    for segment, lists in zip(snapshot.segments, parts, strict=True):
        check_cancelled()
        matches = _matching_documents(segment, field, lists)
        docs = np.flatnonzero(matches)
        if not len(docs):
            yield segment.hits(docs, np.empty(0, np.float32))
            continue
        total = np.zeros(len(matches))
        for found in (found for word in lists for found in word):
            mask = matches[found.docs]
            term_docs, counts = found.docs[mask], found.counts[mask]
            scores = snapshot.scores(segment, field, term_docs, counts, weights[found.term])
            total[term_docs] += scores
        yield segment.hits(docs, total[matches].astype(np.float32))


def _postings(segment: OpenSegment, field: str, terms: Sequence[str]) -> list[_TermPostings]:
    numbers = [(term, segment.arrays.terms(field).find(term.encode())) for term in terms]
    return [_TermPostings(t, n, *segment.arrays.postings(field, n)) for t, n in numbers if n >= 0]


def _matching_documents(
    segment: OpenSegment, field: str, words: Sequence[Sequence[_TermPostings]]
) -> NDArray[np.bool_]:
    """Mask of the live documents in which a term of each word follows the one before."""
    matches = np.ones(len(segment.papers), bool) if segment.live is None else segment.live.copy()
    for word in words:
        with_word = np.zeros(len(matches), bool)
        for found in word:
            with_word[found.docs] = True
        matches &= with_word
    docs = np.flatnonzero(matches)
    if not len(docs):
        return matches
    # Number all words of the documents in one sequence, with a gap between documents that no
    # phrase crosses.
    ends = np.cumsum(segment.arrays.lengths(field)[docs] + 1, dtype=np.int64)
    offsets = np.zeros(len(matches), np.int64)
    offsets[docs[1:]] = ends[:-1]
    may_follow = np.zeros(int(ends[-1]) + 1, bool)
    positions = _positions(segment, field, words[0], matches, offsets)
    for word in words[1:]:
        may_follow[positions + 1] = True
        next_positions = _positions(segment, field, word, matches, offsets)
        following = next_positions[may_follow[next_positions]]
        may_follow[positions + 1] = False
        positions = following
    matches[:] = False
    matches[docs[np.searchsorted(ends, positions, side="right")]] = True
    return matches


def _positions(
    segment: OpenSegment,
    field: str,
    word: Sequence[_TermPostings],
    candidates: NDArray[np.bool_],
    offsets: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Positions of any of the terms in the candidate documents, each plus its document's offset."""
    parts = []
    for found in word:
        selected = np.flatnonzero(candidates[found.docs])
        counts = found.counts[selected]
        # A posting's positions are a run of its term's positions.
        first = (np.cumsum(found.counts) - found.counts)[selected]
        within_run = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        positions = segment.arrays.positions(field, found.number)
        in_document = positions[within_run + np.repeat(first, counts)]
        parts.append(in_document + np.repeat(offsets[found.docs[selected]], counts))
    return np.concatenate(parts)
