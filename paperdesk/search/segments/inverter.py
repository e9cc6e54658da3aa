"""Inverts the documents of one segment: texts in, posting lists out.

Each field is one stream of word numbers, document after document. Sorting that stream by term gives
postings and positions at once, without an object for each.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import numpy as np

from paperdesk.search.segments.segment import MAX_DOCUMENTS, Arrays, pack_documents, pack_small
from paperdesk.search.segments.strings import pack_strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from paperdesk.search.segments.schema import IndexField


_BATCH_WORDS = 250_000
"""Words that are sorted together; each takes about 40 bytes meanwhile."""


class SegmentBuilder:
    """Collects the documents of a new segment, at most MAX_DOCUMENTS."""

    def __init__(self, fields: Sequence[IndexField]) -> None:
        self._papers = array("I")
        self._streams = [_FieldStream(field) for field in fields]
        """Those of the texts as written, then those of their other spellings."""

    def __len__(self) -> int:
        return len(self._papers)

    def add(self, paper: int, texts: Iterable[str]) -> None:
        """Append a document: a paper and its texts, in the order of `fields_as_written`."""
        self._papers.append(paper)
        for stream, text in zip(self._streams, 2 * tuple(texts), strict=True):
            stream.add(text)

    def arrays(self) -> Arrays:
        """The arrays of the segment file."""
        assert len(self) <= MAX_DOCUMENTS
        arrays: Arrays = {"papers": np.asarray(self._papers)}
        for stream in self._streams:
            arrays |= stream.arrays()
        return arrays


class _WordNumbers(dict[str, int]):
    """Numbers words in order of first occurrence."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class _FieldStream:
    """All text of one field, as word numbers."""

    def __init__(self, field: IndexField) -> None:
        self._field = field
        self._numbers = _WordNumbers()
        self._stream, self._lengths = array("I"), array("I")

    def add(self, text: str) -> None:
        """Append the next document's text."""
        words = self._field.words(text) if text else []
        self._stream.extend(map(self._numbers.__getitem__, words))
        self._lengths.append(len(words))

    def arrays(self) -> Arrays:
        """The field's arrays."""
        stream = np.asarray(self._stream)
        terms = [self._field.to_term(word) for word in self._numbers]
        counts = dict(zip(self._numbers, _counts(stream, len(terms)).tolist(), strict=True))
        return _field_arrays(self._field, stream, np.asarray(self._lengths), terms, counts)


def _field_arrays(
    field: IndexField,
    stream: NDArray[np.uint32],
    lengths: NDArray[np.uint32],
    terms: Sequence[str],
    surface_counts: Mapping[str, int],
) -> Arrays:
    """A field's arrays, from a stream of indices into `terms`, which may repeat.

    Overwrites `stream`. `lengths` are the documents' parts of it. Terms that do not occur in the
    stream are dropped, with their surface forms.
    """
    used = np.flatnonzero(_counts(stream, len(terms)))
    names = sorted({terms[i] for i in used.tolist()})
    rank = {term: i for i, term in enumerate(names)}
    ranks = np.array([rank.get(term, 0) for term in terms], np.uint32)
    arrays = {"lengths": lengths, **pack_strings("terms", names)}
    for start in range(0, len(stream), _BATCH_WORDS):
        part = stream[start : start + _BATCH_WORDS]
        part[:] = ranks[part]
    arrays |= _invert(stream, lengths, len(names))
    forms = sorted(word for word in surface_counts if field.to_term(word) in rank)
    if forms != names and not field.is_spellings:
        arrays |= pack_strings("surface", forms)
        arrays["surface_counts"] = np.array([surface_counts[word] for word in forms], np.uint32)
    return {f"{field.name}/{name}": array for name, array in arrays.items()}


