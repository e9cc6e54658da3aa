"""Compressed files as sources, within bounds: what grows beyond all reason is refused.

Nothing is unpacked to disk; each opening decompresses anew.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, BinaryIO, Protocol

from paperdesk.errors import InputError
from paperdesk.formats.reading.source import Source

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST = 8 << 30
_FREE = 64 << 20
_RATIO = 200
"""Beyond _FREE bytes, so many out for one in are no compressed papers."""
_BLOCK = 1 << 18
_WINDOW = 27
"""Of zstd, as a power of two, and so the memory that a stranger's archive may ask for."""
_XZ_MEMORY = 1 << 28
DAMAGED = (
    OSError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
    zstd.ZstdError,
    zipfile.BadZipFile,
    NotImplementedError,
)
"""What is raised on a stream that is not as it should be."""


class Readable(Protocol):
    """What gives bytes."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""


class _Decompressor(Protocol):
    """What the bz2, lzma and zstd decompressors have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class Unpacked(io.RawIOBase):
    """The bytes that come out of a compressed stream; for an io.BufferedReader.

    Reading raises InputError, which names the source, where the stream is cut off or damaged, or
    gives more than it may: 8 GiB in all, and beyond 64 MiB two hundred times what went in.
    """

    def __init__(
        self, name: str, stream: Readable, packed: Callable[[], int], file: IO[bytes] | None = None
    ) -> None:
        self._name = name
        self._stream = stream
        self._file = file
        self._length = 0
        self.packed = packed
        """How many bytes of the outermost file went in."""

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._length

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except EOFError as error:
            raise InputError(f"{self._name}: it is cut off; fetch it again.") from error
        except DAMAGED as error:
            raise InputError(f"{self._name}: it is damaged ({error}); fetch it again.") from error
        self._length += len(data)
        if self._length > min(_MOST, max(_FREE, _RATIO * self.packed())):
            size = f"{self._length >> 20:,} MB"
            raise InputError(f"{self._name}: it unpacks to more than {size}, so it is not read.")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


@dataclass(frozen=True, slots=True)
class Member(Source):
    """A source within a container, whose path or data it has."""

    unpack: Callable[[], BinaryIO] = field(kw_only=True, repr=False)
    unpacked_size: int = field(default=0, kw_only=True)
    stream_of: Source | None = field(default=None, kw_only=True, repr=False)
    """The compressed source, where only the share of that which was read can be known."""

    @property
    def size(self) -> int:
        """Bytes it unpacks to; 0 where that is not known before."""
        return self.unpacked_size

    def share_read(self) -> float:
        """How much of it the reader opened last has read, from 0 to 1."""
        return self.stream_of.share_read() if self.stream_of else Source.share_read(self)

    def open(self) -> BinaryIO:
        """The unpacked bytes from the start; raises InputError in one sentence."""
        file = self.unpack()
        self._opened[:] = [file]
        return file


def compression(head: bytes) -> bytes:
    """The first bytes by which a compressed file is known, of those given; none where it is not."""
    return next((magic for magic in _OPENERS if head.startswith(magic)), b"")


def unpacked(source: Source, magic: bytes) -> Member:
    """What a compressed source holds, under its own name; `magic` as `compression` gives it."""

    def unpack() -> BinaryIO:
        file = source.open()
        packed = cost(file)
        stream = Unpacked(source.name, _OPENERS[magic](file), packed, file)
        return io.BufferedReader(stream, _BLOCK)

    return Member(
        source.name,
        path=source.path,
        data=source.data,
        modified=source.modified,
        date=source.date,
        encoding=source.encoding,
        unpack=unpack,
        stream_of=source,
    )


def cost(file: BinaryIO) -> Callable[[], int]:
    """What tells how many bytes of the outermost file were read for what was read of this one."""
    stream = getattr(file, "raw", None)
    return stream.packed if isinstance(stream, Unpacked) else file.tell


class _Stream:
    """One compressed stream after another, as `cat` makes them."""

    def __init__(self, file: BinaryIO, begin: Callable[[], _Decompressor]) -> None:
        self._file = file
        self._begin = begin
        self._machine = begin()
        self._begun = False

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end, EOFError where it is cut off."""
        while True:
            data = b""
            if self._machine.eof:
                data = self._machine.unused_data.lstrip(b"\0") or self._file.read(_BLOCK)
                if not data.strip(b"\0"):
                    return b""
                self._machine = self._begin()
            elif self._machine.needs_input:
                data = self._file.read(_BLOCK)
                if not data:
                    raise EOFError
            if piece := self._machine.decompress(data, size):
                return piece


def _gzip(file: BinaryIO) -> Readable:
    return gzip.GzipFile(fileobj=file)


def _bzip2(file: BinaryIO) -> Readable:
    return _Stream(file, bz2.BZ2Decompressor)


def _xz(file: BinaryIO) -> Readable:
    return _Stream(file, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY))


def _zstd(file: BinaryIO) -> Readable:
    bound: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _WINDOW}
    return _Stream(file, lambda: zstd.ZstdDecompressor(options=bound))


_OPENERS: dict[bytes, Callable[[BinaryIO], Readable]] = {
    b"\x1f\x8b\x08": _gzip,
    b"\xfd7zXZ\0": _xz,
    b"\x28\xb5\x2f\xfd": _zstd,
    **{b"BZh%d1AY&SY" % level: _bzip2 for level in range(1, 10)},
}
"""By how compressed files begin."""
