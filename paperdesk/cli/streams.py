"""The standard streams of a verb: no control character of a text reaches the terminal."""

from __future__ import annotations

import os
import re
import sys
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|\r(?!\n)"
)
"""Control characters, and those that turn the direction of the text after them."""
_BREAK = re.compile("[\t\n\r\u2028\u2029]")


def one_line(text: str) -> str:
    r"""A text on one line: `\u000a` for a line break, as JSON writes it."""
    return _escaped(_BREAK, text)


def _escaped(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


class VisibleStream:
    r"""A text stream that writes `\u001b` for ESC, and so on; the rest is the stream's own."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write a text with its control characters escaped, but line breaks and tabs."""
        return self.stream.write(_escaped(_CONTROL, text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextmanager
def visible_streams() -> Iterator[bool]:
    """Print in UTF-8, with control characters escaped; yields whether there is an output.

    A closed input is empty, and what is printed on a closed stream goes nowhere.
    """
    has_output = sys.stdout is not None
    # A closed stream's number goes to the next file that is opened: to these, not to the database.
    sys.stdin = sys.stdin or _null("r")
    sys.stdout = sys.stdout or _null("w")
    sys.stderr = sys.stderr or _null("w")
    with ExitStack() as stack:
        for redirect, stream in ((redirect_stdout, sys.stdout), (redirect_stderr, sys.stderr)):
            stream.reconfigure(  # type: ignore[union-attr]
                encoding="utf-8", errors="backslashreplace"
            )
            stack.enter_context(redirect(VisibleStream(stream)))
        yield has_output


@contextmanager
def exact_output() -> Iterator[None]:
    """Print every character as it is: a file's contents, unless a terminal would read them."""
    stream: Any = sys.stdout
    if stream.isatty() or not isinstance(stream, VisibleStream):
        yield
        return
    with redirect_stdout(stream.stream):
        yield


def discard_output() -> None:
    """Let what is still to be printed go nowhere: the output is full, or its reader has left."""
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)


def _null(mode: str) -> Any:
    return Path(os.devnull).open(mode, encoding="utf-8")
