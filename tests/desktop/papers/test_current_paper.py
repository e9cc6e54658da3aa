"""The rule for the current paper, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.desktop.papers.current_paper import CurrentPaperRule, ListChange, ListState

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUERY, ORDER, DATA = ListChange.QUERY, ListChange.ORDER, ListChange.DATA
TOPS = ((3, -20), (4, 92))


def array(*ids: int) -> NDArray[np.int64]:
    return np.array(ids, np.int64)


def before(current: int | None, *selected: int) -> ListState:
    return ListState(array(1, 2, 3, 4, 5), current, array(*selected), TOPS)


Expected = tuple[int | None, list[int], bool, list[int]]


def after(
    change: ListChange, old: ListState, found: list[int], removed: tuple[int, ...]
) -> Expected:
    """The current paper, the selected ones, whether the scroll position stays, the list."""
    new = CurrentPaperRule.after(change, old, array(*found), removed)
    return new.current, np.asarray(new.selected).tolist(), new.tops == TOPS, new.ids.tolist()


@pytest.mark.parametrize(
    ("change", "current", "selected", "found", "removed", "expected"),
    [
        # The user chose another list: its first paper, nothing else selected.
        (QUERY, 3, [3], [7, 3, 8], (), (7, [7], False)),
        (QUERY, 3, [2, 3, 4], [2, 3, 4], (), (2, [2], False)),
        (QUERY, None, [], [9], (), (9, [9], False)),
        (QUERY, 3, [3], [], (), (None, [], False)),
        # Another order: the current paper stays, the view follows it.
        (ORDER, 3, [3], [5, 4, 3, 2, 1], (), (3, [3], False)),
        (ORDER, 3, [2, 3, 4], [5, 4, 3, 2, 1], (), (3, [3], False)),
        (ORDER, None, [], [5, 4], (), (5, [5], False)),
        # The list changed by itself: everything stays.
        (DATA, 3, [3], [9, 1, 2, 3, 4, 5], (), (3, [3], True)),
        (DATA, None, [], [9, 1], (), (None, [], True)),
        # What is current or selected and no longer matches stays until it is left.
        (DATA, 3, [3], [1, 2, 4, 5], (), (3, [3], True, [1, 2, 3, 4, 5])),
        (DATA, 3, [3], [5, 9, 2], (), (3, [3], True, [5, 9, 2, 3])),
        (DATA, 1, [1], [9, 2], (), (1, [1], True, [1, 9, 2])),
        (DATA, 3, [3], [], (), (3, [3], True, [3])),
        (DATA, 3, [2, 3, 4], [9, 5], (), (3, [2, 3, 4], True, [2, 3, 4, 9, 5])),
        (DATA, 3, [2, 3, 4], [1, 3, 9], (), (3, [2, 3, 4], True, [1, 2, 3, 4, 9])),
        # One that was removed gives its place to the next, at the end to the one before.
        (DATA, 3, [3], [1, 2, 4, 5], (3,), (4, [4], True)),
        (DATA, 3, [3, 4], [1, 2, 5], (3, 4), (5, [5], True)),
        (DATA, 5, [5], [1, 2, 3], (4, 5), (3, [3], True)),
        (DATA, 3, [3], [], (3,), (None, [], True)),
        (DATA, 3, [2, 3, 4], [1, 2, 4, 5], (3,), (2, [2, 4], True)),
    ],
)
def test_the_rule(
    change: ListChange,
    current: int | None,
    selected: list[int],
    found: list[int],
    removed: tuple[int, ...],
    expected: Expected,
) -> None:
    ids = expected[3] if len(expected) == 4 else found
    assert after(change, before(current, *selected), found, removed) == (*expected[:3], ids)


def test_going_back_returns_to_paper_and_scroll_position() -> None:
    wanted = ListState(array(), 4, (), TOPS)
    new = CurrentPaperRule.after(QUERY, before(1, 1), array(2, 3, 4), wanted=wanted)
    assert (new.current, new.selected, new.tops) == (4, (4,), TOPS)
    new = CurrentPaperRule.after(QUERY, before(1, 1), array(2, 3), wanted=wanted)
    assert (new.current, new.tops) == (2, ()), "a paper that is gone gives way to the first"


papers = st.lists(st.integers(1, 12), unique=True)


@given(st.sampled_from(ListChange), papers, papers, st.data())
def test_what_is_current_or_selected_is_in_the_list(
    change: ListChange, old: list[int], found: list[int], data: st.DataObject
) -> None:
    current = data.draw(st.sampled_from(old)) if old else None
    selected = data.draw(st.sets(st.sampled_from(old))) if old else set()
    removed = tuple(data.draw(st.sets(st.integers(1, 12))))
    state = ListState(array(*old), current, array(*sorted(selected)))
    new = CurrentPaperRule.after(change, state, array(*found), removed)
    ids = new.ids.tolist()
    assert new.current is None or new.current in ids
    assert set(np.asarray(new.selected).tolist()) <= set(ids)
    assert [paper for paper in ids if paper in found] == found, "their order is the query's"
    stay = ({current} | selected) - {None} - set(removed)
    assert set(ids) == set(found) | (stay if change is DATA else set())
    if change is QUERY and found:
        assert new.current == found[0]
