"""Writes CSL-JSON for Zotero and citation processors: an array with one item per line.

An item has title, abstract, authors, date, venue, arXiv id, DOI, URL, keywords and all details but
the fields of other formats.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from paperdesk.formats.csl_json.dates import csl_date, date_text, published_on
from paperdesk.formats.csl_json.item import is_citation_key
from paperdesk.formats.csl_json.names import OTHERS, persons
from paperdesk.formats.reading.csl_variables import DATES, TEXTS
from paperdesk.formats.reading.names import parse_keywords
from paperdesk.formats.reading.verbatim import fields_kept
from paperdesk.model.citation import CitationKeys
from paperdesk.model.details import ROLES, csl_names, people
from paperdesk.model.identifiers import stated_title

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
    details = paper.details
    authors: list[dict[str, str]] = csl_names(paper)
    item = {
        "id": key,
        "citation-key": "" if is_citation_key(key) else key,
        "type": _type(paper),
        "title": stated_title(paper),
        "author": [*authors, OTHERS] if details.get("others") else authors,
        "issued": csl_date(paper.published),
        "container-title": paper.venue,
        **_arxiv_id(paper),
        "DOI": paper.doi,
        "URL": paper.url,
        **_keywords(paper.keywords),
        "abstract": paper.abstract,
    }
    if details:
        item |= _details(paper)
    return {name: value for name, value in item.items() if value not in ("", [], {})}


def _type(paper: Paper) -> str:
    guess: str = paper.details.get("type", "")
    return guess or ("article-journal" if paper.venue else "article")


def _details(paper: Paper) -> dict[str, Any]:
    """The details, and what the file said beyond what the paper still says."""
    details = paper.details
    item = {name: details[name] for name in details.keys() & TEXTS}
    item |= {name: csl_date(details[name]) for name in details.keys() & DATES}
    item |= {name: csl_names(paper, name) for name in ROLES if name in details}
    said = {"issued": paper.published, "author": list(paper.authors), "DOI": paper.doi}
    said |= {"URL": paper.url, "type": details.get("type", "")}
    for name, value in fields_kept("csl", details).items():
        now = said.get(name, details.get(name))
        if not now or now == _meaning(name, value):
            item[name] = value
    return dict(sorted(item.items()))


def _meaning(name: str, value: object) -> object:
    """What a field that is kept verbatim comes to in the paper."""
    if name == "issued":
        return published_on(value)
    if name in DATES:
        return date_text(value)
    if name == "author" or name in ROLES:
        return people(persons(value)[0], {})
    return None


def _arxiv_id(paper: Paper) -> dict[str, str]:
    """A preprint of which nothing else is known has arXiv as its publisher."""
    details = paper.details
    if not paper.arxiv_id:
        return {}
    name = f"arXiv:{paper.arxiv_id}"
    known = details.keys() & {"number", "publisher"}
    if _type(paper) == "article" and not known:
        return {"publisher": "arXiv", "number": name}
    return (
        {"arXiv": paper.arxiv_id} if "archive_location" in details else {"archive_location": name}
    )


def _keywords(words: tuple[str, ...]) -> dict[str, Any]:
    """One text and, where that would be read as other keywords, their list."""
    separator = "; " if any("," in word for word in words) else ", "
    text = separator.join(words)
    if parse_keywords(text) == words:
        return {"keyword": text}
    return {"keyword": text, "keywords": list(words)}
