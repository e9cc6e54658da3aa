"""People in CSL-JSON: objects with the parts of a name, or texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.formats.reading.names import parse_persons
from paperdesk.formats.reading.others import is_others
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.details import NAME_PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paperdesk.model.details import Person

_IN_ORDER = ("given", "family", "literal")
_SAYS_NOTHING = frozenset([*NAME_PARTS, "name", "sequence"])
OTHERS = {"literal": "others"}
"""Stands after the authors where there are more."""


def persons(entries: object) -> tuple[list[Person], bool]:
    """Each person as CSL parts, or as a full name; and whether there are more.

    Some programs write all names as one text, or several as one entry.
    """
    if not isinstance(entries, list):
        return parse_persons(entries) if isinstance(entries, str) else ([], False)
    found: list[Person] = []
    others = False
    for entry in entries:
        if not isinstance(entry, dict):
            people, more = parse_persons([entry])
            found += people
            others = others or more
        elif _is_others(person := _person(entry)):
            others = True
        elif person:
            found.append(person)
    return found, others


def _is_others(parts: Mapping[str, str]) -> bool:
    """Also where a program has taken `et al.` for a given and a family name."""
    return is_others(" ".join(text for part in _IN_ORDER if (text := parts.get(part))))


def _person(entry: Mapping[str, object]) -> dict[str, str]:
    parts = {part: text for part in NAME_PARTS if (text := clean_text(entry.get(part)))}
    if "family" in parts or "given" in parts:
        parts.pop("literal", None)
        return parts
    literal = parts.get("literal") or clean_text(entry.get("name"))
    return {"literal": literal} if literal else {}


def whole_persons(entries: object) -> list[object]:
    """These people in CSL, if any has more than a name, as affiliations or an ORCID iD; else []."""
    if not isinstance(entries, list) or not any(map(_says_more, entries)):
        return []
    return [
        {"literal": entry["name"], **entry}
        if isinstance(entry, dict) and "name" in entry
        else entry
        for entry in entries
    ]


def _says_more(entry: object) -> bool:
    return isinstance(entry, dict) and any(
        value and key not in _SAYS_NOTHING for key, value in entry.items()
    )
