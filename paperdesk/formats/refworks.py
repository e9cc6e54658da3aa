"""Reads the tagged format of RefWorks: a tag, a blank and a value, records between blank lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.record_lines import TaggedLine, divided_records
from paperdesk.formats.reading.records import read_records
from paperdesk.formats.reading.references import beginning, date_in_year, partial_date
from paperdesk.formats.reading.tagged_reference import (
    Tags,
    citation_key,
    pages,
    serial_numbers,
    tagged_paper,
)
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.formats.reading.tagged_lines import TaggedRecord
    from paperdesk.model.paper import Item, Paper

TYPES = {
    "abstract": "article-journal", "artwork": "graphic", "bills": "bill",
    "bills/resolutions": "bill", "book, edited": "book", "book, section": "chapter",
    "book, whole": "book", "case": "legal_case", "case/court decisions": "legal_case",
    "computer program": "software", "conference proceeding": "paper-conference",
    "conference proceedings": "paper-conference", "court decisions": "legal_case",
    "dataset": "dataset", "dissertation": "thesis", "dissertation/thesis": "thesis",
    "dissertation/thesis, unpublished": "thesis", "dvd": "motion_picture", "generic": "document",
    "hearing": "hearing", "journal": "article-journal", "journal article": "article-journal",
    "journal, electronic": "article-journal", "laws": "legislation",
    "laws/statutes": "legislation", "magazine article": "article-magazine", "map": "map",
    "monograph": "book", "motion picture": "motion_picture", "music score": "musical_score",
    "newspaper article": "article-newspaper", "online discussion forum": "post",
    "online discussion forum/blogs": "post", "patent": "patent",
    "personal communication": "personal_communication", "preprint": "article",
    "report": "report", "resolutions": "bill", "sound recording": "song",
    "statutes": "legislation", "thesis": "thesis", "thesis, unpublished": "thesis",
    "unpublished material": "article", "video": "motion_picture", "video/dvd": "motion_picture",
    "web page": "webpage",
}  # fmt: skip
_PLAIN_TYPES = frozenset([
    "book, section", "book, whole", "conference proceedings", "generic", "journal article",
    "patent", "report", "web page",
])  # fmt: skip
"""Those that say no more than their CSL type; others are kept."""
TAGS = Tags(
    "refworks",
    fields={
        "title": ("T1",),
        "abstract": ("AB",),
        "authors": ("A1",),
        "published": ("YR", "FD"),
        "ids": ("DO", "NO"),
        "mentions": ("JF", "JO", "NO", "AN"),
        "urls": ("UL", "LK"),
        "venue": ("JF", "T2", "WT", "JO"),
        "keywords": ("K1",),
    },
    details={
        "editor": ("A2",),
        "collection-editor": ("A3",),
        "translator": ("A4",),
        "volume": ("VO",),
        "issue": ("IS",),
        "edition": ("ED",),
        "publisher": ("PB",),
        "publisher-place": ("PP",),
        "collection-title": ("T3",),
        "container-title-short": ("JO",),
        "title-short": ("ST",),
        "original-title": ("OT",),
        "language": ("LA",),
        "call-number": ("CN",),
        "archive": ("DB",),
        "archive_location": ("AN",),
        "source": ("DS",),
        "version": ("WV",),
        "note": ("NO",),
        "PMID": ("PMID",),
        "PMCID": ("PMCID",),
    },
)
_OTHER_TAGS = frozenset([
    "RT", "SR", "ID", "SP", "OP", "SN", "RD", "WP", "A5", "A6", "AD", "AV", "CL", "CR", "IP", "LL",
    "OL", "SF", "SL", "RP",
])  # fmt: skip
_KNOWN_TAGS = _OTHER_TAGS.union(
    *TAGS.fields.values(), *TAGS.details.values(), (f"U{n}" for n in range(1, 16))
)
_PARAGRAPHS = frozenset(["AB", "NO"])
_TEXTS = frozenset(["AB", "AD", "CR", "NO", "OT", "T1", "T2", "T3"])
"""Values of several lines, which may begin as if with a tag: `US trade and the`."""
_LINE = re.compile(r"[\ufeff ]*(?P<tag>PMC?ID|U1[0-5]|[A-Z][A-Z0-9])(?: (?! ?-)(?P<value>.*)|$)")


def sniff(source: Source) -> Match | None:
    """Scores the share of the first lines that begin with a tag; a known type helps."""
    lines = [line for line in beginning(source).split("\n") if line.strip("\ufeff \t")]
    found = [(tag, value) for tag, value in map(_split, lines) if tag in _KNOWN_TAGS]
    tags = {tag for tag, _ in found}
    begun = any(tag == "RT" and value.strip().casefold() in TYPES for tag, value in found)
    if len(tags) < 2 or not (begun or ("T1" in tags and tags & {"A1", "YR", "JF"})):
        return None
    reason = tr(
        "{fits} of {total} lines begin with a RefWorks tag", fits=len(found), total=len(lines)
    )
    # An abstract may have many lines without a tag.
    return Match(max(len(found) / len(lines), 0.6 if begun else 0), reason)


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each record, or a Problem if it has neither a title nor an identifier."""
    return read_records(
        divided_records(_lines(source), "RT", _PARAGRAPHS), _paper, lambda record: record.text
    )


def _split(line: str) -> tuple[str, str]:
    match = _LINE.match(line)
    return (match["tag"], match["value"] or "") if match else ("", line)


def _lines(source: Source) -> Iterator[TaggedLine]:
    above = ""
    for number, line in enumerate(source.lines(), 1):
        tag, value = _split(line)
        if tag and (tag in _KNOWN_TAGS or (above and above not in _TEXTS)):
            above = tag
            yield TaggedLine(number, tag, value, line)
        else:
            above = above if line.strip() else ""
            yield TaggedLine(number, "", line, line)


def _paper(record: TaggedRecord, state: ReadState) -> Paper:
    name = record.first("RT").casefold().replace("/ ", "/")
    kind = TYPES.get(name, "")
    used = {"RT"} if name in _PLAIN_TYPES else set()
    details: dict[str, Any] = {"type": kind, **serial_numbers(record.all("SN"), kind)}
    start, end = record.first("SP"), record.first("OP")
    if start or end:
        used |= {"SP", "OP"}
        whole = kind in ("book", "thesis") and not end and start.isdigit()
        details["number-of-pages" if whole else "page"] = pages(start or end, end)
    if key := citation_key(record.first("ID")):
        details["citation-key"] = key
    for variable, tag in (("accessed", "RD"), ("available-date", "WP")):
        if day := partial_date(record.first(tag)):
            details[variable] = day
            used |= {tag} if len(day) > 4 else set()  # of `4/2/2021` only the year is sure
    year, day = record.first("YR"), date_in_year(record.first("YR"), record.first("FD"))
    if day:
        used.add("FD")
    given = {"published": day or partial_date(year) or partial_date(record.first("FD"))}
    if kind in ("book", "report"):  # the secondary title is that of the series
        details["collection-title"] = record.first("T3", "T2")
        given["venue"] = record.first("JF", "JO")
    elif kind == "chapter":
        given["venue"] = record.first("T2", "JF", "JO")
    given["title"] = record.first("T1", "OT", "ST")
    return tagged_paper(record, state, TAGS, details, used=used, **given)


REFWORKS = Format(
    name="refworks",
    label=StoredMessage("RefWorks file"),
    suffixes=(".txt",),
    sniff=sniff,
    read=read,
)
