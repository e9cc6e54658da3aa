"""Numbers that tell whether two indexes have the same words of a paper at the same places."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from paperdesk.search.snapshot import OpenSegment, Snapshot

_TERMS = 20_000
"""Terms at once, for the sake of memory."""
_FACTORS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))


def fingerprints(snapshot: Snapshot) -> dict[int, int]:
    """The fingerprint of each paper of an index.

    A sum over terms, so that it does not depend on how papers are spread over segments.
    """
    found: dict[int, int] = {}
    for segment in snapshot.segments:
        totals = np.zeros(len(segment.papers), np.uint64)
        for field in segment.arrays.field_names():
            _add(totals, segment, field)
        live = segment.live if segment.live is not None else np.ones(len(totals), bool)
        pairs = zip(segment.papers[live].tolist(), totals[live].tolist(), strict=True)
        for paper, total in pairs:
            # Twice in one index is wrong, and so must change the number.
            found[paper] = total if paper not in found else found[paper] * 31 + total + 1
    return found


def _add(totals: NDArray[np.uint64], segment: OpenSegment, field: str) -> None:
    terms = segment.arrays.terms(field)
    for low in range(0, len(terms), _TERMS):
        high = min(low + _TERMS, len(terms))
        hashes = np.array([_hash(field, terms[i]) for i in range(low, high)], np.uint64)
        postings = segment.arrays.term_range(field, low, high)
        places = (postings.positions.astype(np.uint64) + np.uint64(1)) * _FACTORS[1]
        ends = np.cumsum(postings.counts, dtype=np.int64)
        sums = np.add.reduceat(places ^ (places >> np.uint64(29)), ends - postings.counts)
        mixed = (hashes[postings.terms] ^ sums) * _FACTORS[0]
        np.add.at(totals, postings.docs, mixed ^ (mixed >> np.uint64(31)))


def _hash(field: str, term: bytes) -> int:
    digest = hashlib.blake2b(term, digest_size=8, key=field.encode()).digest()
    return int.from_bytes(digest, "big")
