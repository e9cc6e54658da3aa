"""Several segments made one, some terms after another: little is held but the result."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from paperdesk.search.segments.inverter import Lists, narrowed, posting_arrays, term_ranges
from paperdesk.search.segments.schema import FIELDS
from paperdesk.search.segments.segment import SegmentArrays, strings, write_segment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from paperdesk.search.segments.schema import IndexField
    from paperdesk.search.segments.segment import Arrays

Live = tuple["SegmentArrays", "NDArray[np.bool_]"]
"""A segment and which of its documents are not deleted."""


def merge_files(folder: Path, index: str, files: Sequence[str]) -> str:
    """Merge segment files, of which no document is deleted, into one with a scratch name."""
    segments = [SegmentArrays(folder / name) for name in files]
    return write_segment(folder, merged(index, [(s, np.ones(len(s), bool)) for s in segments]))


def merged(index: str, parts: Sequence[Live]) -> Arrays:
    """The arrays of one segment that holds what these hold, without deleted documents."""
    found: Arrays = {"papers": np.concatenate([arrays.papers[live] for arrays, live in parts])}
    for field in FIELDS[index]:
        found |= _merged_field(field, parts)
    return found


class _Part(NamedTuple):
    """A field of one of the segments."""

    arrays: SegmentArrays
    ranks: NDArray[np.uint32]
    """The place of each of its terms among those of all segments."""
    documents: NDArray[np.int64]
    """The new number of each document, -1 for a deleted one."""


def _merged_field(field: IndexField, parts: Sequence[Live]) -> Arrays:
    names = sorted({term for arrays, _ in parts for term in arrays.terms(field.name)})
    rank = {term: i for i, term in enumerate(names)}
    fields, before = [], 0
    for arrays, live in parts:
        ranks = np.fromiter(map(rank.__getitem__, arrays.terms(field.name)), np.uint32)
        fields.append(_Part(arrays, ranks, np.where(live, np.cumsum(live) - 1 + before, -1)))
        before += int(live.sum())
    words = np.zeros(len(names) + 1, np.int64)
    for part in fields:
        words[part.ranks + 1] += np.diff(part.arrays.file[f"{field.name}/word_starts"])
    lists = [_lists(field.name, fields, *terms) for terms in term_ranges(np.cumsum(words))]
    used = np.concatenate([np.empty(0, bool), *(each.sizes > 0 for each in lists)])
    kept = [names[i].decode() for i in np.flatnonzero(used).tolist()]
    lengths = np.concatenate([arrays.lengths(field.name)[live] for arrays, live in parts])
    found = {"lengths": lengths, **strings("terms", kept), **posting_arrays(lists)}
    found |= _surface(field, parts, kept)
    return {f"{field.name}/{name}": array for name, array in found.items()}


def _lists(field: str, parts: Sequence[_Part], low: int, high: int) -> Lists:
    """The posting lists of the terms from `low` to before `high`."""
    terms, docs, counts, word_terms, positions = [], [], [], [], []
    for part in parts:
        a, b = np.searchsorted(part.ranks, (low, high)).tolist()
        own, own_docs, own_counts, own_positions = part.arrays.run(field, a, b)
        new_docs = part.documents[own_docs]
        live = new_docs >= 0
        term = part.ranks[a:b][own] - np.uint32(low)
        terms.append(term[live])
        docs.append(new_docs[live])
        counts.append(own_counts[live])
        word_terms.append(np.repeat(term[live], own_counts[live]))
        positions.append(own_positions[np.repeat(live, own_counts)])
        part.arrays.let_go()
    by_term, by_word = narrowed(np.concatenate(terms)), narrowed(np.concatenate(word_terms))
    # Documents ascend from part to part, and a stable sort keeps that within each term.
    order, word_order = (np.argsort(of, kind="stable") for of in (by_term, by_word))
    return Lists(
        np.bincount(by_term, minlength=high - low),
        np.bincount(by_word, minlength=high - low),
        np.concatenate(docs)[order],
        np.concatenate(counts)[order],
        np.concatenate(positions)[word_order],
    )


def _surface(field: IndexField, parts: Sequence[Live], terms: Sequence[str]) -> Arrays:
    """The words as written, with how often, that lead to one of the terms."""
    seen = Counter[bytes]()
    for arrays, _ in parts:
        words, counts = arrays.surface(field.name)
        seen.update(dict(zip(words, counts.tolist(), strict=True)))
    there = set(terms)
    written = sorted(word for word in map(bytes.decode, seen) if field.form(word) in there)
    if written == terms:
        return {}
    often = np.array([seen[word.encode()] for word in written], np.uint32)
    return {**strings("surface", written), "seen": often}
