"""Topics of a library: groups of papers that use the same words, by spherical k-means.

The same papers and the same centres to start from give the same topics.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.search.term_matrix import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from paperdesk.search.term_matrix import TermMatrix

    Centres = NDArray[np.float32]
    """[topics, terms]: rows of length 1, or 0."""

FEWEST_PAPERS = 30
"""Fewer papers have no topics."""
FEWEST, MOST = 8, 40
_PAPERS_PER_SQUARED_TOPIC = 25
_SAMPLED_PER_TOPIC = 125
"""Papers from which the centres are learned; all are assigned to them at the end."""
_ROUNDS, _ROUNDS_AGAIN = 10, 1
"""Rounds from new centres, and from those of before, which move little by little."""
_CANDIDATES = 6
"""Papers tried for each new centre."""
_SEED = 7
_CHUNK = 4_000
"""Rows compared at a time: 20 MB."""
_CENTRE_TERMS = 200
_MORE_WORDS = 8
"""Terms that may name a topic."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of papers."""

    papers: NDArray[np.int64]
    """Those nearest to the centre first."""
    centre: dict[str, float]
    """By term, the heaviest ones: what the next search for topics starts from."""
    terms: list[str]
    """Terms that tell it from other topics, most telling first."""


def wanted(papers: int) -> int:
    """How many topics so many papers have: 8 up to 1,600 papers, 20 at 10,000, 40 from 40,000."""
    if papers < FEWEST_PAPERS:
        return 0
    return int(np.clip(round((papers / _PAPERS_PER_SQUARED_TOPIC) ** 0.5), FEWEST, MOST))


def find_topics(
    matrices: Sequence[TermMatrix], earlier: Sequence[dict[str, float]] = ()
) -> list[Topic]:
    """The topics of all rows: first those of earlier centres, in their order, then new ones.

    An earlier topic may come out without papers; a new one does not. The matrices have the same
    columns.
    """
    matrices = [matrix for matrix in matrices if len(matrix)]
    if not matrices:
        return [Topic(np.empty(0, np.int64), {}, []) for _ in earlier]
    count = wanted(sum(map(len, matrices)))
    rng = np.random.default_rng(_SEED)
    sample = _sampled(matrices, _SAMPLED_PER_TOPIC * max(count, len(earlier)), rng)
    centres, rounds = _known(sample.terms, earlier), _ROUNDS_AGAIN
    if len(earlier) < 0.8 * count:
        centres, rounds = _with_new(sample, centres, count, rng), _ROUNDS
    if not len(centres):
        return []
    for _ in range(rounds):
        nearest, likeness = _nearest(sample, centres)
        new = _means(sample, np.where(likeness > 0, nearest, len(centres)), centres)
        moved = float(np.abs(new - centres).max())
        centres = new
        if moved < 1e-3:
            break
    return _topics(matrices, centres, len(earlier))


def _sampled(matrices: Sequence[TermMatrix], size: int, rng: np.random.Generator) -> TermMatrix:
    """So many of all rows, at random; all if there are not more."""
    total = sum(map(len, matrices))
    if total <= size:
        return joined(matrices)
    rows, parts = np.sort(rng.choice(total, size, replace=False)), []
    for matrix in matrices:
        here = rows[(rows >= 0) & (rows < len(matrix))]
        parts.append(matrix.take(here))
        rows = rows - len(matrix)
    return joined(parts)


def _known(terms: list[str], earlier: Sequence[dict[str, float]]) -> Centres:
    columns = {term: column for column, term in enumerate(terms)}
    centres = np.zeros((len(earlier), len(terms)), np.float32)
    for row, centre in enumerate(earlier):
        for term, weight in centre.items():
            if term in columns:
                centres[row, columns[term]] = weight
    return _unit(centres)