def _invert(stream: NDArray[np.uint32], lengths: NDArray[np.uint32], terms: int) -> Arrays:
    """The posting lists of a stream of term ranks.

    Works in batches of terms, so that the memory for sorting does not grow with the stream.
    """
    document = np.repeat(np.arange(len(lengths), dtype=np.uint16), lengths)
    offsets = np.cumsum(lengths, dtype=np.uint32) - lengths
    word_starts = np.append(0, np.cumsum(_counts(stream, terms)))
    lists = []
    for low, high in term_ranges(word_starts):
        index = np.flatnonzero((stream >= low) & (stream < high)).astype(np.uint32)
        term = stream[index] - np.uint32(low)
        # The stream is in order of documents; a stable sort preserves that within each term.
        order = np.argsort(narrowed(term), kind="stable")
        term, index = term[order], index[order]
        docs = document[index]
        first = _run_starts(term, docs)
        sizes = np.bincount(term[first], minlength=high - low)
        counts = np.diff(first, append=len(term))
        words = np.diff(word_starts[low : high + 1])
        positions = index - offsets[docs]
        lists.append(PostingLists(sizes, words, docs[first], counts, positions))
    return posting_arrays(lists)


class PostingLists:
    """The posting lists of a range of terms, in the narrowest types that hold them."""

    def __init__(
        self,
        sizes: NDArray[np.integer],
        words: NDArray[np.integer],
        docs: NDArray[np.integer],
        counts: NDArray[np.integer],
        positions: NDArray[np.integer],
    ) -> None:
        self.sizes = sizes
        """The number of documents of each term."""
        self.words = words
        """The number of occurrences of each term."""
        self.docs = docs.astype(np.uint16)
        self.counts = narrowed(counts)
        self.positions = narrowed(positions)


def posting_arrays(lists: Sequence[PostingLists]) -> Arrays:
    """The arrays of all posting lists, without unused terms. Empties `lists` to save memory."""
    sizes, words = _pop_joined(lists, "sizes"), _pop_joined(lists, "words")
    starts = np.append(0, np.cumsum(sizes[sizes > 0])).astype(np.uint32)
    return {
        "starts": starts,
        **pack_small("counts", _pop_joined(lists, "counts")),
        **pack_documents(starts, _pop_joined(lists, "docs").astype(np.uint16, copy=False)),
        "word_starts": np.append(0, np.cumsum(words[sizes > 0])).astype(np.uint32),
        **pack_small("positions", _pop_joined(lists, "positions")),
    }


def term_ranges(word_starts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Ranges low:high of at most _BATCH_WORDS words, or of one term.

    `word_starts` [T+1] is where each term's words start.
    """
    low = 0
    while low < len(word_starts) - 1:
        high = int(np.searchsorted(word_starts, word_starts[low] + _BATCH_WORDS, side="right")) - 1
        high = max(high, low + 1)
        yield low, high
        low = high


def _counts(stream: NDArray[np.uint32], terms: int) -> NDArray[np.int64]:
    """Occurrences of each term in a stream; in batches, as bincount copies to int64."""
    counts = np.zeros(terms, np.int64)
    for start in range(0, len(stream), _BATCH_WORDS):
        counts += np.bincount(stream[start : start + _BATCH_WORDS], minlength=terms)
    return counts


def narrowed(numbers: NDArray[Any]) -> NDArray[Any]:
    """The numbers in the narrowest type that holds them; numpy sorts two bytes fastest."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))), copy=False)


def _pop_joined(lists: Sequence[PostingLists], name: str) -> NDArray[Any]:
    """Concatenate an attribute of all lists, and delete it there to limit peak memory."""
    parts = [np.empty(0, np.uint8), *(getattr(each, name) for each in lists)]
    for each in lists:
        delattr(each, name)
    return np.concatenate(parts)


def _run_starts(term: NDArray[np.uint32], document: NDArray[np.uint16]) -> NDArray[np.intp]:
    """Indices where (term, document) differs from the one before."""
    new = np.ones(len(term), bool)
    np.not_equal(term[1:], term[:-1], out=new[1:])
    new[1:] |= document[1:] != document[:-1]
    return np.flatnonzero(new)
