"""The parts of a name that stands as a person writes it, for formats that keep them apart."""

from __future__ import annotations

from dataclasses import dataclass

_PARTICLES = frozenset([
    "af", "al", "av", "bin", "da", "das", "de", "degli", "del", "della", "den", "der", "di", "dos",
    "du", "el", "ibn", "la", "le", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur",
])  # fmt: skip
_SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])


@dataclass(frozen=True, slots=True)
class NameParts:
    """`given family suffix`, with blanks between, is the name."""

    family: str
    given: str = ""
    suffix: str = ""


def name_parts(name: str) -> NameParts:
    """The likely parts: the last word is the family name, with the particles before it.

    A name of one word, or with a comma in it, is a family name as a whole.
    """
    words = name.split()
    suffix = words.pop() if len(words) > 2 and words[-1].casefold() in _SUFFIXES else ""
    start = len(words) - 1
    while start > 0 and words[start - 1] in _PARTICLES:  # Bin Yu is not bin Yu
        start -= 1
    given, family = " ".join(words[:start]), " ".join(words[start:])
    if not given or "," in name or given.casefold() in _SUFFIXES:
        return NameParts(name)
    return NameParts(family, given, suffix)


def family_first(name: str) -> str:
    """`Lovelace, Ada` of `Ada Lovelace`; a name without parts as it is."""
    parts = name_parts(name)
    return ", ".join(filter(None, (parts.family, parts.given, parts.suffix)))
