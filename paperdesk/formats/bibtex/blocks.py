"""A BibTeX file as bibtexparser divides it, a stretch of whole entries at a time.

At a line that begins with `@word{` bibtexparser takes up a new block, whatever was open above. So
dividing the file there first changes nothing, and a file of any size is read in little memory.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.source import Source

_STRETCH = 1 << 16
_LONGEST = 1 << 22
"""Characters; so long without the beginning of an entry is no BibTeX."""
_BEGINNING = re.compile(r"\s*@\w*[ \t]*[{(]")
_NAME = re.compile(r"@\s*(\w*)[ \t]*([{(]?)")

# It warns of every block that it cannot read; they are in the receipt.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a file."""

    kind: Literal["entry", "string", "broken", "other"]
    """Comments and preambles are `other`."""
    name: str
    """What stands behind the `@`, in small letters."""
    fields: tuple[tuple[str, str], ...]
    """Names and expressions in order, as they are written; of a string its one."""
    first: int
    last: int
    """Lines, from 1."""
    text: str
    mended: bool = False
    """Whether it lacked its last brace."""


def blocks(source: Source) -> Iterator[Block]:
    """All blocks of a source, in order."""
    for first, text in _stretches(source):
        yield from parse(text, first)


def _stretches(source: Source) -> Iterator[tuple[int, str]]:
    """Stretches that end before an entry, each with the number of its first line."""
    lines: list[str] = []
    first, size = 1, 0
    for number, line in enumerate(source.lines(), 1):
        if size > _LONGEST or (size > _STRETCH and _BEGINNING.match(line)):
            yield first, "\n".join(lines)
            lines, first, size = [], number, 0
        lines.append(line)
        size += len(line) + 1
    yield first, "\n".join(lines)


def parse(text: str, first: int = 1) -> Iterator[Block]:
    """The blocks of a text whose first line has the number `first`."""
    found = _split(text, first)
    starts: list[int] = []
    for block in found:
        starts.append(text.index(block.text, starts[-1] + 1 if starts else 0))
    for block, start, end in zip(found, starts, [*starts, len(text)][1:], strict=True):
        if block.kind == "broken":
            yield _mended(block) or _with_text(block, text[start:end].rstrip())
        else:
            yield block


def _split(text: str, first: int) -> list[Block]:
    # Imported when needed: most files are no BibTeX, and every process loads this module.
    from bibtexparser import model
    from bibtexparser.entrypoint import parse_string

    found = []
    for parsed in parse_string(text, parse_stack=[]).blocks:
        if isinstance(parsed, model.ImplicitComment):
            continue
        if isinstance(parsed, model.DuplicateBlockKeyBlock | model.DuplicateFieldKeyBlock):
            parsed = parsed.ignore_error_block or parsed  # twice the same key is no fault here
        raw = (parsed.raw or "").rstrip()
        line = first + (parsed.start_line or 0)
        match = _NAME.match(raw)
        name = match[1].lower() if match else ""
        block = _with_text(Block("other", name, (), line, line, ""), raw)
        match parsed:
            case model.Entry():
                fields = tuple((field.key.lower(), field.value) for field in parsed.fields)
                block = replace(block, kind="entry", fields=fields)
            case model.String():
                block = replace(block, kind="string", fields=((parsed.key, parsed.value),))
            case model.ParsingFailedBlock():
                block = replace(block, kind="broken")
        found.append(block)
    return found


def _with_text(block: Block, text: str) -> Block:
    return replace(block, last=block.first + text.count("\n"), text=text)


def _mended(block: Block) -> Block | None:
    """An entry, where only the last brace of a broken block is missing."""
    if "=" not in block.text:
        return None
    match = _NAME.match(block.text)
    closing = ")" if match and match[2] == "(" else "}"
    whole = _split(f"{block.text}\n{closing}", block.first)
    if len(whole) != 1 or whole[0].kind != "entry":
        return None
    return replace(block, kind="entry", fields=whole[0].fields, mended=True)
