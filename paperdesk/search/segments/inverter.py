"""Text in, posting lists out: the documents of one segment while it is built.

Each field is one stream of word numbers, document after document. Sorting that stream by term gives
postings and positions at once, without an object for each.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import numpy as np

from paperdesk.model.tokenizer import split
from paperdesk.search.segments.segment import MOST_DOCUMENTS, Arrays, documents, small, strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from paperdesk.search.segments.schema import IndexField


_AT_ONCE = 250_000
"""Words of a segment that are sorted together; each takes some 40 bytes meanwhile."""


class SegmentBuilder:
    """The documents of one segment to be, at most MOST_DOCUMENTS."""

    def __init__(self, fields: Sequence[IndexField]) -> None:
        self._papers = array("I")
        self._streams = [_FieldStream(field) for field in fields]

    def __len__(self) -> int:
        return len(self._papers)

    def add(self, paper: int, texts: Iterable[str]) -> None:
        """Append a document: a paper and the text of each field, in the schema's order."""
        self._papers.append(paper)
        for stream, text in zip(self._streams, texts, strict=True):
            stream.add(text)

    def arrays(self) -> Arrays:
        """The arrays of the segment file."""
        assert len(self) <= MOST_DOCUMENTS
        found: Arrays = {"papers": np.asarray(self._papers)}
        for stream in self._streams:
            found |= stream.arrays()
        return found


class _Numbers(dict[str, int]):
    """Word -> number, in order of first sight."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class _FieldStream:
    """All text of one field, as numbers of words."""

    def __init__(self, field: IndexField) -> None:
        self._field = field
        self._numbers = _Numbers()
        self._stream, self._lengths = array("I"), array("I")

    def add(self, text: str) -> None:
        """Append the next document's text."""
        words = split(text)
        self._stream.extend(map(self._numbers.__getitem__, words))
        self._lengths.append(len(words))

    def arrays(self) -> Arrays:
        """The field's arrays."""
        stream = np.asarray(self._stream)
        terms = [self._field.form(word) for word in self._numbers]
        seen = _counted(stream, len(terms)).tolist()
        words = dict(zip(self._numbers, seen, strict=True))
        return field_arrays(self._field, stream, np.asarray(self._lengths), terms, words)


def field_arrays(
    field: IndexField,
    stream: NDArray[np.uint32],
    lengths: NDArray[np.uint32],
    terms: Sequence[str],
    words: Mapping[str, int],
) -> Arrays:
    """A field's arrays: `stream`, used up, holds places in `terms`, of which equal ones become one.

    `lengths` are the documents' parts of the stream; `words` as written, with how often. Terms that
    the stream lacks are left out, and words that lead to them.
    """
    used = np.flatnonzero(_counted(stream, len(terms)))
    names = sorted({terms[i] for i in used.tolist()})
    rank = {term: i for i, term in enumerate(names)}
    ranks = np.array([rank.get(term, 0) for term in terms], np.uint32)
    found = {"lengths": lengths, **strings("terms", names)}
    for start in range(0, len(stream), _AT_ONCE):
        part = stream[start : start + _AT_ONCE]
        part[:] = ranks[part]
    found |= _invert(stream, lengths, len(names))
    written = sorted(word for word in words if field.form(word) in rank)
    if written != names:
        found |= strings("surface", written)
        found["seen"] = np.array([words[word] for word in written], np.uint32)
    return {f"{field.name}/{name}": array for name, array in found.items()}


def _invert(stream: NDArray[np.uint32], lengths: NDArray[np.uint32], terms: int) -> Arrays:
    """The posting lists of a stream of terms, each given by its rank.

    Some terms after another: what is sorted at a time is bounded, however long the stream.
    """
    document = np.repeat(np.arange(len(lengths), dtype=np.uint16), lengths)
    begin = np.cumsum(lengths, dtype=np.uint32) - lengths
    words = np.append(0, np.cumsum(_counted(stream, terms)))
    lists = []
    for low, high in term_ranges(words):
        place = np.flatnonzero((stream >= low) & (stream < high)).astype(np.uint32)
        term = stream[place] - np.uint32(low)
        # The stream is in the order of documents, and a stable sort keeps it within each term.
        order = np.argsort(narrowed(term), kind="stable")
        term, place = term[order], place[order]
        docs = document[place]
        first = _run_starts(term, docs)
        sizes = np.bincount(term[first], minlength=high - low)
        counts = np.diff(first, append=len(term))
        positions = place - begin[docs]
        lists.append(Lists(sizes, np.diff(words[low : high + 1]), docs[first], counts, positions))
    return posting_arrays(lists)


class Lists:
    """The posting lists of some terms, kept narrow while others are made."""

    def __init__(
        self,
        sizes: NDArray[np.integer],
        words: NDArray[np.integer],
        docs: NDArray[np.integer],
        counts: NDArray[np.integer],
        positions: NDArray[np.integer],
    ) -> None:
        self.sizes = sizes
        """Documents of each term."""
        self.words = words
        """How often each term stands in them."""
        self.docs = docs.astype(np.uint16)
        self.counts = narrowed(counts)
        self.positions = narrowed(positions)


def posting_arrays(lists: Sequence[Lists]) -> Arrays:
    """The arrays of posting lists, used up, one after another; terms without any are left out."""
    sizes, words = _taken(lists, "sizes"), _taken(lists, "words")
    starts = np.append(0, np.cumsum(sizes[sizes > 0])).astype(np.uint32)
    return {
        "starts": starts,
        **small("counts", _taken(lists, "counts")),
        **documents(starts, _taken(lists, "docs").astype(np.uint16, copy=False)),
        "word_starts": np.append(0, np.cumsum(words[sizes > 0])).astype(np.uint32),
        **small("positions", _taken(lists, "positions")),
    }


def term_ranges(words: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Ranges of terms that have _AT_ONCE words together, or one term; `words` says where each
    term's words begin."""
    low = 0
    while low < len(words) - 1:
        high = int(np.searchsorted(words, words[low] + _AT_ONCE, side="right")) - 1
        high = max(high, low + 1)
        yield low, high
        low = high


def _counted(stream: NDArray[np.uint32], terms: int) -> NDArray[np.int64]:
    """How often each term stands in a stream; numpy alone would take eight bytes a word."""
    counts = np.zeros(terms, np.int64)
    for start in range(0, len(stream), _AT_ONCE):
        counts += np.bincount(stream[start : start + _AT_ONCE], minlength=terms)
    return counts


def narrowed(numbers: NDArray[Any]) -> NDArray[Any]:
    """The numbers in the fewest bytes that hold them; in two, numpy sorts them fastest."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))), copy=False)


def _taken(lists: Sequence[Lists], name: str) -> NDArray[Any]:
    """One array of all lists, which are left without it: both at once would take the most."""
    parts = [np.empty(0, np.uint8), *(getattr(each, name) for each in lists)]
    for each in lists:
        delattr(each, name)
    return np.concatenate(parts)


def _run_starts(term: NDArray[np.uint32], document: NDArray[np.uint16]) -> NDArray[np.intp]:
    """Where (term, document) differs from the one before."""
    new = np.ones(len(term), bool)
    np.not_equal(term[1:], term[:-1], out=new[1:])
    new[1:] |= document[1:] != document[:-1]
    return np.flatnonzero(new)
