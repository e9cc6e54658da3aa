"""Decodes the lines of a UTF-8 text that are Windows-1252, as of a file made from several."""

from __future__ import annotations

import codecs
import re

MIXED_LINES = "paperdesk.mixed-lines"
"""The name of this error handler of the UTF-8 codec.

Invalid bytes are Windows-1252 characters if their line has no valid UTF-8 character besides ASCII;
else the line is damaged, and U+FFFD stands for the bytes.
"""
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LINE_END = re.compile(rb"[\r\n]")
_LONGEST = 1 << 12
"""Of a longer line only this much before and after the byte is looked at."""


def _decode(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, start, end = error.object, error.start, error.end
    if error.reason == "unexpected end of data":
        return "\ufffd", end  # the text ends within a character of UTF-8
    before, after = data[max(0, start - _LONGEST) : start], data[end : end + _LONGEST]
    line = _LINE_END.split(before)[-1] + data[start:end] + _LINE_END.split(after, maxsplit=1)[0]
    if _UTF8.search(line):
        return "\ufffd", end
    return data[start:end].decode("cp1252", "replace"), end


codecs.register_error(MIXED_LINES, _decode)
