"""Writes feeds: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from paperdesk.formats.publications.elements import add, element, to_markup, xml_text
from paperdesk.formats.publications.paper_body import body_elements, links
from paperdesk.formats.publications.publication import Stamps, full_day
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.names import shown_name
from paperdesk.model.plain_text import plain
from paperdesk.translation import tr

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from paperdesk.formats.publications.publication import Entry, Publication

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"


def write_atom(publication: Publication, file: BinaryIO) -> None:
    """Writes an Atom feed."""

    def write(text: str) -> None:
        file.write(text.encode())

    stamps = Stamps(publication)
    write(f'{_DECLARATION}<feed xmlns="{_ATOM}">\n')
    write(f"{to_markup(element('id', stamps.publication_id))}\n")
    write(f"{to_markup(element('title', publication.title))}\n")
    if publication.subtitle:
        write(f"{to_markup(element('subtitle', publication.subtitle))}\n")
    author = element("author")  # of papers that have none, as RFC 4287 demands
    add(author, "name", "Paperdesk")
    write(f"{to_markup(author)}\n")
    for entry in publication.entries:
        write(f"{to_markup(_atom_entry(entry, *stamps.of(entry.stored)))}\n")
    # Elements of a feed have no order, and this is known only now.
    write(f"{to_markup(element('updated', stamps.updated))}\n</feed>\n")


def _atom_entry(entry: Entry, key: str, stamp: str) -> Element:
    paper = entry.stored.paper
    made = element("entry")
    add(made, "id", key)
    add(made, "title", _title(entry))
    add(made, "updated", stamp)
    if day := full_day(paper.published):
        add(made, "published", f"{day}T00:00:00Z")
    for name in paper.authors:
        add(add(made, "author"), "name", shown_name(name))
    for place, (name, address) in enumerate(links(entry.stored)):
        add(made, "link", rel="related" if place else "alternate", href=address, title=name)
    for label in _labels(entry):
        add(made, "category", term=label)
    if paper.abstract:
        add(made, "summary", plain(paper.abstract))
    content = add(made, "content", type="xhtml")
    _content(content, entry).set("xmlns", _XHTML)
    return made


def _content(parent: Element, entry: Entry) -> Element:
    content = add(parent, "div")
    content.extend(body_elements(entry, "h3"))
    return content


def _title(entry: Entry) -> str:
    return plain(clean_text(entry.stored.paper.title)) or tr("Untitled")


def _labels(entry: Entry) -> list[str]:
    tags = [tag.name for tag in entry.stored.tags]
    return list(dict.fromkeys(filter(None, [*entry.stored.paper.keywords, *tags, entry.section])))


def write_json(publication: Publication, file: BinaryIO) -> None:
    """Writes a JSON Feed."""
    stamps = Stamps(publication)
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": publication.title,
        "description": publication.subtitle,
    }
    head = {name: value for name, value in head.items() if value}
    file.write(f'{_json(head)[:-1]}, "items": ['.encode())
    for place, entry in enumerate(publication.entries):
        item = _json(_json_item(entry, *stamps.of(entry.stored)))
        file.write(f"{',' if place else ''}\n{item}".encode())
    file.write(b"\n]}\n")


def _json_item(entry: Entry, key: str, stamp: str) -> dict[str, Any]:
    paper = entry.stored.paper
    addresses = [address for _, address in links(entry.stored)]
    day = full_day(paper.published)
    content = to_markup(_content(element("content"), entry), "html")
    item = {
        "id": key,
        "url": addresses[0] if addresses else "",
        "title": _title(entry),
        "summary": plain(paper.abstract),
        "content_html": content,
        "date_published": f"{day}T00:00:00Z" if day else "",
        "date_modified": stamp,
        "authors": [{"name": shown_name(name)} for name in paper.authors],
        "tags": _labels(entry),
    }
    return {name: value for name, value in item.items() if value}


def _json(value: dict[str, Any]) -> str:
    return xml_text(json.dumps(value, ensure_ascii=False))
