"""Writes RIS for EndNote, Zotero and rispy: every field that RIS has a tag for.

What was read from RIS and no other format knows is written back under its tag. A literal name
that would be read as a family and a given name ends with a comma, as EndNote has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TextIO

from paperdesk.formats.reading.inverted_names import written_names
from paperdesk.formats.reading.values import clean_text
from paperdesk.formats.ris.tags import TAGS, TYPES, WRITTEN_TYPES
from paperdesk.model.citation import CitationKeys
from paperdesk.model.details import ROLES, csl_names
from paperdesk.model.identifiers import stated_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.paper import Paper

_RANGE = re.compile(r"([^\W_]+)-([^\W_]+)")


def write(papers: Iterable[StoredPaper], file: TextIO) -> None:
    """Writes one record per paper, in the given order, with unique citation keys."""
    keys = CitationKeys()
    for stored in papers:
        fields = (
            (tag, clean_text(value))
            for tag, value in _fields(stored.paper, keys.key(stored))
            if value
        )
        lines = [f"{tag}  - {text}\n" for tag, text in fields if text]
        file.write("".join(lines) + "ER  - \n\n")


def _fields(paper: Paper, key: str) -> Iterator[tuple[str, str]]:
    details = paper.details
    for kind in _types(paper):
        yield "TY", kind
    if "ris:ID" not in details:
        yield "ID", key
    yield "TI", stated_title(paper)
    for name in written_names(csl_names(paper), others=bool(details.get("others"))):
        yield "AU", name
    other_dates = "ris:PY" in details  # the first full date counts
    yield "PY", _date(paper.published) if other_dates else paper.published[:4]
    if len(paper.published) > 4 and not other_dates:
        yield "DA", _date(paper.published)
    # Before other journals' names that the file had.
    yield "JF" if "ris:JF" in details else "T2", paper.venue
    yield "AB", paper.abstract
    for word in paper.keywords:
        yield "KW", word
    if paper.arxiv_id:
        yield "AN", f"arXiv:{paper.arxiv_id}"
        if "archive" not in details:
            yield "DB", "arXiv"
    yield "DO", paper.doi
    yield "UR", paper.url
    yield "L1", paper.pdf_url
    yield from _pages(details)
    for name, tags in TAGS.details.items():
        if name in ROLES:
            for person in written_names(csl_names(paper, name)):
                yield tags[0], person
        else:
            yield tags[0], details.get(name, "")
    yield "SN", details.get("ISBN", "")
    yield "SN", details.get("ISSN", "")
    yield "Y2", _date(details.get("accessed", ""))
    for name, value in details.items():
        if name.startswith("ris:") and name != "ris:TY":
            for text in value.split("\n"):
                yield name.removeprefix("ris:"), text


def _types(paper: Paper) -> list[str]:
    """The TY of a paper, and those its file had after it; a journal's without a known type."""
    kind = paper.details.get("type", "")
    kept = paper.details.get("ris:TY", "").split("\n") if "ris:TY" in paper.details else []
    if kept and TYPES.get(kept[0].upper(), "") == kind:
        return kept
    guess = "JOUR" if paper.venue else "UNPB"
    return [WRITTEN_TYPES.get(kind, "GEN") if kind else guess, *kept]


def _pages(details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    page = details.get("page", "")
    if ends := _RANGE.fullmatch(page):
        yield "SP", ends[1]
        yield "EP", ends[2]
    else:
        yield "SP", page or details.get("number-of-pages", "")


def _date(iso: str) -> str:
    return f"{iso.replace('-', '/')}/" if len(iso) > 4 else iso
