"""Reads EndNote XML, which wraps all text in style elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.names import given_name_first
from paperdesk.formats.reading.records import read_records
from paperdesk.formats.reading.references import most_complete, partial_date, reference
from paperdesk.formats.reading.values import first_nonempty
from paperdesk.formats.reading.xml_stream import elements, outline, text_at, texts_at, to_xml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item, Paper

_ELEMENTS = frozenset(["ref-type", "contributors", "titles", "rec-number", "source-app", "style"])


def sniff(source: Source) -> Match | None:
    """Scores how many of EndNote's elements occur."""
    found = outline(source)
    if not found or "record" not in found.names or found.root not in ("xml", "records"):
        return None
    matches = len(_ELEMENTS & found.names)
    if matches < 2:
        return None
    return Match(0.5 + 0.5 * matches / len(_ELEMENTS), "it has EndNote records")


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each record, or a Problem if it has no title."""
    return read_records(elements(source, ["record"]), _paper, to_xml)


def _paper(record: Element, state: ReadState) -> Paper:
    keywords = texts_at(record, "keywords/keyword")
    return reference(
        state,
        text_at(record, "titles/title"),
        abstract=text_at(record, "abstract"),
        authors=map(given_name_first, texts_at(record, "contributors/authors/author")),
        published=_published(record),
        ids=[text_at(record, "electronic-resource-num"), *texts_at(record, "accession-num")],
        mentions=texts_at(record, "accession-num") + texts_at(record, "notes"),
        urls=texts_at(record, "urls/related-urls/url") + texts_at(record, "urls/web-urls/url"),
        pdf_urls=texts_at(record, "urls/pdf-urls/url"),
        venue=first_nonempty(
            text_at(record, path) for path in ("periodical/full-title", "titles/secondary-title")
        ),
        keywords=(word for each in keywords for word in each.split(";")),
    )


def _published(record: Element) -> str:
    """Besides the year there may be `May`, `May 7`, `7 May`, or a full date."""
    year, rest = text_at(record, "dates/year"), text_at(record, "dates/pub-dates/date")
    return most_complete(map(partial_date, (year, f"{rest} {year}", rest)))


ENDNOTE_XML = Format(
    name="endnote-xml",
    label="EndNote XML file",
    suffixes=(".xml",),
    sniff=sniff,
    read=read,
)
