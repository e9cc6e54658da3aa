"""Reads RIS. Spaces around the dash may be missing, and so may a record's first or last line.

Rispy is not used: it silently reads nothing from a file with one space before the dash.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.record_lines import TaggedLine, ended_records
from paperdesk.formats.reading.records import UnusableError, read_records
from paperdesk.formats.reading.references import beginning, partial_date
from paperdesk.formats.reading.tagged_reference import (
    citation_key,
    pages,
    serial_numbers,
    tagged_paper,
)
from paperdesk.formats.ris.tags import TAGS, TYPES, WRITTEN_TYPES
from paperdesk.formats.ris.write import write
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.formats.reading.tagged_lines import TaggedRecord
    from paperdesk.model.paper import Item, Paper

_LINE = re.compile(r"[\ufeff \t]*(?P<tag>[A-Z][A-Z0-9])(?P<blanks> {0,3})-(?: |$)(?P<value>.*)")
# With one space, only these: `US - China relations` may begin a line of an abstract.
_KNOWN_TAGS = frozenset([
    "TY", "A1", "A2", "A3", "A4", "AB", "AD", "AN", "AU", "BT", "CY", "DA", "DO", "DB", "DP", "ED",
    "EP", "ER", "ID", "IS", "J1", "J2", "JA", "JF", "JO", "KW", "L1", "L2", "L3", "L4", "LA", "LK",
    "M1", "M2", "M3", "N1", "N2", "PB", "PY", "SN", "SP", "ST", "T1", "T2", "T3", "TI", "U1", "U2",
    "UR", "VL", "Y1", "Y2",
])  # fmt: skip


def sniff(source: Source) -> Match | None:
    """Scores the share of the first lines that begin with a tag."""
    lines = [line for line in beginning(source).split("\n") if line.strip("\ufeff \t")]
    tags = [tag for tag, _ in map(_split, lines) if tag]
    begun, ended = tags.count("TY"), tags.count("ER")
    if not begun + ended or len(tags) < 2:
        return None
    inside = next(n for n, line in enumerate(lines) if _split(line)[0])
    reason = tr("{fits} of {total} lines begin with a RIS tag", fits=len(tags), total=len(lines))
    share = len(tags) / len(lines)
    # An abstract may have many lines without a tag.
    return Match(max(share, 0.5 if begun and not inside else 0), reason)


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each record, or a Problem if it has no title, or neither TY nor ER.

    Lines between records are no part of any; a Note tells of them.
    """
    return read_records(ended_records(_lines(source), "TY"), _paper, lambda record: record.text)


def _split(line: str) -> tuple[str, str]:
    """A line's tag, or ``""``, and the text after it."""
    match = _LINE.match(line)
    if match and (len(match["blanks"]) == 2 or match["tag"] in _KNOWN_TAGS):
        return match["tag"], match["value"]
    return "", line


def _lines(source: Source) -> Iterator[TaggedLine]:
    for number, line in enumerate(source.lines(), 1):
        yield TaggedLine(number, *_split(line), line)


def _paper(record: TaggedRecord, state: ReadState) -> Paper:
    if "TY" not in record and "ER" not in record:
        raise UnusableError(StoredMessage("TY is missing"))
    kind = TYPES.get(record.first("TY").upper(), "")
    details: dict[str, Any] = {"type": kind}
    details |= serial_numbers(record.all("SN"), kind)
    used = set()
    start, end = record.first("SP"), record.first("EP")
    if start:
        used |= {"SP", "EP"}
        whole = kind == "book" and not end and start.isdigit()
        details["number-of-pages" if whole else "page"] = pages(start, end)
    accessed = record.first("Y2")
    if day := partial_date(accessed):
        details["accessed"] = day
        used.add("Y2")
    if key := citation_key(record.first("ID")):
        details["citation-key"] = key
    title, book = record.first(*TAGS.fields["title"]), record.first("BT")
    paper = tagged_paper(
        record,
        state,
        TAGS,
        details,
        used=used,
        title=title or book or record.first("ST"),
        venue=record.first(*TAGS.fields["venue"]) or (book if title else ""),
    )
    if kind and record.all("TY") == [WRITTEN_TYPES[kind]]:
        del paper.details["ris:TY"]
    if paper.arxiv_id and paper.details.get("archive") == "arXiv":
        del paper.details["archive"]
    return paper


RIS = Format(
    name="ris",
    label=StoredMessage("RIS file"),
    suffixes=(".ris",),
    sniff=sniff,
    read=read,
    write=write,
)
