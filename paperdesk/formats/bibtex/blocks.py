"""Splits a BibTeX file into its `@…{…}` blocks, one at a time.

A line that begins with `@word{` always starts a new block, even inside an unclosed one, so a
missing brace costs one entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from paperdesk.formats.bibtex.values import group_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Part = tuple[str, str | None]
    """A name and the expression after its `=`, None without one."""

_MAX_CHUNK = 1 << 22
"""Characters; text this long without the start of a block is not BibTeX."""
_BLOCK_START = re.compile(r"\s*(@(\w*)[ \t]*([{(]))")
_FREE_TEXT = frozenset(["comment", "preamble"])
# A quotation mark delimits a value only at its start.
_MAX_KEY = 1_000
_MAX_NAME = 100
_LACKS_COMMA = re.compile(r"""(?:[}"]\s*|\d\s+|\s*\n\s*)(?P<name>[A-Za-z][\w-]*)\s*$""")
"""The name of a field after a value in braces or on a line of its own, before its `=`."""
_DELIMITER = re.compile(r'(?<!\\)[{},=)]|(?<=[=#])\s*"')


@dataclass(frozen=True, slots=True)
class Block:
    """One `@…{…}` block of a file."""

    kind: Literal["entry", "string", "broken", "other"]
    """`other` is a comment or preamble."""
    entry_type: str
    """The word after `@`, in lower case."""
    fields: tuple[tuple[str, str], ...]
    """Lower-case names and expressions as written, in order; a string has exactly one."""
    first: int
    """The number of its first line."""
    text: str
    key: str = ""
    lacks_brace: bool = False
    """Whether only its closing brace is missing."""

    @property
    def last(self) -> int:
        """The number of its last line."""
        return self.first + self.text.count("\n")


def read_blocks(lines: Iterable[str]) -> Iterator[Block]:
    """Yields the blocks in order; text between them is skipped."""
    for first, text in _chunks(lines):
        end = 0
        while head := _BLOCK_START.match(text, end):
            first += text.count("\n", end, head.start(1))
            block = _read_block(text, head, first)
            yield block
            end = head.start(1) + len(block.text)
            first = block.last


def _chunks(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The text from one block-starting line to the next, with the number of its first line."""
    chunk: list[str] = []
    first, size = 1, 0
    for number, line in enumerate(lines, 1):
        if _BLOCK_START.match(line) or size > _MAX_CHUNK:
            yield first, "\n".join(chunk)
            chunk, first, size = [], number, 0
        chunk.append(line)
        size += len(line) + 1
    yield first, "\n".join(chunk)


def _read_block(text: str, head: re.Match[str], first: int) -> Block:
    """The block whose opening is `head`; a broken one extends to the end of the text."""
    entry_type, start = head[2].lower(), head.start(1)
    broken = Block("broken", entry_type, (), first, text[start:].rstrip())
    if entry_type in _FREE_TEXT and head[3] == "{":
        end = group_end(text, head.end() - 1)
        return Block("other", entry_type, (), first, text[start:end]) if end >= 0 else broken
    closing = "}" if head[3] == "{" else ")"
    key = text[head.end() : head.end() + _MAX_KEY].partition(",")[0].strip()
    broken = replace(broken, key=key)
    parts, end = _split(text, head.end(), closing)
    if end >= 0:
        return _interpreted(parts, replace(broken, text=text[start:end])) or broken
    parts, end = _split(f"{text}\n{closing}", head.end(), closing)
    repaired = _interpreted(parts, replace(broken, lacks_brace=True)) if end >= 0 else None
    return repaired if repaired and repaired.fields else broken


def _interpreted(parts: list[Part], block: Block) -> Block | None:
    """The block with its kind and fields; None if a field has no `=`, or the key has one."""
    if block.entry_type in _FREE_TEXT:
        return replace(block, kind="other")
    is_string = block.entry_type == "string"
    keys, named = ([], parts) if is_string else (parts[:1], parts[1:])
    fields = tuple((name, expression) for name, expression in named if expression is not None)
    without_equals = any(name and expression is None for name, expression in named)
    if without_equals or any(expression is not None for _, expression in keys):
        return None
    if is_string:
        return replace(block, kind="string", fields=fields) if len(fields) == 1 else None
    return replace(block, kind="entry", fields=fields)


def _split(text: str, start: int, closing: str) -> tuple[list[Part], int]:
    """The parts between commas up to the closing delimiter, and where it ends; -1 without one."""
    parts: list[Part] = []
    begin = end = start
    equals = -1
    while match := _DELIMITER.search(text, end):
        delimiter, end = match[0][-1], match.end()
        if delimiter in '{"':
            end = group_end(text, end - 1)
            if end < 0:
                break
        elif delimiter == "=" and equals < 0:
            equals = match.start()
        elif delimiter == "=":
            tail = max(equals + 1, match.start() - _MAX_NAME)
            if lacking := _LACKS_COMMA.search(text, tail, match.start()):
                name_at = lacking.start("name")
                name = text[begin:equals].strip().lower()
                parts.append((name, text[equals + 1 : name_at]))
                begin, equals = name_at, match.start()
        elif delimiter in (",", closing):
            name = text[begin : equals if equals >= 0 else match.start()].strip().lower()
            parts.append((name, text[equals + 1 : match.start()] if equals >= 0 else None))
            begin, equals = end, -1
            if delimiter == closing:
                return parts, end
    return parts, -1
