"""Names of people as reference managers store them: `Family, Given, Suffix`, one a value.

A name with a comma at its end is a literal: `Institute of Bees, Vienna,`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.reading.values import clean_text
from paperdesk.model.details import family_name
from paperdesk.model.names import csl_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from paperdesk.model.details import Person

SEMICOLON = re.compile(r"(?<!&amp)(?<!&lt)(?<!&gt)(?<!&quot);")
"""A separator, not the end of an entity."""
_SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
_OTHERS = frozenset(["et al", "et al.", "others", "and others"])
_GROUP = re.compile(
    r"\b(?:the|agency|association|cent(?:er|re)|collaborat(?:ion|ors)|committee|consortium|council"
    r"|department|foundation|group|inc|initiative|institut(?:e|ion)?|investigators|laboratory"
    r"|ministry|network|office|organi[sz]ation|society|team|universit(?:y|é|ät))\b",
    re.IGNORECASE,
)


def persons(values: Iterable[str]) -> tuple[list[Person], bool]:
    """The persons in values with one or, after `;`, more names; whether `et al.` is among them.

    Several words without a comma are a literal beside inverted names, or if they name a group.
    """
    names = [name for value in values for part in SEMICOLON.split(value) if (name := part.strip())]
    inverted = any("," in name for name in names)
    people = [_person(name, inverted) for name in names if name.casefold() not in _OTHERS]
    return people, len(people) < len(names)


def _person(name: str, inverted: bool) -> Person:
    if name.endswith(","):
        return {"literal": clean_text(name[:-1])}
    match [part for part in map(clean_text, name.split(",")) if part]:
        case [family, given] if given.casefold() not in _SUFFIXES:
            return {"family": family, "given": given}
        case [family, suffix, given] if suffix.casefold() in _SUFFIXES:
            return {"family": family, "given": given, "suffix": suffix}
        case [family, given, suffix] if suffix.casefold() in _SUFFIXES:
            return {"family": family, "given": given, "suffix": suffix}
        case parts:
            whole = ", ".join(parts)
            literal = " " in whole and (inverted or _GROUP.search(whole))
            return {"literal": whole} if literal else whole


def written_names(people: Iterable[Mapping[str, str]], *, others: bool = False) -> Iterator[str]:
    """The values that `persons` reads as these CSL names, and `et al.` after them."""
    for parts in people:
        whole = ", ".join(
            filter(None, (family_name(parts), parts.get("given"), parts.get("suffix")))
        )
        literal = clean_text(parts.get("literal") or ("" if parts.get("given") else whole))
        yield (literal if _is_literal(literal) else f"{literal},") if literal else whole
    if others:
        yield "et al."


def _is_literal(name: str) -> bool:
    """Whether a name is read as a literal without a comma at its end."""
    match persons([name]):
        case ([str(whole)], False):
            return whole == name and csl_name(name) == {"literal": name}
        case ([{"literal": str(whole)}], False):
            return whole == name and not name.endswith(",")
        case _:
            return False
