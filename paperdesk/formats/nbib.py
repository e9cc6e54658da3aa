"""PubMed's own format (.nbib, and .txt from its export): tags of four characters."""

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
_DATE = re.compile(r"(\d{4})(?:[ /-]?([A-Za-z]{3}|\d\d))?(?:[a-z]*-[A-Za-z]+)?(?:[ /-]?(\d{1,2}))?")
_DOI = re.compile(r"(\S+) \[doi\]")
_PMID = re.compile(r"\d{1,9}")


def sniff(source: Source) -> Match | None:
    """How many of the first lines have such a tag, or go on with one."""
    lines = [line for line in beginning(source).split("\n") if line.strip()]
    tags = [match["tag"] for line in lines if (match := _LINE.match(line))]
    if "PMID" not in tags or "TY" in tags:
        return None
    fits = len(tags) + sum(line.startswith("      ") for line in lines)
    return Match(fits / len(lines), f"{fits} of {len(lines)} lines have a tag of PubMed's")


def read(source: Source) -> Iterator[Item]:
    """Every record as a Paper, or a Problem where it has no title or no id."""
    return read_records(_records(source.lines()), _paper, lambda record: record.text)


def _records(lines: Iterable[str]) -> Iterator[SourceRecord[TaggedRecord]]:
    """A record begins with PMID, and ends with a line without text."""
    record: TaggedRecord | None = None
    for number, line in enumerate(lines, 1):
        match = _LINE.match(line)
        if record and (not line.strip() or (match and match["tag"] == "PMID")):
            yield record.record()
            record = None
        if match:
            record = record or TaggedRecord(number)
            record.begin(match["tag"], match["value"] or "", line, number)
        elif record:
            record.go_on(line, line, number)
    if record:
        yield record.record()


def _paper(record: TaggedRecord, state: ReadState) -> Paper:
    number = record.first_of("PMID")
    if not number:
        raise UnusableError("these lines belong to no record: PMID is missing")
    page = f"https://pubmed.ncbi.nlm.nih.gov/{number}/" if _PMID.fullmatch(number) else ""
    title, book = record.first_of("TI"), record.first_of("BTI", "CTI")
    dois = (match[1] for value in record.all("LID", "AID") if (match := _DOI.match(value)))
    return reference(
        state,
        title or book or record.first_of("TT"),
        abstract=record.first_of("AB", "OAB"),
        authors=map(given_name_first, record.all("FAU") or record.all("AU") or record.all("CN")),
        published=most_complete(map(_date, record.all("DP", "DEP"))),
        ids=dois,
        urls=[page],
        venue=record.first_of("JT", "TA") or (book if title else ""),
        keywords=record.all("OT"),
    )


def _date(value: str) -> str:
    """Of `2016 May 12`, `2016 Jan-Feb`, `20160419`; a season is no month."""
    match = _DATE.match(value)
    return partial_date(*(part or "" for part in match.groups())) if match else ""


NBIB = Format(
    name="nbib",
    label="PubMed file",
    suffixes=(".nbib",),
    sniff=sniff,
    read=read,
)
