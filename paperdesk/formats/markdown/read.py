"""Reads papers from Markdown: lists and tables, as many on GitHub, and digests.

- [Title](https://…) - Authors, 2023: abstract
  that goes on
- **Title** [[Paper](https://…)] [[Code](https://…)]
    - a detail, not a paper

| Title | Venue | Code |
|---|---|---|
| [Title](https://…) | ICLR 2023 | [GitHub](https://…) |

### 1. [Title](https://…)
- **Authors**: Ada Mayr, Ben Öz
- **Summary**: abstract
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from paperdesk.formats.format import Format, Match
from paperdesk.formats.markdown.entries import read_entries
from paperdesk.formats.markdown.entry import Entry, is_certain
from paperdesk.formats.markdown.paper import paper_of
from paperdesk.formats.markdown.write import write
from paperdesk.formats.reading.records import SourceRecord, read_records
from paperdesk.formats.reading.source import decoded_blocks
from paperdesk.model.paper import Note
from paperdesk.model.paper_texts import comma_list
from paperdesk.translation import StoredMessage, percent, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item

_SNIFFED_LINES = 1_000
_UNCERTAIN = 0.35
"""Too little to be recognised, but more than other formats give a text that is not theirs."""
_CERTAIN = 0.5
"""Enough for two papers with links to them, whatever else is in the file."""
_NO_PAPERS = tr(
    "this is Markdown, but no heading, list item or table row in it has the link or the authors "
    "of a paper"
)
_MARKDOWN = re.compile(r"#{1,6} \S|.*\]\(https?://|\s*\|?\s*:?-{3,}:?\s*\|")


def sniff(source: Source) -> Match | None:
    """Scores the share of lines in papers; lists may have introductions."""
    lines = next(decoded_blocks(source), "").split("\n")[:_SNIFFED_LINES]
    least = _UNCERTAIN if sum(map(bool, map(_MARKDOWN.match, lines))) > 1 else 0
    entries = [entry for entry in read_entries(lines) if isinstance(entry, Entry)]
    if not entries:
        return Match(least, _NO_PAPERS) if least else None
    text = sum(1 for line in lines if line.strip() and not line.startswith("#"))
    share = min(1, sum(map(_size, entries)) / max(text, 1))
    score = min(0.8, 0.4 + share / 2) if len(entries) > 4 else 0.8 * share
    if sum(map(is_certain, entries)) > 1:
        score = max(score, _CERTAIN)
    return Match(
        max(score, least),
        tr(
            "{share} of this Markdown is papers: {entries}",
            share=percent(share),
            entries=_counted(entries),
        ),
    )


def _counted(entries: list[Entry]) -> str:
    """`1 heading, 3 list items`."""
    counts = Counter(entry.head.kind for entry in entries)
    return comma_list([_counted_kind(kind, n) for kind, n in counts.items()])


def _counted_kind(kind: str, n: int) -> str:
    match kind:
        case "heading":
            return tr_n("{n} heading", "{n} headings", n)
        case "item":
            return tr_n("{n} list item", "{n} list items", n)
        case _:
            return tr_n("{n} table row", "{n} table rows", n)


def _size(entry: Entry) -> int:
    """Its lines that are neither blank nor headings; of a row also a share of the header."""
    blocks = (entry.head, *entry.body)
    size = sum(len(block.lines) for block in blocks if block.kind not in ("heading", "row"))
    return size + 2 * (entry.head.kind == "row")


def _record(entry: Entry | Note) -> SourceRecord[Entry] | Note:
    if isinstance(entry, Note):
        return entry
    return SourceRecord(entry, entry.head.first, entry.last)


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each entry; Notes count what was left out."""
    return read_records(map(_record, read_entries(source.lines())), paper_of, Entry.text)


MARKDOWN_LIST = Format(
    name="markdown",
    label=StoredMessage("Markdown list of papers"),
    suffixes=(".md", ".markdown"),
    sniff=sniff,
    read=read,
    write=write,
)
