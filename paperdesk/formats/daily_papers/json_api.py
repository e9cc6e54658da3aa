"""The Daily Papers API's answer, as it was in any year, and days archived from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.dates import date
from paperdesk.formats.reading.json_records import sample, show, values
from paperdesk.formats.reading.names import words
from paperdesk.formats.reading.records import UnusableError, read_records
from paperdesk.formats.reading.values import address, clean_text, count, literal
from paperdesk.model import identifiers
from paperdesk.model.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item

_DAY = re.compile(r"(?<!\d)20\d\d-\d\d-\d\d(?!\d)")
_OWN = (frozenset(["discussionId"]), frozenset(["summary", "publishedAt", "upvotes"]))
"""Names of a bare paper that other lists do not have."""


def sniff(source: Source) -> Match | None:
    """How many of the first records are the API's."""
    records, _ = sample(source)
    fits = sum(map(_is_item, records))
    if not fits:
        return None
    reason = f"{fits} of the first {len(records)} records are those of the Daily Papers API"
    return Match(0.95 * fits / len(records), reason)


def _is_item(record: object) -> bool:
    match record:
        case str():
            return record.lstrip().startswith(("{'paper':", '{"paper":'))
        case {"paper": {"title": str()} | {"id": str()}}:
            return True
        case {"title": str(), **others}:
            return any(names <= others.keys() for names in _OWN)
        case _:
            return False


def read(source: Source) -> Iterator[Item]:
    """A Paper for each item, listed on the day in the file's name if it does not say when."""
    day = day_in(source.date) or day_in(source.name)

    def paper(item: Any, state: ReadState) -> Paper:
        return item_paper(item, state, day)

    return read_records(values(source), paper, show)


def day_in(text: str) -> str:
    """The first day that stands in a text as `2025-11-18`, or ``""``."""
    return next(filter(None, map(date, _DAY.findall(text))), "")


def item_paper(item: object, state: ReadState, day: str) -> Paper:
    """The paper of an item, or of a bare paper, either of them perhaps as a Python literal.

    It was listed on `day`, unless it says when. Raises UnusableError.
    """
    if isinstance(item, str):
        item = literal(item)
    if not isinstance(item, dict):
        raise UnusableError("this is no record of a paper")
    record = item["paper"] if isinstance(item.get("paper"), dict) else item
    title = clean_text(record.get("title")) or clean_text(item.get("title"))
    if not title:
        raise UnusableError("this has no title")
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
        keywords=words(record.get("ai_keywords")),
        ai_summary=clean_text(record.get("ai_summary")),
        upvotes=count(record.get("upvotes")),
        comments=count(item.get("numComments", record.get("numComments"))),
        listed=state.date(record.get("submittedOnDailyAt")) or day,
        parts=state.parts,
    )


def _authors(value: object) -> tuple[tuple[str, ...], int | None]:
    """The names that are shown, and how many authors there are with those who hid theirs."""
    if not isinstance(value, list):
        return (), None
    authors = [author if isinstance(author, dict) else {"name": author} for author in value]
    shown = [clean_text(author.get("name")) for author in authors if not author.get("hidden")]
    return tuple(filter(None, shown)), len(authors) or None


def _organisation(record: Mapping[str, Any]) -> str:
    match record.get("organization"):
        case dict() as known:
            return clean_text(known.get("fullname")) or clean_text(known.get("name"))
        case name:
            return clean_text(name)


DAILY_PAPERS_JSON = Format(
    name="daily-papers-json",
    label="Daily Papers API file",
    suffixes=(".json", ".jsonl"),
    sniff=sniff,
    read=read,
)
