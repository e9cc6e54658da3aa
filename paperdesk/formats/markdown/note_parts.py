"""Reads a note as `note_text` writes it, after the user has edited it in any program.

parts = read_parts(text)
parts.front["tags"].value                       ["rl", "to cite"]
parts.text() == text
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import yaml

from paperdesk.formats.markdown.note_text import NOTE_BEGIN, NOTE_END, PAPER_KEY
from paperdesk.translation import tr

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MAX_FRONT = 1 << 20
"""Characters; where no end is found in so many, there is no front matter."""

Value = str | list[str] | None
"""A value of the front matter, every scalar as it is written; None for any other structure."""


class BrokenNoteError(Exception):
    """A note that cannot be read; its text says where and why, as part of a sentence."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the front matter."""

    lines: str
    """As it stands in the file, with comments and blank lines below it."""
    value: Value


@dataclass(frozen=True, slots=True)
class NoteParts:
    """The parts of a note; together they are its text."""

    top: str
    """The first line, with comments below it."""
    front: dict[str, Entry]
    above: str
    """From the end of the front matter to the comment at which the user's note begins."""
    note: str
    below: str
    """After the comment at which it ends; what the user wrote there."""
    has_end: bool = True

    def text(self) -> str:
        """The whole note."""
        front = "".join(entry.lines for entry in self.front.values())
        end = f"\n{NOTE_END}\n" if self.has_end else ""
        return f"{self.top}{front}{self.above}{NOTE_BEGIN}\n{self.note}{end}{self.below}"


def read_parts(text: str) -> NoteParts:
    """The parts of a note with `\\n` as line ends; raises BrokenNoteError."""
    front, body = _split(text)
    top, entries = _entries(front)
    lines = body.split("\n")
    marks = [line.strip() for line in lines]
    if NOTE_BEGIN not in marks:
        raise BrokenNoteError(
            tr("the line {line} is missing, below which the note stands", line=NOTE_BEGIN)
        )
    begin = marks.index(NOTE_BEGIN)
    above = "".join(f"{line}\n" for line in lines[:begin])
    ends = [place for place, line in enumerate(marks) if line == NOTE_END and place > begin]
    if not ends:
        return NoteParts(top, entries, above, "\n".join(lines[begin + 1 :]), "", has_end=False)
    end = ends[-1]
    note, below = "\n".join(lines[begin + 1 : end]), "\n".join(lines[end + 1 :])
    return NoteParts(top, entries, above, note, below)


def paper_of(text: str) -> tuple[int, str] | None:
    """The number and title of the paper that a note says it is of; None where it says none."""
    try:
        _, entries = _entries(_split(text)[0])
    except BrokenNoteError:
        return None
    number, title = (entries[key].value if key in entries else "" for key in (PAPER_KEY, "title"))
    if isinstance(number, str) and number.isdecimal() and isinstance(title, str):
        return int(number), title
    return None


def _split(text: str) -> tuple[str, str]:
    """The front matter with the line above it, and the rest with the line below it."""
    if not text.startswith("---\n"):
        raise BrokenNoteError(tr("line 1: there is no front matter (a line --- at the top)"))
    ends = [text.find(f"\n{mark}\n", 0, _MAX_FRONT) for mark in ("---", "...")]
    end = min((at for at in ends if at >= 0), default=-1)
    if end < 0:
        raise BrokenNoteError(tr("line 1: the front matter has no end (a line ---)"))
    return text[: end + 1], text[end + 1 :]


def _entries(front: str) -> tuple[str, dict[str, Entry]]:
    """What is above the first entry, and the entries by key."""
    try:
        root = yaml.compose(front, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or tr("a character that YAML forbids")
        if mark is None:
            raise BrokenNoteError(tr("broken front matter ({reason})", reason=what)) from None
        message = tr("line {line}: broken front matter ({reason})", line=mark.line + 1, reason=what)
        raise BrokenNoteError(message) from None
    lines = front.split("\n")[:-1]
    if not isinstance(root, yaml.MappingNode):
        raise BrokenNoteError(tr("line 2: the front matter has no entries such as 'tags: []'"))
    starts = [key.start_mark.line for key, _ in root.value]
    entries: dict[str, Entry] = {}
    for (key, value), (first, last) in zip(
        root.value, pairwise([*starts, len(lines)]), strict=True
    ):
        if first == last or key.start_mark.column or not isinstance(key, yaml.ScalarNode):
            message = tr(
                "line {line}: the front matter needs a line for each entry", line=first + 1
            )
            raise BrokenNoteError(message)
        if key.value in entries:
            raise BrokenNoteError(
                tr("line {line}: '{key}' is there twice", line=first + 1, key=key.value)
            )
        raw = "".join(f"{line}\n" for line in lines[first:last])
        entries[key.value] = Entry(raw, _value(value))
    return "".join(f"{line}\n" for line in lines[: starts[0]]), entries


def _value(node: yaml.Node) -> Value:
    if isinstance(node, yaml.ScalarNode):
        plain_null = not node.style and node.value in ("null", "Null", "NULL", "~")
        return "" if plain_null else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        values = [_value(each) for each in node.value if isinstance(each, yaml.ScalarNode)]
        if len(values) == len(node.value):
            return [each for each in values if isinstance(each, str)]
    return None
