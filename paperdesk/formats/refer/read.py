"""Reads refer files and EndNote's (.enw): a percent sign, a tag of one character, and a value.

Old refer files have no type, `%0`, and mean something else by some tags.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.inverted_names import persons
from paperdesk.formats.reading.record_lines import TaggedLine, divided_records
from paperdesk.formats.reading.records import read_records
from paperdesk.formats.reading.references import beginning, date_in_year, partial_date
from paperdesk.formats.reading.tagged_reference import (
    citation_key,
    doi_in,
    pages,
    serial_numbers,
    tagged_paper,
)
from paperdesk.formats.refer.tags import PLAIN_TYPES, TAGS, TYPES
from paperdesk.model import identifiers
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.formats.reading.tagged_lines import TaggedRecord
    from paperdesk.model.details import Person
    from paperdesk.model.paper import Item, Paper

_LINE = re.compile(r"[\ufeff ]*%(?P<tag>[0-9A-Z!#$&()*+<=>?@\[\]^~])(?:\s(?P<value>.*)|$)")
_ENTRY = re.compile(r"\s*@\w+\s*[{(]")
_ARTICLE_NUMBER = re.compile(r"Artn\s+(?:\\s\s+)?(\S+)")
_PAGE_COUNT = re.compile(r"(\d+)(?: ?(?:pp?|pages|s|S|Seiten)\.?)?")
_PARAGRAPHS = frozenset(["X", "Z", "<"])
_IN_BOOKS = ("paper-conference", "chapter")
_SERIES = ("book", "report")
"""Their secondary title is that of a series."""
_SERIALS = frozenset(["ISBN", "ISSN"])
_WHOLE = ("book", "thesis")
"""A number alone is that of their pages."""


def sniff(source: Source) -> Match | None:
    """Scores the share of the first lines that begin with a tag."""
    lines = [line for line in beginning(source).split("\n") if line.strip("\ufeff \t")]
    found = [match for line in lines if (match := _LINE.match(line))]
    if not found or any(map(_ENTRY.match, lines)):  # a comment of BibTeX may look like a tag
        return None
    tags = {match["tag"] for match in found}
    if not tags & {"0", "T"} and len(found) < len(lines):
        return None
    reason = tr(
        "{fits} of {total} lines begin with an EndNote tag", fits=len(found), total=len(lines)
    )
    # An abstract or a list of keywords may have many lines without a tag.
    sure = tags >= {"0", "T"} and _LINE.match(lines[0])
    return Match(max(len(found) / len(lines), 0.6 if sure else 0), reason)


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each record, or a Problem if it has neither a title nor an identifier."""
    return read_records(
        divided_records(_lines(source), "0", _PARAGRAPHS), _paper, lambda record: record.text
    )


def _lines(source: Source) -> Iterator[TaggedLine]:
    for number, line in enumerate(source.lines(), 1):
        if match := _LINE.match(line):
            yield TaggedLine(number, match["tag"], match["value"] or "", line)
        else:
            yield TaggedLine(number, "", line, line)


