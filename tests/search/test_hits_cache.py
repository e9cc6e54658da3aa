"""The cache of hits is bounded, evicts the least recently used, and returns equal hits."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.search.hits_cache import HitsCache
from paperdesk.search.snapshot import Hits


def hits(papers: list[int]) -> Hits:
    numbers = np.array(sorted(papers), np.int32)
    return Hits(numbers, (numbers * 0.5 + 1).astype(np.float32))


@given(st.sets(st.integers(1, 3_000)))
def test_cached_hits_are_equal(papers: set[int]) -> None:
    given_, cache = hits([*papers]), HitsCache(100_000)
    cache.put("a", given_)
    cached = cache.get("a")
    assert cached is not None
    assert cached.papers.dtype == given_.papers.dtype
    assert cached.papers.tolist() == given_.papers.tolist()
    assert cached.scores.tolist() == given_.scores.tolist()


def test_the_least_recently_used_is_evicted() -> None:
    cache = HitsCache(3_000)
    for key in "abc":
        cache.put(key, hits([1, 1_000]))
    assert cache.get("a") is not None
    for key in "def":
        cache.put(key, hits([1, 1_000]))
    assert [key for key in "abcdef" if cache.get(key)] == ["a", "c", "d", "e", "f"]
    cache.put("g", hits([*range(5_000)]))
    assert cache.get("g") is None, "larger than the cache"
    cache.clear()
    cache.put("h", hits([1]))
    assert cache.get("h") is not None


def test_large_hits_take_half_the_memory() -> None:
    cache = HitsCache(100_000)
    for key in range(10):
        cache.put(key, hits([*range(2_000)]))
    assert all(cache.get(key) for key in range(10))
