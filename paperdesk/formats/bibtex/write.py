"""Writes BibTeX and BibLaTeX that BibTeX, Biber and Paperdesk read alike.

An entry has all details that have a field, and the fields of BibTeX files that were kept as they
were. Text is UTF-8 with TeX syntax escaped. Words with a capital after the first letter are put in
braces, since styles convert titles to lower case.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TextIO

from paperdesk.formats.bibtex.entry import DATES, plain, published_on
from paperdesk.formats.bibtex.fields import (
    ENTRY_TYPE,
    IN_BOOKS,
    OTHER_EDITORS,
    ROLES,
    VARIABLES,
    Dialect,
    entry_type,
    field_name,
    genre_field,
    numbers,
    organisation_field,
)
from paperdesk.formats.bibtex.people import written_persons
from paperdesk.formats.bibtex.values import is_balanced
from paperdesk.formats.reading.tex import from_unicode
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.citation import CitationKeys
from paperdesk.model.identifiers import stated_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.paper import Paper

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CAPITALS = re.compile(r"\b[^\W_]+?[A-Z][^\W_]*")
_KEYWORD_SEPARATOR = re.compile(r"[,;]")
_PAGE_RANGE = re.compile(r"(?<=\d)-(?=[A-Za-z]?\d)")
_ADDRESS_ESCAPES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
_NOT_IN_NAME = re.compile(r"[\s\"#%'(),={}\\@]+")
_KEPT = "bibtex:"


def write_bibtex(papers: Iterable[StoredPaper], file: TextIO) -> None:
    """Writes one entry per paper, in the given order, with unique keys."""
    _write(papers, file, "bibtex")


def write_biblatex(papers: Iterable[StoredPaper], file: TextIO) -> None:
    """Writes one entry per paper, in the given order, with unique keys."""
    _write(papers, file, "biblatex")


def _write(papers: Iterable[StoredPaper], file: TextIO, dialect: Dialect) -> None:
    keys = CitationKeys()
    for stored in papers:
        file.write(_entry(stored.paper, keys.key(stored), dialect))


def _entry(paper: Paper, key: str, dialect: Dialect) -> str:
    details = paper.details
    entry, kind, subtype = entry_type(
        details, dialect, venue=bool(paper.venue), preprint=bool(paper.arxiv_id)
    )
    written = dict(_fields(paper, kind, dialect))
    if details:
        written |= _details(details, entry, kind, dialect)
        if subtype:
            written["entrysubtype"] = f"{{{subtype}}}"
        written |= _kept(details, written)
    fields = "".join([f"  {name} = {value},\n" for name, value in written.items()])
    return f"@{entry}{{{key},\n{fields}}}\n\n"


def _fields(paper: Paper, kind: str, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """The fields that Paper has itself."""
    details = paper.details
    if title := stated_title(paper):
        yield "title", f"{{{_CAPITALS.sub(_braced, _text(title))}}}"
    if paper.authors or details.get("others"):
        names = details.get("names", {})
        others = details.get("others", False)
        yield "author", f"{{{written_persons(paper.authors, names, others=others)}}}"
    yield from _date(paper, dialect)
    if paper.venue:
        name = "booktitle" if kind in IN_BOOKS else field_name("journal", dialect)
        yield name, f"{{{_text(paper.venue)}}}"
    if paper.arxiv_id:
        yield "eprint", f"{{{_address(paper.arxiv_id)}}}"
        yield "archiveprefix" if dialect == "bibtex" else "eprinttype", "{arXiv}"
    if paper.doi:
        yield "doi", f"{{{_address(paper.doi)}}}"
    if paper.url:
        yield "url", f"{{{_address(paper.url)}}}"
    if paper.org:
        yield organisation_field(kind, dialect), f"{{{_text(paper.org)}}}"
    if paper.keywords:
        words = (_list_entry(word) for word in paper.keywords)
        yield "keywords", f"{{{', '.join(words)}}}"
    if paper.abstract:
        yield "abstract", f"{{{_text(paper.abstract)}}}"


def _details(
    details: Mapping[str, Any], entry: str, kind: str, dialect: Dialect
) -> Iterator[tuple[str, str]]:
    """The fields of details that have one."""
    endless = details.get(OTHER_EDITORS, "").split(", ")
    for name, role in ROLES.items():
        if role in details or name in endless:
            known = details.get("names", {})
            people = written_persons(details.get(role, ()), known, others=name in endless)
            yield name, f"{{{people}}}"
    for variable, (name, *_) in VARIABLES.items():
        text = details.get(variable, "")
        if variable == "genre":
            text = genre_field(entry, text, dialect)
        if text:
            value = _pages(text) if variable == "page" else _text(text)
            yield field_name(name, dialect), f"{{{value}}}"
    for name, variable in numbers(kind):
        if text := details.get(variable):
            yield name, f"{{{_text(text)}}}"
    if day := details.get("accessed"):
        yield "urldate", f"{{{day}}}"


def _kept(details: Mapping[str, Any], written: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Fields kept as they were in a BibTeX file, with a number in names that are taken."""
    taken = set(written)
    for detail, value in details.items():
        if not detail.startswith(_KEPT) or detail in (ENTRY_TYPE, OTHER_EDITORS):
            continue
        name = wanted = _NOT_IN_NAME.sub("-", detail.removeprefix(_KEPT)).lower()
        if name in DATES:
            continue
        number = 2
        while name in taken:
            name, number = f"{wanted}-{number}", number + 1
        taken.add(name)
        yield name, f"{{{value if is_balanced(value) else _text(value)}}}"


def _pages(text: str) -> str:
    """Pages with the two hyphens that BibTeX asks for in ranges."""
    ranges = text if "–" in text else _PAGE_RANGE.sub("–", text)
    return _text(ranges).replace("–", "--")


def _text(text: str) -> str:
    return from_unicode(clean_text(text))


def _braced(match: re.Match[str]) -> str:
    return f"{{{match[0]}}}"


def _list_entry(text: str) -> str:
    """A keyword, in braces if it contains a separator."""
    escaped = _text(text)
    return f"{{{escaped}}}" if _KEYWORD_SEPARATOR.search(escaped) else escaped


def _address(text: str) -> str:
    """Without TeX escapes: styles print addresses and ids verbatim."""
    return clean_text(text).translate(_ADDRESS_ESCAPES)


def _date(paper: Paper, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """The date fields of the file, if they say more than the date and do not contradict it.

    Else not as `date` in BibTeX, which does not know it; it ignores the extra `day`.
    """
    details = paper.details
    kept = {name: details[_KEPT + name] for name in DATES if _KEPT + name in details}
    if kept and published_on({name: plain(text) for name, text in kept.items()}) == paper.published:
        yield from ((name, f"{{{text}}}") for name, text in kept.items())
        return
    if dialect == "biblatex":
        if paper.published:
            yield "date", f"{{{paper.published}}}"
        return
    year, _, rest = paper.published.partition("-")
    month, _, day = rest.partition("-")
    if year:
        yield "year", f"{{{year}}}"
    if month:
        yield "month", _MONTHS[int(month) - 1]
    if day:
        yield "day", f"{{{int(day)}}}"
