"""Reads Atom feeds: answers of the arXiv API and other feeds of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.formats.arxiv import fields as arxiv_fields
from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.arxiv_ids import first_arxiv_id
from paperdesk.formats.reading.records import UnusableError, read_records
from paperdesk.formats.reading.values import address, first_nonempty
from paperdesk.formats.reading.xml_stream import elements, outline, text_at, texts_at, to_xml
from paperdesk.model.paper import Paper
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item


def sniff(source: Source) -> Match | None:
    """Checks the root element; certain if arXiv is mentioned."""
    found = outline(source)
    if found is None:
        return None
    if not found.root:
        return Match(0, found.error)
    if found.root not in ("feed", "entry"):
        return None
    if "arxiv.org" in found.text:
        return Match(0.97, tr("an Atom feed of arXiv"))
    return Match(0.7, tr("an Atom feed"))


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each entry, or a Problem for an error entry."""
    return read_records(elements(source, {"entry"}), _paper, to_xml)


def _paper(entry: Element, state: ReadState) -> Paper:
    title = arxiv_fields.title(text_at(entry, "title"))
    abstract = text_at(entry, "summary") or text_at(entry, "content")
    if not title:
        raise UnusableError(StoredMessage("this has no title"))
    if title == "Error" and "/api/errors" in text_at(entry, "id"):
        raise UnusableError(StoredMessage("the server answered: {abstract}", abstract=abstract))
    links = {_kind(link): address(link.get("href")) for link in reversed(entry.findall("link"))}
    places = [text_at(entry, "id"), links.get("", "")]
    arxiv_id = first_arxiv_id(places)
    return Paper(
        title=title,
        abstract=abstract,
        authors=tuple(arxiv_fields.name(name) for name in texts_at(entry, "author/name")),
        published=state.date(text_at(entry, "published")),
        arxiv_id=arxiv_id,
        doi=arxiv_fields.doi(text_at(entry, "doi")) or arxiv_fields.doi(links.get("doi")),
        url="" if arxiv_id else first_nonempty(map(address, reversed(places))),
        pdf_url="" if arxiv_id else links.get("pdf", ""),
        venue=text_at(entry, "journal_ref"),
        keywords=tuple(dict.fromkeys(_terms(entry))),
        parts=state.parts,
    )


def _kind(link: Element) -> str:
    """`pdf`, `doi`, or empty for the paper's page."""
    if link.get("title") in ("pdf", "doi"):
        return link.get("title", "")
    return "" if link.get("rel", "alternate") == "alternate" else link.get("rel", "")


def _terms(entry: Element) -> Iterator[str]:
    return filter(None, (category.get("term", "") for category in entry.iterfind("category")))


ARXIV_ATOM = Format(
    name="arxiv-atom",
    label=StoredMessage("Atom feed of papers"),
    suffixes=(".xml", ".atom"),
    sniff=sniff,
    read=read,
)
