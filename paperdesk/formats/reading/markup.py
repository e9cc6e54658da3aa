"""Turns the tags and entities of HTML, JATS and MathML in a value into readable text."""

from __future__ import annotations

import re
from html import unescape

from paperdesk.formats.reading.values import clean_text
from paperdesk.model.tex_symbols import SUPERSCRIPTS

_BLOCKS = "p br div sec title li list list-item tr td th hr ul ol dl dt dd h1 h2 h3 h4 h5 h6 label"
_INLINE = (
    "i b em strong sub sup inf span sc scp small big u tt font a italic bold roman monospace xref "
    "underline inline-formula disp-formula math mi mn mo mrow msub msup msubsup mfrac msqrt mtext "
    "mspace mstyle mover munder semantics ext-link named-content styled-content"
)
_NAMES = "|".join(sorted((*_BLOCKS.split(), *_INLINE.split()), key=len, reverse=True))
_ATTRIBUTES = r"(?:\s[\w:-]+=(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))*"
_TOKEN = re.compile(
    rf"""
    (?P<formula>\$(?=\S)[^$]{{1,1000}}(?<=\S)\$(?!\d))
    | <(?:\w+:)?annotation{_ATTRIBUTES}>[^<]*</(?:\w+:)?annotation>  # TeX beside MathML
    | <(?:\w+:)?sup>(?P<raised>[-+−0-9]+)</(?:\w+:)?sup>
    | </?(?:(?:jats|mml|m|xhtml|ovid):(?P<other>[\w-]+)|(?P<name>{_NAMES})){_ATTRIBUTES}\s?/?>
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_BREAKS = frozenset(_BLOCKS.split())
_MAX_ESCAPED = 3
"""How often some files escape a text."""


def without_markup(value: object) -> str:
    """A value as by `clean_text`, without tags and with the characters that entities stand for.

    `5 < 7`, `a<b` and unknown tags are unchanged, and so are TeX formulas.
    """
    text = clean_text(value)
    if "<" not in text and "&" not in text:
        return text
    for _ in range(_MAX_ESCAPED):
        read = _ENTITY.sub(lambda match: unescape(match[0]), _TOKEN.sub(_replacement, text))
        if read == text:
            break
        text = read
    return clean_text(text)


def _replacement(match: re.Match[str]) -> str:
    if match["formula"]:
        return match[0]
    if raised := match["raised"]:
        return "".join(SUPERSCRIPTS[sign] for sign in raised)
    name = match["other"] or match["name"] or ""
    return " " if name.lower() in _BREAKS else ""
