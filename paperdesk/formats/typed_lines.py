"""Papers that the user types, one a line: an arXiv id, a DOI, a link, a title, or several of them.

Never recognised by itself: any text has lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.records import SourceRecord, UnusableError, read_records
from paperdesk.formats.reading.references import reference
from paperdesk.formats.reading.values import clean_text
from paperdesk.model import identifiers
from paperdesk.translation import StoredMessage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item, Paper

_BULLET = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_ADDRESS = re.compile(
    r"https?://[^\s<>\"]+|\b(?:www\.|arxiv\.org/|doi\.org/)[^\s<>\"]+", re.IGNORECASE
)
_ID = re.compile(
    r"\b(?:arxiv|doi):\s*\S+|\b10\.\d{4,9}/\S+|\b\d{4}\.\d{4,5}(?:v\d+)?\b"
    r"|\b[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?\b",
    re.IGNORECASE,
)
_CATEGORY = re.compile(r"\[[a-z]+(?:-[a-z]+)*\.[A-Za-z-]{2,}\]")
"""What arXiv writes after an id: `[cs.LG]`."""
_AROUND = " \t.,;:()[]{}<>|\"'“”‘’–—-"
_MAX_LINE = 2_000
"""Characters; a longer line is no title."""


def sniff(source: Source) -> Match | None:
    """Never recognised by itself."""
    return None


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each line that is not empty."""
    lines = (
        SourceRecord(line, number, number)
        for number, line in enumerate(source.lines(), 1)
        if line.strip()
    )
    return read_records(lines, _paper, str)


def _paper(line: str, state: ReadState) -> Paper:
    if len(line) > _MAX_LINE:
        raise UnusableError(StoredMessage("this line is too long for a title"))
    text = _BULLET.sub("", clean_text(line))
    urls = [_completed(address.rstrip(".,;)]>")) for address in _ADDRESS.findall(text)]
    rest = _ADDRESS.sub(" ", text)
    ids = [found.rstrip(".,;)]>") for found in _ID.findall(rest)]
    title = _CATEGORY.sub(" ", _ID.sub(" ", rest)) if ids or urls else text
    return reference(
        state,
        clean_text(title).strip(_AROUND) if ids or urls else title,
        ids=[identifiers.arxiv_id(each) or identifiers.doi(each) for each in ids]
        + [identifiers.mirrored_arxiv_id(url) for url in urls],
        urls=urls,
    )


def _completed(address: str) -> str:
    return address if address.lower().startswith("http") else f"https://{address}"


TYPED_LINES = Format(
    name="typed",
    label=StoredMessage("List of papers, one a line"),
    suffixes=(".txt",),
    sniff=sniff,
    read=read,
)
