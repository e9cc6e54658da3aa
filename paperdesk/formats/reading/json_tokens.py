"""Decodes JSON values one at a time from blocks of text, and resumes after damage."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from paperdesk.translation import StoredMessage

if TYPE_CHECKING:
    from collections.abc import Iterator

_ERROR_MARGIN = 32
"""Characters; an error this close to the end of the window may only need more text."""
_LOOKAHEAD = 10_000
_MAX_SKIPPED = 100_000
"""Characters of skipped text that are returned."""
_SEPARATORS = re.compile(r"[\s,\x00\x1e\ufeff]*")
_VALUE_AT_LINE_START = re.compile(r"\n([ \t]*)(?=[\[{\"])")


class BrokenError(Exception):
    """No value could be decoded; the message is a Problem's reason."""


class TooLongError(Exception):
    """The value exceeds the limit; the reader is still at its start."""


def _parse_int(digits: str) -> float:
    """Python refuses to convert thousands of digits to an integer."""
    return int(digits) if len(digits) <= 20 else float(digits)


_TOO_DEEP = StoredMessage("the JSON is nested too deeply")
_DEEPEST = 200
"""Levels in a value: Python's own limits differ from version to version."""

_DECODER = json.JSONDecoder(parse_int=_parse_int, strict=False)


class JsonReader:
    """A position in a sliding window over the text."""

    def __init__(self, blocks: Iterator[str]) -> None:
        self._blocks = blocks
        self._window = ""
        self._ended = False
        self._at = 0
        self._value_start = 0  # of the value decoded last
        self._indent = 0  # spaces before the first value of the line
        self._counted = 0, 1  # a position and its line
        self._dropped = 0  # characters before the window
        self.lost_end = False
        """Whether `skip` reached the end of the text."""

    @property
    def line(self) -> int:
        """The current line, from 1."""
        place, line = self._counted
        self._counted = self._at, line + self._window.count("\n", place, self._at)
        return self._counted[1]

    @property
    def offset(self) -> int:
        """The current position in characters."""
        return self._dropped + self._at

    def peek(self) -> str:
        """Skip whitespace and commas; return the next character, ``""`` at the end."""
        new_line = False
        while True:
            start, end = self._at, self._after_separators()
            newline = self._window.rfind("\n", start, end)
            if newline >= 0:
                new_line, self._indent = True, end - newline - 1
            elif new_line:
                self._indent += end - start
            self._at = end
            if end < len(self._window):
                return self._window[end]
            if self._ended:
                return ""
            self._read(1)

    def _after_separators(self) -> int:
        match = _SEPARATORS.match(self._window, self._at)
        return match.end() if match else self._at

    def step(self) -> None:
        """Skip the character that `peek` returned."""
        self._at += 1

    def decode(self, longest: int) -> Any:
        """Decode the next value and move behind it.

        Raises BrokenError if there is none, TooLongError if it has more than `longest` characters.
        """
        while True:
            try:
                value, end = _DECODER.raw_decode(self._window, self._at)
            except RecursionError as error:
                raise BrokenError(_TOO_DEEP) from error
            except json.JSONDecodeError as error:
                if self._ended or not self._may_continue(error):
                    raise BrokenError(self._why(error)) from error
            else:
                if end - self._at > longest:
                    raise TooLongError
                # A number at the end of the window may continue in the next block.
                if end < len(self._window) or not isinstance(value, int | float) or self._ended:
                    if self._is_too_deep(value, end):
                        raise BrokenError(_TOO_DEEP)
                    self._value_start, self._at = self._at, end
                    return value
            if len(self._window) - self._at > longest:
                raise TooLongError
            self._read(len(self._window) - self._at)

    def _is_too_deep(self, value: Any, end: int) -> bool:
        opened = sum(self._window.count(bracket, self._at, end) for bracket in "[{")
        level = [value] if opened > _DEEPEST else []
        for _ in range(_DEEPEST):
            level = [
                child
                for each in level
                if isinstance(each, dict | list)
                for child in (each.values() if isinstance(each, dict) else each)
            ]
        return bool(level)

    def _may_continue(self, error: json.JSONDecodeError) -> bool:
        at_end = error.pos > len(self._window) - _ERROR_MARGIN
        return at_end or error.msg.startswith("Unterminated")

    def _why(self, error: json.JSONDecodeError) -> str:
        at_end = not self._window[error.pos :].strip()
        if self._ended and (at_end or error.msg.startswith("Unterminated")):
            return StoredMessage("the file is cut off here")
        return StoredMessage("invalid JSON: {error}", error=error.msg)

    def fits(self, pattern: re.Pattern[str]) -> bool:
        """Whether the next characters in the window match a pattern."""
        return pattern.match(self._window, self._at, self._at + _LOOKAHEAD) is not None

    def rewind(self) -> None:
        """Return to the start of the value decoded last; must be called before `line`."""
        self._at = self._value_start

    def skip(self) -> str:
        """Skip a broken value, up to the next line with a value at the same indentation.

        Returns the start of the skipped text.
        """
        skipped, length = [], 0
        while True:
            start, self._at = self._at, self._next_line()
            piece = self._window[start : min(self._at, start + _MAX_SKIPPED - length)]
            skipped.append(piece)
            length += len(piece)
            found = self._at < len(self._window) and self._window[self._at] != "\n"
            if found or self._ended:
                self.lost_end = not found
                return "".join(skipped).rstrip()
            self._read(1)

    def _next_line(self) -> int:
        """Where a value starts a line, else the end of the last line, else of the window."""
        for match in _VALUE_AT_LINE_START.finditer(self._window, self._at):
            if len(match[1]) == self._indent:
                return match.end()
        last = self._window.rfind("\n", self._at)
        whole = len(self._window)
        return last if last >= 0 and whole - last < _LOOKAHEAD and not self._ended else whole

    def _read(self, characters: int) -> None:
        """Drop the text before the position; read at least `characters` more, if available."""
        line = self.line
        self._dropped += self._at
        pieces = [self._window[self._at :]]
        self._at, self._counted = 0, (0, line)
        while characters > 0 and not self._ended:
            block = next(self._blocks, "")
            pieces.append(block)
            characters -= len(block)
            self._ended = not block
        self._window = "".join(pieces)
