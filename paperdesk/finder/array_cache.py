"""LRU cache of numpy arrays, valid while what they depend on stays the same."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Array = NDArray[Any]

_MAX_BYTES = 24 << 20
"""Thirty sort orders of 100,000 papers; three of a million."""


class ArrayCache:
    """Arrays by name, each with the state it was computed from, limited by size in bytes."""

    def __init__(self, max_bytes: int = _MAX_BYTES) -> None:
        self._entries: OrderedDict[str, tuple[object, Array]] = OrderedDict()
        self._max_bytes, self._bytes = max_bytes, 0

    def get(self, name: str, state: object, compute: Callable[[], Array]) -> Array:
        """Return the array of this name and state, computing it if it is not cached."""
        entry = self._entries.get(name)
        if entry is not None and entry[0] == state:
            self._entries.move_to_end(name)
            return entry[1]
        array = compute()
        self._remove(name)
        self._entries[name] = state, array
        self._bytes += array.nbytes
        while self._bytes > self._max_bytes and len(self._entries) > 1:
            self._remove(next(iter(self._entries)))
        return array

    def _remove(self, name: str) -> None:
        if name in self._entries:
            self._bytes -= self._entries.pop(name)[1].nbytes
