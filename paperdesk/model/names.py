"""Names of people: their parts, as formats store them separately and lists are sorted by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_PARTICLES = frozenset([
    "af", "al", "av", "bin", "da", "das", "de", "degli", "del", "della", "den", "der", "di", "dos",
    "du", "el", "ibn", "la", "le", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur",
])  # fmt: skip
_SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])


_EAST_ASIAN = re.compile(
    r"[\u3005\u3040-\u309f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+"
)
"""Han, Hiragana and Hangul. Names in Katakana are mostly of other languages."""


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of a full name; see `full_name`."""

    family: str
    given: str = ""
    suffix: str = ""


@lru_cache(maxsize=1 << 14)
def name_parts(name: str) -> NameParts:
    """Guesses the parts: the last word, with the particles before it, is the family name.

    A single word, or a name with a comma, is entirely a family name. In names of two East Asian
    words the first is the family name.
    """
    words = name.split()
    if is_family_first(words):
        return NameParts(words[0], words[1])
    suffix = words.pop() if len(words) > 2 and words[-1].casefold() in _SUFFIXES else ""
    start = len(words) - 1
    while (
        start > 0 and words[start - 1] in _PARTICLES
    ):  # lower case only: in "Bin Yu", Bin is a given name
        start -= 1
    given, family = " ".join(words[:start]), " ".join(words[start:])
    if not given or "," in name or given.casefold() in _SUFFIXES:
        return NameParts(name)
    return NameParts(family, given, suffix)


def family_first(name: str) -> str:
    """Turns `Ada Lovelace` into `Lovelace, Ada`; a name without parts is unchanged."""
    parts = name_parts(name)
    return ", ".join(filter(None, (parts.family, parts.given, parts.suffix)))


def csl_name(name: str) -> dict[str, str]:
    """The guessed parts under their CSL names; a name without a given name is a `literal`."""
    parts = name_parts(name)
    if not parts.given:
        return {"literal": name}
    known = {"family": parts.family, "given": parts.given, "suffix": parts.suffix}
    return {part: text for part, text in known.items() if text}


def full_name(family: str, given: str, suffix: str = "") -> str:
    """The parts in the order of the name's own script: `Ada Lovelace`, `李 明`."""
    words = [family, given] if is_family_first((family, given)) else [given, family]
    return " ".join(filter(None, (*words, suffix)))


def shown_name(name: str) -> str:
    """A name as its script writes it: `李明` of `李 明`."""
    words = name.split()
    return "".join(words) if is_family_first(words) else name


def is_family_first(words: Sequence[str]) -> bool:
    """Whether these are the two parts of an East Asian name, written family name first."""
    return len(words) == 2 and all(map(_EAST_ASIAN.fullmatch, words))
