"""Builds a Paper from freely named fields, of table columns or JSON objects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from paperdesk.formats.reading.arxiv_ids import first_arxiv_id
from paperdesk.formats.reading.column_details import details_of, stored_details
from paperdesk.formats.reading.column_names import FIELDS, FORUM, place_of
from paperdesk.formats.reading.dates import date
from paperdesk.formats.reading.markup import without_markup
from paperdesk.formats.reading.names import parse_keywords, parse_persons
from paperdesk.formats.reading.openreview import read_forum
from paperdesk.formats.reading.records import title_or_identifier
from paperdesk.formats.reading.values import address, clean_text, count, first_nonempty
from paperdesk.model import identifiers
from paperdesk.model.details import people
from paperdesk.model.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from paperdesk.formats.reading.records import ReadState

_PAPER_FIELDS = frozenset(FIELDS)
_FIRST_FREE_ID = FIELDS["arxiv_id"].split().index("id")
"""From this name on, a field may as well hold an id of another kind."""
_SCOPUS_ID = re.compile(r" ?\(\d{5,}\)")
_NUMBER = re.compile(r"(\d{3,4})\.(\d{1,5})", re.ASCII)

Fields = dict[str, list[Any]]
"""The values found for each field of a paper, in order of preference."""


def paper_field(name: str) -> str:
    """The field of Paper that a column with this name holds, or ``""``."""
    place = place_of(name)
    return place[0] if place and place[0] in _PAPER_FIELDS else ""


def are_paper_fields(names: Iterable[str]) -> bool:
    """Whether these column names describe papers; `name` alone does not."""
    fields = {name: field for name in names if (field := paper_field(name))}
    titles = [name for name, field in fields.items() if field == "title"]
    return bool(titles) and (len(set(fields.values())) > 1 or titles[0].casefold() != "name")


def fields_of(record: Mapping[str, object]) -> Fields:
    """The values of a record by field of Paper or CSL variable, without nulls.

    Under ``""`` are names and values of unknown fields, under `details` those of our own files.
    """
    found: dict[str, list[tuple[int, Any]]] = {}
    for key, value in record.items():
        if value is None or value == "" or not (place := place_of(key)):
            continue
        field, rank = place
        if field:
            found.setdefault(field, []).append((rank, value))
        else:
            found.setdefault("", []).append((0, (key, value)))
        if rank >= _FIRST_FREE_ID and field == "arxiv_id" and not _arxiv_ids([value]):
            found.setdefault("", []).append((0, (key, value)))
    fields = {
        field: [ranked[0][1]]
        if len(ranked) == 1  # quick for millions of records
        else [value for _, value in sorted(ranked, key=lambda pair: pair[0])]
        for field, ranked in found.items()
    }
    if FORUM in fields:
        read_forum(fields)
    if details := record.get("details"):
        fields["details"] = [details]
    return fields


def title_of(fields: Fields) -> str:
    """The first title that is a text, or ``""``."""
    return _first(without_markup, fields.get("title", ()))


def has_paper_id(fields: Fields) -> bool:
    """Whether a record has an arXiv id or a DOI, as a field or an address."""
    arxiv_id, doi, _ = _identity(fields)
    return bool(arxiv_id or doi)


def paper_of(fields: Fields, state: ReadState, kind: str) -> Paper:
    """The Paper with these fields; raises UnusableError without a title and an identifier.

    A paper without a title is called by its arXiv id, DOI or URL. Values of a wrong type are
    ignored. An id found in the URL replaces it.
    """

    def text(field: str) -> str:
        return _first(clean_text, fields.get(field, ()))

    details = _details(fields, kind)
    exact = {name: details.pop(name) for name in ("authors", "keywords") if name in details}
    authors = exact.get("authors") or _authors(fields.get("authors", ()), details)
    arxiv_id, doi, url = _identity(fields)
    dates = fields.get("published", ())
    return Paper(
        title=title_or_identifier(title_of(fields), arxiv_id, doi, url),
        abstract=_first(without_markup, fields.get("abstract", ())),
        authors=tuple(authors),
        n_authors=next(_counts(fields.get("n_authors", ())), None),
        org=text("org"),
        published=_first(date, dates) or (state.date(dates[0]) if dates else ""),
        arxiv_id=arxiv_id,
        doi=doi,
        url=url,
        pdf_url=_first(address, fields.get("pdf_url", ())),
        code_url=_first(address, fields.get("code_url", ())),
        project_url=_first(address, fields.get("project_url", ())),
        venue=_first(without_markup, fields.get("venue", ())),
        keywords=tuple(exact.get("keywords", ())) or _keywords(fields.get("keywords", ())),
        details=details,
        ai_summary=text("ai_summary"),
        upvotes=next(_counts(fields.get("upvotes", ())), None),
        comments=next(_counts(fields.get("comments", ())), None),
        listed=_full_date(_first(date, fields.get("listed", ()))),
        parts=state.parts,
    )


def _details(fields: Fields, kind: str) -> dict[str, Any]:
    if fields.keys() <= _PAPER_FIELDS:  # quick for millions of records
        return {}
    others = {name: values for name, values in fields.items() if name not in _PAPER_FIELDS}
    stored = others.pop("details", [])
    details = details_of(others, kind)
    return details | stored_details(stored[0], kind) if stored else details


def _authors(values: Iterable[object], details: dict[str, Any]) -> list[str]:
    """The first list of names; adds to the details what else it says of the people."""
    for value in values:
        persons, others = parse_persons(_without_scopus_ids(value))
        if persons or others:
            names: dict[str, dict[str, str]] = {}
            authors = people(persons, names)
            if names:
                details["names"] = {**names, **details.get("names", {})}
            if others:
                details["others"] = True
            return authors
    return []


def _without_scopus_ids(value: object) -> object:
    return _SCOPUS_ID.sub("", value) if isinstance(value, str) and "(" in value else value


def _keywords(values: Iterable[object]) -> tuple[str, ...]:
    """The keywords of all fields."""
    lists = list(map(parse_keywords, values))
    return lists[0] if len(lists) == 1 else tuple(dict.fromkeys(word for w in lists for word in w))


def _arxiv_ids(values: Iterable[object]) -> str:
    return first_arxiv_id(map(_restored_id, values))


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
