"""BibTeX, written so that BibTeX, Biber and Paperdesk read the same.

An entry holds title, abstract, authors, organisation, date, arXiv id, DOI, address, venue and
keywords. Letters stay as they are, in UTF-8; what TeX takes for its own is escaped. Words in which
a capital follows another letter stand in braces, for styles make the rest of a title small.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from paperdesk.formats.reading.tex import from_unicode
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.citation import Keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.paper import Paper

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CAPITALS = re.compile(r"\b[^\W_]+?[A-Z][^\W_]*")
_IN_NAME = re.compile(r",|\band\b|^others$", re.IGNORECASE)
_IN_KEYWORD = re.compile(r"[,;]")
_NOT_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def write(papers: Iterable[StoredPaper], file: TextIO) -> None:
    """One entry a paper, in the order given. Keys are unique in the file."""
    keys = Keys()
    for stored in papers:
        file.write(_entry(stored.paper, keys.key(stored)))


def _entry(paper: Paper, key: str) -> str:
    kind = "article" if paper.venue else "misc"
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(paper))
    return f"@{kind}{{{key},\n{fields}}}\n\n"


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{_CAPITALS.sub(_braced, _text(paper.title))}}}"
    if paper.authors:
        names = (_guarded(_IN_NAME, name) for name in paper.authors)
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
        words = (_guarded(_IN_KEYWORD, word) for word in paper.keywords)
        yield "keywords", f"{{{', '.join(words)}}}"
    if paper.abstract:
        yield "abstract", f"{{{_text(paper.abstract)}}}"


def _text(text: str) -> str:
    return from_unicode(clean_text(text))


def _braced(match: re.Match[str]) -> str:
    return f"{{{match[0]}}}"


def _guarded(separator: re.Pattern[str], text: str) -> str:
    """One entry of a list, in braces where it would fall apart."""
    escaped = _text(text)
    return f"{{{escaped}}}" if separator.search(escaped) else escaped


def _address(text: str) -> str:
    """As it is: styles typeset addresses and ids letter for letter."""
    return clean_text(text).translate(_NOT_IN_ADDRESS)


def _date(published: str) -> Iterator[tuple[str, str]]:
    """`date` would be BibLaTeX only; `day` is ignored by what does not know it."""
    year, _, rest = published.partition("-")
    month, _, day = rest.partition("-")
    if year:
        yield "year", f"{{{year}}}"
    if month:
        yield "month", _MONTHS[int(month) - 1]
    if day:
        yield "day", f"{{{int(day)}}}"
