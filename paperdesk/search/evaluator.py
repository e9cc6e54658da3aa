"""Evaluates query trees over whole posting lists: papers in, papers out, no Python per posting."""

from __future__ import annotations

from math import inf
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.model.query import And, Filter, Not, Or, Phrase, Word
from paperdesk.model.tokenizer import split
from paperdesk.search.errors import damage_reported
from paperdesk.search.phrases import find_phrase
from paperdesk.search.score_accumulator import Board
from paperdesk.search.segments.schema import FIELDS, TEXTS, IndexField
from paperdesk.search.similarity import Alike
from paperdesk.search.snapshot import Hits, Snapshot
from paperdesk.search.vocabulary import complete

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from paperdesk.model.query import Node
    from paperdesk.search.postings_cache import Cache
    from paperdesk.search.similarity import Gist
    from paperdesk.search.snapshot import Pause, Totals

    Select = Callable[[Filter], NDArray[np.int64]]
    Universe = Callable[[], NDArray[np.int64]]
    GistOf = Callable[[int], Gist | None]


_NONE: NDArray[np.int64] = np.empty(0, np.int64)

_MOST_MAPPED = 16 << 20
"""Bytes of index files mapped at a time; in the end it would be the whole index."""


class Evaluator:
    """Finds words and phrases in one commit of each index. For one thread."""

    def __init__(self, snapshots: Mapping[str, Snapshot], cache: Cache) -> None:
        self._snapshots, self._cache = snapshots, cache
        self._commit = tuple(snapshot.generation for snapshot in snapshots.values())
        self.alike = Alike(snapshots[TEXTS])
        self.board = Board(1 + max(s.highest_paper() for s in snapshots.values()))

    def words(
        self, words: list[str], field: str, prefix: bool, pause: Pause, until: float
    ) -> tuple[Hits, bool]:
        """Papers with a word, or with words in a row, in the field or in any; ascending.

        Words in a row are looked for until that time of `time.monotonic`. Also whether that was to
        the end.
        """
        key = (self._commit, tuple(words), field, prefix)
        hits = self._cache.get(key)
        if hits is not None:
            return hits, True
        parts, whole = self._parts(words, field, prefix, pause, until)
        hits = self.board.either(parts)
        if whole:
            self._cache.put(key, hits)
        for snapshot in self._snapshots.values():
            if snapshot.mapped() > _MOST_MAPPED:
                snapshot.let_go()
        return hits, whole

    def similar(self, paper: int, gist_of: GistOf, pause: Pause) -> Hits:
        """Papers like one; none where there is no such paper."""
        key = (self._commit, "like", paper)
        hits = self._cache.get(key)
        if hits is None:
            gist = gist_of(paper)
            with damage_reported():
                hits = self.alike.similar(paper, gist, pause) if gist else _unscored(_NONE)
            self._cache.put(key, hits)
        return hits

    def _parts(
        self, words: list[str], field: str, prefix: bool, pause: Pause, until: float
    ) -> tuple[list[Hits], bool]:
        """What the words find, segment by segment, and whether it is all."""
        parts: list[Hits] = []
        for index, snapshot in self._snapshots.items():
            totals: Totals = {}
            for indexed in searched(index, field):
                pause()
                with damage_reported():  # which lets Abandoned pass
                    terms = _terms(snapshot, indexed, words, prefix)
                    if len(terms) > 1:
                        for hits in find_phrase(
                            snapshot, indexed.name, terms, indexed.boost, pause
                        ):
                            parts.append(hits)
                            if monotonic() > until:
                                return parts, False
                    elif prefix:
                        snapshot.add(totals, indexed.name, terms[0], indexed.boost, pause)
                    else:
                        parts += snapshot.term(indexed.name, terms[0][0], indexed.boost, pause)
            parts += snapshot.hits(totals)
        return parts, True


def searched(index: str, field: str) -> list[IndexField]:
    """The fields of an index that one of the query language means, or all."""
    return [indexed for indexed in FIELDS[index] if field in ("", indexed.query_name)]


def _terms(
    snapshot: Snapshot, field: IndexField, words: list[str], prefix: bool
) -> list[list[str]]:
    """For each word the terms that stand for it: one, or those of its completions."""
    terms = [[field.form(word)] for word in words]
    if prefix:
        completions = complete(snapshot, field.name, words[-1])
        terms[-1] = sorted({field.form(word) for word in completions})
    return terms


class Search:
    """One evaluation of a tree. Filters but `like` score nothing, nor does Not.

    A word without a letter or digit says nothing, and is left out. `pause` is called every few
    milliseconds and may raise Abandoned. Phrases are looked for until `until`, a time of
    `time.monotonic`, but under a Not to the end; `whole` tells whether all were.
    """

    def __init__(
        self,
        evaluator: Evaluator,
        select: Select,
        universe: Universe,
        gist_of: GistOf,
        pause: Pause,
        until: float,
    ) -> None:
        self._evaluator, self._board = evaluator, evaluator.board
        self._until, self.whole = until, True
        self._select, self._universe, self._gist_of = select, universe, gist_of
        self._pause = pause

    def all_papers(self) -> Hits:
        """Every paper of the library."""
        return _unscored(self._universe())

    def find(self, node: Node) -> Hits | None:
        """The papers of a tree, ascending; None where the whole of it says nothing."""
        match node:
            case Word(text, field, prefix):
                return self._words(split(text), field, prefix)
            case Phrase(words, field, prefix):
                return self._words([w for word in words for w in split(word)], field, prefix)
            case Filter("like", paper):
                return self._evaluator.similar(int(paper), self._gist_of, self._pause)
            case Filter():
                return _unscored(self._select(node))
            case And(parts):
                return self._and(parts)
            case Or(parts):
                found = [hits for hits in map(self.find, parts) if hits is not None]
                return self._board.either(found) if found else None
            case Not():
                return self._and((node,))

    def _words(self, words: list[str], field: str, prefix: bool) -> Hits | None:
        if not words:
            return None
        hits, whole = self._evaluator.words(words, field, prefix, self._pause, self._until)
        self.whole &= whole
        return hits

    def _to_the_end(self, node: Node) -> Hits | None:
        """What is left out must be known whole: else papers would be found that are not meant."""
        until, self._until = self._until, inf
        found = self.find(node)
        self._until = until
        return found

    def _and(self, parts: tuple[Node, ...]) -> Hits | None:
        wanted = [self.find(part) for part in parts if not isinstance(part, Not)]
        refused = [self._to_the_end(part.part) for part in parts if isinstance(part, Not)]
        given = sorted((h for h in wanted if h is not None), key=lambda h: len(h.papers))
        left_out = [h for h in refused if h is not None]
        if not given and not left_out:
            return None
        found = given[0] if given else self.all_papers()
        for hits in given[1:]:
            found = self._board.both(found, hits)
        for hits in left_out:
            found = self._board.without(found, hits)
        return found


def _unscored(papers: NDArray[np.int64]) -> Hits:
    return Hits(papers.astype(np.int32), np.zeros(len(papers), np.float32))
