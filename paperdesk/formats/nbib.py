"""Reads PubMed files (.nbib, or .txt): lines with tags of up to four letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.names import given_name_first
from paperdesk.formats.reading.records import SourceRecord, UnusableError, read_records
from paperdesk.formats.reading.references import beginning, most_complete, partial_date, reference
from paperdesk.formats.reading.tagged_lines import TaggedRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item, Paper

_LINE = re.compile(r"(?=[A-Z ]{4}-)(?P<tag>[A-Z]{2,4}) *-(?: (?P<value>.*)|$)")
_DOI = re.compile(r"(\S+) \[doi\]")
_PMID = re.compile(r"\d{1,9}")


def sniff(source: Source) -> Match | None:
    """Scores the share of the first lines that have a tag or continue one."""
    lines = [line for line in beginning(source).split("\n") if line.strip()]
    tags = [match["tag"] for line in lines if (match := _LINE.match(line))]
    if "PMID" not in tags or "TY" in tags:
        return None
    fits = len(tags) + sum(line.startswith("      ") for line in lines)
    return Match(fits / len(lines), f"{fits} of {len(lines)} lines have a PubMed tag")


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each record, or a Problem if it has no title or PMID."""
    return read_records(_records(source.lines()), _paper, lambda record: record.text)


def _records(lines: Iterable[str]) -> Iterator[SourceRecord[TaggedRecord]]:
    """Yields the records: from PMID to a blank line."""
    record: TaggedRecord | None = None
    for number, line in enumerate(lines, 1):
        match = _LINE.match(line)
        if record and (not line.strip() or (match and match["tag"] == "PMID")):
            yield record.to_record()
            record = None
        if match:
            record = record or TaggedRecord(number)
            record.start_field(match["tag"], match["value"] or "", line, number)
        elif record:
            record.continue_field(line, line, number)
    if record:
        yield record.to_record()


def _paper(record: TaggedRecord, state: ReadState) -> Paper:
    number = record.first("PMID")
    if not number:
        raise UnusableError("PMID is missing")
    page = f"https://pubmed.ncbi.nlm.nih.gov/{number}/" if _PMID.fullmatch(number) else ""
    title, book = record.first("TI"), record.first("BTI", "CTI")
    dois = (match[1] for value in record.all("LID", "AID") if (match := _DOI.match(value)))
    return reference(
        state,
        title or book or record.first("TT"),
        abstract=record.first("AB", "OAB"),
        authors=map(given_name_first, record.all("FAU") or record.all("AU") or record.all("CN")),
        published=most_complete(map(partial_date, record.all("DP", "DEP"))),
        ids=dois,
        urls=[page],
        venue=record.first("JT", "TA") or (book if title else ""),
        keywords=record.all("OT"),
    )


NBIB = Format(
    name="nbib",
    label="PubMed file",
    suffixes=(".nbib",),
    sniff=sniff,
    read=read,
)
