"""Splits a Daily Papers page as text into headers and records.

A page repeats `title, abstract[, footer]`. A footer always ends a record; between footers,
`split` decides which paragraphs are titles.
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
"""Consecutive paragraphs that are split together; bounds memory."""
_FINAL = 48
"""Records that start before this paragraph of a window are final."""
_MAX_PARAGRAPHS = 6
"""Per record, without the footer."""

# The cost of a title without an abstract: more than a second abstract paragraph above a footer,
# less if the text may be cut off.
_BARE_TITLE = 2.5
_CLOSED_TITLE = 4.0
_CUT_OFF_TITLE = 1.0


@dataclass(slots=True)
class PageRecord:
    """The parts of one record; without a title it cannot become a paper."""

    title: Paragraph | None
    abstract: list[Paragraph] = field(default_factory=list)
    footer: Footer | None = None
    card_header: CardHeader | None = None

    def blocks(self) -> list[PageBlock]:
        """Its parts in text order."""
        parts = (self.card_header, self.title, *self.abstract, self.footer)
        return [part for part in parts if part]


def read_records(lines: Iterable[str]) -> Iterator[Header | PageRecord]:
    """Yields headers and records in text order; every non-blank line is in one of them."""
    paragraphs: list[Paragraph] = []
    card_header: CardHeader | None = None
    for block in read_blocks(lines):
        if isinstance(block, Paragraph):
            paragraphs.append(block)
            if len(paragraphs) == _WINDOW:
                for group in _take_final(paragraphs):
                    yield _record(group, None, card_header)
                    card_header = None
            continue
        yield from _records(paragraphs, block if isinstance(block, Footer) else None, card_header)
        paragraphs = []
        card_header = block if isinstance(block, CardHeader) else None
        if isinstance(block, Header):
            yield block
    yield from _records(paragraphs, None, card_header)


def _records(
    paragraphs: list[Paragraph], footer: Footer | None, card_header: CardHeader | None
) -> Iterator[PageRecord]:
    """Yields the records in consecutive paragraphs; the footer belongs to the last."""
    if len(paragraphs) == 2 and footer:
        yield PageRecord(paragraphs[0], [paragraphs[1]], footer, card_header)
        return
    if not paragraphs:
        if footer or card_header:
            yield PageRecord(None, [], footer, card_header)
        return
    groups = split(paragraphs, closed=footer is not None)
    for n, group in enumerate(groups):
        last = n == len(groups) - 1
        yield _record(group, footer if last else None, None if n else card_header)


def _record(
    group: list[Paragraph], footer: Footer | None, card_header: CardHeader | None
) -> PageRecord:
    if len(group) == 1 and group[0].title_penalty():
        return PageRecord(None, group, footer, card_header)
    return PageRecord(group[0], group[1:], footer, card_header)


def _take_final(paragraphs: list[Paragraph]) -> Iterator[list[Paragraph]]:
    """Remove the final records from the front of a full window."""
    done = 0
    for group in split(paragraphs, closed=True):
        if done >= _FINAL:
            break
        done += len(group)
        yield group
    del paragraphs[:done]


def split(paragraphs: list[Paragraph], *, closed: bool) -> list[list[Paragraph]]:
    """Splits consecutive paragraphs into records: a title, then the abstract's paragraphs.

    Minimises the total cost by dynamic programming, so one odd record does not shift its
    neighbours. `closed` means that the last record is complete, not cut off.
    """
    penalties = [text.title_penalty() for text in paragraphs]
    best = [0.0] + [math.inf] * len(paragraphs)
    length = [0] * (len(paragraphs) + 1)
    for end in range(1, len(paragraphs) + 1):
        alone = (
            _BARE_TITLE if end < len(paragraphs) else _CLOSED_TITLE if closed else _CUT_OFF_TITLE
        )
        for size in range(1, min(_MAX_PARAGRAPHS, end) + 1):
            cost = best[end - size] + _cost(penalties[end - size : end], alone)
            if cost < best[end]:
                best[end], length[end] = cost, size
    groups = []
    end = len(paragraphs)
    while end:
        groups.append(paragraphs[end - length[end] : end])
        end -= length[end]
    return groups[::-1]


def _cost(penalties: list[int], alone: float) -> float:
    """The cost of a record with these title penalties; 0 for a short title and long abstract."""
    title, *abstract = penalties
    if not abstract:
        return _BARE_TITLE if title else alone
    return title + (0 if abstract[0] else 3) + sum(2 if penalty else 3 for penalty in abstract[1:])
