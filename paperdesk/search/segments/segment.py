"""One segment of an index: its documents and, by field, its terms with their postings, as arrays.

Arrays of a segment file; F is a field, and there are D documents, T terms, P postings, W words:

    papers          u4 [D]     the paper each document is about
    F/lengths       u4 [D]     words in the field
    F/terms         strings    the terms, sorted
    F/starts        u4 [T+1]   where each term's postings begin
    F/counts        small [P]  how often the term stands in the posting's document
    F/docs          u2         the documents of terms with wide gaps between them
    F/doc_starts    u4 [T+1]   where each term's documents begin there
    F/gaps          u1         documents of all other terms, each by its distance from the last
    F/word_starts   u4 [T+1]   where each term's positions begin
    F/positions     small [W]  by term and document, ascending
    F/surface       strings    the words as written (folded); not kept where all are terms
    F/seen          u4         how often each of them was written

Strings are UTF-8, one after another between NAME.bounds; NAME.begin has the first eight bytes of
each as a number, which finds its place at once. A small array has one byte a number;
NAME.at and NAME.over hold place and excess of the few that need more.
"""

from __future__ import annotations

import secrets
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from whoosh.util.numeric import byte_to_length

from paperdesk.search.segments.arrays import ArrayFile, write_arrays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

Arrays = dict[str, "NDArray[Any]"]

_LENGTHS = np.array([byte_to_length(step) for step in range(256)], np.uint32)

_BULK = ("/docs", "/gaps", "/counts", "/positions")
"""The postings themselves, nine tenths of a file."""

_AROUND = 1 << 16
"""Linux maps so many bytes around a place that is read."""

SCRATCH = "new-"
"""How files begin that no commit names yet; Whoosh's own cleaning leaves them alone."""

MOST_DOCUMENTS = 1 << 16
"""Of a segment: a document's number takes two bytes."""


def strings(name: str, values: Sequence[str]) -> Arrays:
    """Sorted strings, as the arrays they are kept in."""
    encoded = [value.encode() for value in values]
    bounds = np.cumsum([0, *map(len, encoded)], dtype=np.uint32)
    return {
        name: np.frombuffer(b"".join(encoded), np.uint8),
        f"{name}.bounds": bounds,
        f"{name}.begin": np.frombuffer(_beginnings(encoded), ">u8").astype(np.uint64),
    }


def _beginnings(strings: Iterable[bytes]) -> bytes:
    """The first eight bytes of each."""
    return b"".join(string[:8].ljust(8, b"\0") for string in strings)


def small(name: str, values: NDArray[np.integer[Any]]) -> Arrays:
    """A small array, as the arrays it is kept in."""
    at = np.flatnonzero(values > 0xFF)
    return {
        name: values.astype(np.uint8),
        f"{name}.at": at.astype(np.uint32),
        f"{name}.over": (values[at] >> 8).astype(np.uint32),
    }


def documents(starts: NDArray[np.uint32], docs: NDArray[np.uint16]) -> Arrays:
    """The documents of all terms, as the arrays they are kept in."""
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
    name = SCRATCH + secrets.token_hex(8)
    write_arrays(folder / name, arrays)
    return name


class Postings(NamedTuple):
    """The postings of some terms."""

    docs: NDArray[np.unsignedinteger]
    """Ascending within each term."""
    counts: NDArray[np.integer]
    """How often the term stands in each document."""
    order: NDArray[np.intp]
    """The places of the terms among those asked for."""
    sizes: NDArray[np.uint32]
    """How many postings each has."""


