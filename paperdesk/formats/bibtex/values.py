"""Evaluates BibTeX field values: strings, concatenation, names, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.reading.values import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_EXPANDED = 1 << 14
"""Characters of an expanded value; strings that contain strings grow exponentially."""
_MAX_STRING = 1 << 12
_MAX_STRINGS = 1 << 24
"""Characters of all strings in a file."""
_GROUP_MARK = re.compile(r'(?<!\\)[{}"]')
_WORD = re.compile(r"[^\s#{}\"]+")
_CONCATENATION = re.compile(r"\s*#\s*")
_SEPARATORS = {
    name: re.compile(rf"(?<!\\)[{{}}]|{mark}", re.IGNORECASE)
    for name, mark in (
        ("and", "(?:^| )and(?= |$)"),
        (",", ","),
        (";", r"(?<!&amp)(?<!&lt)(?<!&gt);"),
    )
}
_ESCAPED = re.compile(r"\\([%&#_$~{}])")
_URL = re.compile(r"\\url\s*|\\textasciitilde\s*|[{}]")


class Strings:
    """The `@string` definitions of a file so far."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self._size = 0

    def define(self, name: str, expression: str) -> None:
        """Define `@string{name = expression}`; a later definition replaces an earlier one."""
        value = self.value(expression)[:_MAX_STRING]
        self._size += len(value)
        if self._size < _MAX_STRINGS:
            self._values[name.strip().lower()] = value

    def value(self, expression: str) -> str:
        """Evaluates `{..}`, `".."`, a number, a string's name, or several joined by `#`.

        An undefined name such as `jan` evaluates to itself, as does an expression of another form,
        such as several words without braces.
        """
        expression = expression.strip()
        if expression[:1] == "{" and group_end(expression, 0) == len(expression):  # most are
            return expression[1:-1]
        pieces: list[str] = []
        room = max(_MAX_EXPANDED, len(expression))
        for piece in _pieces(expression):
            if piece is None:
                return expression
            pieces.append(self._piece(piece)[:room])
            room -= len(pieces[-1])
        return "".join(pieces)

    def _piece(self, piece: str) -> str:
        if piece[:1] in ("{", '"') and len(piece) > 1:
            return piece[1:-1]
        return self._values.get(piece.lower(), piece)


def _pieces(expression: str) -> Iterator[str | None]:
    """The operands of `#`; then None if other text follows."""
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
        match = _CONCATENATION.match(expression, end)
        if not match:
            if end < len(expression):
                yield None
            return
        place = match.end()


def group_end(text: str, start: int) -> int:
    """The end of the group that the brace or quotation mark at `start` opens; -1 if unclosed."""
    if text[start] == "{":  # quick where no braces are within
        end = text.find("}", start + 1)
        if end > 0 and text[end - 1] != "\\" and text.find("{", start + 1, end) < 0:
            return end + 1
    depth = 0
    for match in _GROUP_MARK.finditer(text, start):
        depth += {"{": 1, "}": -1, '"': 0}[match[0]]
        closes = "}" if text[start] == "{" else '"'
        if depth == 0 and match[0] == closes and match.start() > start:
            return match.end()
    return -1


def split_outside_braces(text: str, separator: str) -> list[str]:
    """Splits a text at `and`, `,` or `;` outside braces; the parts are stripped and non-empty."""
    parts, depth, start = [], 0, 0
    for match in _SEPARATORS[separator].finditer(text):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        elif not depth:
            parts.append(text[start : match.start()])
            start = match.end()
    return [stripped for part in (*parts, text[start:]) if (stripped := part.strip())]


def verbatim(text: str) -> str:
    """A web address or id, where TeX special characters are literal, escaped or not."""
    text = clean_text(text)
    if "\\" in text or "{" in text:
        text = _URL.sub(lambda match: "~" if "tilde" in match[0] else "", text)
        text = _ESCAPED.sub(r"\1", text)
    return text.strip()


def is_balanced(text: str) -> bool:
    """Whether a text can stand in braces as it is."""
    return group_end(f"{{{text}}}", 0) == len(text) + 2
