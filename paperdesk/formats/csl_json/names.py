"""People in CSL-JSON: objects with the parts of a name, or texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.formats.reading.names import given_name_first
from paperdesk.formats.reading.values import clean_text

if TYPE_CHECKING:
    from paperdesk.model.details import Person

_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
_SAYS_NOTHING = frozenset([*_PARTS, "name", "sequence"])
OTHERS = {"literal": "others"}
"""Stands after the authors where there are more."""


def persons(entries: object) -> list[Person]:
    """Each person as CSL parts, or as a full name with the given name first."""
    found = [_person(entry) for entry in entries] if isinstance(entries, list) else []
    return [person for person in found if person]


def _person(entry: object) -> Person:
    if not isinstance(entry, dict):
        return given_name_first(clean_text(entry))
    parts = {part: text for part in _PARTS if (text := clean_text(entry.get(part)))}
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
