"""Reads answers of the Daily Papers API, of any year, and archived days of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from paperdesk.formats.format import Format
from paperdesk.formats.json_sniffing import sniff_records
from paperdesk.formats.reading.dates import date
from paperdesk.formats.reading.json_records import read_values, to_json
from paperdesk.formats.reading.names import parse_keywords
from paperdesk.formats.reading.records import UnusableError, read_records
from paperdesk.formats.reading.values import (
    address,
    clean_text,
    count,
    first_nonempty,
    parse_literal,
)
from paperdesk.model import identifiers
from paperdesk.model.paper import Paper
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paperdesk.formats.format import Match
    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item

_DAY = re.compile(r"(?<!\d)20\d\d-\d\d-\d\d(?!\d)")
_PAPER_KEYS = (frozenset(["discussionId"]), frozenset(["summary", "publishedAt", "upvotes"]))
"""Keys of a paper outside an item that other formats do not have."""


def sniff(source: Source) -> Match | None:
    """Scores the share of the first records that are items of the API."""
    reason = tr("{fits} of the first {total} records are from the Daily Papers API")
    return sniff_records(source, _is_item, 0.95, reason)


def _is_item(record: object) -> bool:
    match record:
        case str():
            return record.lstrip().startswith(("{'paper':", '{"paper":'))
        case {"paper": {"title": str()} | {"id": str()}}:
            return True
        case {"title": str(), **others}:
            return any(keys <= others.keys() for keys in _PAPER_KEYS)
        case _:
            return False


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each item; those without a listing date get the day in the file's name."""
    day = day_in(source.date) or day_in(source.name)

    def paper(item: Any, state: ReadState) -> Paper:
        return item_paper(item, state, day)

    return read_records(read_values(source), paper, to_json)


def day_in(text: str) -> str:
    """The first date such as `2025-11-18` in a text, or ``""``."""
    return first_nonempty(map(date, _DAY.findall(text)))


def item_paper(item: object, state: ReadState, day: str) -> Paper:
    """The Paper of an item or of a bare paper, either as an object or a Python literal.

    `day` is the listing date if it has none. Raises UnusableError.
    """
    if isinstance(item, str):
        item = parse_literal(item)
    if not isinstance(item, dict):
        raise UnusableError(StoredMessage("this is not a paper"))
    record = item["paper"] if isinstance(item.get("paper"), dict) else item
    title = clean_text(record.get("title")) or clean_text(item.get("title"))
    if not title:
        raise UnusableError(StoredMessage("this has no title"))
    names, n_authors = _authors(record.get("authors"))
    return Paper(
        title=title,
        abstract=clean_text(record.get("summary")) or clean_text(item.get("summary")),
        authors=names,
        n_authors=n_authors,
        org=_organisation(record) or _organisation(item),
        published=state.date(record.get("publishedAt")),
        arxiv_id=identifiers.arxiv_id(clean_text(record.get("id"))),
        code_url=address(record.get("githubRepo")),
        project_url=address(record.get("projectPage")),
        keywords=parse_keywords(record.get("ai_keywords")),
        ai_summary=clean_text(record.get("ai_summary")),
        upvotes=count(record.get("upvotes")),
        comments=count(item.get("numComments", record.get("numComments"))),
        listed=state.date(record.get("submittedOnDailyAt")) or day,
        parts=state.parts,
    )


def _authors(value: object) -> tuple[tuple[str, ...], int | None]:
    """The visible names, and the number of authors including hidden ones."""
    if not isinstance(value, list):
        return (), None
    authors = [author if isinstance(author, dict) else {"name": author} for author in value]
    visible = [clean_text(author.get("name")) for author in authors if not author.get("hidden")]
    return tuple(filter(None, visible)), len(authors) or None


def _organisation(record: Mapping[str, Any]) -> str:
    match record.get("organization"):
        case dict() as org:
            return clean_text(org.get("fullname")) or clean_text(org.get("name"))
        case name:
            return clean_text(name)


DAILY_PAPERS_JSON = Format(
    name="daily-papers-json",
    label=StoredMessage("Daily Papers API file"),
    suffixes=(".json", ".jsonl"),
    sniff=sniff,
    read=read,
)
