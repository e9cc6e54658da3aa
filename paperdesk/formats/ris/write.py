"""Writes RIS for EndNote, Zotero and rispy.

A record has title, authors, date, venue, abstract, keywords, arXiv id, DOI, and the URLs of page
and PDF. An author's name with a comma is read back as family and given name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from paperdesk.formats.reading.values import clean_text
from paperdesk.model.citation import CitationKeys
from paperdesk.model.names import family_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.paper import Paper


def write(papers: Iterable[StoredPaper], file: TextIO) -> None:
    """Writes one record per paper, in the given order, with unique citation keys."""
    keys = CitationKeys()
    for stored in papers:
        fields = (
            (tag, clean_text(value)) for tag, value in _fields(stored.paper, keys.key(stored))
        )
        lines = [f"{tag}  - {text}\n" for tag, text in fields if text]
        file.write("".join(lines) + "ER  - \n\n")


def _fields(paper: Paper, key: str) -> Iterator[tuple[str, str]]:
    yield "TY", "JOUR" if paper.venue else "UNPB"
    yield "ID", key
    yield "TI", paper.title
    for name in paper.authors:
        yield "AU", family_first(name)
    yield "PY", paper.published[:4]
    if len(paper.published) > 4:
        yield "DA", paper.published.replace("-", "/") + "/"
    yield "T2", paper.venue
    yield "AB", paper.abstract
    for word in paper.keywords:
        yield "KW", word
    if paper.arxiv_id:
        yield "AN", f"arXiv:{paper.arxiv_id}"
        yield "DB", "arXiv"
    yield "DO", paper.doi
    yield "UR", paper.url
    yield "L1", paper.pdf_url
