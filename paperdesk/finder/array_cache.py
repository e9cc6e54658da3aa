"""Arrays that took time to make, kept while what they depend on stays the same."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Array = NDArray[Any]

_MOST_BYTES = 24 << 20
"""Thirty orders of 100,000 papers; three of a million."""


class Kept:
    """Arrays by name, each with the state it was made in; the least recently used go first."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._held: OrderedDict[str, tuple[object, Array]] = OrderedDict()
        self._most, self._bytes = most_bytes, 0

    def get(self, name: str, state: object, make: Callable[[], Array]) -> Array:
        """The array of this name as it is in this state, made where it is not kept."""
        held = self._held.get(name)
        if held is not None and held[0] == state:
            self._held.move_to_end(name)
            return held[1]
        made = make()
        self._drop(name)
        self._held[name] = state, made
        self._bytes += made.nbytes
        while self._bytes > self._most and len(self._held) > 1:
            self._drop(next(iter(self._held)))
        return made

    def _drop(self, name: str) -> None:
        if name in self._held:
            self._bytes -= self._held.pop(name)[1].nbytes
