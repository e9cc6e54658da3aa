"""Detects the encoding of a text."""

from __future__ import annotations

import codecs
from itertools import chain
from typing import TYPE_CHECKING

from paperdesk.errors import InputError, UsageError
from paperdesk.formats.reading.declared_encoding import declared
from paperdesk.formats.reading.mac_roman import is_mac_roman
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from paperdesk.formats.reading.source import Source

_BLOCK = 1 << 20
_HEAD = 1 << 16

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # starts with UTF-16's mark, so it is tested first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_MAGICS = (
    (b"\x89PNG", tr("this is a picture (PNG)")),
    (b"\xff\xd8\xff", tr("this is a picture (JPEG)")),
    (b"GIF89a", tr("this is a picture (GIF)")),
    (b"%PDF-", tr("this is a PDF document")),
    (b"SQLite format 3\0", tr("this is a database (SQLite)")),
    (b"\x7fELF", tr("this is a program")),
    (b"MZ\x90", tr("this is a program")),
    (b"PK\x03\x04", tr("this is a zip archive; unpack it first")),
    (b"\x1f\x8b", tr("this is a gzip archive; unpack it first")),
    (b"BZh9", tr("this is a bzip2 archive; unpack it first")),
    (b"\xfd7zXZ\0", tr("this is an xz archive; unpack it first")),
    (b"\x28\xb5\x2f\xfd", tr("this is a zstd archive; unpack it first")),
)
_NOT_IN_CP1252 = bytes.fromhex("818d8f909d")
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b")


def detect(source: Source) -> tuple[str, str]:
    """Returns the Python codec name and a reason; raises InputError if the source is not text."""
    head = source.head(_HEAD)
    for magic, kind in _BINARY_MAGICS:
        if head.startswith(magic):
            raise InputError(tr("{name}: {reason}.", name=source.name, reason=kind))
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return encoding, tr("byte order mark")
    if encoding := _utf16_by_zeros(head):
        return encoding, tr("every other byte is zero")
    _refuse_binary(source, head)
    if valid := _utf8_kind(source):
        return "utf-8", valid
    named = declared(head)
    if named and _decodes(source, named):
        return named, tr("declared in the file")
    good, bad, western = _count_utf8(source)
    if good > bad:
        return "utf-8", _invalid_text(bad)
    if other := _guess_non_western(head):
        return other, tr("not UTF-8; its letters are those of {encoding}", encoding=other)
    if is_mac_roman(head):
        return "mac-roman", tr("not UTF-8; taken as Mac Roman")
    if _has_utf8_lines(source):
        return "utf-8", tr("lines in UTF-8 and lines in Windows-1252")
    if western:
        return "cp1252", tr("not UTF-8; taken as Windows-1252")
    return "latin-1", tr("not UTF-8; taken as Latin-1")


def _invalid_text(n: int) -> str:
    if n == 1:
        return tr("UTF-8 with one invalid byte")
    return tr_n("UTF-8 with {n} invalid character", "UTF-8 with {n} invalid characters", n)


def _decodes(source: Source, encoding: str) -> bool:
    """Whether every byte of the source is valid in this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for block in chain(source.blocks(_BLOCK), [b""]):
            decoder.decode(block, final=not block)
    except UnicodeDecodeError:
        return False
    return True


def _guess_non_western(head: bytes) -> str:
    """The guessed encoding of a mostly non-ASCII text, such as Cyrillic or Chinese; else empty.

    Mostly ASCII texts are not guessed: the guess is wrong for short Western ones.
    """
    letters = head.translate(None, _ASCII)
    if len(letters) < _NON_WESTERN_SHARE * len(head):
        return ""
    from charset_normalizer import from_bytes  # takes 30 ms and is rarely needed

    guess = from_bytes(head, cp_isolation=_NON_WESTERN).best()
    return guess.encoding if guess else ""


_NON_WESTERN = [
    "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "gb18030", "big5", "shift_jis", "euc_jp",
    "euc_kr",
]  # fmt: skip
"""The only candidates: among all encodings, Cyrillic is mistaken for Greek."""
_ASCII = bytes(range(128))
_NON_WESTERN_SHARE = 0.2
"""Western texts have a smaller share of non-ASCII bytes."""


def check(encoding: str) -> str:
    """The codec's canonical name; raises UsageError if it is unknown or does not decode text."""
    try:
        b"a".decode(encoding, "replace")
        return codecs.lookup(encoding).name
    except (LookupError, ValueError) as error:
        raise UsageError(
            tr("unknown encoding {encoding}; try utf-8, utf-16 or cp1252.", encoding=repr(encoding))
        ) from error


def _utf16_by_zeros(head: bytes) -> str:
    """UTF-16 without a mark: in mostly Latin text every other byte is zero."""
    even, odd = head[0::2], head[1::2]
    zeros = even.count(0), odd.count(0)
    if len(even) < 2 or max(zeros) < 0.4 * len(odd) or min(zeros) > 0.1 * len(odd):
        return ""
    return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"


def _refuse_binary(source: Source, head: bytes) -> None:
    """Raises InputError if more than one byte in twenty is a control character."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > 2 and controls > len(head) / 20:
        raise InputError(
            tr("{name}: this is a binary file, not a file of papers.", name=source.name)
        )


def _utf8_kind(source: Source) -> str:
    """`plain ASCII` or `valid UTF-8`; empty if a byte is invalid."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    ascii_only = True
    try:
        for block in chain(source.blocks(_BLOCK), [b""]):
            ascii_only = decoder.decode(block, final=not block).isascii() and ascii_only
    except UnicodeDecodeError:
        return ""
    return tr("plain ASCII") if ascii_only else tr("valid UTF-8")


def _count_utf8(source: Source) -> tuple[int, int, bool]:
    """Counts non-ASCII and invalid UTF-8 characters; also whether all bytes are valid cp1252.

    A character cut off at the end of the file counts as invalid.
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


def _has_utf8_lines(source: Source) -> bool:
    """Whether at least one in twenty of the lines that are not ASCII is valid UTF-8.

    Fewer may be by chance: an accented capital and a quote of Windows-1252 look like UTF-8.
    """
    good = bad = 0
    for block in source.blocks(_BLOCK):
        for line in block.split(b"\n"):  # a line across two blocks counts as two
            if not line.isascii():
                try:
                    line.decode()
                    good += 1
                except UnicodeDecodeError:
                    bad += 1
    return good > 0 and good * 20 >= bad
