"""The structure of a Daily Papers page as text: headers, records, and what is neither.

A page is `title, abstract[, footer]` again and again. A footer ends a record for certain; where
records have none, only paragraphs stand in a row, and `split` says which of them are titles.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paperdesk.formats.daily_papers.paragraphs import (
    CardHeader,
    Footer,
    Header,
    PageBlock,
    Paragraph,
    read_blocks,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WINDOW = 64
"""Paragraphs in a row that are looked at together, so that memory stays bounded."""
_SETTLED = 48
"""Records of a window that begin before this paragraph are certain enough."""
_MOST = 6
"""Paragraphs of one record at most, its footer not counted."""

# What it costs to take a paragraph for a title without abstract: more than for the second
# paragraph of an abstract above a footer, less where the text may just be cut off.
_BARE_TITLE = 2.5
_CLOSED_TITLE = 4.0
_CUT_OFF_TITLE = 1.0


@dataclass(slots=True)
class PageRecord:
    """The parts of one record; without a title it is text that cannot be read as one."""

    title: Paragraph | None
    abstract: list[Paragraph] = field(default_factory=list)
    footer: Footer | None = None
    opening: CardHeader | None = None

    def blocks(self) -> list[PageBlock]:
        """Its parts in the order of the text."""
        parts = (self.opening, self.title, *self.abstract, self.footer)
        return [part for part in parts if part]


def read_records(lines: Iterable[str]) -> Iterator[Header | PageRecord]:
    """Headers and records in the order of the text; every line not blank is in one of them."""
    gap: list[Paragraph] = []
    opening: CardHeader | None = None
    for block in read_blocks(lines):
        if isinstance(block, Paragraph):
            gap.append(block)
            if len(gap) == _WINDOW:
                for group in _settled(gap):
                    yield _record(group, None, opening)
                    opening = None
            continue
        yield from _records(gap, block if isinstance(block, Footer) else None, opening)
        gap = []
        opening = block if isinstance(block, CardHeader) else None
        if isinstance(block, Header):
            yield block
    yield from _records(gap, None, opening)


def _records(
    gap: list[Paragraph], footer: Footer | None, opening: CardHeader | None
) -> Iterator[PageRecord]:
    """The records of paragraphs in a row; the footer is the last one's."""
    if len(gap) == 2 and footer:
        yield PageRecord(gap[0], [gap[1]], footer, opening)
        return
    if not gap:
        if footer or opening:
            yield PageRecord(None, [], footer, opening)
        return
    groups = split(gap, closed=footer is not None)
    for n, group in enumerate(groups):
        last = n == len(groups) - 1
        yield _record(group, footer if last else None, None if n else opening)


def _record(
    group: list[Paragraph], footer: Footer | None, opening: CardHeader | None
) -> PageRecord:
    if len(group) == 1 and group[0].unlike_title():
        return PageRecord(None, group, footer, opening)
    return PageRecord(group[0], group[1:], footer, opening)


def _settled(gap: list[Paragraph]) -> Iterator[list[Paragraph]]:
    """Take the records off the front of a full window."""
    done = 0
    for group in split(gap, closed=True):
        if done >= _SETTLED:
            break
        done += len(group)
        yield group
    del gap[:done]


def split(gap: list[Paragraph], *, closed: bool) -> list[list[Paragraph]]:
    """Paragraphs in a row, one list for each record: its title, then its abstract's paragraphs.

    The cheapest split as a whole is taken, so that one odd record does not shift its neighbours.
    `closed` says that the last record is complete, not cut off.
    """
    unlike = [text.unlike_title() for text in gap]
    best = [0.0] + [math.inf] * len(gap)
    length = [0] * (len(gap) + 1)
    for end in range(1, len(gap) + 1):
        alone = _BARE_TITLE if end < len(gap) else _CLOSED_TITLE if closed else _CUT_OFF_TITLE
        for size in range(1, min(_MOST, end) + 1):
            cost = best[end - size] + _cost(unlike[end - size : end], alone)
            if cost < best[end]:
                best[end], length[end] = cost, size
    groups = []
    end = len(gap)
    while end:
        groups.append(gap[end - length[end] : end])
        end -= length[end]
    return groups[::-1]


def _cost(unlike: list[int], alone: float) -> float:
    """How odd a record of these paragraphs is; 0 for a short title and a long abstract."""
    title, *abstract = unlike
    if not abstract:
        return _BARE_TITLE if title else alone
    return title + (0 if abstract[0] else 3) + sum(2 if u else 3 for u in abstract[1:])
