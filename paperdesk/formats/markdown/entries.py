"""Finds the entries of a Markdown file that are papers: sections, list items and table rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.formats.markdown.blocks import read_blocks
from paperdesk.formats.markdown.entry import (
    Entry,
    is_category,
    is_paper_item,
    is_paper_section,
    is_reference_list,
    item_entry,
    list_start,
)
from paperdesk.formats.markdown.facts import is_known
from paperdesk.formats.markdown.table import has_titles
from paperdesk.model.paper import Note
from paperdesk.translation import StoredPlural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdesk.formats.markdown.blocks import Block

_MAX_SECTION = 500
"""Blocks of one section that are looked at before it is taken for a list."""


def read_entries(lines: Iterable[str]) -> Iterator[Entry | Note]:
    """Yields the papers of a file in order; Notes, at the end, count what was left out."""
    return _Entries().read(lines)


class _Entries:
    def __init__(self) -> None:
        self._section: Entry | None = None
        """The last section that is a paper, while sections below it may belong to it."""
        self._levels: set[int] = set()
        """Levels of headings that are papers."""
        self._headings = False
        self._left_out: dict[str, tuple[int, int]] = {}

    def read(self, lines: Iterable[str]) -> Iterator[Entry | Note]:
        for heading, blocks in _sections(read_blocks(lines)):
            self._headings = self._headings or heading is not None
            end = self._end_of_section(heading, blocks)
            above_list = end < len(blocks) and blocks[end].kind != "rule"
            section = Entry(heading, blocks[:end]) if heading else None
            if section and is_paper_section(section, above_list=above_list):
                yield from self._finished()
                self._section = section
                self._levels.add(section.head.level)
            elif self._section and not above_list and self._is_below(heading):
                if len(self._section.body) < _MAX_SECTION:
                    self._section.body += [*([heading] if heading else []), *blocks[:end]]
            else:
                yield from self._finished()
                end = 0
                if heading and heading.level in self._levels and blocks and not above_list:
                    self._leave_out("heading", heading.first)
            if end < len(blocks):
                yield from self._finished()
                yield from self._in_list(blocks[end:])
        yield from self._finished()
        for what, (count, first) in self._left_out.items():
            yield Note(_left_out_text(what, count), first)

    def _end_of_section(self, heading: Block | None, blocks: list[Block]) -> int:
        """The index of the first block that is not the heading's."""
        if heading and self._is_below(heading) and is_reference_list(heading):
            return len(blocks)
        return list_start(blocks)

    def _is_below(self, heading: Block | None) -> bool:
        """Whether a heading, or the rest of a long section, is below the section of a paper."""
        if not self._section:
            return False
        return heading is None or heading.level > self._section.head.level

    def _finished(self) -> Iterator[Entry]:
        if self._section:
            yield self._section
        self._section = None

    def _leave_out(self, what: str, line: int) -> None:
        count, first = self._left_out.get(what, (0, line))
        self._left_out[what] = count + 1, first

    def _in_list(self, blocks: list[Block]) -> Iterator[Entry]:
        """The papers among list items and rows; below an item without paper, its items."""
        columns: tuple[str, ...] = ()
        at = 0
        while at < len(blocks):
            block = blocks[at]
            at += 1
            if block.kind == "row":
                if has_titles(block.columns):
                    yield Entry(block)
                elif block.columns is not columns:
                    self._leave_out("table", block.first)
                columns = block.columns
            elif block.kind == "item":
                entry, end = item_entry(blocks, at - 1)
                if not is_category(entry) and is_paper_item(entry, alone=not self._headings):
                    at = end
                    yield entry
                else:
                    self._leave_out("item", block.first)


def _left_out_text(what: str, n: int) -> str:
    match what:
        case "item":
            return StoredPlural(
                "{n} list item is not a paper and was left out.",
                "{n} list items are not papers and were left out.",
                n,
            )
        case "heading":
            return StoredPlural(
                "{n} heading has no link or authors below it and was left out.",
                "{n} headings have no link or authors below them and were left out.",
                n,
            )
        case _:
            return StoredPlural(
                "{n} table has no column of titles and was left out.",
                "{n} tables have no column of titles and were left out.",
                n,
            )


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[Block | None, list[Block]]]:
    """Each heading with the blocks down to the next one; a long section in several pieces.

    Headings such as `Abstract` are blocks of their section.
    """
    heading: Block | None = None
    found: list[Block] = []
    for block in blocks:
        begins = block.kind == "heading" and not (
            heading and block.level > heading.level and is_known(block.text)
        )
        outer = block.kind != "item" or block.level == 0
        if begins or (len(found) >= _MAX_SECTION and outer):
            yield heading, found
            heading, found = (block, []) if begins else (None, [block])
        else:
            found.append(block)
    yield heading, found
