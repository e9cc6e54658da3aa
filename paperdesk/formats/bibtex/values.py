"""What stands behind the `=` of a BibTeX field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.reading.names import given_name_first
from paperdesk.formats.reading.tex import to_unicode
from paperdesk.formats.reading.values import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 1 << 14
"""Characters that strings may make of a shorter value: each may stand for two, without end."""
_LONGEST_STRING = 1 << 12
_MOST = 1 << 24
"""Characters of all strings of a file."""
_DELIMITER = re.compile(r'(?<!\\)[{}"]')
_WORD = re.compile(r"[^\s#{}\"]+")
_AND = re.compile(r"\s*#\s*")
_MARKS = {mark: re.compile(rf"(?<!\\)[{{}}]|{mark}", re.IGNORECASE) for mark in (" and ", ",", ";")}
_ESCAPED = re.compile(r"\\([%&#_$~{}])")
_URL = re.compile(r"\\url\s*|\\textasciitilde\s*|[{}]")


class Strings:
    """The strings that a file has defined so far."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self._size = 0

    def define(self, name: str, expression: str) -> None:
        """Remember what `@string{name = expression}` says; the later one holds."""
        value = self.value(expression)[:_LONGEST_STRING]
        self._size += len(value)
        if self._size < _MOST:
            self._values[name.strip().lower()] = value

    def value(self, expression: str) -> str:
        """What `{..}`, `".."`, a number, a string's name, or several with `#` stand for.

        The name of no string stands for itself, as `jan` does.
        """
        pieces: list[str] = []
        room = max(_LONGEST, len(expression))
        for piece in _pieces(expression.strip()):
            pieces.append(self._piece(piece)[:room])
            room -= len(pieces[-1])
        return "".join(pieces)

    def _piece(self, piece: str) -> str:
        if piece[:1] in ("{", '"') and len(piece) > 1:
            return piece[1:-1]
        return self._values.get(piece.lower(), piece)


def _pieces(expression: str) -> Iterator[str]:
    """What `#` stands between. What follows a piece without one is lost: a comma is missing."""
    place = 0
    while place < len(expression):
        if expression[place] in '{"':
            end = group_end(expression, place)
            if end < 0:
                end = len(expression)
        else:
            match = _WORD.match(expression, place)
            end = match.end() if match else place
        yield expression[place:end]
        match = _AND.match(expression, end)
        if not match:
            return
        place = match.end()


def group_end(text: str, start: int) -> int:
    """The end of the group that the brace or quotation mark at `start` opens; -1 if unclosed."""
    depth = 0
    for match in _DELIMITER.finditer(text, start):
        depth += {"{": 1, "}": -1, '"': 0}[match[0]]
        closes = "}" if text[start] == "{" else '"'
        if depth == 0 and match[0] == closes and match.start() > start:
            return match.end()
    return -1


def split_outside_braces(text: str, separator: str) -> list[str]:
    """The parts of a text on one line, between ` and `, `,` or `;` that stand in no braces."""
    parts, depth, start = [], 0, 0
    for match in _MARKS[separator].finditer(text):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        elif not depth:
            parts.append(text[start : match.start()])
            start = match.end()
    return [stripped for part in (*parts, text[start:]) if (stripped := part.strip())]


def names_in(text: str) -> Iterator[str]:
    """The names of an author field, given name first; one in braces stays as it is."""
    for name in split_outside_braces(clean_text(text), " and "):
        if name == "others":
            continue
        parts = [clean_text(to_unicode(part)) for part in split_outside_braces(name, ",")]
        if any("," in part for part in parts):
            yield " ".join(reversed(parts))
        else:
            yield given_name_first(", ".join(parts))


def verbatim(text: str) -> str:
    """An address or an id, in which TeX's signs are letters, whether or not they are escaped."""
    text = clean_text(text)
    if "\\" in text or "{" in text:
        text = _URL.sub(lambda match: "~" if "tilde" in match[0] else "", text)
        text = _ESCAPED.sub(r"\1", text)
    return text.strip()