def _paper(record: TaggedRecord, state: ReadState) -> Paper:
    names = [name.casefold() for name in record.all("0")]
    kind = TYPES.get(names[0], "") if names else ""
    used = {"0"} if len(names) == 1 and names[0] in PLAIN_TYPES else set()
    details: dict[str, Any] = {"type": kind} | serial_numbers(record.all("@"), kind)
    page = record.first("P")
    if kind in _WHOLE and (count := _PAGE_COUNT.fullmatch(page)):
        details["number-of-pages"] = count[1]
    elif page:
        details["page"] = pages(page)
        used.add("P")
    if key := citation_key(record.first("F")):
        details["citation-key"] = key
    if day := partial_date(record.first("[")):
        details["accessed"] = day
        used |= {"["} if len(day) > 4 else set()  # of `4/2/2021` only the year is sure
    year, day = record.first("D"), date_in_year(record.first("D"), record.first("8"))
    if day:
        used.add("8")
    authors, people = _people(record, kind, edited="edited book" in names)
    groups: list[Person] = []
    if not names:
        groups = [{"literal": name} for name in record.all("Q")]
        used.add("Q")
    for role, tag in people.items():
        details[role] = persons(record.all(tag))[0]
        used.add(tag)
    details |= _numbers(record, kind, details)
    if len(details.get("available-date", "")) > 4:
        used.add("7")
    details |= _endnote(record) if names else _refer(record)
    title, venue, series = _titles(record, kind)
    if record.first("!") == title:
        details["title-short"] = ""
    return tagged_paper(
        record,
        state,
        TAGS,
        {**details, "collection-title": series},
        used=used,
        authors=[*authors, *groups],
        published=day or partial_date(year) or partial_date(record.first("8")),
        title=title,
        venue=venue,
    )


def _people(record: TaggedRecord, kind: str, *, edited: bool) -> tuple[list[str], dict[str, str]]:
    """The authors, and the tags of people in other roles.

    EndNote names the editors of a book as its authors. `%Y` has many meanings: the editors of a
    volume, or those of a series if there is one.
    """
    edited = edited and bool(record.all("A"))
    roles = {"editor": "A", "collection-editor": "E"} if edited else {"editor": "E"}
    if kind in _IN_BOOKS and not record.all("E"):
        roles["editor"] = "Y"
    elif record.all("S") or (kind in _SERIES and record.all("B")):
        roles.setdefault("collection-editor", "Y")
    if kind in ("book", "chapter"):
        roles["translator"] = "?"
    return [] if edited else record.all("A"), roles


def _titles(record: TaggedRecord, kind: str) -> tuple[str, str, str]:
    """The title, the title of what contains it, and that of the series."""
    title, journal, book = record.first("T", "!"), record.first("J"), record.first("B")
    series = record.first("S")
    if kind == "book" and not title:
        return book, journal, series
    if kind in _SERIES:
        return title, journal, series or book
    if kind == "thesis":  # `%B` is the department
        return title, journal, series
    if kind in _IN_BOOKS:  # the ACL Anthology names the proceedings as a series
        venue = book or journal or series
        return title, venue, "" if venue == series else series
    return title, journal or book, series


def _numbers(record: TaggedRecord, kind: str, known: dict[str, Any]) -> dict[str, str]:
    """Number, issue and edition, whose tags mean different things for different types."""
    number, edition = record.first("N"), record.first("7")
    in_journal = kind.startswith("article-") or (not kind and bool(record.all("J")))
    found = {"issue" if in_journal else "number": number}
    if match := _ARTICLE_NUMBER.fullmatch(record.first("O")):
        found["number"] = match[1]
    elif not number and kind in ("report", "patent", "standard") and not known.keys() & _SERIALS:
        found["number"] = record.first("@")
    if not in_journal:
        found["edition"] = edition
    elif day := partial_date(edition):  # the day of electronic publication
        found["available-date"] = day
    return found


def _endnote(record: TaggedRecord) -> dict[str, str]:
    return {"language": record.first("G"), "call-number": record.first("L")}


def _refer(record: TaggedRecord) -> dict[str, str]:
    """What the tags of old refer files mean: label, report number and other commentary."""
    found = {"note": record.first("Z", "O")}
    if key := citation_key(record.first("F", "L")):
        found["citation-key"] = key
    if (number := record.first("R")) and not identifiers.doi(doi_in(number)):
        found["number"] = number
    if not any(map(str.isdigit, record.first("G"))):  # else a number of the government's printer
        found["language"] = record.first("G")
    return found


ENDNOTE_REFER = Format(
    name="enw",
    label=StoredMessage("EndNote file (.enw)"),
    suffixes=(".enw",),
    sniff=sniff,
    read=read,
)
