"""Finding: words from the index, filters and orders from the store, joined as arrays of ids."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from paperdesk.model.query import Filter, Query, has_words, words_of
from paperdesk.search.index import IndexDamaged
from paperdesk.store import selection

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from paperdesk.library import Library
    from paperdesk.model.query import Node

    Ids = NDArray[np.int64]

_log = logging.getLogger(__name__)

_LENGTHS = {"day": 10, "week": 10, "month": 7}
"""How much of a date a group has in common; a week takes more doing."""
_SCORED = 1_000
"""So many of the best papers carry their scores."""


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


class Finder:
    """Answers queries on one library; keeps orders until someone writes to it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._orders: dict[tuple[str, bool], Ids] = {}
        self._hidden: dict[str, Ids] = {}
        self._days: dict[str, NDArray[np.str_]] = {}
        self._version = (-1, -1)

    def find(self, query: Query | str, sort: str = "") -> Found:
        """The papers a query finds, in its order; `sort` is used where the query names none."""
        if isinstance(query, str):
            query = Query.parse(query)
        self._renew()
        words = has_words(query.tree)
        key = query.sort or sort or ("relevance" if words else "date")
        ids, scores, titles_only = self._matching(query.tree)
        if key == "relevance" and scores is not None:
            best = np.lexsort((-ids, -scores))
            if query.reverse:
                best = best[::-1]
            first = best[:_SCORED]
            shown = dict(zip(ids[first].tolist(), scores[first].tolist(), strict=True))
            return Found(ids[best], shown, query)
        key = "date" if key == "relevance" else key
        order = self._order(key, query.reverse)
        return Found(_in_order(ids, order), {}, query, key, titles_only)

    def groups(self, found: Found, by: str) -> list[tuple[str, int]]:
        """Papers of one `day`, `week` or `month` that stand together: its date and how many.

        A week is named by its Monday. None where the order is not by a date.
        """
        if by not in _LENGTHS or found.order not in selection.DATES or not len(found.ids):
            return []
        days = self._dates(found.order)[found.ids].astype(f"U{_LENGTHS[by]}")
        if by == "week":
            names, which = np.unique(days, return_inverse=True)
            days = np.array([_monday(str(name)) for name in names])[which]
        starts = np.concatenate([[0], np.flatnonzero(days[1:] != days[:-1]) + 1])
        counts = np.diff(np.append(starts, len(days)))
        return list(zip(days[starts].tolist(), counts.tolist(), strict=True))

    def months(self, query: Query | str) -> list[tuple[str, int, int]]:
        """Each month in which papers were published: `YYYY-MM`, how many, how many are read."""
        ids = self.find(query, "date").ids
        if not len(ids):
            return []
        read = np.isin(ids, selection.ids(self._library.db.conn, Filter("is", "read")))
        days = self._dates("date")[ids].astype("U7")
        names, which = np.unique(days, return_inverse=True)
        papers = np.bincount(which, minlength=len(names)).tolist()
        done = np.bincount(which[read], minlength=len(names)).tolist()
        found = zip(names.tolist(), papers, done, strict=True)
        return [month for month in found if len(month[0]) == 7]

    def _dates(self, order: str) -> NDArray[np.str_]:
        if order not in self._days:
            self._days[order] = selection.dates(self._library.db.conn, order)
        return self._days[order]

    def _renew(self) -> None:
        """Forget what was kept if anyone wrote to the library meanwhile."""
        connection = self._library.db.conn
        (version,) = connection.execute("pragma data_version").fetchone()
        if (version, connection.total_changes) != self._version:
            self._version = (version, connection.total_changes)
            self._orders.clear()
            self._hidden.clear()
            self._days.clear()

    def _matching(self, tree: Node | None) -> tuple[Ids, NDArray[np.float32] | None, bool]:
        """The papers that match and may be shown, ascending; their scores; whether by title."""
        connection = self._library.db.conn
        scores, titles_only = None, False
        if tree is None:
            ids = self._all()
        elif not has_words(tree):
            ids = selection.ids(connection, tree)
        else:
            try:
                self._library.index.refresh()
                hits = self._library.index.find(tree, self._filtered, self._all)
                ids, scores = hits.ids, hits.scores
            except IndexDamaged as error:
                _log.warning("search in titles only: %s", error)
                ids, titles_only = selection.titled(connection, words_of(tree)), True
        shown = self._without_hidden(ids, tree)
        return ids[shown], None if scores is None else scores[shown], titles_only

    def _filtered(self, leaf: Filter) -> Ids:
        try:
            return selection.ids(self._library.db.conn, leaf)
        except selection.NotSqlError:  # like: finds nothing until papers are compared
            return np.empty(0, np.int64)

    def _all(self) -> Ids:
        return np.sort(self._order("date", False))

    def _without_hidden(self, ids: Ids, tree: Node | None) -> NDArray[np.bool_]:
        """Which of some papers a query may show: trashed and dismissed ones only if it asks."""
        rule = selection.hidden(tree).text
        if rule not in self._hidden:
            self._hidden[rule] = selection.hidden_ids(self._library.db.conn, tree)
        return np.isin(ids, self._hidden[rule], assume_unique=True, invert=True)

    def _order(self, key: str, reverse: bool) -> Ids:
        if (key, reverse) not in self._orders:
            self._orders[key, reverse] = selection.ranks(self._library.db.conn, key, reverse)
        return self._orders[key, reverse]


def _monday(day: str) -> str:
    """The first day of a day's week; a date known in part as it is."""
    if len(day) < 10:
        return day
    whole = date.fromisoformat(day)
    return (whole - timedelta(whole.weekday())).isoformat()


def _in_order(ids: Ids, order: Ids) -> Ids:
    """`ids` as they stand in `order`, which holds every paper once."""
    if not len(ids) or not len(order):
        return ids
    wanted = np.zeros(max(int(order.max()), int(ids.max())) + 1, bool)
    wanted[ids] = True
    return order[wanted[order]]
