"""Builds a Paper from freely named fields, of table columns or JSON objects."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from paperdesk.formats.reading.arxiv_ids import first_arxiv_id
from paperdesk.formats.reading.dates import date
from paperdesk.formats.reading.names import parse_keywords, parse_names
from paperdesk.formats.reading.records import title_or_identifier
from paperdesk.formats.reading.values import address, clean_text, count, first_nonempty
from paperdesk.model import identifiers
from paperdesk.model.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from paperdesk.formats.reading.records import ReadState

_NAMES = {
    "title": "title papertitle name displayname",
    "abstract": "abstract summary abstractnote description",
    "authors": "authors author authornames creators",
    "n_authors": "nauthors numauthors authorcount",
    "org": "org organization organisation institution",
    "published": "published publisheddate publishdate publicationdate publishedat date pubdate "
    "releasedate created publicationyear year",
    "arxiv_id": "arxivid arxiv arxivurl eprint id paperid",
    "doi": "doi doiurl",
    "url": "url link paperurl abstracturl landingpage href",
    "pdf_url": "pdf pdfurl pdflink",
    "code_url": "code codeurl codelink github githuburl githubrepo repo repository",
    "project_url": "project projectpage projecturl homepage website",
    "venue": "venue journal conference booktitle publicationtitle journalref",
    "keywords": "keywords keyword tags manualtags categories topics subjects",
    "ai_summary": "aisummary tldr",
    "upvotes": "upvotes votes likes",
    "comments": "comments numcomments ncomments",
    "listed": "listed submittedondailyat",
}
"""Accepted names per field, in lower case without punctuation, in order of preference."""
_FIELDS = {name: field for field, names in _NAMES.items() for name in names.split()}
_RANKS = {name: rank for names in _NAMES.values() for rank, name in enumerate(names.split())}
_PUNCTUATION = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"(\d{3,4})\.(\d{1,5})", re.ASCII)

Fields = dict[str, list[object]]
"""The values found for each field of a paper, in order of preference."""


@lru_cache(10_000)
def _normalised(name: str) -> str:
    return _PUNCTUATION.sub("", name.casefold())


def paper_field(name: str) -> str:
    """The field of Paper that a column with this name holds, or ``""``."""
    return _FIELDS.get(_normalised(name[:100]), "")


def are_paper_fields(names: Iterable[str]) -> bool:
    """Whether these column names describe papers; `name` alone does not."""
    fields = {name: field for name in names if (field := paper_field(name))}
    titles = [name for name, field in fields.items() if field == "title"]
    return bool(titles) and (len(set(fields.values())) > 1 or _normalised(titles[0]) != "name")


def fields_of(record: Mapping[str, object]) -> Fields:
    """The values of a record by field of Paper, without nulls and unknown columns."""
    found: dict[str, list[tuple[int, object]]] = {}
    for key, value in record.items():
        name = _normalised(key[:100])
        if value not in (None, "") and (field := _FIELDS.get(name)):
            found.setdefault(field, []).append((_RANKS[name], value))
    return {
        field: [value for _, value in sorted(ranked, key=lambda pair: pair[0])]
        for field, ranked in found.items()
    }


def title_of(fields: Fields) -> str:
    """The first title that is a text, or ``""``."""
    return _first(clean_text, fields.get("title", ()))


def paper_of(fields: Fields, state: ReadState) -> Paper:
    """The Paper with these fields; raises UnusableError without a title and an identifier.

    A paper without a title is called by its arXiv id, DOI or URL. Values of a wrong type are
    ignored. An id found in the URL replaces it.
    """

    def text(field: str) -> str:
        return _first(clean_text, fields.get(field, ()))

    arxiv_id, doi, url = _identity(fields)
    dates = fields.get("published", ())
    return Paper(
        title=title_or_identifier(title_of(fields), arxiv_id, doi, url),
        abstract=text("abstract"),
        authors=next(filter(None, map(parse_names, fields.get("authors", ()))), ()),
        n_authors=next(_counts(fields.get("n_authors", ())), None),
        org=text("org"),
        published=_first(date, dates) or (state.date(dates[0]) if dates else ""),
        arxiv_id=arxiv_id,
        doi=doi,
        url=url,
        pdf_url=_first(address, fields.get("pdf_url", ())),
        code_url=_first(address, fields.get("code_url", ())),
        project_url=_first(address, fields.get("project_url", ())),
        venue=text("venue"),
        keywords=next(filter(None, map(parse_keywords, fields.get("keywords", ()))), ()),
        ai_summary=text("ai_summary"),
        upvotes=next(_counts(fields.get("upvotes", ())), None),
        comments=next(_counts(fields.get("comments", ())), None),
        listed=_full_date(_first(date, fields.get("listed", ()))),
        parts=state.parts,
    )


def _first(read: Callable[[object], str], values: Iterable[object]) -> str:
    return first_nonempty(map(read, values))


def _counts(values: Iterable[object]) -> Iterator[int]:
    return (number for value in values if (number := count(value)) is not None)


def _restored_id(value: object) -> object:
    """Restores the zeros of an arXiv id that a spreadsheet has taken for a number."""
    match = _NUMBER.fullmatch(str(value).strip()) if isinstance(value, float | str) else None
    month = match[1].zfill(4) if match else ""
    if not match or not "0704" <= month <= "9912" or not 1 <= int(month[2:]) <= 12:
        return value
    digits = 5 if month >= "1501" else 4
    return value if len(match[2]) > digits else f"{month}.{match[2]:0<{digits}}"


def _identity(fields: Fields) -> tuple[str, str, str]:
    """The arXiv id, the DOI, and the URL unless an id was only found in it."""
    urls = fields.get("url", ())
    named = map(_restored_id, [*fields.get("arxiv_id", ()), *fields.get("doi", ())])
    arxiv_id = first_arxiv_id(named)
    doi = _first(_doi, fields.get("doi", ()))
    url = _first(address, urls)
    if arxiv_id or doi:
        return arxiv_id, doi, url
    arxiv_id = first_arxiv_id(urls)
    doi = "" if arxiv_id else _first(_doi, urls)
    return arxiv_id, doi, "" if arxiv_id or identifiers.is_id_address(url) else url


def _doi(value: object) -> str:
    return identifiers.doi(clean_text(value))


def _full_date(known: str) -> str:
    return known if len(known) == 10 else ""
