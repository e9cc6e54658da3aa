"""Cleans single values of any type: text, counts, web addresses."""

from __future__ import annotations

import ast
import re
import warnings
from typing import TYPE_CHECKING

from paperdesk.formats.reading.whitespace import collapse_whitespace

if TYPE_CHECKING:
    from collections.abc import Iterable

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_C1 = re.compile("[\x80-\x9f]")
_CP1252 = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_SURROGATE = re.compile("[\ud800-\udfff]")
_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?) ?([km]?)", re.IGNORECASE)
_NO_SCHEME = re.compile(r"//[\w-]+(?:\.[\w-]+)+(?:/|$)")
_FACTORS = {"": 1, "k": 1_000, "m": 1_000_000}
_MAX_LITERAL = 1 << 19
_MAX_COUNT = 10**12
"""Larger numbers are not counts; SQLite integers end at 2**63."""


def clean_text(value: object) -> str:
    """A text on one line with single spaces and no control characters; ``""`` for other types.

    Controls of Latin-1 are what Windows-1252 has in their place: quotation marks and dashes.
    Surrogate pairs are joined; a lone surrogate becomes U+FFFD.
    """
    if not isinstance(value, str):
        return ""
    text = value.strip()
    if "  " not in text and text.isprintable():  # most values; a line end is not printable
        return text
    if _C1.search(text):  # before white space: the ellipsis of cp1252 is a line end there
        text = text.translate(_CP1252)
    text = collapse_whitespace((text,))
    if text.isprintable():
        return text
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return collapse_whitespace((_CONTROLS.sub("", text),))


def first_nonempty(texts: Iterable[str]) -> str:
    """The first text that is not empty, else ``""``."""
    return next(filter(None, texts), "")


def count(value: object) -> int | None:
    """The number in `117`, `"1,337"` or `"1.2k"`; None for other values."""
    number: float
    match value:
        case bool():
            return None
        case int() | float():
            number = value
        case str():
            match = _COUNT.fullmatch(value.strip())
            if not match or len(value) > 20:
                return None
            number = float(match[1].replace(",", "")) * _FACTORS[match[2].lower()]
        case _:
            return None
    return round(number) if 0 <= number <= _MAX_COUNT else None


def address(value: object) -> str:
    """An http or https address without spaces, else ``""``; `//host/path` is one of https."""
    text = clean_text(value)
    if _NO_SCHEME.match(text):
        text = f"https:{text}"
    known = text.startswith(("https://", "http://")) and " " not in text
    return text if known else ""


def parse_literal(text: str) -> object:
    """The value of a Python literal of up to half a million characters, else None."""
    if len(text) > _MAX_LITERAL:
        return None
    try:
        with warnings.catch_warnings(action="ignore"):  # invalid escape sequences
            return ast.literal_eval(text.strip())
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None
