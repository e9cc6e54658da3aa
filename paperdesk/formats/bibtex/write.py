"""Writes BibTeX that BibTeX, Biber and Paperdesk read alike.

An entry has title, abstract, authors, organisation, date, arXiv id, DOI, URL, venue and keywords.
Text is UTF-8 with TeX syntax escaped. Words with a capital after the first letter are put in
braces, since styles convert titles to lower case.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from paperdesk.formats.reading.tex import from_unicode
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.citation import CitationKeys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.paper import Paper

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CAPITALS = re.compile(r"\b[^\W_]+?[A-Z][^\W_]*")
_NAME_SEPARATOR = re.compile(r",|\band\b|^others$", re.IGNORECASE)
_KEYWORD_SEPARATOR = re.compile(r"[,;]")
_ADDRESS_ESCAPES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def write(papers: Iterable[StoredPaper], file: TextIO) -> None:
    """Writes one entry per paper, in the given order, with unique keys."""
    keys = CitationKeys()
    for stored in papers:
        file.write(_entry(stored.paper, keys.key(stored)))


def _entry(paper: Paper, key: str) -> str:
    kind = "article" if paper.venue else "misc"
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(paper))
    return f"@{kind}{{{key},\n{fields}}}\n\n"


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{_CAPITALS.sub(_braced, _text(paper.title))}}}"
    if paper.authors:
        names = (_list_entry(_NAME_SEPARATOR, name) for name in paper.authors)
        yield "author", f"{{{' and '.join(names)}}}"
    yield from _date(paper.published)
    if paper.venue:
        yield "journal", f"{{{_text(paper.venue)}}}"
    if paper.arxiv_id:
        yield "eprint", f"{{{_address(paper.arxiv_id)}}}"
        yield "archiveprefix", "{arXiv}"
    if paper.doi:
        yield "doi", f"{{{_address(paper.doi)}}}"
    if paper.url:
        yield "url", f"{{{_address(paper.url)}}}"
    if paper.org:
        yield "organization", f"{{{_text(paper.org)}}}"
    if paper.keywords:
        words = (_list_entry(_KEYWORD_SEPARATOR, word) for word in paper.keywords)
        yield "keywords", f"{{{', '.join(words)}}}"
    if paper.abstract:
        yield "abstract", f"{{{_text(paper.abstract)}}}"


def _text(text: str) -> str:
    return from_unicode(clean_text(text))


def _braced(match: re.Match[str]) -> str:
    return f"{{{match[0]}}}"


def _list_entry(separator: re.Pattern[str], text: str) -> str:
    """One entry of a list, in braces if it contains the separator."""
    escaped = _text(text)
    return f"{{{escaped}}}" if separator.search(escaped) else escaped


def _address(text: str) -> str:
    """Without TeX escapes: styles print addresses and ids verbatim."""
    return clean_text(text).translate(_ADDRESS_ESCAPES)


def _date(published: str) -> Iterator[tuple[str, str]]:
    """Not as `date`, which only BibLaTeX knows; BibTeX ignores the extra `day`."""
    year, _, rest = published.partition("-")
    month, _, day = rest.partition("-")
    if year:
        yield "year", f"{{{year}}}"
    if month:
        yield "month", _MONTHS[int(month) - 1]
    if day:
        yield "day", f"{{{int(day)}}}"
