"""Reads RIS. Spaces around the dash may be missing, and so may a record's first or last line.

Rispy is not used: it silently reads nothing from a file with one space before the dash.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.names import given_name_first
from paperdesk.formats.reading.records import SourceRecord, UnusableError, read_records
from paperdesk.formats.reading.references import beginning, most_complete, partial_date, reference
from paperdesk.formats.reading.tagged_lines import TaggedRecord
from paperdesk.formats.ris.write import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item, Paper

_LINE = re.compile(r"[\ufeff \t]*(?P<tag>[A-Z][A-Z0-9])(?P<blanks> {0,3})-(?: |$)(?P<value>.*)")
# With one space, only these: `US - China relations` may begin a line of an abstract.
_KNOWN_TAGS = frozenset([
    "TY", "A1", "A2", "A3", "A4", "AB", "AD", "AN", "AU", "BT", "CY", "DA", "DO", "DB", "DP", "ED",
    "EP", "ER", "ID", "IS", "J1", "J2", "JA", "JF", "JO", "KW", "L1", "L2", "L3", "L4", "LA", "LK",
    "M1", "M2", "M3", "N1", "N2", "PB", "PY", "SN", "SP", "ST", "T1", "T2", "T3", "TI", "U1", "U2",
    "UR", "VL", "Y1", "Y2",
])  # fmt: skip

_BETWEEN_URLS = re.compile(r";?\s+|;(?=https?://)")


def sniff(source: Source) -> Match | None:
    """Scores the share of the first lines that begin with a tag."""
    lines = [line for line in beginning(source).split("\n") if line.strip("\ufeff \t")]
    tags = [tag for tag, _ in map(_split, lines) if tag]
    begun, ended = tags.count("TY"), tags.count("ER")
    if not begun + ended or len(tags) < 2:
        return None
    inside = next(n for n, line in enumerate(lines) if _split(line)[0])
    reason = f"{len(tags)} of {len(lines)} lines begin with a RIS tag"
    share = len(tags) / len(lines)
    # An abstract may have many lines without a tag.
    return Match(max(share, 0.5 if begun and not inside else 0), reason)


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each record, or a Problem if it has no title, or neither TY nor ER."""
    return read_records(_records(source.lines()), _paper, lambda record: record.text)


def _split(line: str) -> tuple[str, str]:
    """A line's tag, or ``""``, and the text after it."""
    match = _LINE.match(line)
    if match and (len(match["blanks"]) == 2 or match["tag"] in _KNOWN_TAGS):
        return match["tag"], match["value"]
    return "", line


def _records(lines: Iterable[str]) -> Iterator[SourceRecord[TaggedRecord]]:
    """Yields the records: each ends with ER or before the next TY; TY may be missing."""
    record: TaggedRecord | None = None
    only_types = True  # repeated TY lines start one record
    for number, line in enumerate(lines, 1):
        tag, value = _split(line)
        if tag == "TY" and record and not only_types:
            yield record.to_record()
            record = None
        if not tag:
            if record and line.strip():
                record.continue_field(value, line, number)
            continue
        if not record:
            if tag == "ER":
                continue
            record, only_types = TaggedRecord(number), True
        record.start_field(tag, value, line, number)
        only_types = only_types and tag == "TY"
        if tag == "ER":
            yield record.to_record()
            record = None
    if record:
        yield record.to_record()


def _paper(record: TaggedRecord, state: ReadState) -> Paper:
    if "TY" not in record and "ER" not in record:
        raise UnusableError("TY is missing")
    title = record.first("TI", "T1", "CT")
    book = record.first("BT")
    return reference(
        state,
        title or book or record.first("ST"),
        abstract=record.first("AB", "N2"),
        authors=map(given_name_first, record.all("AU", "A1")),
        published=most_complete(map(partial_date, record.all("PY", "Y1", "DA"))),
        ids=record.all("DO", "M3", "N1"),
        mentions=record.all("AN", "M1", "C1", "N1", "JF", "JO", "T2"),
        urls=(url for value in record.all("UR", "LK", "L2") for url in _BETWEEN_URLS.split(value)),
        pdf_urls=record.all("L1"),
        venue=record.first("JF", "T2", "JO", "JA", "J2", "J1") or (book if title else ""),
        keywords=record.all("KW"),
    )


RIS = Format(name="ris", label="RIS file", suffixes=(".ris",), sniff=sniff, read=read, write=write)
