"""The formats for reading elsewhere. Their writers are imported when one is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from paperdesk.formats.publications.publication import PublicationFormat
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.formats.publications.publication import Publication


def _write_epub(publication: Publication, file: BinaryIO) -> None:
    from paperdesk.formats.publications.epub import write

    write(publication, file)


def _write_page(publication: Publication, file: BinaryIO) -> None:
    from paperdesk.formats.publications.html_page import write

    write(publication, file)


def _write_atom(publication: Publication, file: BinaryIO) -> None:
    from paperdesk.formats.publications.feeds import write_atom

    write_atom(publication, file)


def _write_json(publication: Publication, file: BinaryIO) -> None:
    from paperdesk.formats.publications.feeds import write_json

    write_json(publication, file)


EPUB = PublicationFormat("epub", tr("EPUB book"), (".epub",), _write_epub, is_text=False)
HTML_PAGE = PublicationFormat("html", tr("Web page with search"), (".html", ".htm"), _write_page)
ATOM = PublicationFormat("atom", tr("Atom feed"), (".atom",), _write_atom)
JSON_FEED = PublicationFormat("json-feed", "JSON Feed", (".feed.json",), _write_json)

PUBLICATIONS = (EPUB, HTML_PAGE, ATOM, JSON_FEED)
