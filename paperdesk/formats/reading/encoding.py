"""Which encoding a text is in; InputError for what is no text at all."""

from __future__ import annotations

import codecs
from itertools import chain
from typing import TYPE_CHECKING

from paperdesk.errors import InputError, UsageError

if TYPE_CHECKING:
    from paperdesk.formats.reading.source import Source

_BLOCK = 1 << 20
_HEAD = 1 << 16

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16's, so it goes first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF89a", "a picture (GIF)"),
    (b"%PDF-", "a PDF document"),
    (b"SQLite format 3\0", "a database (SQLite)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"PK\x03\x04", "a zip archive; unpack it first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh9", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ\0", "an xz archive; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive; unpack it first"),
)
_NOT_IN_CP1252 = bytes.fromhex("818d8f909d")
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b")


def detect(source: Source) -> tuple[str, str]:
    """The encoding of a text, as Python names it, and why; InputError for what is no text."""
    head = source.head(_HEAD)
    for magic, kind in _BINARY:
        if head.startswith(magic):
            raise InputError(f"{source.name}: this is {kind}.")
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, "byte order mark"
    if encoding := _without_mark(head):
        return encoding, "every other byte is zero"
    _refuse_binary(source, head)
    if valid := _valid(source):
        return "utf-8", valid
    good, bad, western = _weigh(source)
    if good > bad:
        return (
            "utf-8",
            f"UTF-8 with {bad} wrong characters" if bad > 1 else "UTF-8 but for one byte",
        )
    if other := _not_western(head):
        return other, f"not UTF-8; its letters are those of {other}"
    if western:
        return "cp1252", "not UTF-8; taken as Windows-1252"
    return "latin-1", "not UTF-8; taken as Latin-1"


def _not_western(head: bytes) -> str:
    """The encoding of a text that is mostly not ASCII, as Cyrillic or Chinese is; else empty.

    Only then is it guessed from its letters: short Western texts are guessed wrong.
    """
    letters = head.translate(None, _ASCII)
    if len(letters) < _MANY * len(head):
        return ""
    from charset_normalizer import from_bytes  # 30 ms to load, and hardly ever wanted

    guess = from_bytes(head, cp_isolation=_ELSEWHERE).best()
    return guess.encoding if guess else ""


_ELSEWHERE = [
    "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "gb18030", "big5", "shift_jis", "euc_jp",
    "euc_kr",
]  # fmt: skip
"""What texts are in where they are not Western; among all encodings it takes Cyrillic for Greek."""
_ASCII = bytes(range(128))
_MANY = 0.2
"""So large a share of letters beyond ASCII is no Western text."""


def check(encoding: str) -> str:
    """The encoding's usual name; UsageError where it is none that decodes text."""
    try:
        b"a".decode(encoding, "replace")
        return codecs.lookup(encoding).name
    except (LookupError, ValueError) as error:
        raise UsageError(
            f"there is no encoding named {encoding!r}; try utf-8, utf-16 or cp1252."
        ) from error


def _without_mark(head: bytes) -> str:
    """UTF-16 of mostly Latin letters has a zero for every other byte."""
    even, odd = head[0::2], head[1::2]
    zeros = even.count(0), odd.count(0)
    if len(even) < 2 or max(zeros) < 0.4 * len(odd) or min(zeros) > 0.1 * len(odd):
        return ""
    return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"


def _refuse_binary(source: Source, head: bytes) -> None:
    """A control character may stray into a text; one byte in twenty is no text."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > 2 and controls > len(head) / 20:
        raise InputError(f"{source.name}: this is a binary file, not a file of papers.")


def _valid(source: Source) -> str:
    """What UTF-8 this is, without a fault throughout; empty if it is not."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    ascii_only = True
    try:
        for block in chain(source.blocks(_BLOCK), [b""]):
            ascii_only = decoder.decode(block, final=not block).isascii() and ascii_only
    except UnicodeDecodeError:
        return ""
    return "plain ASCII" if ascii_only else "valid UTF-8"


def _weigh(source: Source) -> tuple[int, int, bool]:
    """UTF-8 characters beyond ASCII, wrong ones, and whether every byte has a cp1252 meaning.

    A character that is cut off at the file's end counts as wrong.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    good = bad = 0
    western = True
    for block in chain(source.blocks(_BLOCK), [b""]):
        text = decoder.decode(block, final=not block)
        if text.isascii():
            continue
        wrong = max(0, text.count("\ufffd") - block.count(b"\xef\xbf\xbd"))
        bad += wrong
        good += len(text) - len(text.encode("ascii", "ignore")) - wrong
        western = western and block == block.translate(None, _NOT_IN_CP1252)
    return good, bad, western
