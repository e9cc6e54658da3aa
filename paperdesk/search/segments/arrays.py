"""A memory-mapped file of named numpy arrays, written once and read in place.

Layout: magic, the arrays (aligned to 8 bytes), a JSON directory with their checksums, and a trailer
with offset, length and checksum of the directory. Truncation is detected on opening.
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

from paperdesk.search.errors import IndexCorrupted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

_MAGIC = b"pdarray1"
_TRAILER = struct.Struct("<QII")
"""Offset, length and checksum of the directory."""

_EMPTY: NDArray[Any] = np.empty(0, np.uint32)


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write named arrays in little-endian order."""
    directory: dict[str, tuple[str, int, int, int]] = {}
    with path.open("wb") as file:
        file.write(_MAGIC)
        for name, array in arrays.items():
            data = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
            file.write(b"\0" * (-file.tell() % 8))
            directory[name] = (data.dtype.str, len(data), file.tell(), zlib.crc32(data.data))
            file.write(data.data)
        listing = json.dumps(directory).encode()
        trailer = _TRAILER.pack(file.tell(), len(listing), zlib.crc32(listing))
        file.write(listing + trailer)


class ArrayFile:
    """The arrays of one file by name; a missing name is an empty array."""

    def __init__(self, path: Path) -> None:
        """Map the file; raises OSError if missing, IndexCorrupted if truncated."""
        with path.open("rb") as file:
            if path.stat().st_size < len(_MAGIC) + _TRAILER.size:
                raise IndexCorrupted(f"{path.name} is truncated")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        begin, length, checksum = _TRAILER.unpack(self._map[-_TRAILER.size :])
        listing = self._map[begin : begin + length]
        if self._map[: len(_MAGIC)] != _MAGIC or zlib.crc32(listing) != checksum:
            raise IndexCorrupted(f"{path.name} is truncated or altered")
        self._checksums: dict[str, int] = {}
        self._offsets: dict[str, int] = {}
        self._arrays: dict[str, NDArray[Any]] = {}
        for name, (kind, count, offset, crc) in json.loads(listing).items():
            self._checksums[name], self._offsets[name] = crc, offset
            self._arrays[name] = np.frombuffer(self._map, np.dtype(kind), count, offset)

    def names(self) -> list[str]:
        """The names of the arrays."""
        return list(self._arrays)

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self._arrays.get(name, _EMPTY)

    def slicer(self, name: str) -> Callable[[int, int], bytes]:
        """A function that returns the bytes from start to stop of a byte array."""
        data, offset = self._map, self._offsets.get(name, 0)
        return lambda start, stop: data[offset + start : offset + stop]

    def release_pages(self) -> None:
        """Unmap pages that were read: they stay in the page cache and are remapped on demand."""
        if sys.platform != "win32":
            self._map.madvise(mmap.MADV_DONTNEED)

    def verify(self, *names: str) -> None:
        """Check arrays against their checksums; raises IndexCorrupted."""
        for name in names:
            if zlib.crc32(self._arrays[name].data) != self._checksums[name]:
                raise IndexCorrupted(f"{name} was altered")
