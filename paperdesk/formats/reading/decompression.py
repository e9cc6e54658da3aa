"""Compressed files as sources, with limits on the size they decompress to.

Nothing is written to disk; every `open` decompresses from the start.
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
from typing import IO, TYPE_CHECKING, BinaryIO

from paperdesk.errors import InputError
from paperdesk.formats.reading.source import Source
from paperdesk.translation import StoredMessage

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable

    Decompressor = bz2.BZ2Decompressor | lzma.LZMADecompressor | zstd.ZstdDecompressor
    Read = Callable[[int], bytes]

_MAX_BYTES = 8 << 30
_UNCHECKED_BYTES = 64 << 20
_MAX_RATIO = 200
"""Decompressed to compressed bytes, beyond _UNCHECKED_BYTES: papers do not compress that well."""
_BLOCK = 1 << 18
_ZSTD_WINDOW_LOG = 27
"""Maximum window as a power of two: bounds the memory an untrusted file can request."""
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
"""Raised when reading a damaged stream."""


class DecompressedStream(io.RawIOBase):
    """The output of a decompressor; wrap it in an io.BufferedReader.

    ReadState raises InputError, naming the source, if the stream is truncated or damaged, or
    decompresses to more than 8 GiB or, beyond 64 MiB, to more than 200 times its compressed size.
    """

    def __init__(
        self, name: str, read: Read, compressed_bytes: Callable[[], int], file: IO[bytes]
    ) -> None:
        self._name = name
        self._read = read
        self._file = file
        self._length = 0
        self.compressed_bytes = compressed_bytes
        """Returns how many bytes of the outermost file were consumed."""

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._length

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._read(len(buffer))
        except EOFError as error:
            raise InputError(
                StoredMessage("{name}: it is cut off; download it again.", name=self._name)
            ) from error
        except DAMAGED as error:
            raise InputError(
                StoredMessage(
                    "{name}: it is damaged ({error}); download it again.",
                    name=self._name,
                    error=error,
                )
            ) from error
        self._length += len(data)
        limit = max(_UNCHECKED_BYTES, _MAX_RATIO * self.compressed_bytes())
        if self._length > min(_MAX_BYTES, limit):
            size = f"{self._length >> 20:,} MB"
            raise InputError(
                StoredMessage(
                    "{name}: it unpacks to more than {size}, so it is not read.",
                    name=self._name,
                    size=size,
                )
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


@dataclass(frozen=True, slots=True)
class Member(Source):
    """A source inside a container; `path` or `data` are the container's."""

    unpack: Callable[[], BinaryIO] = field(kw_only=True, repr=False)
    unpacked_size: int = field(default=0, kw_only=True)
    compressed: Source | None = field(default=None, kw_only=True, repr=False)
    """The compressed source, if progress can only be measured in its bytes."""

    @property
    def size(self) -> int:
        """Unpacked size in bytes; 0 if unknown."""
        return self.unpacked_size

    def share_read(self) -> float:
        """How much the last opened reader has read, from 0 to 1."""
        return self.compressed.share_read() if self.compressed else Source.share_read(self)

    def open(self) -> BinaryIO:
        """The unpacked bytes from the start; raises InputError."""
        file = self.unpack()
        self._opened[:] = [file]
        return file


def compression_magic(head: bytes) -> bytes:
    """The magic number that `head` starts with; empty if it is not a compressed file."""
    return next((magic for magic in _READERS if head.startswith(magic)), b"")


def decompressed(source: Source, magic: bytes) -> Member:
    """The content of a compressed source, under the same name; `magic` from compression_magic."""

    def unpack() -> BinaryIO:
        file = source.open()
        read = _READERS[magic](file)
        stream = DecompressedStream(source.name, read, compressed_bytes(file), file)
        return io.BufferedReader(stream, _BLOCK)

    return Member(
        source.name,
        path=source.path,
        data=source.data,
        modified=source.modified,
        date=source.date,
        encoding=source.encoding,
        unpack=unpack,
        compressed=source,
    )


def compressed_bytes(file: BinaryIO) -> Callable[[], int]:
    """Returns a function giving the bytes of the outermost file consumed to read `file` so far."""
    stream = getattr(file, "raw", None)
    return stream.compressed_bytes if isinstance(stream, DecompressedStream) else file.tell


class _ConcatenatedStreams:
    """Compressed streams one after another, as `cat` joins them, with zero padding between.

    Used instead of BZ2File, LZMAFile and ZstdFile: the first silently drops whatever follows
    padding, the second accepts no memory limit, the third rejects padding.
    """

    def __init__(self, file: BinaryIO, new_decompressor: Callable[[], Decompressor]) -> None:
        self._file = file
        self._new_decompressor = new_decompressor
        self._decompressor = new_decompressor()

    def read(self, size: int) -> bytes:
        """At most `size` bytes, none at the end; raises EOFError if truncated."""
        while True:
            data = b""
            if self._decompressor.eof:
                data = self._decompressor.unused_data.lstrip(b"\0") or self._file.read(_BLOCK)
                if not data.strip(b"\0"):
                    return b""
                self._decompressor = self._new_decompressor()
            elif self._decompressor.needs_input:
                data = self._file.read(_BLOCK)
                if not data:
                    raise EOFError
            if output := self._decompressor.decompress(data, size):
                return output


def _read_gzip(file: BinaryIO) -> Read:
    return gzip.GzipFile(fileobj=file).read


def _read_bzip2(file: BinaryIO) -> Read:
    return _ConcatenatedStreams(file, bz2.BZ2Decompressor).read


def _read_xz(file: BinaryIO) -> Read:
    def new_decompressor() -> Decompressor:
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)

    return _ConcatenatedStreams(file, new_decompressor).read


def _read_zstd(file: BinaryIO) -> Read:
    options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG}
    return _ConcatenatedStreams(file, lambda: zstd.ZstdDecompressor(options=options)).read


_READERS: dict[bytes, Callable[[BinaryIO], Read]] = {
    b"\x1f\x8b\x08": _read_gzip,
    b"\xfd7zXZ\0": _read_xz,
    b"\x28\xb5\x2f\xfd": _read_zstd,
    **{b"BZh%d1AY&SY" % level: _read_bzip2 for level in range(1, 10)},
}
"""By magic number."""
