"""A source's text in blocks, for readers that do not go by lines."""

from __future__ import annotations

import codecs
import io
from itertools import chain
from typing import TYPE_CHECKING

from paperdesk.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.source import Source

_BLOCK = 1 << 18


def decoded(source: Source, size: int = _BLOCK) -> Iterator[str]:
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
