"""Writes EPUB 3: contents, then a chapter a paper, with MathML, highlights and notes.

W3C EPUB 3.3. Every entry of the archive has the same time, so equal papers give equal bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from paperdesk.formats.publications.elements import add, element, to_markup
from paperdesk.formats.publications.paper_body import body_elements, title_element
from paperdesk.formats.publications.publication import Stamps
from paperdesk.formats.publications.style import STYLE
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.plain_text import plain
from paperdesk.translation import language_tag, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from paperdesk.formats.publications.publication import Entry, Publication

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_XHTML = "application/xhtml+xml"
_CONTAINER = _DECLARATION + (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="EPUB/package.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest one of a zip file."""


def write(publication: Publication, file: BinaryIO) -> None:
    """Writes the book."""
    stamps = Stamps(publication)
    with ZipFile(file, "w") as archive:
        _put(archive, "mimetype", "application/epub+zip", ZIP_STORED)
        _put(archive, "META-INF/container.xml", _CONTAINER)
        _put(archive, "EPUB/style.css", STYLE)
        contents = _Contents()
        for number, entry in enumerate(publication.entries, 1):
            stamps.of(entry.stored)
            name = f"paper-{number:05}.xhtml"
            chapter = _chapter(entry)
            contents.add(name, entry, math=next(chapter.iter("math"), None) is not None)
            _put(archive, f"EPUB/{name}", _page(plain(_title(entry)), chapter))
        _put(archive, "EPUB/contents.xhtml", contents.page(publication))
        _put(archive, "EPUB/package.opf", _package(publication, stamps, contents))


def _put(archive: ZipFile, name: str, text: str, compression: int = ZIP_DEFLATED) -> None:
    info = ZipInfo(name, _TIME)
    info.compress_type = compression
    info.create_system = 3  # else the system's, and Windows would give other bytes
    info.external_attr = 0o644 << 16
    archive.writestr(info, text.encode())


def _title(entry: Entry) -> str:
    return clean_text(entry.stored.paper.title) or tr("Untitled")


def _chapter(entry: Entry) -> Element:
    chapter = element("section", **{"epub:type": "chapter"})
    if entry.stored.paper.title.strip():
        chapter.append(title_element("h1", entry.stored))
    else:
        add(chapter, "h1", tr("Untitled"))
    chapter.extend(body_elements(entry, "h2"))
    return chapter


def _page(title: str, content: Element) -> str:
    root = element(
        "html",
        **{"xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops"},
    )
    head = add(root, "head")
    add(head, "title", title)
    add(head, "link", rel="stylesheet", type="text/css", href="style.css")
    add(root, "body").append(content)
    return f"{_DECLARATION}<!DOCTYPE html>\n{to_markup(root)}\n"


class _Contents:
    """The chapters, and the page that lists them by section."""

    def __init__(self) -> None:
        self.chapters: list[tuple[str, bool]] = []
        """Names of the files, and whether each has formulas."""
        self._list = element("ol")
        self._section, self._open = "", self._list

    def add(self, name: str, entry: Entry, *, math: bool) -> None:
        self.chapters.append((name, math))
        if entry.section != self._section:
            self._section = entry.section
            item = add(self._list, "li")
            add(item, "span", entry.section)
            self._open = add(item, "ol")
        add(add(self._open, "li"), "a", plain(_title(entry)), href=name)

    def page(self, publication: Publication) -> str:
        body = element("section")
        add(body, "h1", publication.title)
        add(body, "p", publication.subtitle or tr_n("{n} paper", "{n} papers", len(self.chapters)))
        navigation = add(body, "nav", **{"epub:type": "toc", "id": "toc"})
        add(navigation, "h2", tr("Contents"))
        if not self.chapters:  # a list of contents has one entry at least
            add(add(self._list, "li"), "a", publication.title, href="contents.xhtml")
        navigation.append(self._list)
        return _page(publication.title, body)


def _package(publication: Publication, stamps: Stamps, contents: _Contents) -> str:
    root = element(
        "package",
        **{
            "xmlns": "http://www.idpf.org/2007/opf",
            "version": "3.0",
            "unique-identifier": "id",
            "xml:lang": language_tag(),
        },
    )
    metadata = add(root, "metadata", **{"xmlns:dc": "http://purl.org/dc/elements/1.1/"})
    add(metadata, "dc:identifier", stamps.publication_id, id="id")
    add(metadata, "dc:title", publication.title)
    add(metadata, "dc:language", language_tag())
    add(metadata, "meta", stamps.updated, property="dcterms:modified")
    files: Sequence[tuple[str, str, str, str]] = (
        ("contents", "contents.xhtml", _XHTML, "nav"),
        ("style", "style.css", "text/css", ""),
        *(
            (f"c{number}", name, _XHTML, "mathml" if math else "")
            for number, (name, math) in enumerate(contents.chapters, 1)
        ),
    )
    manifest, spine = add(root, "manifest"), add(root, "spine")
    for key, name, kind, properties in files:
        item = add(manifest, "item", **{"id": key, "href": name, "media-type": kind})
        if properties:
            item.set("properties", properties)
        if kind == _XHTML:
            add(spine, "itemref", idref=key)
    return f"{_DECLARATION}{to_markup(root)}\n"
