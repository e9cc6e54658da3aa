"""Sorted strings in a segment file, searched in place without decoding.

Strings are UTF-8, concatenated in NAME and delimited by NAME.bounds. NAME.begin holds the first
eight bytes of each as a big-endian number, by which a string is found with few comparisons.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from paperdesk.search.segments.arrays import ArrayFile

_KEY_BYTES = 8


def pack_strings(name: str, values: Sequence[str]) -> dict[str, NDArray[Any]]:
    """The arrays that store sorted strings."""
    encoded = [value.encode() for value in values]
    bounds = np.cumsum([0, *map(len, encoded)], dtype=np.uint32)
    return {
        name: np.frombuffer(b"".join(encoded), np.uint8),
        f"{name}.bounds": bounds,
        f"{name}.begin": np.frombuffer(_keys(encoded), ">u8").astype(np.uint64),
    }


def _key(string: bytes) -> bytes:
    return string[:_KEY_BYTES].ljust(_KEY_BYTES, b"\0")


def _keys(strings: Iterable[bytes]) -> bytes:
    return b"".join(map(_key, strings))


class SortedStrings:
    """Sorted strings of a file, as bytes."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._text, self._bounds = file.slicer(name), file[f"{name}.bounds"].data
        self._begin = file[f"{name}.begin"]
        self._begin_data = self._begin.data

    def __len__(self) -> int:
        return max(0, len(self._bounds) - 1)

    def __getitem__(self, i: int) -> bytes:
        return self._text(self._bounds[i], self._bounds[i + 1])

    def __iter__(self) -> Iterator[bytes]:
        return map(self.__getitem__, range(len(self)))

    def bisect(self, string: bytes) -> int:
        """The number of strings before this one, as `bisect_left`."""
        key = int.from_bytes(_key(string))
        low = bisect_left(self._begin_data, key)
        return self._bisect_between(string, low, bisect_right(self._begin_data, key, low))

    def find(self, string: bytes) -> int:
        """The number of the string; -1 if absent."""
        return self._number_if_equal(string, self.bisect(string))

    def find_all(self, strings: Sequence[bytes]) -> list[int]:
        """The number of each string; -1 if absent."""
        keys = np.frombuffer(_keys(strings), ">u8").astype(np.uint64)
        low = self._begin.searchsorted(keys, side="left").tolist()
        high = self._begin.searchsorted(keys, side="right").tolist()
        numbers = map(self._bisect_between, strings, low, high)
        return list(map(self._number_if_equal, strings, numbers))

    def _number_if_equal(self, string: bytes, number: int) -> int:
        return number if number < len(self) and self[number] == string else -1

    def _bisect_between(self, string: bytes, low: int, high: int) -> int:
        text, bounds = self._text, self._bounds
        while low < high:  # bisect_left with a key takes three times as long
            middle = (low + high) // 2
            if text(bounds[middle], bounds[middle + 1]) < string:
                low = middle + 1
            else:
                high = middle
        return low
