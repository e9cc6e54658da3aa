"""Reads PubMed files (.nbib, or .txt): lines with tags of up to four letters.

ERIC and ASSIA write them too, without a PMID.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.format import Format, Match
from paperdesk.formats.pubmed.paper import pubmed_paper
from paperdesk.formats.reading.records import SourceRecord, read_records
from paperdesk.formats.reading.references import beginning
from paperdesk.formats.reading.tagged_lines import TaggedRecord, outside_note
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item, Note

_LINE = re.compile(
    r"(?:(?=[A-Z ]{4}-)(?P<tag>[A-Z]{2,4}) *|(?P<number>ISSN|ISBN) )-(?: (?P<value>.*)|$)"
)
_OWN = frozenset([
    "AID", "DP", "FAU", "IP", "JT", "LID", "MH", "OID", "OT", "OWN", "PG", "STAT", "TA", "VI",
])  # fmt: skip
"""Tags that other formats do not have, or for something else."""
_FIRST = ("PMID", "OWN")


def sniff(source: Source) -> Match | None:
    """Scores the share of the first lines that have a tag or continue one."""
    lines = [line for line in beginning(source).split("\n") if line.strip()]
    tags = [tag for tag, _ in map(_split, lines) if tag]
    if not ("PMID" in tags or len(_OWN & set(tags)) > 2) or {"TY", "ER"} & set(tags):
        return None
    fits = len(tags) + sum(line.startswith("      ") for line in lines)
    return Match(
        fits / len(lines),
        tr("{fits} of {total} lines have a PubMed tag", fits=fits, total=len(lines)),
    )


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each record, or a Problem if it has no title and no identifier."""
    return read_records(_records(source.lines()), pubmed_paper, lambda record: record.text)


def _split(line: str) -> tuple[str, str]:
    """A line's tag, or ``""``, and the text after it."""
    match = _LINE.match(line)
    return (match["tag"] or match["number"], match["value"] or "") if match else ("", line)


def _records(lines: Iterable[str]) -> Iterator[SourceRecord[TaggedRecord] | Note]:
    """Yields the records: each ends at a blank line, before PMID, or before a second OWN.

    An indented line continues the one above, also after a blank line.
    """
    record: TaggedRecord | None = None
    outside: list[tuple[int, str]] = []
    ended = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            ended = True
            continue
        tag, value = _split(line)
        starts = tag and (ended or tag == "PMID" or (tag in _FIRST and record and tag in record))
        if record and starts:
            yield record.to_record()
            record = None
        if tag:
            record = record or TaggedRecord(number)
            record.start_field(tag, value, line, number)
            ended = False
        elif record and (not ended or line[0].isspace()):
            record.continue_field(line, line, number)
        else:
            outside.append((number, line))
    if record:
        yield record.to_record()
    if outside:
        yield outside_note(outside)


NBIB = Format(
    name="nbib",
    label=StoredMessage("PubMed file"),
    suffixes=(".nbib",),
    sniff=sniff,
    read=read,
)
