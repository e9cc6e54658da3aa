"""Answers queries: combines the index with the store's filters and sort orders as id arrays."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import contextmanager, suppress
from functools import partial
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.errors import Cancelled
from paperdesk.finder import date_groups
from paperdesk.finder.array_cache import ArrayCache
from paperdesk.finder.for_you import DEPENDS_ON, ForYou, term_vectors
from paperdesk.finder.periods import Periods
from paperdesk.finder.results import SearchResult
from paperdesk.finder.rising_terms import rising_terms
from paperdesk.model.query import Filter, Query, default_order, has_words, words_of
from paperdesk.model.query_tree import RECOMMENDED, leaves, replaced
from paperdesk.model.search_protocol import PeriodFound
from paperdesk.search.errors import IndexCorrupted
from paperdesk.search.partial import loosened
from paperdesk.search.results import IndexHits, sort_by_score
from paperdesk.search.similarity import MIN_SHARED_TERMS
from paperdesk.store import revisions
from paperdesk.store.queries import filters, sort_orders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from paperdesk.finder.for_you import Reason
    from paperdesk.model.query import Node
    from paperdesk.model.search_protocol import FindPeriod
    from paperdesk.search.index import PaperIndex
    from paperdesk.search.similarity import TermVector
    from paperdesk.store.open_file import Database

    Ids = NDArray[np.int64]

_log = logging.getLogger(__name__)

FEW = 5
"""So many papers with all words of a query need none below them that have some."""
MAX_PARTIAL = 20
"""So many of these are worth a look."""
_MAX_SCORES = 1_000
"""The number of best papers whose scores are returned."""
_MAX_REASONS = 100
"""The number of first papers whose reasons are returned."""
_MAX_SIMILAR = 6
_MAX_SHARED_WORDS = 4
_SQL_STEPS_PER_CHECK = 4_000
"""SQLite instructions between two checks for cancellation: about 100 µs."""


class Finder:
    """Answers queries on one library; caches sort orders until their data changes."""

    def __init__(self, db: Database, index: PaperIndex) -> None:
        """Search the papers of `db` and the words of `index`; the caller closes both."""
        self._db, self._index = db, index
        self._cache = ArrayCache()
        self._data_version = (-1, -1)
        self._revisions: revisions.Revisions = {}
        self._for_you: ForYou | None = None
        self._for_you_state: object = None
        self._last_order = "date", False
        self._is_cancelled: Callable[[], bool] = _never

    def find(
        self,
        query: Query | str,
        sort: str = "",
        is_cancelled: Callable[[], bool] | None = None,
        seconds: float = inf,
    ) -> SearchResult:
        """Find the papers of a query in its own order, else in the order `sort`, one of ORDERS.

        `is_cancelled` is called every few milliseconds; once it returns True, Cancelled is raised.
        `seconds` limits the search for phrases, which takes long for very common words.
        """
        query = Query.parse(query) if isinstance(query, str) else query
        with self._cancellable(is_cancelled):
            return self._find(query, sort, monotonic() + seconds)

    def partial(
        self, found: SearchResult, limit: int, is_cancelled: Callable[[], bool] | None = None
    ) -> list[int]:
        """The papers with some of the words of a query that few papers match, best first.

        None, if five match or no word can be missing. They are to be shown below those found, and
        for nothing else; raises Cancelled as `find` does.
        """
        loose = loosened(found.query.tree)
        if loose is None or len(found.ids) >= FEW or found.titles_only:
            return []
        with self._cancellable(is_cancelled):
            tree = self._with_recommended(loose)
            assert tree is not None
            self._check_cancelled()
            try:
                hits = self._index.find_some(
                    tree,
                    self._matching_filters,
                    self._all_ids,
                    self._term_vectors,
                    self._check_cancelled,
                )
            except IndexCorrupted as error:
                _log.warning("no papers with some of the words: %s", error)
                return []
            shown = self._is_visible(hits.ids, tree) & ~_is_member(hits.ids, found.ids)
            assert hits.scores is not None
            best = IndexHits(hits.ids[shown], hits.scores[shown]).best(limit)
            return [int(paper) for paper in best]

    def similar(
        self, paper: int, is_cancelled: Callable[[], bool] | None = None
    ) -> list[tuple[int, list[str]]]:
        """The papers most similar to one, best first, each with the words they share."""
        with self._cancellable(is_cancelled):
            try:
                return self._similar(paper)
            except IndexCorrupted as error:
                _log.warning("no similar papers: %s", error)
                return []

    def warm_up(self, is_cancelled: Callable[[], bool]) -> None:
        """Compute what the next queries need; raises Cancelled as `find` does."""
        with self._cancellable(is_cancelled), suppress(IndexCorrupted):
            self._read_revisions()
            self._all_ids()
            self._sorted_ids(*self._last_order)
            self._index.refresh()
            self._index.warm_up(self._check_cancelled)
            if self._for_you is not None:
                self._update_for_you()

    def groups(self, result: SearchResult, by: str) -> list[tuple[str, int]]:
        """Consecutive papers of one `day`, `week` or `month`: its date and their number.

        A week is named by its Monday. Empty unless sorted by a date.
        """
        if by not in date_groups.PREFIX_LENGTHS or result.order not in sort_orders.DATES:
            return []
        return date_groups.groups(self._dates(result.order)[result.ids], by)

    def months(
        self, query: Query | str, is_cancelled: Callable[[], bool] | None = None
    ) -> list[tuple[str, int, int]]:
        """Papers per month of publication: `YYYY-MM`, number of papers, number of read papers."""
        ids = self.find(query, "date", is_cancelled).ids
        read = self._matching_filters(Filter("is", "read"))
        return date_groups.months(self._dates("date")[ids], _is_member(ids, read))

    def period(
        self, asked: FindPeriod, is_cancelled: Callable[[], bool] | None = None
    ) -> PeriodFound:
        """The periods of a query's papers around one of them, and the words that rise in it.

        It is compared with the nearest earlier one that has papers.
        """
        ids = self.find(asked.query, "date", is_cancelled).ids
        periods = Periods(self._dates("date")[ids], asked.unit)
        name = asked.name or (periods.names[-1] if periods.names else "")
        terms = []
        if before := periods.before(name):
            now, then = (ids[periods.within(each)].tolist() for each in (name, before))
            with self._cancellable(is_cancelled):
                terms = rising_terms(self._db, now, then, self._check_cancelled)
        return PeriodFound(asked.id, asked.query, asked.unit, name, periods.around(name), terms)

    # Cancellation

    @contextmanager
    def _cancellable(self, is_cancelled: Callable[[], bool] | None) -> Iterator[None]:
        connection = self._db.conn
        self._is_cancelled = is_cancelled or _never
        connection.set_progress_handler(is_cancelled, _SQL_STEPS_PER_CHECK)
        try:
            yield
        except sqlite3.OperationalError as error:
            self._check_cancelled()  # the handler may have interrupted the statement
            raise error
        finally:
            connection.set_progress_handler(None, 0)

    def _check_cancelled(self) -> None:
        if self._is_cancelled():
            raise Cancelled

    # Queries

    def _find(self, query: Query, sort: str, deadline: float) -> SearchResult:
        self._read_revisions()
        key = query.sort or sort.removeprefix("-") or default_order(query.tree)
        reverse = query.reverse if query.sort else sort.startswith("-")
        tree = self._with_recommended(query.tree)
        hits, titles_only = self._visible_matches(tree, deadline)
        ids, scores = hits.ids, hits.scores
        self._check_cancelled()
        if key == "relevance" and scores is not None:
            ids, scores = sort_by_score(ids, scores)
            if reverse:
                ids, scores = ids[::-1], scores[::-1]
            first = zip(ids[:_MAX_SCORES].tolist(), scores[:_MAX_SCORES].tolist(), strict=True)
            return SearchResult(ids, dict(first), query, complete=hits.complete)
        key = "date" if key == "relevance" else key
        self._last_order = key, reverse
        ids = _reorder(ids, self._ordered_ids(key, reverse, query.tree))
        reasons = self._reasons(ids) if key == "foryou" else {}
        return SearchResult(ids, {}, query, key, titles_only, reasons, hits.complete)

    def _read_revisions(self) -> None:
        """Read the change counters, if any connection has written since."""
        connection = self._db.conn
        (version,) = connection.execute("pragma data_version").fetchone()
        if (version, connection.total_changes) != self._data_version:
            self._revisions = revisions.read(connection)
            self._data_version = (version, connection.total_changes)

    def _state(self, parts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        return tuple(self._revisions[part] for part in parts)

    def _visible_matches(self, tree: Node | None, deadline: float) -> tuple[IndexHits, bool]:
        """The matching papers that may be shown, and whether only titles were searched."""
        hits, titles_only = self._matches(tree, deadline)
        visible = self._is_visible(hits.ids, tree)
        scores = None if hits.scores is None else hits.scores[visible]
        return IndexHits(hits.ids[visible], scores, hits.complete), titles_only

    def _matches(self, tree: Node | None, deadline: float) -> tuple[IndexHits, bool]:
        if tree is None:
            return IndexHits(self._all_ids(), None), False
        if not has_words(tree):
            return IndexHits(self._matching_filters(tree), None), False
        try:
            self._index.refresh()
            return self._index.find(
                tree,
                self._matching_filters,
                self._all_ids,
                self._term_vectors,
                self._check_cancelled,
                deadline,
            ), False
        except IndexCorrupted as error:
            _log.warning("searching titles only: %s", error)
            return IndexHits(filters.titled(self._db.conn, words_of(tree)), None), True

    def _matching_filters(self, tree: Node) -> Ids:
        """Ids matching the filters; of a single filter, cached if its dependencies are known."""
        connection = self._db.conn
        parts = filters.depends_on(tree) if isinstance(tree, Filter) else ()
        if not parts:
            return filters.ids(connection, tree)
        compute = partial(filters.ids, connection, tree)
        return self._cache.get(str(tree), self._state(parts), compute)

    def _all_ids(self) -> Ids:
        state = self._state(["papers"])
        return self._cache.get("all", state, lambda: np.sort(self._sorted_ids("date")))

    def _is_visible(self, ids: Ids, tree: Node | None) -> NDArray[np.bool_]:
        """Mask of the papers that a query shows: trashed and dismissed ones only on request."""
        rule, connection = filters.hidden(tree).text, self._db.conn
        state = self._state(["papers", "hidden"])
        hidden = self._cache.get(rule, state, partial(filters.hidden_ids, connection, tree))
        return ~_is_member(ids, hidden)

    def _ordered_ids(self, key: str, reverse: bool, tree: Node | None) -> Ids:
        """All papers in a sort order; `listed` is the order of the dumps that the query names."""
        sought = (leaf for leaf, sought in leaves(tree) if sought and isinstance(leaf, Filter))
        dumps = [leaf.value for leaf in sought if leaf.field == "dump"]
        if key != "listed" or not dumps:
            return self._sorted_ids(key, reverse)
        state, connection = self._state(sort_orders.ORDERED_BY[key]), self._db.conn
        compute = partial(sort_orders.listed, connection, dumps, reverse)
        return self._cache.get(f"listed in {dumps}, {reverse}", state, compute)

    def _sorted_ids(self, key: str, reverse: bool = False) -> Ids:
        """All papers in a sort order."""
        name = f"-{key}" if reverse else key
        if key == "foryou":
            state: object = (self._ranking(), self._state(["papers", "published"]))
            return self._cache.get(name, state, partial(self._recommended_ids, reverse))
        state, connection = self._state(sort_orders.ORDERED_BY[key]), self._db.conn
        return self._cache.get(name, state, partial(sort_orders.ranks, connection, key, reverse))

    def _dates(self, key: str) -> NDArray[np.str_]:
        state, compute = sort_orders.ORDERED_BY[key], partial(sort_orders.dates, self._db.conn, key)
        return self._cache.get(f"dates of {key}", self._state(state), compute)

    # Recommendations and similar papers

    def _with_recommended(self, tree: Node | None) -> Node | None:
        """The tree with the numbers of the recommended papers in place of `is:foryou`."""
        if tree is None or RECOMMENDED not in (leaf for leaf, _ in leaves(tree)):
            return tree
        try:
            self._index.refresh()
            self._update_for_you()
        except IndexCorrupted as error:
            _log.warning("no recommendations: %s", error)
        ids = () if self._for_you is None else self._for_you.recommended.tolist()
        return replaced(tree, RECOMMENDED, Filter("papers", " ".join(map(str, ids))))

    def _recommended_ids(self, reverse: bool) -> Ids:
        """All papers: the ranked ones, then the others, newest first."""
        newest, ranking = self._sorted_ids("date"), self._ranking()
        if ranking is None:
            return newest
        ranked = ranking.ranked[_is_member(ranking.ranked, newest)]
        others = newest[~_is_member(newest, ranked)]
        return np.concatenate([ranked[::-1] if reverse else ranked, others])

    def _ranking(self) -> ForYou | None:
        """The last ranking, even if marks have changed since: `warm_up` computes the next."""
        if self._for_you is None:
            try:
                self._index.refresh()
                self._update_for_you()
            except IndexCorrupted as error:
                _log.warning("no recommendations: %s", error)
        return self._for_you

    def _update_for_you(self) -> None:
        state = (self._state(DEPENDS_ON), self._index.similarity())
        if state != self._for_you_state:
            trending = partial(self._sorted_ids, "trending")
            self._for_you = ForYou(self._db, self._index, trending, self._check_cancelled)
            self._for_you_state = state

    def _reasons(self, ids: Ids) -> dict[int, Reason]:
        ranking = self._ranking()
        return {} if ranking is None else ranking.reasons(ids[:_MAX_REASONS].tolist())

    def _term_vectors(self, papers: Sequence[int]) -> list[TermVector]:
        found = []
        for _, vector in term_vectors(self._db, self._index.similarity(), papers):
            self._check_cancelled()
            found.append(vector)
        return found

    def _similar(self, paper: int) -> list[tuple[int, list[str]]]:
        query = Query(Filter("like", str(paper)))
        ids = self._find(query, "relevance", inf).ids[:_MAX_SIMILAR].tolist()
        vectors = self._term_vectors([paper])
        if not vectors:
            return []
        (own,) = vectors
        others = term_vectors(self._db, self._index.similarity(), ids)
        shared = {
            other: own.shared_words(vector.weights, _MAX_SHARED_WORDS) for other, vector in others
        }
        return [
            (other, shared[other])
            for other in ids
            if other in shared and len(shared[other]) >= MIN_SHARED_TERMS
        ]


def _never() -> bool:
    return False


def _is_member(ids: Ids, others: Ids) -> NDArray[np.bool_]:
    """Mask of the ids that are in `others`; faster than numpy's isin, which sorts."""
    mask = np.zeros(1 + max(ids.max(initial=0), others.max(initial=0)), bool)
    mask[others] = True
    return mask[ids]


def _reorder(ids: Ids, order: Ids) -> Ids:
    """`ids` sorted as in `order`, which contains every paper once."""
    if not len(ids) or not len(order):
        return ids
    return order[_is_member(order, ids)]
