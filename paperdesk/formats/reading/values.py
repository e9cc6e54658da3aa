"""Single values of a record, whatever type they came in: text, counts, addresses."""

from __future__ import annotations

import ast
import re
import warnings

from paperdesk.formats.reading.whitespace import collapse_whitespace

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?) ?([km]?)", re.IGNORECASE)
_FACTORS = {"": 1, "k": 1_000, "m": 1_000_000}
_LONGEST_LITERAL = 1 << 19
_LONG = 1_000_000
_MOST = 10**12
"""More upvotes than that are none: SQLite's integers end at 2**63."""


def clean_text(value: object) -> str:
    """A text on one line: single blanks, no control characters; ``""`` for what is no text.

    Two halves of a character are joined, a lone half becomes U+FFFD.
    """
    if not isinstance(value, str):
        return ""
    text = value.strip()
    if "  " not in text and text.isprintable():  # most values by far; a line end is not printable
        return text
    text = collapse_whitespace((text,)) if len(text) > _LONG else " ".join(text.split())
    if text.isprintable():
        return text
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return collapse_whitespace((_CONTROLS.sub("", text),))


def count(value: object) -> int | None:
    """How many: of `117`, `"1,337"`, `"1.2k"`; None for anything that counts nothing."""
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
    return round(number) if 0 <= number <= _MOST else None


def address(value: object) -> str:
    """A web address without blanks in it, else ``""``."""
    text = clean_text(value)
    known = text.startswith(("https://", "http://")) and " " not in text
    return text if known else ""


def literal(text: str) -> object:
    """The value that a Python literal of up to half a million characters stands for, else None."""
    if len(text) > _LONGEST_LITERAL:
        return None
    try:
        with warnings.catch_warnings(action="ignore"):  # of a backslash that escapes nothing
            return ast.literal_eval(text.strip())
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None
