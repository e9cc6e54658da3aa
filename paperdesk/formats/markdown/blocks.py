"""Divides Markdown into headings, list items, paragraphs and table rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from paperdesk.formats.markdown.inline import protected, without_markup
from paperdesk.formats.reading.whitespace import collapse_whitespace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}=+[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_BULLET = re.compile(r"([ \t]*)(?:[-*+]|\d{1,5}[.)])[ \t]+(?=\S)")
_BOLD_LINE = re.compile(r"(\*\*|__)(?!\s)(?:(?!\1).)+[^\s:：]\1[ \t]*")
_YAML = re.compile(r"[\w.-]+:|[-\]}]|\s|\Z")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_QUOTE = re.compile(r" {0,3}> ?")
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_CELL = re.compile(r"(?<!\\)\|")
_TAG_LINE = re.compile(r"[ \t]*(?:</?(?!summary\b|img\b|a\b)[A-Za-z][^<>]*>[ \t]*)+")
_MAX_BLOCK = 100_000
"""Characters of one block; a longer one is divided."""
BOLD_LEVEL = 7
"""The level of a heading that is only a line in bold."""


@dataclass(slots=True)
class Block:
    """A piece of Markdown and its source lines."""

    kind: Literal["heading", "item", "text", "row", "rule"]
    first: int
    last: int
    lines: list[str] = field(default_factory=list)
    """Without bullet or heading mark."""
    level: int = 0
    """Of a heading from 1; of an item its indentation in columns."""
    columns: tuple[str, ...] = ()
    """The header of a row's table."""

    @property
    def text(self) -> str:
        """The lines as one."""
        return collapse_whitespace(self.lines)


def read_blocks(lines: Iterable[str]) -> Iterator[Block]:
    """Yields the blocks, without front matter, code, comments and lines of tags."""
    block: Block | None = None
    columns: tuple[str, ...] = ()
    length, blank = 0, True
    for number, line in _prose(lines):
        if not line.strip() or _TAG_LINE.fullmatch(line):
            blank, columns = True, ()
            continue
        if columns and "|" in line:
            yield Block("row", number, number, _cells(line), columns=columns)
            continue
        columns = ()
        if block and not blank and (columns := _header(block, line)):
            block.lines.pop()
            block.last -= 1
            if block.lines:
                yield block
            block = None
            continue
        if block and not blank and _UNDERLINE.fullmatch(line) and _is_line_of_text(block):
            block.kind, block.level = "heading", 1
            continue
        new = _begun(line, number)
        if block and new.kind == "text" and length < _MAX_BLOCK and _continues(block, line, blank):
            block.lines.append(line.strip(" \t"))
            block.last = number
            length += len(line)
        else:
            if block:
                yield block
            block, length = new, len(line)
        blank = False
    if block:
        yield block


def _prose(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The numbered lines without quote marks; blank in front matter, code and comments."""
    until = ""
    for number, line in enumerate(lines, 1):
        if until == "---" and not _YAML.match(line):
            until = ""  # it was a rule, not front matter
        if until:
            ended = until in line if until == "-->" else line.strip().startswith(until)
            until = "" if ended else until
        elif number == 1 and line.rstrip() == "---":
            until = "---"
        elif fence := _FENCE.match(line):
            until = fence[1]
        elif line.lstrip().startswith("<!--"):
            until = "" if "-->" in line else "-->"
        else:
            yield number, line[quote.end() :] if (quote := _QUOTE.match(line)) else line
            continue
        yield number, ""


def _begun(line: str, number: int) -> Block:
    """The block that begins with this line."""
    if heading := _HEADING.fullmatch(line):
        return Block("heading", number, number, [heading[2]], len(heading[1]))
    if _RULE.fullmatch(line):
        return Block("rule", number, number)
    if _BOLD_LINE.fullmatch(line):
        return Block("heading", number, number, [line.strip()], BOLD_LEVEL)
    if bullet := _BULLET.match(line):
        level = len(bullet[1].expandtabs(4))
        return Block("item", number, number, [line[bullet.end() :].strip(" \t")], level)
    return Block("text", number, number, [line.strip(" \t")])


def _continues(block: Block, line: str, blank: bool) -> bool:
    """Whether a line of text belongs to the block before it."""
    if block.kind == "item":
        return line[0] in " \t" or not blank
    return block.kind == "text" and not blank


def _is_line_of_text(block: Block) -> bool:
    return block.kind == "text" and len(block.lines) == 1


def _header(block: Block, line: str) -> tuple[str, ...]:
    """The columns of a table whose header ends the block, if this line is its delimiter row."""
    if not block.lines or block.kind not in ("text", "item") or not _DELIMITER.fullmatch(line):
        return ()
    header = _cells(block.lines[-1])
    if "|" not in line or len(header) != len(_cells(line)):
        return ()
    return tuple(without_markup(protected(cell)) for cell in header)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _CELL.split(line.strip().removeprefix("|").removesuffix("|"))]
