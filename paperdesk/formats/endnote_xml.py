"""Reads EndNote XML, which wraps all text in style elements."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.inverted_names import persons
from paperdesk.formats.reading.records import read_records
from paperdesk.formats.reading.references import most_complete, partial_date
from paperdesk.formats.reading.tagged_lines import TaggedRecord
from paperdesk.formats.reading.tagged_reference import (
    Tags,
    citation_key,
    pages,
    serial_numbers,
    tagged_paper,
)
from paperdesk.formats.reading.xml_stream import elements, outline, text_of, to_xml
from paperdesk.formats.refer.tags import PLAIN_TYPES, TYPES
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item, Paper

_ELEMENTS = frozenset(["ref-type", "contributors", "titles", "rec-number", "source-app", "style"])
_GROUPS = frozenset(["contributors", "titles", "periodical", "alt-periodical", "dates", "urls"])
_ENTRIES = frozenset(["author", "date", "keyword", "url"])
_TAGS = Tags(
    "endnote",
    fields={
        "title": ("title",),
        "abstract": ("abstract",),
        "authors": ("authors",),
        "published": ("year",),
        "ids": ("electronic-resource-num", "accession-num"),
        "mentions": ("accession-num", "notes"),
        "urls": ("related-urls", "web-urls"),
        "pdf_urls": ("pdf-urls",),
        "venue": ("full-title", "secondary-title"),
        "keywords": ("keywords",),
    },
    details={
        "volume": ("volume",),
        "issue": ("issue",),
        "edition": ("edition",),
        "section": ("section",),
        "number-of-volumes": ("num-vols",),
        "publisher": ("publisher",),
        "publisher-place": ("pub-location",),
        "container-title-short": ("abbr-1",),
        "title-short": ("short-title",),
        "reviewed-title": ("reviewed-item",),
        "event-place": ("meeting-place",),
        "genre": ("work-type",),
        "language": ("language",),
        "call-number": ("call-num",),
        "archive": ("remote-database-name",),
        "archive_location": ("accession-num",),
        "source": ("remote-database-provider",),
        "note": ("notes",),
        "annote": ("research-notes",),
    },
    skipped=frozenset(["database", "source-app", "rec-number", "foreign-keys", "ref-type"]),
)
_IN_SERIES = frozenset(["book", "report", "map", "software"])
"""Their secondary title is that of the series."""
_NUMBERED = frozenset(["patent", "report", "standard"])
"""Their number may stand in place of an ISBN."""
_UNPARTED = frozenset(["", "book", "chapter", "document", "paper-conference", "periodical"])
"""With articles and entries, those that have editors."""
_PMCID = re.compile(r"PMC\d+")
_PMID = re.compile(r"\d{1,9}")
_PUBMED = re.compile(r"\b(?:pubmed|medline|nlm)\b", re.IGNORECASE)


def sniff(source: Source) -> Match | None:
    """Scores how many of EndNote's elements occur."""
    found = outline(source)
    if not found or "record" not in found.names or found.root not in ("xml", "records"):
        return None
    matches = len(_ELEMENTS & found.names)
    if matches < 2:
        return None
    return Match(0.5 + 0.5 * matches / len(_ELEMENTS), tr("it has EndNote records"))


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each record, or a Problem if it has no title and no identifier."""
    return read_records(elements(source, ["record"]), _paper, to_xml)


def _paper(element: Element, state: ReadState) -> Paper:
    record = TaggedRecord(1)
    for tag, found in _values(element):
        record.add(tag, text_of(found))
    name = _type_name(element)
    kind = TYPES.get(name.casefold(), "")
    tags = replace(_TAGS, details={**_TAGS.details, **_places(record, kind)})
    used = set[str]()
    details: dict[str, Any] = {"type": kind, **_numbers(record, kind, used)}
    if name and name.casefold() not in PLAIN_TYPES:
        details["endnote:ref-type"] = name
    is_edited = name.casefold() == "edited book"
    if is_edited:
        details["editor"] = persons(record.all("authors"))[0]
    if key := citation_key(record.first("label")):
        details["citation-key"] = key
    if day := partial_date(record.first("access-date")):
        details["accessed"] = day
        used.add("access-date")
    year, day = record.first("year"), record.first("pub-dates")
    published = most_complete(map(partial_date, (year, f"{day} {year}", day)))
    if day and published != partial_date(year):
        used.add("pub-dates")
    fields: dict[str, Any] = {"authors": []} if is_edited else {}
    if kind in _IN_SERIES or kind == "thesis":
        fields["venue"] = ""
    return tagged_paper(record, state, tags, details, used=used, published=published, **fields)


def _values(parent: Element, prefix: str = "") -> Iterator[tuple[str, Element]]:
    """The elements with text, by name; those of a list by the name of the list."""
    for child in parent:
        if child.tag in _GROUPS:
            yield from _values(child, "alt-" if child.tag == "alt-periodical" else "")
        elif any(each.tag in _ENTRIES for each in child):
            yield from ((child.tag, each) for each in child)
        else:
            yield prefix + child.tag, child


def _type_name(element: Element) -> str:
    found = element.find("ref-type")
    return (
        "" if found is None else found.get("name") or _NUMBERS.get(text_of(found), text_of(found))
    )


def _places(record: TaggedRecord, kind: str) -> dict[str, tuple[str, ...]]:
    """The elements of details that depend on the type."""
    found: dict[str, tuple[str, ...]] = {}
    second, third = ("secondary-authors",), ("tertiary-authors",)
    if kind == "book" and record.all(*third):  # the second are the editors of its series
        found |= {"editor": third, "collection-editor": second}
    elif kind in _UNPARTED or kind.startswith(("article", "entry", "report")):
        found |= {"editor": second, "collection-editor": third}
    if found:
        found["translator"] = ("subsidiary-authors",)
    in_series = kind in _IN_SERIES
    found["collection-title"] = (
        ("secondary-title", "full-title") if in_series else ("tertiary-title",)
    )
    if in_series and record.first("abbr-1") in record.all(*found["collection-title"]):
        found["container-title-short"] = ()
    if kind in ("book", "chapter"):
        found["collection-number"] = ("number",)
    elif kind.startswith("article-") or kind in ("", "periodical", "paper-conference"):
        found["issue"] = ("number", "issue")
    else:
        found["number"] = ("number",)
    return found


def _numbers(record: TaggedRecord, kind: str, used: set[str]) -> dict[str, str]:
    """Pages and identifiers; adds the elements of those to `used`."""
    found = serial_numbers(record.all("isbn"), kind)
    if not found and kind in _NUMBERED:
        found["number"] = record.first("isbn")
    if page := record.first("pages"):
        is_count = kind in ("book", "thesis") and page.isdigit()
        found["number-of-pages" if is_count else "page"] = pages(page)
        used.add("pages")
    number, archived = record.first("accession-num"), record.first("custom2")
    databases = record.all("remote-database-name", "remote-database-provider")
    if _PMID.fullmatch(number) and any(map(_PUBMED.search, databases)):
        found["PMID"] = number
    if _PMCID.fullmatch(archived):
        found["PMCID"] = archived
    return found


_NUMBERS = {
    "2": "Artwork", "3": "Audiovisual Material", "4": "Bill", "5": "Book Section", "6": "Book",
    "7": "Case", "9": "Computer Program", "10": "Conference Proceedings", "12": "Web Page",
    "13": "Generic", "14": "Hearing", "17": "Journal Article", "19": "Magazine Article",
    "20": "Map", "21": "Film or Broadcast", "23": "Newspaper Article", "24": "Pamphlet",
    "25": "Patent", "26": "Personal Communication", "27": "Report", "28": "Edited Book",
    "31": "Statute", "32": "Thesis", "34": "Unpublished Work", "36": "Manuscript",
    "37": "Figure", "43": "Electronic Article", "44": "Electronic Book",
    "46": "Government Document", "47": "Conference Paper", "52": "Dictionary",
    "53": "Encyclopedia", "56": "Blog", "57": "Serial", "58": "Standard", "59": "Dataset",
    "60": "Electronic Book Section",
}  # fmt: skip
"""The types in files that give only their numbers."""

ENDNOTE_XML = Format(
    name="endnote-xml",
    label=StoredMessage("EndNote XML file"),
    suffixes=(".xml",),
    sniff=sniff,
    read=read,
)
