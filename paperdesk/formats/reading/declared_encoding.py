"""The encoding that a text declares in its first lines."""

from __future__ import annotations

import codecs
import re

_LINES = 40
_DECLARATIONS = (
    # JabRef: `% Encoding: Cp1252`; version 2 leaves out the percent sign.
    re.compile(rb"^[%#\s]*encoding:\s*([\w. -]+?)\s*$", re.IGNORECASE | re.MULTILINE),
    # BibDesk: `%% Saved with string encoding Western (Mac OS Roman)`
    re.compile(rb"^%+\s*saved with string encoding\s+(.+?)\s*$", re.IGNORECASE | re.MULTILINE),
    # Emacs and Vim: `-*- coding: latin-1 -*-`, `vim: set fileencoding=latin1 :`
    re.compile(rb"-\*-.*?coding:\s*([\w.-]+).*?-\*-", re.IGNORECASE),
    re.compile(rb"vim?:.*?(?:fileencoding|fenc)=([\w.-]+)", re.IGNORECASE),
    re.compile(rb"<\?xml[^>]*?\sencoding=[\"']([\w.-]+)[\"']", re.IGNORECASE),
    re.compile(rb"<meta[^>]*?\bcharset=[\"']?([\w.-]+)", re.IGNORECASE),
)
_BIBDESK_NAMES = {
    "unicode (utf-8)": "utf-8",
    "western (iso latin 1)": "latin-1",
    "western (iso latin 9)": "iso8859-15",
    "western (mac os roman)": "mac-roman",
    "western (windows latin 1)": "cp1252",
    "central european (iso latin 2)": "iso8859-2",
    "central european (windows latin 2)": "cp1250",
    "cyrillic (windows)": "cp1251",
    "greek (windows)": "cp1253",
    "japanese (euc)": "euc-jp",
    "japanese (shift jis)": "shift-jis",
}
_ASCII_SAMPLE = "% Encoding: a{}@"


def declared(head: bytes) -> str:
    """The codec's canonical name, or ``""`` if none is declared that Python knows.

    An encoding in which the declaration itself would be other bytes, such as UTF-16, is no answer.
    """
    lines = b"\n".join(head.splitlines()[:_LINES])
    for pattern in _DECLARATIONS:
        if match := pattern.search(lines):
            return _codec(match[1].decode("latin-1"))
    return ""


def _codec(name: str) -> str:
    name = name.strip().lower()
    name = _BIBDESK_NAMES.get(name, name).removeprefix("x-").replace(" ", "-")
    try:
        codec = codecs.lookup(name)
        fits = _ASCII_SAMPLE.encode(name) == _ASCII_SAMPLE.encode("ascii")
    except (LookupError, ValueError):  # a codec of bytes, not of text, is a LookupError
        return ""
    # What is declared as Latin-1 is Windows-1252 wherever the two differ, as on the web.
    return "" if not fits else "cp1252" if codec.name == "iso8859-1" else codec.name
