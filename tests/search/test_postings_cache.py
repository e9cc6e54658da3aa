"""Hits that are kept: bounded, the oldest given up first, and the same when they come back."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.search.postings_cache import Cache
from paperdesk.search.snapshot import Hits


def hits(papers: list[int]) -> Hits:
    numbers = np.array(sorted(papers), np.int32)
    return Hits(numbers, (numbers * 0.5 + 1).astype(np.float32))


@given(st.sets(st.integers(1, 3_000)))
def test_hits_come_back_as_they_were(papers: set[int]) -> None:
    given_, cache = hits([*papers]), Cache(100_000)
    cache.put("a", given_)
    kept = cache.get("a")
    assert kept is not None
    assert kept.papers.dtype == given_.papers.dtype
    assert kept.papers.tolist() == given_.papers.tolist()
    assert kept.scores.tolist() == given_.scores.tolist()


def test_the_oldest_go_first() -> None:
    cache = Cache(3_000)
    for key in "abc":
        cache.put(key, hits([1, 1_000]))
    assert cache.get("a") is not None
    for key in "def":
        cache.put(key, hits([1, 1_000]))
    assert [key for key in "abcdef" if cache.get(key)] == ["a", "c", "d", "e", "f"]
    cache.put("g", hits([*range(5_000)]))
    assert cache.get("g") is None, "larger than all room"
    cache.clear()
    cache.put("h", hits([1]))
    assert cache.get("h") is not None


def test_many_hits_take_half_the_room() -> None:
    cache = Cache(100_000)
    for key in range(10):
        cache.put(key, hits([*range(2_000)]))
    assert all(cache.get(key) for key in range(10))
