"""Names of people: their parts, as formats store them separately and lists are sorted by."""

from __future__ import annotations

from dataclasses import dataclass

_PARTICLES = frozenset([
    "af", "al", "av", "bin", "da", "das", "de", "degli", "del", "della", "den", "der", "di", "dos",
    "du", "el", "ibn", "la", "le", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur",
])  # fmt: skip
_SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])


@dataclass(frozen=True, slots=True)
class NameParts:
    """Joined with spaces, `given family suffix` is the full name."""

    family: str
    given: str = ""
    suffix: str = ""


def name_parts(name: str) -> NameParts:
    """Guesses the parts: the last word, with the particles before it, is the family name.

    A single word, or a name with a comma, is entirely a family name.
    """
    words = name.split()
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
