"""The input of an import: a file or pasted bytes, with the user's settings for reading it."""

from __future__ import annotations

import codecs
import datetime
import io
import stat
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from paperdesk.errors import InputError, UsageError
from paperdesk.formats.reading.mixed_lines import MIXED_LINES
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

_BLOCK = 1 << 18


@dataclass(frozen=True, slots=True)
class Source:
    """A file or bytes that can be read repeatedly: every method starts at the first byte.

    Exactly one of `path` and `data` is given. An invalid `date` raises UsageError immediately; an
    unreadable file raises InputError when it is opened.
    """

    name: str
    """Display name: the file's name, or `Pasted text`."""
    path: Path | None = None
    data: bytes | None = None
    modified: datetime.date | None = None
    """When the file was last changed, today for pasted text; used to guess a page's year."""
    date: str = ""
    """Set by the user: a year `2025`, or the page's day `2025-11-18`."""
    encoding: str = ""
    """A Python codec name; if empty, the text is read as UTF-8."""
    _opened: list[BinaryIO] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if (self.path is None) == (self.data is None):
            raise ValueError("a source has either a path or data")
        if self.date:
            year_or_day(self.date)

    @classmethod
    def from_file(cls, path: Path, date: str = "", encoding: str = "") -> Source:
        """The file at `path`; raises InputError if it is missing, or no plain file."""
        name = display_name(path)
        try:
            modified = datetime.date.fromtimestamp(path.stat().st_mtime)
        except (OSError, ValueError, OverflowError) as error:
            raise _unreadable(name, error) from error
        if path.is_dir():
            raise InputError(
                StoredMessage("{name}: this is a folder, not a file of papers.", name=name)
            )
        refuse_pipe(name, path)
        return cls(name, path=path, modified=modified, date=date, encoding=encoding)

    @classmethod
    def from_text(cls, text: str, name: str = tr("Pasted text"), date: str = "") -> Source:
        """Pasted text; lone surrogates in it become `?`."""
        data = text.encode("utf-8", "replace")
        return cls(name, data=data, modified=datetime.date.today(), date=date, encoding="utf-8")

    @property
    def size(self) -> int:
        """Size in bytes; 0 if unknown."""
        if self.path is None:
            return len(self.data or b"")
        try:
            return self.path.stat().st_size
        except (OSError, ValueError):
            return 0

    def share_read(self) -> float:
        """How much the last opened reader has read, from 0 to 1."""
        if not self._opened:
            return 0.0
        file = self._opened[-1]
        return 1.0 if file.closed else min(1.0, file.tell() / max(self.size, 1))

    def open(self) -> BinaryIO:
        """The bytes from the start; raises InputError. The caller closes the file."""
        file: BinaryIO
        if self.path is None:
            file = io.BytesIO(self.data or b"")
        else:
            refuse_pipe(self.name, self.path)
            try:
                file = self.path.open("rb")
            except (OSError, ValueError) as error:
                raise _unreadable(self.name, error) from error
        self._opened[:] = [file]
        return file

    def state(self) -> tuple[int, ...] | None:
        """What changes when something else writes to the file; None for no file."""
        if self.path is None:
            return None
        try:
            found = self.path.stat()
        except (OSError, ValueError):
            return ()
        return found.st_size, found.st_mtime_ns, found.st_ino

    def blocks(self, size: int) -> Iterator[bytes]:
        """Yields the bytes in blocks of `size`; the last one may be shorter."""
        with self.open() as file:
            try:
                while block := file.read(size):
                    yield block
            except OSError as error:
                raise _unreadable(self.name, error) from error

    def head(self, n: int) -> bytes:
        """The first `n` bytes, or all if there are fewer."""
        return next(self.blocks(n), b"")

    def lines(self) -> Iterator[str]:
        """Yields decoded lines without their line ends; only LF, CRLF and CR end a line.

        The byte order mark is removed; how other bytes than UTF-8 are read says `decoded_blocks`.
        """
        rest: list[str] = []  # the start of a line that continues in the next block
        for block in decoded_blocks(self):
            first, *others = block.split("\n")
            rest.append(first)
            if others:
                yield "".join(rest)
                rest = [others.pop()]
                yield from others
        if any(rest):
            yield "".join(rest)


def display_name(path: Path) -> str:
    """A file's name as text; U+FFFD for bytes that are no UTF-8."""
    name = path.name or str(path)
    if name.isascii():
        return name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def refuse_pipe(name: str, path: Path) -> None:
    """Raise InputError for what can be read once only, or has no end: a reader would wait."""
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError):
        return  # said when it is opened
    if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        raise InputError(
            StoredMessage(
                "{name}: this is a pipe or device, not a file; import - reads a pipe.", name=name
            )
        )


def year_or_day(text: str) -> tuple[int, datetime.date | None]:
    """Parses `2025` or `2025-11-18` into a year and a day or None; else raises UsageError."""
    try:
        if len(text) == 4 and text.isascii() and text.isdigit():
            return datetime.date(int(text), 1, 1).year, None
        day = datetime.date.fromisoformat(text)
        if day.isoformat() == text:
            return day.year, day
    except ValueError:
        pass
    raise UsageError(tr("{text} is neither a year (2025) nor a day (2025-11-18).", text=repr(text)))


def _unreadable(name: str, error: Exception) -> InputError:
    match error:
        case FileNotFoundError():
            return InputError(StoredMessage("{name} was not found.", name=name))
        case IsADirectoryError():
            return InputError(
                StoredMessage("{name}: this is a folder, not a file of papers.", name=name)
            )
        case PermissionError():
            return InputError(
                StoredMessage("{name}: you do not have permission to read this file.", name=name)
            )
        case OSError(strerror=str(text)):
            return InputError(
                StoredMessage("{name}: it cannot be read ({text}).", name=name, text=text)
            )
        case _:
            return InputError(StoredMessage("{name}: it cannot be read.", name=name))


def decoded_blocks(source: Source, size: int = _BLOCK) -> Generator[str]:
    """Yields the text in blocks of about `size` bytes, with LF line ends and no byte order mark.

    Memory does not depend on line length. Undecodable bytes become U+FFFD, but a line that is not
    UTF-8 in an otherwise UTF-8 text is read as Windows-1252. Raises InputError if the codec
    rejects the whole text.
    """
    encoding = source.encoding or "utf-8"
    errors = MIXED_LINES if encoding == "utf-8" else "replace"
    decode = io.IncrementalNewlineDecoder(
        codecs.getincrementaldecoder(encoding)(errors), translate=True
    ).decode
    mark = "\ufeff"
    try:
        for block in chain(source.blocks(size), [b""]):
            # An IncrementalNewlineDecoder accepts bytes if it wraps a bytes decoder.
            text = decode(block, final=not block)
            if rest := text.removeprefix(mark):
                yield rest
            mark = "" if text else mark
    except UnicodeError as error:
        raise InputError(
            StoredMessage(
                "{name}: this is not {encoding} text.", name=source.name, encoding=source.encoding
            )
        ) from error