def _with_new(
    sample: TermMatrix, centres: Centres, count: int, rng: np.random.Generator
) -> Centres:
    """As many centres: new ones are papers far from all before, by greedy k-means++."""
    likeness = np.zeros(len(sample), np.float32)
    if len(centres):
        _, likeness = _nearest(sample, centres)
    while len(centres) < count:
        far = np.maximum(1 - likeness, 0) ** 2
        if not far.sum():
            break
        rows = rng.choice(len(sample), _CANDIDATES, p=far / far.sum())
        new = _unit(_sums(sample.take(rows), np.arange(_CANDIDATES), _CANDIDATES))
        nearer = np.maximum(likeness[:, None], _cosines(sample, new))
        best = int(nearer.sum(axis=0).argmax())
        centres, likeness = np.concatenate([centres, new[best : best + 1]]), nearer[:, best]
    return centres


def _nearest(matrix: TermMatrix, centres: Centres) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The nearest centre of each row, and the cosine."""
    cosines = _cosines(matrix, centres)
    nearest = cosines.argmax(axis=1)
    return nearest, cosines[np.arange(len(matrix)), nearest]


def _cosines(matrix: TermMatrix, centres: Centres) -> NDArray[np.float32]:
    """[rows, centres]"""
    by_term = np.ascontiguousarray(centres.T)
    cosines = np.zeros((len(matrix), len(centres)), np.float32)
    for start in range(0, len(matrix), _CHUNK):
        starts = matrix.starts[start : start + _CHUNK + 1]
        part = slice(starts[0], starts[-1])
        products = by_term[matrix.columns[part]]
        products *= matrix.weights[part, None]
        end = start + len(starts) - 1
        np.add.reduceat(products, starts[:-1] - starts[0], out=cosines[start:end])
    return cosines


def _means(matrix: TermMatrix, groups: NDArray[np.int64], centres: Centres) -> Centres:
    """The means of the rows of each group; the centre of a group without any stays."""
    sums = _sums(matrix, groups, len(centres) + 1)[:-1]
    used = sums.max(axis=1, keepdims=True) > 0
    return np.where(used, _unit(sums), centres)


def _sums(matrix: TermMatrix, groups: NDArray[np.int64], count: int) -> Centres:
    """The sums of the rows of each group."""
    width = len(matrix.terms)
    places = groups[matrix.rows] * width + matrix.columns.astype(np.int64)
    sums = np.bincount(places, matrix.weights, count * width)
    return sums.reshape(count, width).astype(np.float32)


def _unit(rows: Centres) -> Centres:
    lengths = np.sqrt((rows**2).sum(axis=1, keepdims=True))
    return (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)


def _topics(matrices: Sequence[TermMatrix], centres: Centres, earlier: int) -> list[Topic]:
    """Assign all rows to the centres; a row without any of their terms is in no topic."""
    groups, likeness, sums = [], [], np.zeros((len(centres) + 1, centres.shape[1]), np.float32)
    for matrix in matrices:
        nearest, near = _nearest(matrix, centres)
        groups.append(np.where(near > 0, nearest, len(centres)))
        likeness.append(near)
        sums += _sums(matrix, groups[-1], len(centres) + 1)
    group, close = np.concatenate(groups), np.concatenate(likeness)
    papers, terms = np.concatenate([matrix.papers for matrix in matrices]), matrices[0].terms
    overall = np.maximum(sums.sum(axis=0) / len(papers), 1e-9)
    found = []
    for number, centre in enumerate(centres):
        rows = np.flatnonzero(group == number)
        if not len(rows) and number >= earlier:
            continue
        rows = rows[np.lexsort((papers[rows], -close[rows]))]
        mean = sums[number] / max(len(rows), 1)
        contrast = mean * np.log(np.maximum(mean, 1e-9) / overall)
        heaviest = np.argsort(-centre, kind="stable")[:_CENTRE_TERMS].tolist()
        telling = np.argsort(-contrast, kind="stable")[:_MORE_WORDS].tolist()
        found.append(
            Topic(
                papers[rows],
                {
                    terms[term]: round(float(centre[term]), 4)
                    for term in heaviest
                    if centre[term] > 0
                },
                [terms[term] for term in telling if contrast[term] > 0],
            )
        )
    return found
