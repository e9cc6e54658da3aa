"""Merges segments in batches of terms, so that little is in memory beside the result."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from paperdesk.search.segments.inverter import PostingLists, narrowed, posting_arrays, term_ranges
from paperdesk.search.segments.schema import FIELDS
from paperdesk.search.segments.segment import SegmentArrays, write_segment
from paperdesk.search.segments.strings import pack_strings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from paperdesk.search.segments.schema import IndexField
    from paperdesk.search.segments.segment import Arrays

Live = tuple["SegmentArrays", "NDArray[np.bool_]"]
"""A segment and the mask of its documents that are not deleted."""


def merge_files(folder: Path, index: str, files: Sequence[str]) -> str:
    """Merge segment files without deletions into one with a scratch name, which is returned."""
    segments = [SegmentArrays(folder / name) for name in files]
    return write_segment(folder, merged(index, [(s, np.ones(len(s), bool)) for s in segments]))


def merged(index: str, parts: Sequence[Live]) -> Arrays:
    """The arrays of the merged segment, without deleted documents."""
    arrays: Arrays = {"papers": np.concatenate([part.papers[live] for part, live in parts])}
    for field in FIELDS[index]:
        arrays |= _merged_field(field, parts)
    return arrays


class _Part(NamedTuple):
    """A field of one of the segments."""

    arrays: SegmentArrays
    ranks: NDArray[np.uint32]
    """The place of each of its terms among the terms of all segments."""
    documents: NDArray[np.int64]
    """The new number of each document; -1 if deleted."""


def _merged_field(field: IndexField, parts: Sequence[Live]) -> Arrays:
    names = sorted({term for arrays, _ in parts for term in arrays.terms(field.name)})
    rank = {term: i for i, term in enumerate(names)}
    fields, offset = [], 0
    for arrays, live in parts:
        ranks = np.fromiter(map(rank.__getitem__, arrays.terms(field.name)), np.uint32)
        fields.append(_Part(arrays, ranks, np.where(live, np.cumsum(live) - 1 + offset, -1)))
        offset += int(live.sum())
    words = np.zeros(len(names) + 1, np.int64)
    for part in fields:
        words[part.ranks + 1] += np.diff(part.arrays.file[f"{field.name}/word_starts"])
    lists = [_merged_lists(field.name, fields, *bounds) for bounds in term_ranges(np.cumsum(words))]
    used = np.concatenate([np.empty(0, bool), *(each.sizes > 0 for each in lists)])
    terms = [names[i].decode() for i in np.flatnonzero(used).tolist()]
    lengths = np.concatenate([arrays.lengths(field.name)[live] for arrays, live in parts])
    found = {"lengths": lengths, **pack_strings("terms", terms), **posting_arrays(lists)}
    found |= _surface_forms(field, parts, terms)
    return {f"{field.name}/{name}": array for name, array in found.items()}


def _merged_lists(field: str, parts: Sequence[_Part], low: int, high: int) -> PostingLists:
    """The posting lists of the terms low:high."""
    terms, docs, counts, word_terms, positions = [], [], [], [], []
    for part in parts:
        first, last = np.searchsorted(part.ranks, (low, high)).tolist()
        postings = part.arrays.term_range(field, first, last)
        new_docs = part.documents[postings.docs]
        live = new_docs >= 0
        term = part.ranks[first:last][postings.terms] - np.uint32(low)
        terms.append(term[live])
        docs.append(new_docs[live])
        counts.append(postings.counts[live])
        word_terms.append(np.repeat(term[live], postings.counts[live]))
        positions.append(postings.positions[np.repeat(live, postings.counts)])
        part.arrays.release_pages()
    by_term, by_word = narrowed(np.concatenate(terms)), narrowed(np.concatenate(word_terms))
    # Documents ascend from part to part; a stable sort preserves that within each term.
    order, word_order = (np.argsort(of, kind="stable") for of in (by_term, by_word))
    return PostingLists(
        np.bincount(by_term, minlength=high - low),
        np.bincount(by_word, minlength=high - low),
        np.concatenate(docs)[order],
        np.concatenate(counts)[order],
        np.concatenate(positions)[word_order],
    )


def _surface_forms(field: IndexField, parts: Sequence[Live], terms: Sequence[str]) -> Arrays:
    """The arrays of the surface forms of these terms and their counts."""
    if field.is_spellings:
        return {}
    total = Counter[bytes]()
    for arrays, _ in parts:
        words, counts = arrays.surface(field.name)
        total.update(dict(zip(words, counts.tolist(), strict=True)))
    known = set(terms)
    forms = sorted(word for word in map(bytes.decode, total) if field.to_term(word) in known)
    if forms == terms:
        return {}
    counts = np.array([total[word.encode()] for word in forms], np.uint32)
    return {**pack_strings("surface", forms), "surface_counts": counts}
