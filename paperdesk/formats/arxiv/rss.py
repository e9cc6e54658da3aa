"""Reads RSS feeds: arXiv's daily announcements and other feeds of papers."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from paperdesk.formats.arxiv import fields as arxiv_fields
from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.arxiv_ids import first_arxiv_id
from paperdesk.formats.reading.dates import date
from paperdesk.formats.reading.records import UnusableError, read_records
from paperdesk.formats.reading.values import address, clean_text
from paperdesk.formats.reading.xml_stream import elements, outline, text_at, texts_at, to_xml
from paperdesk.model.paper import Paper
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item

_ANNOUNCED = re.compile(r"arXiv:\S+ Announce Type: \S+(?: Abstract:)? ?")
_TITLE_SUFFIX = re.compile(r"\.? \(arXiv:(\S+) \[[^\]]*\](?: \w+)?\)$")
"""At the end of titles in feeds before 2024."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def sniff(source: Source) -> Match | None:
    """Checks the root element; certain if arXiv is mentioned."""
    found = outline(source)
    if found is None or found.root not in ("rss", "RDF", "channel") or "item" not in found.names:
        return None
    if "arxiv.org" in found.text.casefold():
        return Match(0.97, tr("an RSS feed of arXiv"))
    return Match(0.7, tr("an RSS feed"))


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each item, with the announcement day as listing date.

    There is no publication date: an announcement may be of a later version.
    """
    return read_records(elements(source, {"item"}), _paper, to_xml)


def _paper(item: Element, state: ReadState) -> Paper:
    full = text_at(item, "title")
    title = arxiv_fields.title(_TITLE_SUFFIX.sub("", full))
    if not title:
        raise UnusableError(StoredMessage("this has no title"))
    old = _TITLE_SUFFIX.search(full)
    link = text_at(item, "link")
    arxiv_id = first_arxiv_id([link, old[1] if old else "", text_at(item, "guid")])
    listed = date(text_at(item, "pubDate") or text_at(item, "date"))
    return Paper(
        title=title,
        abstract=_without_tags(_ANNOUNCED.sub("", text_at(item, "description"), count=1)),
        authors=tuple(_authors(item)),
        arxiv_id=arxiv_id,
        doi=arxiv_fields.doi(text_at(item, "DOI") or text_at(item, "doi")),
        url="" if arxiv_id else address(link),
        venue=text_at(item, "journal_reference"),
        keywords=tuple(dict.fromkeys(texts_at(item, "category"))),
        listed=listed if len(listed) == 10 else "",
        parts=state.parts,
    )


def _authors(item: Element) -> Iterator[str]:
    for creators in texts_at(item, "creator"):
        yield from arxiv_fields.names(_without_tags(creators))


def _without_tags(text: str) -> str:
    """The text of HTML, recognised by closing tags; a single `<` is a mathematical sign."""
    if "</" not in text:
        return text
    return clean_text(html.unescape(_TAG.sub("", text)))


ARXIV_RSS = Format(
    name="arxiv-rss",
    label=StoredMessage("RSS feed of papers"),
    suffixes=(".xml", ".rss"),
    sniff=sniff,
    read=read,
)
