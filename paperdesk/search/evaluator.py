"""Evaluates query trees over whole posting lists, without Python code per posting."""

from __future__ import annotations

from itertools import product
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.model.query import And, Filter, Not, Or, Phrase, Word
from paperdesk.model.query_values import MAX_LIKED
from paperdesk.model.spellings import WordRow, is_initial, phrase_rows, rows
from paperdesk.search.errors import translate_errors
from paperdesk.search.phrases import find_phrase
from paperdesk.search.score_accumulator import ScoreAccumulator
from paperdesk.search.segments.schema import AUTHORS, FIELDS, TEXTS, IndexField
from paperdesk.search.similarity import Similarity, combined
from paperdesk.search.snapshot import Hits, Snapshot
from paperdesk.search.vocabulary import all_terms_of_prefix, terms_of_prefix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from paperdesk.model.query import Node
    from paperdesk.search.hits_cache import HitsCache
    from paperdesk.search.similarity import TermVector
    from paperdesk.search.snapshot import CheckCancelled, Totals

    Select = Callable[[Filter], NDArray[np.int64]]
    AllPapers = Callable[[], NDArray[np.int64]]
    TermVectorsOf = Callable[[Sequence[int]], Sequence[TermVector]]


_NO_PAPERS: NDArray[np.int64] = np.empty(0, np.int64)

_MAX_MAPPED_BYTES = 16 << 20
"""Memory that mapped index files may take; without a limit it grows to the whole index."""


class Searcher:
    """Finds words, phrases and similar papers in one commit of each index. For one thread."""

    def __init__(self, snapshots: Mapping[str, Snapshot], cache: HitsCache) -> None:
        self._snapshots, self._cache = snapshots, cache
        self._commit = tuple(snapshot.generation for snapshot in snapshots.values())
        self.similarity = Similarity(snapshots[TEXTS])
        self.documents = snapshots[TEXTS].documents
        self.accumulator = ScoreAccumulator(1 + max(s.highest_paper() for s in snapshots.values()))

    def words(
        self,
        rows: tuple[WordRow, ...],
        field: str,
        check_cancelled: CheckCancelled,
        deadline: float,
    ) -> tuple[Hits, bool]:
        """Find any of the rows, each a word or consecutive words, in a field or in all.

        Returns the papers, ascending, and whether they are complete: the search for consecutive
        words stops at the deadline, a time of `time.monotonic`.
        """
        key = (self._commit, rows, field)
        hits = self._cache.get(key)
        if hits is not None:
            return hits, True
        with translate_errors():  # which lets Cancelled pass
            parts, complete = self._parts(rows, field, check_cancelled, deadline)
        hits = self.accumulator.union(parts)
        if complete:
            self._cache.put(key, hits)
        for snapshot in self._snapshots.values():
            if snapshot.mapped_bytes() > _MAX_MAPPED_BYTES:
                snapshot.release_pages()
        return hits, complete

    def similar(
        self,
        liked: tuple[int, ...],
        term_vectors_of: TermVectorsOf,
        check_cancelled: CheckCancelled,
    ) -> Hits:
        """Papers similar to these together; empty if there are no such papers."""
        key = (self._commit, "like", liked)
        hits = self._cache.get(key)
        if hits is None:
            vector = combined(term_vectors_of(liked))
            with translate_errors():
                hits = (
                    self.similarity.similar(liked, vector, check_cancelled)
                    if vector
                    else _unscored(_NO_PAPERS)
                )
            self._cache.put(key, hits)
        return hits

    def _parts(
        self,
        rows: tuple[WordRow, ...],
        field: str,
        check_cancelled: CheckCancelled,
        deadline: float,
    ) -> tuple[list[Hits], bool]:
        """The hits of each segment, and whether they are complete."""
        parts: list[Hits] = []
        for index, snapshot in self._snapshots.items():
            totals: Totals = {}
            for indexed, row in product(fields_for(FIELDS[index], field), rows):
                if row.initials and indexed.name != AUTHORS:
                    continue
                check_cancelled()
                terms = _terms(snapshot, indexed, row)
                name, boost = indexed.name, indexed.boost
                other = indexed.is_spellings or row is not rows[0]
                if other and not snapshot.has_terms(name, terms):
                    continue  # most words have no other spelling: this is faster
                if len(terms) > 1:
                    for hits in find_phrase(snapshot, name, terms, boost, check_cancelled):
                        parts.append(hits)
                        if monotonic() > deadline:
                            return parts, False
                elif row.prefix:
                    snapshot.add(totals, name, terms[0], boost, check_cancelled)
                else:
                    parts += snapshot.term(name, terms[0][0], boost, check_cancelled)
            parts += snapshot.hits(totals)
        return parts, True


