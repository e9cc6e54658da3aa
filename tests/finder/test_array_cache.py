"""Cached arrays: reused while their state is the same, evicted when they exceed the limit."""

from __future__ import annotations

from functools import partial

import numpy as np

from paperdesk.finder.array_cache import ArrayCache


class Arrays:
    """A cache of two kilobytes, and the names of the arrays computed for it."""

    def __init__(self) -> None:
        self._cache = ArrayCache(max_bytes=2_000)
        self.computed: list[str] = []

    def get(self, name: str, state: int = 0, nbytes: int = 800) -> None:
        array = self._cache.get(name, state, partial(self._compute, name, nbytes))
        assert array.nbytes == nbytes

    def _compute(self, name: str, nbytes: int) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
        self.computed.append(name)
        return np.zeros(nbytes, np.uint8)


def test_an_array_is_computed_again_when_its_state_changes() -> None:
    arrays = Arrays()
    arrays.get("a", state=1)
    arrays.get("a", state=1)
    assert arrays.computed == ["a"]
    arrays.get("a", state=2)
    arrays.get("a", state=1)
    assert arrays.computed == ["a", "a", "a"]


def test_the_least_recently_used_array_goes_first() -> None:
    arrays = Arrays()
    for name in ("a", "b", "a", "c"):
        arrays.get(name)
    assert arrays.computed == ["a", "b", "c"]
    arrays.get("a")
    assert arrays.computed == ["a", "b", "c"]
    arrays.get("b")
    assert arrays.computed == ["a", "b", "c", "b"]


def test_an_array_that_changed_its_size_counts_once() -> None:
    arrays = Arrays()
    for state in range(5):
        arrays.get("a", state)
    arrays.get("b")
    arrays.get("a", state=4)
    assert arrays.computed == ["a"] * 5 + ["b"]


def test_an_array_larger_than_the_cache_stays_until_the_next() -> None:
    arrays = Arrays()
    arrays.get("a", nbytes=5_000)
    arrays.get("a", nbytes=5_000)
    arrays.get("b")
    arrays.get("a", nbytes=5_000)
    assert arrays.computed == ["a", "b", "a"]
