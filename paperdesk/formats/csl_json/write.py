"""Writes CSL-JSON for Zotero and citation processors: an array with one item per line.

An item has title, abstract, authors, date, venue, arXiv id, DOI, URL and keywords. Keywords share
one text, so a keyword with a semicolon is read as two.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from paperdesk.model.citation import CitationKeys
from paperdesk.model.names import name_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.paper import Paper


def write(papers: Iterable[StoredPaper], file: TextIO) -> None:
    """Writes one item per paper, in the given order. The ids are unique citation keys."""
    keys = CitationKeys()
    separator = "[\n"
    for stored in papers:
        file.write(
            separator + json.dumps(_item(stored.paper, keys.key(stored)), ensure_ascii=False)
        )
        separator = ",\n"
    file.write("\n]\n" if separator == ",\n" else "[]\n")


def _item(paper: Paper, key: str) -> dict[str, Any]:
    """The item without empty fields."""
    item = {
        "id": key,
        "type": "article-journal" if paper.venue else "article",
        "title": paper.title,
        "author": [_name(name) for name in paper.authors],
        "issued": _date(paper.published),
        "container-title": paper.venue,
        "publisher": "arXiv" if paper.arxiv_id else "",
        "number": f"arXiv:{paper.arxiv_id}" if paper.arxiv_id else "",
        "DOI": paper.doi,
        "URL": paper.url,
        "keyword": _keywords(paper.keywords),
        "abstract": paper.abstract,
    }
    return {name: value for name, value in item.items() if value}


def _name(name: str) -> dict[str, str]:
    """Names without parts or with a comma become literals."""
    parts = name_parts(name)
    if not parts.given:
        return {"literal": name}
    known = {"family": parts.family, "given": parts.given, "suffix": parts.suffix}
    return {part: text for part, text in known.items() if text}


def _date(published: str) -> dict[str, list[list[int]]]:
    parts = [int(part) for part in published.split("-") if part]
    return {"date-parts": [parts]} if parts else {}


def _keywords(words: tuple[str, ...]) -> str:
    if not any("," in word for word in words):
        return ", ".join(words)
    return "".join(f"{word}; " for word in words).rstrip()
