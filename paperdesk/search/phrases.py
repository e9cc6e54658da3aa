"""Words in a row: documents that have all of them, then positions that follow each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from paperdesk.search.snapshot import Hits, OpenSegment, Pause, Snapshot


class _List(NamedTuple):
    """The postings of a term in one segment."""

    term: str
    number: int
    docs: NDArray[np.unsignedinteger]
    counts: NDArray[np.int32]


def find_phrase(
    snapshot: Snapshot, field: str, words: Sequence[Sequence[str]], boost: float, pause: Pause
) -> Iterator[Hits]:
    """Papers in which the words follow each other in one field: of each segment, also if none.

    Each word is any of several terms. The score is the sum of all terms' scores, as in Whoosh.
    """
    parts = [_all_lists(segment, field, words, pause) for segment in snapshot.segments]
    frequency = Counter[str]()
    for lists in parts:
        frequency.update({found.term: len(found.docs) for word in lists for found in word})
    weights = {term: snapshot.weight(documents, boost) for term, documents in frequency.items()}
    for segment, lists in zip(snapshot.segments, parts, strict=True):
        pause()
        there = _in_a_row(segment, field, lists)
        papers = np.flatnonzero(there)
        if not len(papers):
            yield segment.hits(papers, np.empty(0, np.float32))
            continue
        total = np.zeros(len(there))
        for found in (found for word in lists for found in word):
            kept = there[found.docs]
            docs, counts = found.docs[kept], found.counts[kept]
            total[docs] += snapshot.scores(segment, field, docs, counts, weights[found.term])
        yield segment.hits(papers, total[there].astype(np.float32))


def _all_lists(
    segment: OpenSegment, field: str, words: Sequence[Sequence[str]], pause: Pause
) -> list[list[_List]]:
    pause()
    return [_lists(segment, field, terms) for terms in words]


def _lists(segment: OpenSegment, field: str, terms: Sequence[str]) -> list[_List]:
    numbers = [(term, segment.arrays.terms(field).find(term.encode())) for term in terms]
    return [_List(t, n, *segment.arrays.postings(field, n)) for t, n in numbers if n >= 0]


def _in_a_row(
    segment: OpenSegment, field: str, words: Sequence[Sequence[_List]]
) -> NDArray[np.bool_]:
    """Which live documents of a segment have a term of each word, one after another."""
    there = np.ones(len(segment.papers), bool) if segment.live is None else segment.live.copy()
    for word in words:
        having = np.zeros(len(there), bool)
        for found in word:
            having[found.docs] = True
        there &= having
    docs = np.flatnonzero(there)
    if not len(docs):
        return there
    # The documents one after another in a row of words, with a gap that no phrase crosses.
    ends = np.cumsum(segment.arrays.lengths(field)[docs] + 1, dtype=np.int64)
    begin = np.zeros(len(there), np.int64)
    begin[docs[1:]] = ends[:-1]
    row = np.zeros(int(ends[-1]) + 1, bool)
    places = _places(segment, field, words[0], there, begin)
    for word in words[1:]:
        row[places + 1] = True
        following = _places(segment, field, word, there, begin)
        kept = following[row[following]]
        row[places + 1] = False
        places = kept
    there[:] = False
    there[docs[np.searchsorted(ends, places, side="right")]] = True
    return there


def _places(
    segment: OpenSegment,
    field: str,
    word: Sequence[_List],
    wanted: NDArray[np.bool_],
    begin: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Where any of the terms stands in the row, in the documents wanted."""
    parts = []
    for found in word:
        kept = np.flatnonzero(wanted[found.docs])
        counts = found.counts[kept]
        # Of each kept posting the run of its positions among those of the term.
        first = (np.cumsum(found.counts) - found.counts)[kept]
        run = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        positions = segment.arrays.positions(field, found.number)
        at = positions[run + np.repeat(first, counts)]
        parts.append(at + np.repeat(begin[found.docs[kept]], counts))
    return np.concatenate(parts)
