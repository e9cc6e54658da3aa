"""Finding: words from the index, filters and orders from the store, joined as arrays of ids."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.errors import Abandoned
from paperdesk.finder import date_groups
from paperdesk.finder.array_cache import Kept
from paperdesk.finder.for_you import DEPENDS_ON, ForYou, gists
from paperdesk.model.query import Filter, Query, has_words, words_of
from paperdesk.search.index import Found as Hits
from paperdesk.search.index import IndexDamaged, by_score
from paperdesk.store import revisions
from paperdesk.store.queries import filters, sort_orders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from paperdesk.finder.for_you import Reason
    from paperdesk.model.query import Node
    from paperdesk.search.index import PaperIndex
    from paperdesk.search.similarity import Gist
    from paperdesk.store.database import Database

    Ids = NDArray[np.int64]

_log = logging.getLogger(__name__)

_SCORED = 1_000
"""So many of the best papers carry their scores."""
_REASONED = 100
"""So many of the first papers carry their reasons."""
_SIMILAR = 6
_SHARED_WORDS = 4
_LOOK_EVERY = 4_000
"""Steps of SQLite between two looks at whether the question was overtaken: some 100 µs."""


@dataclass(frozen=True, slots=True)
class Found:
    """The papers a query found, in order."""

    ids: Ids
    scores: dict[int, float]
    """By paper, of the first thousand; empty where the order is not by relevance."""
    query: Query
    order: str = "relevance"
    """What the order is by, one of SORTS."""
    titles_only: bool = False
    """Words were sought in titles alone, because the index is missing or damaged."""
    reasons: dict[int, Reason] = field(default_factory=dict)
    """Why, of the first hundred; empty where the order is not `foryou`."""
    whole: bool = True
    """Whether every phrase was looked for to the end."""


class Finder:
    """Answers queries on one library; keeps orders until someone changes what they depend on."""

    def __init__(self, db: Database, index: PaperIndex) -> None:
        """Search the papers of `db` and the words of `index`; both stay the caller's."""
        self._db, self._index = db, index
        self._kept = Kept()
        self._written = (-1, -1)
        self._revisions: revisions.Revisions = {}
        self._for_you: ForYou | None = None
        self._for_you_of: object = None
        self._last_order = "date", False
        self._overtaken: Callable[[], bool] = _never

    def find(
        self,
        query: Query | str,
        sort: str = "",
        overtaken: Callable[[], bool] | None = None,
        seconds: float = inf,
    ) -> Found:
        """The papers a query finds, in its order; `sort` is used where the query names none.

        `overtaken` is asked every few milliseconds; as soon as it is true, Abandoned is raised.
        Phrases are looked for so many seconds, as those of the commonest words take long.
        """
        query = Query.parse(query) if isinstance(query, str) else query
        with self._while_wanted(overtaken):
            return self._find(query, sort, monotonic() + seconds)

    def similar(
        self, paper: int, overtaken: Callable[[], bool] | None = None
    ) -> list[tuple[int, list[str]]]:
        """The papers most like one, the nearest first, each with the words they share."""
        with self._while_wanted(overtaken):
            try:
                return self._similar(paper)
            except IndexDamaged as error:
                _log.warning("similar papers are not known: %s", error)
                return []

    def make_ready(self, overtaken: Callable[[], bool]) -> None:
        """Compute what the next questions need; raises Abandoned as `find` does."""
        with self._while_wanted(overtaken), suppress(IndexDamaged):
            self._renew()
            self._all()
            self._order(*self._last_order)
            self._index.refresh()
            self._index.warm(self._pause)
            if self._for_you is not None:
                self._learn()

    def groups(self, found: Found, by: str) -> list[tuple[str, int]]:
        """Papers of one `day`, `week` or `month` that stand together: its date and how many.

        A week is named by its Monday. None where the order is not by a date.
        """
        if by not in date_groups.LENGTHS or found.order not in sort_orders.DATES:
            return []
        return date_groups.groups(self._dates(found.order)[found.ids], by)

    def months(
        self, query: Query | str, overtaken: Callable[[], bool] | None = None
    ) -> list[tuple[str, int, int]]:
        """Each month in which papers were published: `YYYY-MM`, how many, how many are read."""
        ids = self.find(query, "date", overtaken).ids
        read = self._selected(Filter("is", "read"))
        return date_groups.months(self._dates("date")[ids], _among(ids, read))

    @contextmanager
    def _while_wanted(self, overtaken: Callable[[], bool] | None) -> Iterator[None]:
        connection = self._db.conn
        self._overtaken = overtaken or _never
        connection.set_progress_handler(overtaken, _LOOK_EVERY)
        try:
            yield
        except sqlite3.OperationalError as error:
            self._pause()  # it was ours to interrupt
            raise error
        finally:
            connection.set_progress_handler(None, 0)

    def _pause(self) -> None:
        if self._overtaken():
            raise Abandoned

    def _find(self, query: Query, sort: str, until: float) -> Found:
        self._renew()
        words = has_words(query.tree)
        key = query.sort or sort or ("relevance" if words else "date")
        hits, titles_only = self._matching(query.tree, until)
        ids, scores = hits.ids, hits.scores
        self._pause()
        if key == "relevance" and scores is not None:
            ids, scores = by_score(ids, scores)
            if query.reverse:
                ids, scores = ids[::-1], scores[::-1]
            shown = dict(zip(ids[:_SCORED].tolist(), scores[:_SCORED].tolist(), strict=True))
            return Found(ids, shown, query, whole=hits.whole)
        key = "date" if key == "relevance" else key
        self._last_order = key, query.reverse
        ids = _in_order(ids, self._order(key, query.reverse))
        reasons = self._reasons(ids) if key == "foryou" else {}
        return Found(ids, {}, query, key, titles_only, reasons, hits.whole)

    def _renew(self) -> None:
        """Look what was changed, if anyone wrote to the library meanwhile."""
        connection = self._db.conn
        (version,) = connection.execute("pragma data_version").fetchone()
        if (version, connection.total_changes) != self._written:
            self._revisions = revisions.read(connection)
            self._written = (version, connection.total_changes)

    def _state(self, parts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        return tuple(self._revisions[part] for part in parts)

    def _matching(self, tree: Node | None, until: float) -> tuple[Hits, bool]:
        """The papers that match and may be shown, and whether they are found by title alone."""
        titles_only = False
        if tree is None:
            hits = Hits(self._all(), None)
        elif not has_words(tree):
            hits = Hits(self._selected(tree), None)
        else:
            try:
                index = self._index
                index.refresh()
                hits = index.find(tree, self._selected, self._all, self._gist, self._pause, until)
            except IndexDamaged as error:
                _log.warning("search in titles only: %s", error)
                connection = self._db.conn
                hits, titles_only = Hits(filters.titled(connection, words_of(tree)), None), True
        shown = self._may_show(hits.ids, tree)
        scores = None if hits.scores is None else hits.scores[shown]
        return Hits(hits.ids[shown], scores, hits.whole), titles_only

    def _selected(self, tree: Node) -> Ids:
        """The papers that meet filters; of one alone they are kept, as far as that is known."""
        connection = self._db.conn
        parts = filters.depends_on(tree) if isinstance(tree, Filter) else ()
        if not parts:
            return filters.ids(connection, tree)
        make = partial(filters.ids, connection, tree)
        return self._kept.get(str(tree), self._state(parts), make)

    def _all(self) -> Ids:
        return self._kept.get("all", self._state(["papers"]), lambda: np.sort(self._order("date")))

    def _may_show(self, ids: Ids, tree: Node | None) -> NDArray[np.bool_]:
        """Which of some papers a query may show: trashed and dismissed ones only if it asks."""
        rule, connection = filters.hidden(tree).text, self._db.conn
        state = self._state(["papers", "hidden"])
        hidden = self._kept.get(rule, state, partial(filters.hidden_ids, connection, tree))
        return ~_among(ids, hidden)

    def _order(self, key: str, reverse: bool = False) -> Ids:
        """All papers in the order of a key."""
        name = f"-{key}" if reverse else key
        if key == "foryou":
            state: object = (self._ranking(), self._state(["papers", "published"]))
            return self._kept.get(name, state, partial(self._recommended, reverse))
        state, connection = self._state(sort_orders.ORDERED_BY[key]), self._db.conn
        return self._kept.get(name, state, partial(sort_orders.ranks, connection, key, reverse))

    def _dates(self, order: str) -> NDArray[np.str_]:
        make = partial(sort_orders.dates, self._db.conn, order)
        return self._kept.get(f"dates of {order}", self._state(sort_orders.ORDERED_BY[order]), make)

    # For you, and similar papers

    def _recommended(self, reverse: bool) -> Ids:
        """All papers: those that are ranked, then the others, newest first."""
        newest, ranking = self._order("date"), self._ranking()
        if ranking is None:
            return newest
        ranked = ranking.ranked[_among(ranking.ranked, newest)]
        rest = newest[~_among(newest, ranked)]
        return np.concatenate([ranked[::-1] if reverse else ranked, rest])

    def _ranking(self) -> ForYou | None:
        """The last ranking, whatever was marked since: `make_ready` brings the next one."""
        if self._for_you is None:
            try:
                self._index.refresh()
                self._learn()
            except IndexDamaged as error:
                _log.warning("there are no recommendations: %s", error)
        return self._for_you

    def _learn(self) -> None:
        state = (self._state(DEPENDS_ON), self._index.alike())
        if state != self._for_you_of:
            self._for_you, self._for_you_of = ForYou(self._db, self._index, self._pause), state

    def _reasons(self, ids: Ids) -> dict[int, Reason]:
        ranking = self._ranking()
        return {} if ranking is None else ranking.reasons(ids[:_REASONED].tolist())

    def _gist(self, paper: int) -> Gist | None:
        found = gists(self._db, self._index.alike(), [paper])
        return next((gist for _, gist in found), None)

    def _similar(self, paper: int) -> list[tuple[int, list[str]]]:
        like = Query(Filter("like", str(paper)))
        alike_ids = self._find(like, "relevance", inf).ids[:_SIMILAR]
        own = self._gist(paper)
        if own is None:
            return []
        others = gists(self._db, self._index.alike(), alike_ids.tolist())
        shared = {other: own.shared(gist.weights, _SHARED_WORDS) for other, gist in others}
        return [(other, shared[other]) for other in alike_ids.tolist() if other in shared]


def _never() -> bool:
    return False


def _among(ids: Ids, others: Ids) -> NDArray[np.bool_]:
    """Which of some papers are among others; quicker than numpy's isin, which sorts."""
    there = np.zeros(1 + max(ids.max(initial=0), others.max(initial=0)), bool)
    there[others] = True
    return there[ids]


def _in_order(ids: Ids, order: Ids) -> Ids:
    """`ids` as they stand in `order`, which holds every paper once."""
    if not len(ids) or not len(order):
        return ids
    return order[_among(order, ids)]