class Strings:
    """Sorted strings in a segment file, as bytes."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._text, self._bounds = file.bytes_of(name), file[f"{name}.bounds"].data
        self._begin = file[f"{name}.begin"]
        self._begin_data = self._begin.data

    def __len__(self) -> int:
        return max(0, len(self._bounds) - 1)

    def __getitem__(self, i: int) -> bytes:
        return self._text(self._bounds[i], self._bounds[i + 1])

    def __iter__(self) -> Iterator[bytes]:
        return map(self.__getitem__, range(len(self)))

    def place(self, string: bytes) -> int:
        """Where the string stands or would stand."""
        begin = int.from_bytes(string[:8].ljust(8, b"\0"))
        low = bisect_left(self._begin_data, begin)
        return self._place_between(string, low, bisect_right(self._begin_data, begin, low))

    def find(self, string: bytes) -> int:
        """Where the string stands; -1 where it is not there."""
        return self._checked(string, self.place(string))

    def find_all(self, strings: Sequence[bytes]) -> list[int]:
        """Where each of some strings stands; -1 where it does not."""
        begin = np.frombuffer(_beginnings(strings), ">u8").astype(np.uint64)
        low = self._begin.searchsorted(begin, side="left").tolist()
        high = self._begin.searchsorted(begin, side="right").tolist()
        return list(map(self._checked, strings, map(self._place_between, strings, low, high)))

    def _checked(self, string: bytes, place: int) -> int:
        return place if place < len(self) and self[place] == string else -1

    def _place_between(self, string: bytes, low: int, high: int) -> int:
        text, bounds = self._text, self._bounds
        while low < high:  # bisect with a key takes three times as long
            middle = (low + high) // 2
            if text(bounds[middle], bounds[middle + 1]) < string:
                low = middle + 1
            else:
                high = middle
        return low


class SegmentArrays:
    """The arrays of one segment, open for reading."""

    def __init__(self, path: Path) -> None:
        self.file = ArrayFile(path)
        # A wrong number in a table points anywhere; one in a posting at another paper at most.
        self.file.verify(*(name for name in self.file.names() if not name.endswith(_BULK)))
        self.file.let_go()
        self.papers: NDArray[np.uint32] = self.file["papers"]
        self._strings: dict[str, Strings] = {}
        self.mapped = 0
        """Bytes of memory that reading may have taken since `let_go`, roughly."""

    def let_go(self) -> None:
        """Take no memory for what was read: the system has it, and it is mapped anew."""
        self.mapped = 0
        self.file.let_go()

    def __len__(self) -> int:
        return len(self.papers)

    def field_names(self) -> list[str]:
        """The fields, sorted."""
        return sorted({name.split("/")[0] for name in self.file.names() if "/" in name})

    def lengths(self, field: str) -> NDArray[np.uint32]:
        """How many words the field has, by document."""
        return self.file[f"{field}/lengths"]

    def rounded_lengths(self, field: str) -> NDArray[np.uint32]:
        """The lengths as Whoosh's own codec keeps them, in one byte: so its scores have them."""
        steps = np.minimum(np.searchsorted(_LENGTHS, self.lengths(field)), 255)
        return _LENGTHS[steps]

    def terms(self, field: str) -> Strings:
        """The field's terms, sorted."""
        return self._sorted(f"{field}/terms")

    def surface(self, field: str) -> tuple[Strings, NDArray[np.uint32]]:
        """The words as written, sorted, and how often each is there."""
        if f"{field}/surface" in self.file:
            return self._sorted(f"{field}/surface"), self.file[f"{field}/seen"]
        return self.terms(field), np.diff(self.file[f"{field}/word_starts"])

    def frequencies(self, field: str, terms: Sequence[bytes]) -> NDArray[np.int64]:
        """In how many documents each term stands."""
        places = np.array(self.terms(field).find_all(terms), np.int64)
        there = np.flatnonzero(places >= 0)
        starts = self.file[f"{field}/starts"]
        found = np.zeros(len(terms), np.int64)
        found[there] = starts[places[there] + 1] - starts[places[there]]
        return found

    def postings(
        self, field: str, term: int
    ) -> tuple[NDArray[np.unsignedinteger], NDArray[np.int32]]:
        """The documents of a term, ascending, and how often it stands in each."""
        start, stop = self.file[f"{field}/starts"][term : term + 2].tolist()
        first, last = self.file[f"{field}/doc_starts"][term : term + 2].tolist()
        self.mapped += 3 * (stop - start) + _AROUND
        if first < last:
            docs = self.file[f"{field}/docs"][first:last]
        else:
            gaps = self.file[f"{field}/gaps"][start - first : stop - first]
            docs = np.cumsum(gaps, dtype=np.uint32)
        return docs, self._small(f"{field}/counts", start, stop)

    def all_postings(self, field: str, terms: NDArray[np.integer]) -> Postings:
        """The postings of some terms, one after another in an order of their own."""
        starts, doc_starts = self.file[f"{field}/starts"], self.file[f"{field}/doc_starts"]
        begins, ends = starts[terms], starts[terms + 1]
        firsts, lasts = doc_starts[terms], doc_starts[terms + 1]
        wide = firsts < lasts
        order = np.argsort(~wide, kind="stable")
        gaps = _runs(self.file[f"{field}/gaps"], (begins - firsts)[~wide], (ends - firsts)[~wide])
        docs = _runs(self.file[f"{field}/docs"], firsts[wide], lasts[wide])
        counts = self._small_runs(f"{field}/counts", begins[order], ends[order])
        self.mapped += 3 * len(counts) + _AROUND * len(order)
        return Postings(_joined([*docs, _unfolded(gaps)]), counts, order, (ends - begins)[order])

    def positions(self, field: str, term: int) -> NDArray[np.int32]:
        """The places of a term, document by document, as many as it counts in each."""
        start, stop = self.file[f"{field}/word_starts"][term : term + 2].tolist()
        self.mapped += stop - start + _AROUND
        return self._small(f"{field}/positions", start, stop)

    def run(
        self, field: str, low: int, high: int
    ) -> tuple[NDArray[np.intp], NDArray[Any], NDArray[Any], NDArray[Any]]:
        """All postings of the terms from `low` to before `high`, in their order.

        Of each posting its term, counted from `low`, its document and count; then all positions.
        """
        found = self.all_postings(field, np.arange(low, high))
        terms = np.repeat(found.order, found.sizes)
        back = np.argsort(terms, kind="stable")
        start, stop = self.file[f"{field}/word_starts"][[low, high]].tolist()
        positions = self._small(f"{field}/positions", start, stop)
        return terms[back], found.docs[back], found.counts[back], positions

    def _sorted(self, name: str) -> Strings:
        if name not in self._strings:
            self._strings[name] = Strings(self.file, name)
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
    """Parts of an array."""
    return [array[a:b] for a, b in zip(begins.tolist(), ends.tolist(), strict=True)]


def _joined(runs: list[NDArray[Any]]) -> NDArray[Any]:
    """Runs, one after another; a single one is not copied."""
    if not runs:
        return np.empty(0, np.uint8)
    runs = [run for run in runs if len(run)] or runs
    return runs[0] if len(runs) == 1 else np.concatenate(runs)


def _unfolded(gaps: list[NDArray[np.uint8]]) -> NDArray[np.uint32]:
    """The documents of runs of gaps."""
    if not gaps:
        return np.empty(0, np.uint32)
    docs = np.cumsum(_joined(gaps), dtype=np.uint32)  # in two bytes it takes four times as long
    sizes = np.array([len(run) for run in gaps])
    before = np.append(np.uint32(0), docs[np.cumsum(sizes[:-1]) - 1])
    docs -= np.repeat(before, sizes)
    return docs
