"""The details of a reference from freely named fields."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from paperdesk.formats.reading.column_names import kind_named
from paperdesk.formats.reading.csl_variables import OTHER_TYPES, TYPES
from paperdesk.formats.reading.names import parse_persons
from paperdesk.formats.reading.values import clean_text
from paperdesk.formats.reading.verbatim import verbatim, without_surrogates
from paperdesk.model.details import ROLES, people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PLAIN_NAMES = re.compile(r"article|journal|magazine", re.IGNORECASE)
"""An article named so says no more than its CSL type."""


def details_of(fields: Mapping[str, list[Any]], kind: str) -> dict[str, Any]:
    """The details among fields; `kind` is the format under whose name the unknown are kept."""
    details: dict[str, Any] = {}
    names: dict[str, dict[str, str]] = {}
    for name, values in fields.items():
        if name in ("type", "", "ISBN", "ISSN"):
            continue
        if name in ROLES:
            persons = next((found for v in values if (found := parse_persons(v)[0])), [])
            value: Any = people(persons, names)
        else:
            value = next(filter(None, map(_text, values)), "")
        if value:
            details[name] = value
    for name in ("ISBN", "ISSN"):
        if text := ", ".join(dict.fromkeys(filter(None, map(_text, fields.get(name, ()))))):
            details[name] = text
    if names:
        details["names"] = names
    _join_pages(details)
    details |= _kinds(fields.get("type", ()))
    unknown = fields.get("")
    return details | verbatim(kind, dict(unknown)) if unknown else details


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value).removesuffix(".0")
    return clean_text(value)


def _join_pages(details: dict[str, Any]) -> None:
    first, last = details.pop("page-first", ""), details.pop("page-last", "")
    if first or last:
        ends = dict.fromkeys(filter(None, (first, last)))
        details.setdefault("page", "-".join(ends))


def _kinds(values: Iterable[object]) -> dict[str, str]:
    """The CSL type; a name that says more than it, or none that CSL has, is the genre."""
    found: dict[str, str] = {}
    for value in values:
        for name in filter(None, map(clean_text, value if isinstance(value, list) else [value])):
            kind = name if name in TYPES else OTHER_TYPES.get(name) or kind_named(name)
            kind = kind or (name.casefold() if name.casefold() in TYPES else "")
            if kind:
                found.setdefault("type", kind)
            if not kind or (kind == "article-journal" and not _PLAIN_NAMES.search(name)):
                found.setdefault("genre", name)
    return found


def stored_details(value: object, kind: str) -> dict[str, Any]:
    """The details in a field `details`, as `write` leaves them; others are kept verbatim.

    With them are the lists `authors` and `keywords` where their own cells would not do.
    """
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return {}
    details: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    for name, each in value.items() if isinstance(value, dict) else ():
        if ":" in name or _is_valid(name, each):
            details[name] = each
        elif name not in ROLES and name not in ("names", "others") and (text := _text(each)):
            details[name] = text
        else:
            unknown[name] = each
    return without_surrogates(details) | verbatim(kind, unknown)


def _is_valid(name: str, value: object) -> bool:
    if name in ROLES or name in ("authors", "keywords"):
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if name == "names":
        return isinstance(value, dict) and all(map(_are_parts, value.values()))
    return name == "others" and value is True


def _are_parts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
