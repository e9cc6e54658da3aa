"""Tells Mac Roman from Windows-1252; every text can be read in both, to different letters."""

from __future__ import annotations

import re

_AMBIGUOUS = frozenset(b"\x85\x91\x92\x93\x94\x95\x96\x97")
"""Quotes, dashes, bullet and ellipsis of Windows-1252, letters of Mac Roman."""
_CLEARLY = 2


def is_mac_roman(head: bytes) -> bool:
    """Whether the letters of a Western text fit their words clearly better in Mac Roman."""
    mac, windows = head.decode("mac-roman"), head.decode("cp1252", "replace")
    places = [m.start() for m in re.finditer(rb"[\x80-\xff]", head) if m[0][0] not in _AMBIGUOUS]
    return _fit(mac, places) - _fit(windows, places) >= _CLEARLY


def _fit(text: str, places: list[int]) -> int:
    """How many characters fit the letters beside them, less those that do not."""
    return sum(_fits(text[n - 1 : n], text[n], text[n + 1 : n + 2]) for n in places)


def _fits(before: str, character: str, after: str) -> int:
    if not character.isalpha():
        inside = before.isalpha() and after.isalpha()
        return -1 if inside or character == "\ufffd" else 0
    if character.islower():
        return 1 if before.isalpha() or after.islower() else 0
    return 1 if not before.isalpha() or (before.isupper() and not after.islower()) else -1
