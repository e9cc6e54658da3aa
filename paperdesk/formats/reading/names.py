"""Parses lists of authors and keywords in the various shapes files use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.reading.values import clean_text, first_nonempty, parse_literal
from paperdesk.model.names import full_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME_KEYS = ("name", "fullname", "full_name", "display_name", "author", "literal")
_AND = re.compile(r"(?:^|,? )(?:and|&) ")
_ET_AL = re.compile(r"\b(?:et\.? ?al\.?|and others)$", re.IGNORECASE)
_SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}


def parse_names(value: object) -> tuple[str, ...]:
    """Names in order, each with its parts in the order of its script.

    Accepts a list of texts or objects (`name`, or given and family name), or a text with names
    separated by `;`, `and` or commas. A name may be written `Family, Given`.
    """
    if isinstance(value, str):
        value = _literal(value)
    match value:
        case str():
            names = map(_given_first, _split(clean_text(value)))
        case list() | tuple():
            names = map(_person, value)
        case dict():
            names = map(_person, [value])
        case _:
            return ()
    return tuple(name for name in names if name)


def parse_keywords(value: object) -> tuple[str, ...]:
    """Unique keywords in order, from a list or a text separated by `;` or commas."""
    if isinstance(value, str):
        value = _literal(value)
    if isinstance(value, str):
        value = value.split(";" if ";" in value else ",")
    if not isinstance(value, list | tuple):
        return ()
    return tuple(dict.fromkeys(word for entry in value if (word := _name_in(entry))))


def given_name_first(name: str) -> str:
    """Turns `Lovelace, Ada` into `Ada Lovelace`, `李, 明` into `李 明`; cleans other names."""
    return _given_first(clean_text(name))


def _given_first(name: str) -> str:
    parts = [part for part in map(clean_text, name.split(",")) if part]
    match parts:
        case [family, given] if given.casefold() not in _SUFFIXES:
            return full_name(family, given)
        case [family, suffix, given] if suffix.casefold() in _SUFFIXES:
            return full_name(family, given, suffix)
        case [family, given, suffix] if suffix.casefold() in _SUFFIXES:
            return full_name(family, given, suffix)
        case _:
            return ", ".join(parts)


def _person(entry: object) -> str:
    """The name in a list entry; a text is one person, so a comma separates its parts."""
    if isinstance(entry, str):
        return given_name_first(entry)
    if not isinstance(entry, dict):
        return ""
    given = clean_text(entry.get("given") or entry.get("first") or entry.get("firstName"))
    family = clean_text(entry.get("family") or entry.get("last") or entry.get("lastName"))
    return full_name(family, given) or _name_in(entry)


def _name_in(entry: object) -> str:
    """A text, or the name of an object or of its `author`."""
    if isinstance(entry, dict) and isinstance(entry.get("author"), dict):
        entry = entry["author"]
    if not isinstance(entry, dict):
        return clean_text(entry)
    return first_nonempty(clean_text(entry.get(key)) for key in _NAME_KEYS)


def _literal(text: str) -> object:
    """The list in a table cell such as `['A', 'B']`, else the text itself."""
    if not text.lstrip().startswith(("[", "(")):
        return text
    value = parse_literal(text)
    return value if isinstance(value, list | tuple) else text


def _split(text: str) -> Iterator[str]:
    """The names in a text, each as written."""
    text = _ET_AL.sub("", text).rstrip(", ")
    if ";" in text:
        for part in text.split(";"):
            yield from _AND.split(part.strip())
        return
    chunks = _AND.split(text)
    if len(chunks) > 1 and all(chunk.count(",") == 1 for chunk in chunks):
        yield from chunks  # Family, Given and Family, Given
    elif len(chunks) == 1 and re.fullmatch(r"[^\s,]+, [^,]+", text):
        yield text  # Family, Given
    else:
        for chunk in chunks:
            yield from chunk.split(",")
