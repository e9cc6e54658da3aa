"""Reads lists of papers in Markdown, as many on GitHub: one item with a link per paper.

- [Title](https://…) - Authors, 2023: abstract
  that goes on
- **Title** [[Paper](https://…)] [[Code](https://…)]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.format import Format, Match
from paperdesk.formats.markdown.list_item import is_paper, paper_of
from paperdesk.formats.markdown.write import write
from paperdesk.formats.reading.records import SourceRecord, read_records
from paperdesk.formats.reading.source import decoded_blocks
from paperdesk.model.paper import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item

_BULLET = re.compile(r"([ \t]*)(?:[-*+]|\d{1,5}[.)])[ \t]+(?=\S)")
_MAX_ITEM = 100_000
"""Characters of one item."""
_SNIFFED_LINES = 1_000


def sniff(source: Source) -> Match | None:
    """Scores the share of lines in items that are papers; lists may have introductions."""
    lines = next(decoded_blocks(source), "").split("\n")[:_SNIFFED_LINES]
    items = [item for item in _items(lines) if is_paper(item.value)]
    if len(items) < 2:
        return None
    text = sum(1 for line in lines if line.strip() and not line.startswith("#"))
    share = sum(item.value.count("\n") + 1 for item in items) / text
    score = min(0.8, 0.4 + share / 2) if len(items) > 4 else 0.8 * share
    return Match(score, f"{len(items)} items of a Markdown list are papers")


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each item with a link; a Note counts the others."""
    return read_records(_papers(source), paper_of, str)


def _papers(source: Source) -> Iterator[SourceRecord[str] | Note]:
    others, first = 0, 0
    for item in _items(source.lines()):
        if is_paper(item.value):
            yield item
        else:
            others, first = others + 1, first or item.first
    if others:
        items = "1 list item has" if others == 1 else f"{others} list items have"
        yield Note(f"{items} no link and were left out.", first)


def _items(lines: Iterable[str]) -> Iterator[SourceRecord[str]]:
    """Yields list items with their indented lines; below an item without paper, nested items."""
    item_lines: list[str] = []
    first = last = length = indent = 0
    found = blank = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            blank = True
            continue
        bullet = _BULLET.match(line)
        depth = len(bullet[1].expandtabs(4)) if bullet else 0
        begins = bullet and (depth <= indent or not found)
        continues = not begins and line[0] != "#" and (line[0] in " \t" or not blank)
        if item_lines and not (continues and length < _MAX_ITEM):
            yield SourceRecord("\n".join(item_lines), first, last)
            item_lines, found, length = [], False, 0
        if bullet and not item_lines:
            first, indent = number, depth
        if bullet or item_lines:
            item_lines.append(line[bullet.end() :] if bullet else line.strip())
            length += len(line)
            found = found or is_paper(item_lines[-1])
        last, blank = number, False
    if item_lines:
        yield SourceRecord("\n".join(item_lines), first, last)


MARKDOWN_LIST = Format(
    name="markdown",
    label="Markdown list of papers",
    suffixes=(".md", ".markdown"),
    sniff=sniff,
    read=read,
    write=write,
)
