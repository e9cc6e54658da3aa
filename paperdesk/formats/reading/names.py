"""Parses lists of authors and keywords in the various shapes files use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.reading.inverted_names import parts_at_commas
from paperdesk.formats.reading.others import is_others, without_others
from paperdesk.formats.reading.values import clean_text, first_nonempty, parse_literal
from paperdesk.model.details import people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.model.details import Person

_NAME_KEYS = (
    "name", "fullname", "full_name", "display_name", "raw_author_name", "author", "literal",
)  # fmt: skip
_AND = re.compile(r"(?:^|,? )(?:(?:and|&) )+")
_INITIALS = re.compile(r"[^\W\d_]{1,2}\.(?:[ -]*[^\W\d_]{1,2}\.)*")
_PARTS = {
    "family": ("family", "last", "lastName", "last_name", "surname"),
    "given": ("given", "first", "firstName", "first_name"),
    "suffix": ("suffix",),
    "non-dropping-particle": ("non-dropping-particle",),
    "dropping-particle": ("dropping-particle",),
}


def parse_names(value: object) -> tuple[str, ...]:
    """Names in order, each with its parts in the order of its script.

    Accepts what `parse_persons` does.
    """
    return tuple(people(parse_persons(value)[0], {}))


def parse_persons(value: object) -> tuple[list[Person], bool]:
    """The people in order, and whether the value says that there are more.

    Accepts a list of texts or objects (`name`, or given and family name), or a text with names
    separated by `;`, `|`, `and` or commas. A name may be written `Family, Given`.
    """
    if isinstance(value, str):
        value = _literal(value)
    match value:
        case str():
            text = clean_text(value)
            names = list(map(_given_first, _split(text)))
            others = without_others(text) != text
        case list() | tuple():
            names = [person for entry in value for person in _persons(entry)]
            others = bool(value) and _ends_with_others(value[-1])
        case dict():
            names, others = [_person(value)], False
        case _:
            return [], False
    found = [name for name in names if name and not (isinstance(name, str) and is_others(name))]
    return found, others or len(found) < sum(map(bool, names))


def parse_keywords(value: object) -> tuple[str, ...]:
    """Unique keywords in order, from a list or a text separated by `;`, `|` or commas."""
    if isinstance(value, str):
        value = _literal(value)
    if isinstance(value, str):
        value = value.split(_separator(value) or ",")
    if not isinstance(value, list | tuple):
        return ()
    return tuple(dict.fromkeys(word for entry in value if (word := _name_in(entry))))


def given_name_first(name: str) -> str:
    """Turns `Lovelace, Ada` into `Ada Lovelace`, `李, 明` into `李 明`; cleans other names."""
    return "".join(people([_given_first(clean_text(name))], {}))


def _given_first(name: str) -> Person:
    return parts_at_commas(name) if "," in name else name  # most names have none


def _persons(entry: object) -> list[Person]:
    """The people in a list entry; a text is one person, so a comma separates its parts.

    Only `;` separates several.
    """
    if not isinstance(entry, str):
        return [_person(entry)] if isinstance(entry, dict) else []
    text = without_others(clean_text(entry))
    if ";" not in text:
        return [_given_first(text)]
    return [_given_first(part.strip()) for part in text.split(";")]


def _person(entry: dict[str, object]) -> Person:
    parts = {
        part: text
        for part, keys in _PARTS.items()
        if (text := first_nonempty(clean_text(entry.get(key)) for key in keys))
    }
    if "family" in parts or "given" in parts:
        return parts
    if literal := clean_text(entry.get("literal")):
        return {"literal": literal}
    return _name_in(entry)


def _ends_with_others(entry: object) -> bool:
    return isinstance(entry, str) and without_others(text := clean_text(entry)) != text


def _name_in(entry: object) -> str:
    """A text, or the name of an object or of its `author`."""
    if not isinstance(entry, dict):
        return clean_text(entry)
    author = entry.get("author")
    if isinstance(author, dict) and (name := _name_in(author)):
        return name
    return first_nonempty(clean_text(entry.get(key)) for key in _NAME_KEYS)


def _separator(text: str) -> str:
    """The first of `;` and `|` that a text has, or ``""``."""
    return ";" if ";" in text else "|" if "|" in text else ""


def _literal(text: str) -> object:
    """The list in a table cell such as `['A', 'B']`, else the text itself."""
    if not text.lstrip().startswith(("[", "(")):
        return text
    value = parse_literal(text)
    return value if isinstance(value, list | tuple) else text


def _split(text: str) -> Iterator[str]:
    """The names in a text, each as written."""
    text = without_others(text).rstrip(", ")
    if separator := _separator(text):
        for part in text.split(separator):
            yield from map(str.strip, _AND.split(without_others(part.strip())))
        return
    chunks = _AND.split(text)
    if len(chunks) > 1 and all(chunk.count(",") == 1 for chunk in chunks):
        yield from chunks  # Family, Given and Family, Given
    elif len(chunks) == 1 and re.fullmatch(r"[^\s,]+, [^,]+", text):
        yield text  # Family, Given
    else:
        parts = [part.strip() for chunk in chunks for part in chunk.split(",")]
        if "." in text and len(parts) % 2 == 0 and all(map(_INITIALS.fullmatch, parts[1::2])):
            parts = [", ".join(pair) for pair in zip(parts[::2], parts[1::2], strict=True)]
        yield from parts  # Family, G., Family, G.
