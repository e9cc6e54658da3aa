"""The people in a BibTeX field: their CSL parts, and how to write those.

A part in braces is not divided further; a name in braces is a literal. Lower-case words before the
family name are particles.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from paperdesk.formats.bibtex.values import group_end, split_outside_braces
from paperdesk.formats.reading.others import ET_AL, is_others, without_others
from paperdesk.formats.reading.tex import from_unicode, to_unicode
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.names import csl_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from paperdesk.model.details import Person

_SUFFIX = re.compile(r"(?:[js]r\.?|ph\.? ?d\.?|m\.?d\.?|esq\.?|2nd|3rd|[ivx]+)", re.IGNORECASE)
_INITIAL = re.compile(r"[IVX]")
"""After one word, the initial of a given name rather than a number."""
_EXTENDED_PART = re.compile(r"(family|given|prefix|suffix|useprefix)\s*=\s*(.*)", re.IGNORECASE)
_EXTENDED_NAMES = {"prefix": "non-dropping-particle"}
_TOKEN_MARK = re.compile(r"(?<!\\)[{}]|\s+|~")
_MACRO_AT_END = re.compile(r"\\[A-Za-z]+$")
_CAPITALISED = re.compile(r"[A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*)*")
_PLAIN = re.compile(r"(?:[^\W_]|[.'’ -])+")
_MARKS = ("and", "others", "et", "--", "''")
_DIVIDING = re.compile(r"\band\b|\bet\.? ?al|--|^others[. ]*$|''")
"""What separates names, or is TeX, among the signs of plain ones."""


class _Token(NamedTuple):
    text: str
    braced: bool
    is_particle: bool


def persons(field: str) -> tuple[list[Person], bool]:
    """The people in a field, and whether it says that there are others.

    Names are separated by `and`, or by `;`. BibLaTeX's `family=…, given=…` is read too.
    """
    found: list[Person] = []
    others = False
    for name in _names(clean_text(field)):
        if is_others(name):
            others = True
        elif person := _person(name):
            found.append(person)
    return found, others


def _names(text: str) -> Iterator[str]:
    for name in split_outside_braces(text, "and"):
        for each in split_outside_braces(name, ";") if ";" in name else (name,):
            shorter = without_others(each)
            yield shorter
            if shorter != each:
                yield ET_AL


def _person(name: str) -> Person:
    if "=" in name and (parts := _extended(name)):
        return parts
    if "," not in name:
        return _given_first(name)
    match split_outside_braces(name, ","):
        case []:
            return ""
        case [whole]:
            return _given_first(whole)
        case [family, initial] if _INITIAL.fullmatch(initial) and " " not in family:
            return _family_first(family, initial)
        case [whole, suffix] if _SUFFIX.fullmatch(suffix):
            person = _given_first(whole)
            parts = csl_name(person) if isinstance(person, str) else dict(person)
            text = _text(suffix)
            return {**parts, "suffix": text} if "given" in parts else f"{_text(whole)}, {text}"
        case [family, given]:
            return _family_first(family, given)
        case [family, suffix, given] if _SUFFIX.fullmatch(suffix):
            return _family_first(family, given, suffix)
        case [family, given, suffix] if _SUFFIX.fullmatch(suffix):
            return _family_first(family, given, suffix)
        case several:
            return ", ".join(map(_text, several))


def _text(text: str) -> str:
    return clean_text(to_unicode(text))


def _given_first(name: str) -> Person:
    """`First von Last`; a text without particles and braces is left to be guessed."""
    if "{" not in name:
        plain = _text(name)
        if not any(word[0].islower() for word in plain.split()[1:-1]):
            return plain
    tokens = _tokens(name)
    if len(tokens) == 1:
        return {"literal": tokens[0].text} if tokens[0].braced else tokens[0].text
    last = tokens.pop()
    suffix = ""
    if len(tokens) > 1 and not last.braced and _SUFFIX.fullmatch(last.text):
        suffix, last = last.text, tokens.pop()
    particles = [place for place, token in enumerate(tokens) if place and token.is_particle]
    first, end = (particles[0], particles[-1] + 1) if particles else (len(tokens), len(tokens))
    return {
        "given": _joined(tokens[:first]),
        "non-dropping-particle": _joined(tokens[first:end]),
        "family": _joined([*tokens[end:], last]),
        "suffix": suffix,
    }


def _family_first(family: str, given: str, suffix: str = "") -> Person:
    """`von Last, First`, `von Last, Jr, First`."""
    tokens = _tokens(family)
    end = 0
    while end < len(tokens) - 1 and tokens[end].is_particle:
        end += 1
    return {
        "given": _text(given),
        "non-dropping-particle": _joined(tokens[:end]),
        "family": _joined(tokens[end:]),
        "suffix": _text(suffix),
    }


def _joined(tokens: Iterable[_Token]) -> str:
    return " ".join(token.text for token in tokens)


def _tokens(text: str) -> list[_Token]:
    """The words outside braces; a macro that ends in a letter belongs to the next word."""
    raw, depth, start = [], 0, 0
    for match in _TOKEN_MARK.finditer(text):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        elif not depth and not _MACRO_AT_END.search(text, start, match.start()):
            raw.append(text[start : match.start()])
            start = match.end()
    raw.append(text[start:])
    tokens = []
    for word in raw:
        if found := _text(word):
            has_case = not word.startswith("{") or word.startswith("{\\")
            whole = word.startswith("{") and group_end(word, 0) == len(word)
            tokens.append(_Token(found, whole, has_case and found[0].islower()))
    return tokens


def _extended(name: str) -> Person | None:
    """The parts of `family=…, given=…`; None if the name is not in this form."""
    parts: dict[str, str] = {}
    for part in split_outside_braces(name, ","):
        match = _EXTENDED_PART.fullmatch(part.strip('" '))
        if match:
            parts[match[1].lower()] = _text(match[2].strip('" '))
        elif "=" not in part:
            return None
    if "family" not in parts:
        return None
    drops = parts.pop("useprefix", "").lower() == "false"
    named = {_EXTENDED_NAMES.get(part, part): text for part, text in parts.items()}
    if drops and "non-dropping-particle" in named:
        named["dropping-particle"] = named.pop("non-dropping-particle")
    return {"literal": named["family"]} if len(named) == 1 else named


def written_persons(
    names: Iterable[str], known: Mapping[str, Mapping[str, str]], *, others: bool = False
) -> str:
    """A field that `persons` reads as these full names; `known` has the parts of some."""
    written = [_written(known[name]) if name in known else _guessed(name) for name in names]
    return " and ".join([*written, "others"] if others else written)


@lru_cache(10_000)
def _guessed(name: str) -> str:
    """A name whose parts the reader guesses too, and other programs but for a suffix."""
    parts = csl_name(name)
    if "suffix" not in parts and _CAPITALISED.fullmatch(name) and not _needs_braces(name):
        return name
    return _written(parts)


def _written(parts: Mapping[str, str]) -> str:
    """The parts in the order family, suffix, given, with braces where they would be divided."""
    family, given = parts.get("family", ""), parts.get("given", "")
    if literal := parts.get("literal") or ("" if given else family):
        return f"{{{from_unicode(clean_text(literal))}}}"
    particle = parts.get("dropping-particle") or parts.get("non-dropping-particle", "")
    words = [word for word in particle.split() if word]
    if any(not word[0].islower() for word in words) or _needs_braces(particle):
        family, particle = f"{particle} {family}", ""
    several = " " in family or particle
    braced = _needs_braces(family) or (several and family[:1].islower())
    last = f"{{{from_unicode(family)}}}" if braced else family
    first = f"{{{given}}}" if _SUFFIX.fullmatch(given) else _part(given)
    ordered = (f"{particle} {last}".strip(), parts.get("suffix", ""), first)
    return ", ".join(filter(None, ordered))


def _part(text: str) -> str:
    return f"{{{from_unicode(text)}}}" if _needs_braces(text) else text


def _needs_braces(text: str) -> bool:
    if not _PLAIN.fullmatch(text):
        return bool(text)
    lower = text.lower()
    return any(mark in lower for mark in _MARKS) and bool(_DIVIDING.search(lower))
