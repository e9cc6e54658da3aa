"""One segment of an index: documents and, per field, terms with their postings, as arrays.

Arrays of a segment file; F is a field. There are D documents, T terms, P postings and W words:

    papers             u4 [D]     the paper of each document
    F/lengths          u4 [D]     words in the field
    F/terms            strings    the terms, sorted
    F/starts           u4 [T+1]   where each term's postings start
    F/counts           small [P]  occurrences of the term in the posting's document
    F/docs             u2         the documents of terms with a gap over 255
    F/doc_starts       u4 [T+1]   where each term's documents start there
    F/gaps             u1         the documents of all other terms, as differences
    F/word_starts      u4 [T+1]   where each term's positions start
    F/positions        small [W]  by term and document, ascending
    F/surface          strings    the surface forms (words as written, folded), unless all are terms
                                  or the field is of other spellings
    F/surface_counts   u4         occurrences of each surface form

Strings are stored as described in `strings`. A small array has one byte per number; NAME.at and
NAME.over hold the places and high bytes of the few that need more.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from whoosh.util.numeric import byte_to_length

from paperdesk.search.segments.arrays import ArrayFile, write_arrays
from paperdesk.search.segments.strings import SortedStrings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

Arrays = dict[str, "NDArray[Any]"]

_ROUNDED_LENGTHS = np.array([byte_to_length(step) for step in range(256)], np.uint32)

_POSTING_ARRAYS = ("/docs", "/gaps", "/counts", "/positions")
"""Nine tenths of a file."""

_FAULT_AROUND_BYTES = 1 << 16
"""Linux maps this much around each page that is read."""

SCRATCH_PREFIX = "new-"
"""Prefix of files that belong to no commit yet; Whoosh does not delete them."""

MAX_DOCUMENTS = 1 << 16
"""Documents per segment: their numbers take two bytes."""


def pack_small(name: str, values: NDArray[np.integer[Any]]) -> Arrays:
    """The arrays that store a small array."""
    at = np.flatnonzero(values > 0xFF)
    return {
        name: values.astype(np.uint8),
        f"{name}.at": at.astype(np.uint32),
        f"{name}.over": (values[at] >> 8).astype(np.uint32),
    }


def pack_documents(starts: NDArray[np.uint32], docs: NDArray[np.uint16]) -> Arrays:
    """The arrays that store the documents of all terms."""
    first, sizes = starts[:-1], np.diff(starts)
    gaps = np.diff(docs, prepend=docs[:1])
    gaps[first] = docs[first]
    wide = np.maximum.reduceat(gaps, first) > 0xFF if len(first) else np.empty(0, bool)
    is_wide = np.repeat(wide, sizes)
    return {
        "docs": docs[is_wide],
        "doc_starts": np.append(0, np.cumsum(sizes * wide)).astype(np.uint32),
        "gaps": gaps[~is_wide].astype(np.uint8),
    }


def write_segment(folder: Path, arrays: Arrays) -> str:
    """Write a segment under a scratch name, which is returned."""
    name = SCRATCH_PREFIX + secrets.token_hex(8)
    write_arrays(folder / name, arrays)
    return name


class Postings(NamedTuple):
    """The postings of some terms."""

    docs: NDArray[np.unsignedinteger]
    """Ascending within each term."""
    counts: NDArray[np.integer]
    """Occurrences of the term in each document."""
    order: NDArray[np.intp]
    """The places of the terms among those requested."""
    sizes: NDArray[np.uint32]
    """The number of postings of each term, in this order."""


class TermRange(NamedTuple):
    """The postings and positions of a range of terms, in order of terms."""

    terms: NDArray[np.intp]
    """The term of each posting, counted from the start of the range."""
    docs: NDArray[Any]
    counts: NDArray[Any]
    positions: NDArray[Any]
    """All positions, as many per posting as its count."""


class SegmentArrays:
    """The arrays of one segment, open for reading."""

    def __init__(self, path: Path) -> None:
        self.file = ArrayFile(path)
        # A wrong number in a table could point anywhere, one in a posting only to another paper.
        self.file.verify(
            *(name for name in self.file.names() if not name.endswith(_POSTING_ARRAYS))
        )
        self.file.release_pages()
        self.papers: NDArray[np.uint32] = self.file["papers"]
        self._strings: dict[str, SortedStrings] = {}
        self.mapped_bytes = 0
        """Estimated bytes of mapped pages read since `release_pages`."""

    def release_pages(self) -> None:
        """Unmap pages that were read; they are mapped again on demand."""
        self.mapped_bytes = 0
        self.file.release_pages()

    def __len__(self) -> int:
        return len(self.papers)

    def field_names(self) -> list[str]:
        """The names of the fields, sorted."""
        return sorted({name.split("/")[0] for name in self.file.names() if "/" in name})

    def lengths(self, field: str) -> NDArray[np.uint32]:
        """The number of words in the field, by document."""
        return self.file[f"{field}/lengths"]

    def rounded_lengths(self, field: str) -> NDArray[np.uint32]:
        """The lengths rounded as in Whoosh's own one-byte encoding, which its scores use."""
        codes = np.minimum(np.searchsorted(_ROUNDED_LENGTHS, self.lengths(field)), 255)
        return _ROUNDED_LENGTHS[codes]

    def terms(self, field: str) -> SortedStrings:
        """The field's terms, sorted."""
        return self._sorted_strings(f"{field}/terms")

    def surface(self, field: str) -> tuple[SortedStrings, NDArray[np.uint32]]:
        """The surface forms, sorted, and how often each occurs."""
        if f"{field}/surface" in self.file:
            return self._sorted_strings(f"{field}/surface"), self.file[f"{field}/surface_counts"]
        return self.terms(field), np.diff(self.file[f"{field}/word_starts"])

    def all_frequencies(self, field: str) -> NDArray[np.int64]:
        """The document frequency of every term, deleted documents included."""
        starts = self.file[f"{field}/starts"].astype(np.int64)
        return starts[1:] - starts[:-1]

    def frequencies(self, field: str, terms: Sequence[bytes]) -> NDArray[np.int64]:
        """The document frequency of each term, deleted documents included."""
        numbers = np.array(self.terms(field).find_all(terms), np.int64)
        present = np.flatnonzero(numbers >= 0)
        starts = self.file[f"{field}/starts"]
        frequencies = np.zeros(len(terms), np.int64)
        frequencies[present] = starts[numbers[present] + 1] - starts[numbers[present]]
        return frequencies

    def postings(
        self, field: str, term: int
    ) -> tuple[NDArray[np.unsignedinteger], NDArray[np.int32]]:
        """The documents of a term, ascending, and its count in each."""
        start, stop = self.file[f"{field}/starts"][term : term + 2].tolist()
        first, last = self.file[f"{field}/doc_starts"][term : term + 2].tolist()
        self.mapped_bytes += 3 * (stop - start) + _FAULT_AROUND_BYTES
        if first < last:
            docs = self.file[f"{field}/docs"][first:last]
        else:
            gaps = self.file[f"{field}/gaps"][start - first : stop - first]
            docs = np.cumsum(gaps, dtype=np.uint32)
        return docs, self._small(f"{field}/counts", start, stop)

    def all_postings(self, field: str, terms: NDArray[np.integer]) -> Postings:
        """The postings of several terms; their order is in the result."""
        starts, doc_starts = self.file[f"{field}/starts"], self.file[f"{field}/doc_starts"]
        begins, ends = starts[terms], starts[terms + 1]
        firsts, lasts = doc_starts[terms], doc_starts[terms + 1]
        wide = firsts < lasts
        order = np.argsort(~wide, kind="stable")
        gaps = _runs(self.file[f"{field}/gaps"], (begins - firsts)[~wide], (ends - firsts)[~wide])
        docs = _runs(self.file[f"{field}/docs"], firsts[wide], lasts[wide])
        counts = self._small_runs(f"{field}/counts", begins[order], ends[order])
        self.mapped_bytes += 3 * len(counts) + _FAULT_AROUND_BYTES * len(order)
        return Postings(_joined([*docs, _from_gaps(gaps)]), counts, order, (ends - begins)[order])

    def positions(self, field: str, term: int) -> NDArray[np.int32]:
        """The positions of a term, document by document, as many as its count in each."""
        start, stop = self.file[f"{field}/word_starts"][term : term + 2].tolist()
        self.mapped_bytes += stop - start + _FAULT_AROUND_BYTES
        return self._small(f"{field}/positions", start, stop)

    def term_range(self, field: str, low: int, high: int) -> TermRange:
        """The postings and positions of the terms low:high."""
        found = self.all_postings(field, np.arange(low, high))
        terms = np.repeat(found.order, found.sizes)
        order = np.argsort(terms, kind="stable")
        start, stop = self.file[f"{field}/word_starts"][[low, high]].tolist()
        positions = self._small(f"{field}/positions", start, stop)
        return TermRange(terms[order], found.docs[order], found.counts[order], positions)

    def _sorted_strings(self, name: str) -> SortedStrings:
        if name not in self._strings:
            self._strings[name] = SortedStrings(self.file, name)
        return self._strings[name]

    def _small_runs(
        self, name: str, begins: NDArray[np.integer], ends: NDArray[np.integer]
    ) -> NDArray[np.integer]:
        if len(self.file[f"{name}.at"]):
            bounds = zip(begins.tolist(), ends.tolist(), strict=True)
            return _joined([self._small(name, *run) for run in bounds])
        return _joined(_runs(self.file[name], begins, ends))

    def _small(self, name: str, start: int, stop: int) -> NDArray[np.int32]:
        values = self.file[name][start:stop].astype(np.int32)
        at = self.file[f"{name}.at"]
        if len(at):
            first, last = np.searchsorted(at, np.array((start, stop), at.dtype))
            over = self.file[f"{name}.over"][first:last].astype(np.int32)
            values[at[first:last] - start] += over << 8
        return values


def _runs(
    array: NDArray[Any], begins: NDArray[np.integer], ends: NDArray[np.integer]
) -> list[NDArray[Any]]:
    """Slices of an array."""
    return [array[a:b] for a, b in zip(begins.tolist(), ends.tolist(), strict=True)]


def _joined(runs: list[NDArray[Any]]) -> NDArray[Any]:
    """Concatenate runs; a single one is not copied."""
    if not runs:
        return np.empty(0, np.uint8)
    runs = [run for run in runs if len(run)] or runs
    return runs[0] if len(runs) == 1 else np.concatenate(runs)


def _from_gaps(gaps: list[NDArray[np.uint8]]) -> NDArray[np.uint32]:
    """The documents of runs of gaps, by cumulative sums."""
    if not gaps:
        return np.empty(0, np.uint32)
    docs = np.cumsum(_joined(gaps), dtype=np.uint32)  # with uint16 it takes four times as long
    sizes = np.array([len(run) for run in gaps])
    before = np.append(np.uint32(0), docs[np.cumsum(sizes[:-1]) - 1])
    docs -= np.repeat(before, sizes)
    return docs
