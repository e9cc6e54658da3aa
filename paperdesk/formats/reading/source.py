"""A dump before it is read: a file or pasted bytes, its name, and what the user said about it."""

from __future__ import annotations

import codecs
import datetime
import io
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from paperdesk.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BLOCK = 1 << 18


@dataclass(frozen=True, slots=True)
class Source:
    """A dump to read, as often as one likes: every method begins at its first byte again.

    Exactly one of `path` and `data` is given. A wrong `date` raises UsageError at once; a file
    that cannot be read raises InputError when it is opened.
    """

    name: str
    """As shown: the file's name, or `Pasted page`."""
    path: Path | None = None
    data: bytes | None = None
    modified: datetime.date | None = None
    """The day the file was last changed, today for a paste: evidence for a page's year."""
    date: str = ""
    """The user's correction: a year `2025`, or the page's day `2025-11-18`."""
    encoding: str = ""
    """Of Python's names; empty until it is recognised, and then read as UTF-8."""
    _opened: list[BinaryIO] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if (self.path is None) == (self.data is None):
            raise ValueError("a source has either a path or data")
        if self.date:
            year_or_day(self.date)

    @classmethod
    def from_file(cls, path: Path, date: str = "", encoding: str = "") -> Source:
        """The file at `path`; InputError where there is none, or it is a folder."""
        name = path.name or str(path)
        try:
            modified = datetime.date.fromtimestamp(path.stat().st_mtime)
        except (OSError, ValueError, OverflowError) as error:
            raise InputError(f"{name}: {_reason(error)}.") from error
        if path.is_dir():
            raise InputError(f"{name}: this is a folder, not a file of papers.")
        return cls(name, path=path, modified=modified, date=date, encoding=encoding)

    @classmethod
    def from_text(cls, text: str, name: str = "Pasted page", date: str = "") -> Source:
        """A pasted text; what cannot be Unicode in it becomes `?`."""
        data = text.encode("utf-8", "replace")
        return cls(name, data=data, modified=datetime.date.today(), date=date, encoding="utf-8")

    @property
    def size(self) -> int:
        """Bytes; 0 where that cannot be known."""
        if self.path is None:
            return len(self.data or b"")
        try:
            return self.path.stat().st_size
        except (OSError, ValueError):
            return 0

    def share_read(self) -> float:
        """How much of the dump the reader opened last has read, from 0 to 1."""
        if not self._opened:
            return 0.0
        file = self._opened[-1]
        return 1.0 if file.closed else min(1.0, file.tell() / max(self.size, 1))

    def open(self) -> BinaryIO:
        """The bytes from the start; raises InputError in one sentence. The caller closes it."""
        file: BinaryIO
        if self.path is None:
            file = io.BytesIO(self.data or b"")
        else:
            try:
                file = self.path.open("rb")
            except (OSError, ValueError) as error:
                raise InputError(f"{self.name}: {_reason(error)}.") from error
        self._opened[:] = [file]
        return file

    def blocks(self, size: int) -> Iterator[bytes]:
        """The bytes in blocks of `size`, the last one shorter."""
        with self.open() as file:
            try:
                while block := file.read(size):
                    yield block
            except OSError as error:
                raise InputError(f"{self.name}: {_reason(error)}.") from error

    def head(self, n: int) -> bytes:
        """The first `n` bytes, fewer at the end."""
        return next(self.blocks(n), b"")

    def lines(self) -> Iterator[str]:
        """Decoded lines without their ends, one at a time: only LF, CRLF and CR end a line.

        A byte order mark is left out; bytes that are wrong in the encoding become U+FFFD.
        """
        rest: list[str] = []  # the beginning of a line that goes on in the next block
        for block in decoded_blocks(self):
            first, *others = block.split("\n")
            rest.append(first)
            if others:
                yield "".join(rest)
                rest = [others.pop()]
                yield from others
        if any(rest):
            yield "".join(rest)


def year_or_day(text: str) -> tuple[int, datetime.date | None]:
    """The year, and the day where one is given, of `2025` or `2025-11-18`; else UsageError."""
    try:
        if len(text) == 4 and text.isascii() and text.isdigit():
            return datetime.date(int(text), 1, 1).year, None
        day = datetime.date.fromisoformat(text)
        if day.isoformat() == text:
            return day.year, day
    except ValueError:
        pass
    raise UsageError(f"the date {text!r} is neither a year (2025) nor a day (2025-11-18).")


def _reason(error: Exception) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file"
        case IsADirectoryError():
            return "this is a folder, not a file of papers"
        case PermissionError():
            return "you are not allowed to read this file"
        case OSError(strerror=str(text)):
            return f"it cannot be read ({text})"
        case _:
            return "it cannot be read"


def decoded_blocks(source: Source, size: int = _BLOCK) -> Iterator[str]:
    """The text in blocks of some `size` bytes, every line end an LF, without a byte order mark.

    A line of any length costs no more memory than a short one. Bytes that are wrong in the
    encoding become U+FFFD; InputError where the whole cannot be in that encoding.
    """
    decode = io.IncrementalNewlineDecoder(
        codecs.getincrementaldecoder(source.encoding or "utf-8")("replace"), translate=True
    ).decode
    mark = "\ufeff"
    try:
        for block in chain(source.blocks(size), [b""]):
            # An IncrementalNewlineDecoder takes bytes where it wraps a decoder of bytes.
            text = decode(block, final=not block)
            if rest := text.removeprefix(mark):
                yield rest
            mark = "" if text else mark
    except UnicodeError as error:
        raise InputError(f"{source.name}: this is no {source.encoding} text.") from error
