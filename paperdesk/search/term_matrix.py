"""The papers of one commit as rows of weighted terms, to be compared with each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.search.common_words import is_common_term
from paperdesk.search.similarity import FIELDS, TITLE_FACTOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from paperdesk.search.snapshot import OpenSegment, Snapshot

MAX_TERMS = 3_000
"""Of the vocabulary, the terms with the greatest weight in all papers together."""
_MAX_SHARE = 0.15
"""A term of more papers than this share does not tell them apart."""
_MIN_PAPERS = 3
_PARTS_OF_WORDS = frozenset(
    {
        "anti", "bi", "co", "cross", "inter", "intra", "mid", "mini", "mono", "multi", "non",
        "omni", "poli", "post", "pre", "quasi", "semi", "sub", "tri", "uni",
    }
)  # fmt: skip
"""Stems of what stands before a hyphen, which tells nothing by itself."""


@dataclass(frozen=True, slots=True)
class TermMatrix:
    """Sparse rows of TF-IDF weights, of length about 1."""

    papers: NDArray[np.int64]
    """The paper of each row."""
    terms: list[str]
    """The name of each column, sorted."""
    starts: NDArray[np.int64]
    """Where the entries of each row start, and the end of the last."""
    columns: NDArray[np.int16]
    weights: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.papers)

    @property
    def rows(self) -> NDArray[np.int64]:
        """The row of each entry."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def take(self, rows: NDArray[np.integer]) -> TermMatrix:
        """Some of the rows, ascending."""
        sizes = np.diff(self.starts)[rows]
        starts = np.append(0, np.cumsum(sizes))
        entries = np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], sizes)
        columns, weights = self.columns[entries], self.weights[entries]
        return TermMatrix(self.papers[rows], self.terms, starts, columns, weights)


def term_matrices(snapshot: Snapshot) -> list[TermMatrix]:
    """The papers of each segment that have any telling term, by titles and abstracts.

    All matrices have the same columns. A million papers take 200 MB.
    """
    terms, idf = _vocabulary(snapshot)
    return [_matrix(segment, terms, idf) for segment in snapshot.segments]


def joined(parts: Sequence[TermMatrix]) -> TermMatrix:
    """The rows of some matrices, of which there is at least one."""
    sizes = [np.diff(part.starts) for part in parts]
    return TermMatrix(
        np.concatenate([part.papers for part in parts]),
        parts[0].terms,
        np.append(0, np.cumsum(np.concatenate(sizes))),
        np.concatenate([part.columns for part in parts]),
        np.concatenate([part.weights for part in parts]),
    )


def _matrix(segment: OpenSegment, terms: list[str], idf: NDArray[np.float32]) -> TermMatrix:
    fields = [_entries(segment, field, terms, idf) for field in FIELDS]
    docs, columns, weights = (np.concatenate(part) for part in zip(*fields, strict=True))
    order = np.argsort(docs, kind="stable")  # quick, as they take two bytes
    docs, columns, weights = docs[order], columns[order], weights[order]
    first = np.flatnonzero(np.diff(docs.astype(np.int64), prepend=-1))
    starts = np.append(first, len(docs))
    lengths = np.sqrt(np.add.reduceat(weights**2, first)) if len(first) else weights
    weights /= np.repeat(lengths, np.diff(starts))
    papers = segment.papers[docs[first]].astype(np.int64)
    return TermMatrix(papers, terms, starts, columns, weights)


def _vocabulary(snapshot: Snapshot) -> tuple[list[str], NDArray[np.float32]]:
    """The terms that tell papers apart, sorted, and the inverse frequency of each."""
    counts = Counter[bytes]()
    for field in FIELDS:
        in_field = Counter[bytes]()
        for segment in snapshot.segments:
            in_field.update(dict(_frequent(segment, field, len(snapshot.segments))))
        counts |= in_field
    most = max(_MIN_PAPERS + 2, _MAX_SHARE * snapshot.documents)
    telling = {
        name: log(snapshot.documents / count)
        for name, count in counts.items()
        if _MIN_PAPERS <= count <= most
    }
    heaviest = sorted(telling, key=lambda name: (-counts[name] * telling[name] ** 2, name))
    chosen = sorted([name for name in heaviest[: 2 * MAX_TERMS] if _is_telling(name)][:MAX_TERMS])
    idf = np.array([telling[name] for name in chosen], np.float32)
    return [name.decode() for name in chosen], idf


def _frequent(segment: OpenSegment, field: str, segments: int) -> Iterator[tuple[bytes, int]]:
    """The terms of a segment that may be in enough papers of all, with how many have each."""
    names, frequencies = segment.arrays.terms(field), segment.arrays.all_frequencies(field)
    for number in np.flatnonzero(frequencies * segments >= _MIN_PAPERS).tolist():
        yield names[number], int(frequencies[number])


def _is_telling(name: bytes) -> bool:
    term = name.decode()
    if len(term) < 2 or any(map(str.isdigit, term)):
        return False
    return term not in _PARTS_OF_WORDS and not is_common_term(term)


def _entries(
    segment: OpenSegment, field: str, terms: list[str], idf: NDArray[np.float32]
) -> tuple[NDArray[np.uint16], NDArray[np.int16], NDArray[np.float32]]:
    """Document, column and weight of every posting of the terms in a field."""
    numbers = np.array(segment.arrays.terms(field).find_all([t.encode() for t in terms]), np.int64)
    present = np.flatnonzero(numbers >= 0)
    found = segment.arrays.all_postings(field, numbers[present])
    columns = np.repeat(present[found.order], found.sizes).astype(np.int16)
    docs, counts = found.docs, found.counts.astype(np.float32)
    if segment.live is not None:
        live = segment.live[docs]
        docs, columns, counts = docs[live], columns[live], counts[live]
    counts *= TITLE_FACTOR if field == "title" else 1
    return docs.astype(np.uint16), columns, counts / (counts + 1) * idf[columns]
