"""A JSON text that comes in blocks: one value after another, and where to go on after damage."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAIL = 32
"""Characters: an error so near to the end of what is there may be for want of more."""
_LOOKED_AT = 10_000
_SHOWN = 100_000
"""Characters of what is skipped that are given back."""
_BETWEEN = re.compile(r"[\s,\x00\x1e\ufeff]*")
_BEGINNING = re.compile(r"\n([ \t]*)(?=[\[{\"])")


class BrokenError(Exception):
    """Why there is no value: the words of a reason."""


class TooLongError(Exception):
    """The value is longer than it may be; the text still stands at its beginning."""


def _whole(digits: str) -> float:
    """Python refuses to read thousands of digits as an integer."""
    return int(digits) if len(digits) <= 20 else float(digits)


_DECODER = json.JSONDecoder(parse_int=_whole, strict=False)


class JsonReader:
    """A window that slides over the text, and a place in it."""

    def __init__(self, blocks: Iterator[str]) -> None:
        self._blocks = blocks
        self._window = ""
        self._ended = False
        self._at = 0
        self._decoded = 0  # where the last value began
        self._indent = 0  # blanks before the first value of the line
        self._counted = 0, 1  # a place, and its line
        self._gone = 0
        self.lost_end = False
        """Whether the end of the text was skipped."""

    @property
    def line(self) -> int:
        """The line of the place, from 1."""
        place, line = self._counted
        self._counted = self._at, line + self._window.count("\n", place, self._at)
        return self._counted[1]

    @property
    def offset(self) -> int:
        """Characters before the place."""
        return self._gone + self._at

    def peek(self) -> str:
        """Go to the next character that is neither blank nor a comma; ``""`` at the end."""
        new_line = False
        while True:
            start, end = self._at, self._after_blanks()
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

    def _after_blanks(self) -> int:
        match = _BETWEEN.match(self._window, self._at)
        return match.end() if match else self._at

    def step(self) -> None:
        """Go on by the one character that was peeked."""
        self._at += 1

    def decode(self, longest: int) -> Any:
        """The value at the place, which moves behind it.

        BrokenError where there is none, TooLongError where it has more characters than `longest`.
        """
        while True:
            try:
                value, end = _DECODER.raw_decode(self._window, self._at)
            except RecursionError as error:
                raise BrokenError("it is nested too deeply") from error
            except json.JSONDecodeError as error:
                if self._ended or not self._may_go_on(error):
                    raise BrokenError(self._why(error)) from error
            else:
                if end - self._at > longest:
                    raise TooLongError
                # Of a number at the end of the window, more digits may follow.
                if end < len(self._window) or not isinstance(value, int | float) or self._ended:
                    self._decoded, self._at = self._at, end
                    return value
            if len(self._window) - self._at > longest:
                raise TooLongError
            self._read(len(self._window) - self._at)

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        at_end = error.pos > len(self._window) - _TAIL
        return at_end or error.msg.startswith("Unterminated")

    def _why(self, error: json.JSONDecodeError) -> str:
        at_end = not self._window[error.pos :].strip()
        if self._ended and (at_end or error.msg.startswith("Unterminated")):
            return "it is cut off here"
        return f"this is no JSON: {error.msg}"

    def fits(self, pattern: re.Pattern[str]) -> bool:
        """Whether the next characters, as far as they are at hand, match a pattern."""
        return pattern.match(self._window, self._at, self._at + _LOOKED_AT) is not None

    def rewind(self) -> None:
        """Go back to where the value began that was decoded last; before asking for a line."""
        self._at = self._decoded

    def skip(self) -> str:
        """Leave a broken value: go to the next line that begins one, indented alike.

        Returns the beginning of what was skipped.
        """
        skipped, length = [], 0
        while True:
            start, self._at = self._at, self._next_line()
            piece = self._window[start : min(self._at, start + _SHOWN - length)]
            skipped.append(piece)
            length += len(piece)
            found = self._at < len(self._window) and self._window[self._at] != "\n"
            if found or self._ended:
                self.lost_end = not found
                return "".join(skipped).rstrip()
            self._read(1)

    def _next_line(self) -> int:
        """Where a value begins a line, else the last line's end, else the end of the window."""
        for match in _BEGINNING.finditer(self._window, self._at):
            if len(match[1]) == self._indent:
                return match.end()
        last = self._window.rfind("\n", self._at)
        whole = len(self._window)
        return last if last >= 0 and whole - last < _LOOKED_AT and not self._ended else whole

    def _read(self, characters: int) -> None:
        """Let go of what is behind, and read at least so many more, fewer at the end."""
        line = self.line
        self._gone += self._at
        pieces = [self._window[self._at :]]
        self._at, self._counted = 0, (0, line)
        while characters > 0 and not self._ended:
            block = next(self._blocks, "")
            pieces.append(block)
            characters -= len(block)
            self._ended = not block
        self._window = "".join(pieces)
