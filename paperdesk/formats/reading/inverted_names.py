"""Names of people as reference managers store them: `Family, Given, Suffix`, one a value.

A name with a comma at its end is a literal: `Institute of Bees, Vienna,`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.reading.others import ET_AL, is_others, without_others
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.details import family_name
from paperdesk.model.names import csl_name, name_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from paperdesk.model.details import Person

SEMICOLON = re.compile(r"(?<!&amp)(?<!&lt)(?<!&gt)(?<!&quot);|\N{FULLWIDTH SEMICOLON}")
"""A separator, not the end of an entity."""
SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "2nd", "3rd", "4th", "ii", "iii", "iv"])
_GROUP = re.compile(
    r"\b(?:the|agency|association|cent(?:er|re)|collaborat(?:ion|ors)|committee|consortium|council"
    r"|department|foundation|group|inc|initiative|institut(?:e|ion)?|investigators|laboratory"
    r"|ministry|network|office|organi[sz]ation|society|team|universit(?:y|é|ät))\b",
    re.IGNORECASE,
)


def persons(values: Iterable[Person]) -> tuple[list[Person], bool]:
    """The persons in values with one or, after `;`, more names; whether `et al.` is among them.

    Several words without a comma are a literal beside inverted names, or if they name a group.
    Parts of names stay as they are.
    """
    names = [name for value in values for name in _names(value)]
    inverted = any(
        "," in name and not _has_only_suffix(name) for name in names if isinstance(name, str)
    )
    people = [
        _person(name, inverted) if isinstance(name, str) else name
        for name in names
        if not isinstance(name, str) or not is_others(name)
    ]
    return people, len(people) < len(names)


def _names(value: Person) -> Iterator[Person]:
    """The names in a value, and `et al.` where one ends with it."""
    if not isinstance(value, str):
        yield value
        return
    for name in filter(None, map(str.strip, SEMICOLON.split(value))):
        shorter = name if name.endswith(",") else without_others(name)
        if shorter:
            yield shorter
        if shorter != name:
            yield ET_AL


def _has_only_suffix(name: str) -> bool:
    """Whether this is a name in its usual order, with a suffix: `Ada B. Mayr, Jr.`"""
    whole, _, suffix = name.rpartition(",")
    known = suffix.strip().casefold() in SUFFIXES
    return known and "," not in whole and " " in clean_text(whole)


def _person(name: str, inverted: bool) -> Person:
    if name.endswith(","):
        return {"literal": clean_text(name[:-1])}
    if _has_only_suffix(name):
        whole, _, suffix = name.rpartition(",")
        known = name_parts(clean_text(whole))
        return {"family": known.family, "given": known.given, "suffix": clean_text(suffix)}
    person = parts_at_commas(name)
    if isinstance(person, str) and " " in person and (inverted or _GROUP.search(person)):
        return {"literal": person}
    return person


def parts_at_commas(name: str) -> Person:
    """The parts of `Family, Given` with a suffix after either; other names as they are, cleaned."""
    match [part for part in map(clean_text, name.split(",")) if part]:
        case [family, given] if given.casefold() not in SUFFIXES:
            return {"family": family, "given": given}
        case [family, suffix, given] if suffix.casefold() in SUFFIXES:
            return {"family": family, "given": given, "suffix": suffix}
        case [family, given, suffix] if suffix.casefold() in SUFFIXES:
            return {"family": family, "given": given, "suffix": suffix}
        case parts:
            return ", ".join(parts)


def written_names(people: Iterable[Mapping[str, str]], *, others: bool = False) -> Iterator[str]:
    """The values that `persons` reads as these CSL names, and `et al.` after them."""
    for parts in people:
        whole = ", ".join(
            filter(None, (family_name(parts), parts.get("given"), parts.get("suffix")))
        )
        literal = clean_text(parts.get("literal") or ("" if parts.get("given") else whole))
        if not literal and without_others(whole) != whole:  # `Mayr, others` are several people
            literal = f"{parts['given']} {family_name(parts)} {parts.get('suffix', '')}".strip()
        yield (literal if _is_literal(literal) else f"{literal},") if literal else whole
    if others:
        yield ET_AL


def _is_literal(name: str) -> bool:
    """Whether a name is read as a literal without a comma at its end."""
    match persons([name]):
        case ([str(whole)], False):
            return whole == name and csl_name(name) == {"literal": name}
        case ([{"literal": str(whole)}], False):
            return whole == name and not name.endswith(",")
        case _:
            return False
