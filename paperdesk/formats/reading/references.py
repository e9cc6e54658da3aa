"""Shared by the formats of reference managers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from paperdesk.formats.reading.dates import date
from paperdesk.formats.reading.iso_dates import iso_date
from paperdesk.formats.reading.markup import without_markup
from paperdesk.formats.reading.records import title_or_identifier
from paperdesk.formats.reading.source import decoded_blocks
from paperdesk.formats.reading.values import address, clean_text, first_nonempty
from paperdesk.model import identifiers
from paperdesk.model.details import ROLES, people
from paperdesk.model.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.details import Person

SNIFFED_CHARS = 1 << 16
"""How much of a source `sniff` looks at."""
_ARXIV_MENTION = re.compile(r"arxiv(?:\.org/(?:abs|pdf))?\s?[:/]\s?([\w./-]+)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_MONTHS = re.compile(r"(\d\d?)(?:\W+(\d\d?))?\W*")
_IN_EITHER_ORDER = re.compile(r"\d\d?/\d\d?")
_DAY = re.compile(r"\d\d?")


def beginning(source: Source) -> str:
    """The first SNIFFED_CHARS characters of a source."""
    return next(decoded_blocks(source), "")[:SNIFFED_CHARS]


def reference(
    state: ReadState,
    title: str,
    *,
    abstract: str = "",
    authors: Iterable[Person] = (),
    published: str = "",
    ids: Iterable[str] = (),
    mentions: Iterable[str] = (),
    urls: Iterable[str] = (),
    pdf_urls: Iterable[str] = (),
    venue: str = "",
    org: str = "",
    keywords: Iterable[str] = (),
    details: Mapping[str, Any] | None = None,
) -> Paper:
    """The Paper with these fields, given as in the file.

    Raises UnusableError without a title and an identifier; a paper without a title is called by its
    arXiv id, DOI or URL. DOI and arXiv id are taken from `ids` and `urls`, an arXiv id also from
    text in `mentions` such as `arXiv preprint arXiv:2101.00001`. URLs and DOIs derived from an id
    are left out. Authors, and people in the roles of `details`, are full names with the given name
    first, or CSL parts of names. Empty details are left out. Tags and entities in title, abstract,
    venue and keywords become text.
    """
    links = [link for link in map(address, urls) if link]
    places = [*map(clean_text, ids), *links]
    names: dict[str, dict[str, str]] = {}
    authors = people(map(_cleaned_person, authors), names)
    known = _known_details(details or {}, names)
    said = (match[1].rstrip(".") for each in mentions for match in _ARXIV_MENTION.finditer(each))
    arxiv_id = first_nonempty(map(identifiers.arxiv_id, (*places, *said)))
    doi = first_nonempty(map(identifiers.doi, places))
    url = first_nonempty(link for link in links if not identifiers.is_id_address(link))
    return Paper(
        title=title_or_identifier(without_markup(title), arxiv_id, doi, url),
        abstract=without_markup(abstract),
        authors=tuple(authors),
        org=clean_text(org),
        published=published,
        arxiv_id=arxiv_id,
        doi=doi,
        url=url,
        pdf_url=first_nonempty(map(address, pdf_urls)),
        venue=without_markup(venue),
        keywords=tuple(dict.fromkeys(filter(None, map(without_markup, keywords)))),
        details=known,
        parts=state.parts,
    )


def _cleaned_person(person: Person) -> Person:
    if isinstance(person, str):
        return clean_text(person)
    return {part: clean_text(text) for part, text in person.items()}


def _known_details(details: Mapping[str, Any], names: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The details that are not empty; adds parts of names to `names`, and those to the details."""
    known: dict[str, Any] = {}
    for name, value in details.items():
        if name in ROLES:
            value = people(map(_cleaned_person, value), names)
        elif isinstance(value, str) and ":" not in name:
            value = clean_text(value)
        if value or ":" in name:
            known[name] = value
    return known | ({"names": names} if names else {})


def partial_date(year: str, month: str = "", day: str = "") -> str:
    """The date of these parts, without invalid ones; ``""`` without a year.

    `year` may be a full date, or a year among other words; `month` may be a range, or have the day.
    """
    year, month, day = clean_text(year), clean_text(month), clean_text(day)
    whole = date(year or f"{day} {month}")
    if len(whole) != 4 or not month or len(_YEAR.findall(year)) > 1:
        return whole
    if numbers := _MONTHS.fullmatch(month):
        first = int(numbers[1])
        if int(numbers[2] or first) < first:  # from one year into the next
            return whole
        days = _DAY.findall(day)[:1]
        return iso_date(whole, first, *days) or iso_date(whole, first) or whole
    dates = (date(f"{each} {whole}".strip()) for each in (f"{day} {month}", month))
    return next((found for found in dates if found.startswith(f"{whole}-")), whole)


def date_in_year(year: str, text: str) -> str:
    """The date of a month, and a day, in a year: `MAY 15` or `May 2011`; ``""`` if not more.

    `01/02` may be of January or February, so it is not more.
    """
    whole = partial_date(year)
    if _IN_EITHER_ORDER.fullmatch(text):
        found = partial_date(f"{text}/{whole}")
    else:
        found = partial_date(text) if _YEAR.search(text) else partial_date(year, text)
    return found if len(found) > 4 and found[:4] == (whole or found)[:4] else ""


def most_complete(dates: Iterable[str]) -> str:
    """The most complete of a paper's dates that agree with the first one's year."""
    known = [each for each in dates if each]
    agreeing = (each for each in known if each.startswith(known[0][:4]))
    return max(agreeing, key=len, default="")