def fields_for(fields: Iterable[IndexField], field: str) -> list[IndexField]:
    """Those that a field of the query language names; all for an empty name."""
    return [indexed for indexed in fields if field in ("", indexed.query_name)]


def _terms(snapshot: Snapshot, field: IndexField, row: WordRow) -> list[list[str]]:
    """The alternative terms of each word: one, or those of what it begins."""
    terms = [
        all_terms_of_prefix(snapshot, field, word)
        if row.initials and is_initial(word)
        else [field.to_term(word)]
        for word in row.words
    ]
    if row.prefix:
        terms[-1] = terms_of_prefix(snapshot, field, row.words[-1])
    return terms


class QueryEvaluation:
    """Evaluates one query tree. Filters except `like` do not score, nor does Not.

    A word without a letter or digit is ignored. `check_cancelled` is called every few milliseconds
    and may raise Cancelled. The search for phrases stops at the deadline, a time of
    `time.monotonic`, except under a Not; `complete` is False if it did.
    """

    def __init__(
        self,
        searcher: Searcher,
        select: Select,
        all_papers: AllPapers,
        term_vectors_of: TermVectorsOf,
        check_cancelled: CheckCancelled,
        deadline: float,
    ) -> None:
        self._searcher, self.accumulator = searcher, searcher.accumulator
        self._deadline, self.complete = deadline, True
        self._select, self._all_papers = select, all_papers
        self._term_vectors_of, self._check_cancelled = term_vectors_of, check_cancelled

    def all_papers(self) -> Hits:
        """Every paper of the library."""
        return _unscored(self._all_papers())

    def find(self, node: Node) -> Hits | None:
        """The papers of a tree, ascending; None if all of it is ignored."""
        match node:
            case Word(text, field, prefix):
                return self._words(rows(text, prefix), field)
            case Phrase(words, field, prefix):
                return self._words(phrase_rows(words, prefix), field)
            case Filter("like", value):
                return self._searcher.similar(
                    self._liked(value), self._term_vectors_of, self._check_cancelled
                )
            case Filter():
                return _unscored(self._select(node))
            case And(parts):
                return self._and(parts)
            case Or(parts):
                hits = [hits for hits in map(self.find, parts) if hits is not None]
                return self.accumulator.union(hits) if hits else None
            case Not():
                return self._and((node,))

    def _liked(self, value: str) -> tuple[int, ...]:
        """The papers that a value of `like:` names."""
        tag = value.removeprefix("tag:")
        if tag == value:
            return tuple(map(int, value.split(",")))
        return tuple(self._select(Filter("tag", tag))[-MAX_LIKED:].tolist())

    def _words(self, sought: tuple[WordRow, ...], field: str) -> Hits | None:
        if not sought:
            return None
        hits, complete = self._searcher.words(sought, field, self._check_cancelled, self._deadline)
        self.complete &= complete
        return hits

    def _find_all(self, node: Node) -> Hits | None:
        """Find without a deadline: an incomplete exclusion would let wrong papers through."""
        deadline, self._deadline = self._deadline, inf
        hits = self.find(node)
        self._deadline = deadline
        return hits

    def _and(self, parts: tuple[Node, ...]) -> Hits | None:
        positive = [self.find(part) for part in parts if not isinstance(part, Not)]
        negative = [self._find_all(part.part) for part in parts if isinstance(part, Not)]
        required = sorted((h for h in positive if h is not None), key=lambda h: len(h.papers))
        excluded = [h for h in negative if h is not None]
        if not required and not excluded:
            return None
        result = required[0] if required else self.all_papers()
        for hits in required[1:]:
            result = self.accumulator.intersection(result, hits)
        for hits in excluded:
            result = self.accumulator.difference(result, hits)
        return result


def _unscored(papers: NDArray[np.int64]) -> Hits:
    return Hits(papers.astype(np.int32), np.zeros(len(papers), np.float32))
