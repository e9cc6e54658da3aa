"""Reads OAI-PMH answers with arXiv, arXivRaw or Dublin Core records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.formats.arxiv import fields as arxiv_fields
from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.arxiv_ids import first_arxiv_id
from paperdesk.formats.reading.dates import date
from paperdesk.formats.reading.names import given_name_first
from paperdesk.formats.reading.records import MAX_PROBLEM_TEXT, UnusableError, read_records
from paperdesk.formats.reading.values import address, first_nonempty
from paperdesk.formats.reading.xml_stream import (
    elements,
    outline,
    text_at,
    text_of,
    texts_at,
    to_xml,
)
from paperdesk.model import identifiers
from paperdesk.model.paper import Note, Paper, Problem
from paperdesk.translation import StoredMessage, StoredPlural, tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from paperdesk.formats.reading.records import ReadState, SourceRecord
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item

_NAME = ("forenames", "keyname", "suffix")
_METADATA_KINDS = frozenset(["arXiv", "arXivRaw", "dc"])


def sniff(source: Source) -> Match | None:
    """Checks the root element, or records with a known kind of metadata."""
    found = outline(source)
    if found is None:
        return None
    if found.root == "OAI-PMH":
        return Match(0.98, tr("an OAI-PMH answer"))
    if "metadata" in found.names and "record" in found.names and _METADATA_KINDS & found.names:
        return Match(0.9, tr("OAI-PMH records"))
    return None


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each record that is not deleted, and a Problem for an error."""
    return read_records(_records(source), _paper, to_xml)


def _records(source: Source) -> Iterator[SourceRecord[Element] | Item]:
    """Yields the records with metadata, and Problems and Notes for other elements."""
    deleted, more = 0, False
    for found in elements(source, {"record", "error", "resumptionToken"}):
        element = found.value
        match element.tag:
            case "error":
                message = f"{element.get('code', '')}: {text_of(element)}".strip(": ")
                text = to_xml(element)[:MAX_PROBLEM_TEXT]
                yield Problem(
                    found.first,
                    StoredMessage("the server answered {message}", message=message),
                    text,
                    record=False,
                )
            case "resumptionToken":
                more = bool(text_of(element))
            case _ if _is_deleted(element):
                deleted += 1
            case _:
                yield found
    if deleted:
        text = StoredPlural(
            "{n} deleted record was left out.", "{n} deleted records were left out.", deleted
        )
        yield Note(text)
    if more:
        yield Note(StoredMessage("This file is one part of a longer list."))


def _is_deleted(record: Element) -> bool:
    header = record.find("header")
    return header is not None and header.get("status") == "deleted"


def _paper(record: Element, state: ReadState) -> Paper:
    for kind, paper in (("arXiv", _arxiv), ("arXivRaw", _raw), ("dc", _dublin_core)):
        metadata = record.find(f"metadata/{kind}")
        if metadata is not None:
            if not text_at(metadata, "title"):
                raise UnusableError(StoredMessage("this has no title"))
            return paper(metadata, state)
    raise UnusableError(StoredMessage("its metadata is neither arXiv, arXivRaw nor Dublin Core"))


def _arxiv(metadata: Element, state: ReadState) -> Paper:
    people = metadata.iterfind("authors/author")
    names = (" ".join(text_at(author, part) for part in _NAME) for author in people)
    authors = tuple(filter(None, map(arxiv_fields.name, names)))
    return _of_arxiv(metadata, state, authors, text_at(metadata, "created"))


def _raw(metadata: Element, state: ReadState) -> Paper:
    authors = arxiv_fields.names(text_at(metadata, "authors"))
    return _of_arxiv(metadata, state, authors, text_at(metadata, "version/date"))


def _of_arxiv(
    metadata: Element, state: ReadState, authors: tuple[str, ...], published: str
) -> Paper:
    return Paper(
        title=arxiv_fields.title(text_at(metadata, "title")),
        abstract=text_at(metadata, "abstract"),
        authors=authors,
        published=state.date(published),
        arxiv_id=identifiers.arxiv_id(text_at(metadata, "id")),
        doi=arxiv_fields.doi(text_at(metadata, "doi")),
        venue=text_at(metadata, "journal-ref"),
        keywords=tuple(text_at(metadata, "categories").split()),
        parts=state.parts,
    )


def _dublin_core(metadata: Element, state: ReadState) -> Paper:
    """Elements may be repeated; some descriptions are comments."""
    descriptions = [text for text in texts_at(metadata, "description") if text[:8] != "Comment:"]
    days = sorted(filter(None, map(date, texts_at(metadata, "date"))))
    places = texts_at(metadata, "identifier")
    arxiv_id = first_arxiv_id(places)
    others = (address(place) for place in places if not identifiers.is_id_address(place))
    authors = (arxiv_fields.name(given_name_first(text)) for text in texts_at(metadata, "creator"))
    return Paper(
        title=arxiv_fields.title(text_at(metadata, "title")),
        abstract=max(descriptions, key=len, default=""),
        authors=tuple(filter(None, authors)),
        published=state.date(days[0] if days else text_at(metadata, "date")),
        arxiv_id=arxiv_id,
        doi=first_nonempty(map(identifiers.doi, places)),
        url="" if arxiv_id else first_nonempty(others),
        keywords=tuple(dict.fromkeys(texts_at(metadata, "subject"))),
        parts=state.parts,
    )


OAI_PMH = Format(
    name="oai-pmh",
    label=StoredMessage("OAI-PMH answer"),
    suffixes=(".xml",),
    sniff=sniff,
    read=read,
)
