"""Names of months in all languages."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENGLISH = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
ENGLISH_MONTHS = {
    name[:length]: number
    for number, name in enumerate(_ENGLISH, 1)
    for length in range(3, len(name) + 1)
}
_NOT_MONTHS = frozenset([
    "spring", "summer", "autumn", "fall", "winter", "quarter", "week", "early", "mid", "late",
    "vol", "num", "pub", "doc", "col", "sub", "est", "bio", "pro", "sat", "fri", "wed", "any",
    "can", "few", "now", "was", "way", "win", "out", "van", "uno", "des", "das", "ion", "nan",
])  # fmt: skip
"""Frequent words of dates, and abbreviations in small languages that are words of large ones."""
WORD = re.compile(r"[^\s\d!-@\[-`{-~¡-¿‐-⁞、-〟]+")
"""Marks of combined letters are parts of words."""
_PREPOSITIONS = frozenset(["d", "de"])
"""Catalan has `de gener` and `d’abril` for the months within a date."""


def month(word: str) -> int | None:
    """The number of the month with this case-folded name in any language, else None.

    Full and abbreviated names count, also as the genitive. English is tried first; a name that
    languages use for different months is none, and full names go before abbreviations.
    """
    known = ENGLISH_MONTHS.get(word)
    if known or word in _NOT_MONTHS or len(word) < (3 if word.isascii() else 2):
        return known
    names = _names()
    return names.get(word) or names.get(_without_accents(word))


@cache
def _names() -> dict[str, int]:
    """The unambiguous names; building them takes about a second, so only when one is asked for."""
    names: dict[str, int] = {}
    for width in ("abbreviated", "wide"):
        meanings: defaultdict[str, set[int]] = defaultdict(set)
        for number, name in _listed(width):
            meanings[name].add(number)
            if (plain := _without_accents(name)) != name:
                meanings[plain].add(number)
        for name, numbers in meanings.items():
            names.pop(name, None)
            if len(numbers) == 1:
                names[name] = min(numbers)
    return names


def _listed(width: str) -> Iterator[tuple[int, str]]:
    """The single words that name a month in a language, without its regional variants."""
    from babel import localedata  # imported when needed: few dates are in other languages

    for language in localedata.locale_identifiers():
        subtags = language.split("_")
        if len(subtags) > 2 or len(subtags[-1]) not in (2, 3, 4) or subtags[-1].isupper():
            continue
        months: dict[str, Any] = localedata.load(language, merge_inherited=False).get("months", {})
        for context in ("format", "stand-alone"):
            listed = months.get(context, {}).get(width)
            for number, name in listed.items() if isinstance(listed, dict) else ():
                words = WORD.findall(name.casefold())
                if not any(map(str.isdigit, name)) and words and {*words[:-1]} <= _PREPOSITIONS:
                    yield number, words[-1]
        localedata.clear_caches()  # all of them are 160 MB


def _without_accents(word: str) -> str:
    """`fevrier` for `février`; the vowel signs of Indic scripts stay."""
    folded = unicodedata.normalize("NFD", word)
    return "".join(char for char in folded if not "\u0300" <= char <= "\u036f")
