"""The rule for the current paper: what is current, selected and in sight after a list changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from paperdesk.late import Late

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy as np
    from numpy.typing import NDArray

    from paperdesk.desktop.session.ids import Ids

    Numbers = NDArray[np.int64]
else:
    np = Late("numpy")


class ListChange(Enum):
    """Why a list shows other rows."""

    FIRST = "the window opens"
    QUERY = "the user chose another query, place or import"
    ORDER = "the user chose another sort order or grouping"
    DATA = "papers changed, by an edit or a job"


@dataclass(frozen=True, slots=True)
class ListState:
    """Papers of a list, and which of them are current, selected and in sight."""

    ids: Ids
    current: int | None = None
    selected: Ids | tuple[int, ...] = ()
    tops: tuple[tuple[int, int], ...] = ()
    """The papers in sight, from the top, each with the distance of its row from the top of the
    view. Empty: scroll to the current paper."""


class CurrentPaperRule:
    """Which paper is current after a change. All parts of the window follow it.

    - The first rows of a window: nothing is current or selected yet.
    - Another query: nothing stays selected, the first paper is current.
    - Another order: nothing but the current paper stays selected, and it is scrolled to.
    - Other data: current paper, selection and scroll position stay. Current and selected papers
      that no longer match stay in the list until they are left; a current paper that was removed
      is followed by its successor.
    """

    @staticmethod
    def after(
        change: ListChange,
        before: ListState,
        found: Ids,
        removed: Collection[int] = (),
        wanted: ListState | None = None,
    ) -> ListState:
        """Return the state of the list once the papers found are those of `found`.

        `removed` are papers that were deleted or moved to the trash. `wanted` has a current paper
        and scroll position to return to instead of the first paper.
        """
        if change is ListChange.FIRST:
            return _only(found, None, wanted.tops if wanted else ())
        if change is ListChange.QUERY:
            if wanted is not None and _holds(found, wanted.current):
                return _only(found, wanted.current, wanted.tops)
            return _first(found)
        if change is ListChange.ORDER:
            return _only(found, before.current) if _holds(found, before.current) else _first(found)
        selected = np.asarray(before.selected, np.int64)
        here = selected if before.current is None else np.append(selected, before.current)
        left = unmatched(here, found)
        stay = left[~np.isin(left, _array(removed))]
        ids = _with_old(np.asarray(found), np.asarray(before.ids), stay)
        current, selected = before.current, selected[np.isin(selected, ids)]
        if current is not None and not _holds(ids, current):
            if not len(selected):
                return _only(ids, _successor(before, ids), before.tops)
            current = int(selected[0])
        return ListState(ids, current, selected, before.tops)


def unmatched(papers: Numbers, found: Ids) -> Numbers:
    """Those of the papers that are not found, without repetition."""
    return np.unique(papers[~np.isin(papers, found)])


def _with_old(found: Numbers, old: Numbers, stay: Numbers) -> Numbers:
    """`found` with papers of the old list, each after the one that was before it there."""
    if not len(stay):
        return found
    order = np.argsort(found)
    at = np.searchsorted(found, old, sorter=order).clip(max=max(0, len(found) - 1))
    places = order[at] if len(found) else np.zeros(len(old), np.int64)
    is_found = found[places] == old if len(found) else np.zeros(len(old), bool)
    last = np.maximum.accumulate(np.where(is_found, np.arange(len(old)), -1))
    stays = np.isin(old, stay)
    before = np.where(last >= 0, places[last] + 0.5, -0.5)[stays]
    keys = np.concatenate([np.arange(len(found), dtype=np.float64), before])
    return np.concatenate([found, old[stays]])[np.argsort(keys, kind="stable")]


def _array(papers: Collection[int]) -> Numbers:
    return np.fromiter(papers, np.int64, len(papers))


def _holds(ids: Ids, paper: int | None) -> bool:
    return paper is not None and paper in ids


def _only(ids: Ids, paper: int | None, tops: tuple[tuple[int, int], ...] = ()) -> ListState:
    return ListState(ids, paper, () if paper is None else (paper,), tops)


def _first(ids: Ids) -> ListState:
    return _only(ids, int(ids[0]) if len(ids) else None)


def _successor(before: ListState, ids: Ids) -> int | None:
    """The next paper that is still there, else the one before."""
    old = np.asarray(before.ids)
    place = int(np.flatnonzero(old == before.current)[0])
    stay = np.isin(old, ids)
    following, preceding = old[place:][stay[place:]], old[:place][stay[:place]]
    if len(following):
        return int(following[0])
    return int(preceding[-1]) if len(preceding) else None
