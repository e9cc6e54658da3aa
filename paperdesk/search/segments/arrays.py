"""A file of named numpy arrays, mapped into memory: written once, read in place.

Layout: magic, the arrays (each on a multiple of 8 bytes), a JSON directory with their checksums,
and where the directory lies, with its own. A file cut short is seen on opening.
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

from paperdesk.search.errors import IndexDamaged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

_MAGIC = b"pdarray1"
_END = struct.Struct("<QII")
"""Where the directory begins, its length, its checksum."""

_NOTHING: NDArray[Any] = np.empty(0, np.uint32)


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays under their names, in little-endian order."""
    directory: dict[str, tuple[str, int, int, int]] = {}
    with path.open("wb") as file:
        file.write(_MAGIC)
        for name, array in arrays.items():
            data = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
            file.write(b"\0" * (-file.tell() % 8))
            directory[name] = (data.dtype.str, len(data), file.tell(), zlib.crc32(data.data))
            file.write(data.data)
        listing = json.dumps(directory).encode()
        end = _END.pack(file.tell(), len(listing), zlib.crc32(listing))
        file.write(listing + end)


class ArrayFile:
    """The arrays of one file, by name; a name that is not there is an empty array."""

    def __init__(self, path: Path) -> None:
        """Map the file; raises OSError where there is none, IndexDamaged where it is cut short."""
        with path.open("rb") as file:
            if path.stat().st_size < len(_MAGIC) + _END.size:
                raise IndexDamaged(f"{path.name} is cut short")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        begin, length, checksum = _END.unpack(self._map[-_END.size :])
        listing = self._map[begin : begin + length]
        if self._map[: len(_MAGIC)] != _MAGIC or zlib.crc32(listing) != checksum:
            raise IndexDamaged(f"{path.name} is cut short or altered")
        self._checksums: dict[str, int] = {}
        self._offsets: dict[str, int] = {}
        self._arrays: dict[str, NDArray[Any]] = {}
        for name, (kind, count, offset, crc) in json.loads(listing).items():
            self._checksums[name], self._offsets[name] = crc, offset
            self._arrays[name] = np.frombuffer(self._map, np.dtype(kind), count, offset)

    def names(self) -> list[str]:
        """The arrays that are there."""
        return list(self._arrays)

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self._arrays.get(name, _NOTHING)

    def bytes_of(self, name: str) -> Callable[[int, int], bytes]:
        """A function from two places in an array of bytes to what is between them."""
        data, offset = self._map, self._offsets.get(name, 0)
        return lambda start, stop: data[offset + start : offset + stop]

    def let_go(self) -> None:
        """Unmap what was read; it stays in the system's cache, and reading maps it again."""
        if sys.platform != "win32":
            self._map.madvise(mmap.MADV_DONTNEED)

    def verify(self, *names: str) -> None:
        """Read these arrays; raises IndexDamaged when a byte is not as it was written."""
        for name in names:
            if zlib.crc32(self._arrays[name].data) != self._checksums[name]:
                raise IndexDamaged(f"{name} was altered")
