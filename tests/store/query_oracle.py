"""Papers as the tests of selection think of them, and what the query language says of each."""

from __future__ import annotations

import calendar
import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from paperdesk.model.query import And, Filter, Node, Not, Or

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

TODAY = date(2025, 3, 31)


@dataclass
class Case:
    """A paper as the tests think of it."""

    title: str = "a"
    abstract: str = ""
    authors: tuple[str, ...] = ()
    n_authors: int | None = None
    published: str = ""
    arxiv_id: str = ""
    doi: str = ""
    code_url: str = ""
    venue: str = ""
    upvotes: int | None = None
    comments: int | None = None
    added: str = "2025-03-01T10:00:00Z"
    status: str = "unread"
    starred: bool = False
    note: str = ""
    trashed: str = ""
    highlighted: bool = False
    tags: frozenset[str] = frozenset()
    sightings: dict[str, str] = field(default_factory=dict)
    """Name of a dump -> the day it listed the paper."""


# What the language says, in plain Python


def span(text: str) -> tuple[date, date]:
    """The first and last day of a date, month or year."""
    year, month, day = (int(part) for part in [*text.split("-"), "0", "0"][:3])
    last_month = month or 12
    last = day or calendar.monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last)


def days(value: str) -> tuple[date, date]:
    ago = {"7d": date(2025, 3, 24), "1w": date(2025, 3, 24), "1m": date(2025, 2, 28)}
    ago |= {"13m": date(2024, 2, 29), "1y": date(2024, 3, 31), "9999y": date.min}
    if value in ago:
        return ago[value], date.max
    first, _, last = value.partition("..") if ".." in value else (value, "", value)
    return span(first)[0] if first else date.min, span(last)[1] if last else date.max


def within(text: str, value: str) -> bool:
    if value == "none":
        return not text
    (first, last), own = days(value), span(text[:10]) if text else None
    return own is not None and first <= own[0] and own[1] <= last


def counts(number: int | None, value: str) -> bool:
    if number is None:
        return False
    if ".." in value:
        low, high = value.split("..")
        return int(low or 0) <= number <= int(high or 10**15)
    sign = value.rstrip("0123456789")
    other = int(value.removeprefix(sign))
    return {
        ">": number > other, ">=": number >= other, "<": number < other, "<=": number <= other,
        "=": number == other,
    }[sign]  # fmt: skip


def tagged(paper: Case, value: str) -> bool:
    names = {tag.lower() for tag in paper.tags}
    if value == "none":
        return not names
    if value.startswith("="):
        return value[1:].lower() in names
    top = value.removesuffix("/*").lower()
    return any(name == top or name.startswith(f"{top}/") for name in names)


def state(paper: Case, value: str) -> bool:
    return {
        "starred": paper.starred,
        "annotated": bool(paper.note or paper.highlighted),
        "unstarred": not paper.starred,
        "trashed": bool(paper.trashed),
        "duplicate": False,
    }.get(value, paper.status == value)


def part(paper: Case, value: str) -> bool:
    held = {
        "abstract": paper.abstract, "note": paper.note, "highlight": paper.highlighted,
        "date": paper.published, "code": paper.code_url, "arxiv": paper.arxiv_id,
        "doi": paper.doi, "authors": paper.authors,
    }  # fmt: skip
    return bool(held[value])


def venue(paper: Case, value: str) -> bool:
    own = paper.venue.lower()
    if value == "none":
        return not own
    return own == value[1:].lower() if value.startswith("=") else value.lower() in own


def _bare(address: str) -> str:
    """An address without its scheme and a slash at its end; none of other texts."""
    scheme, _, rest = address.partition("://")
    return rest.rstrip("/") if scheme.lower() in ("http", "https") else "none"


FITS: dict[str, Callable[[Case, str], bool]] = {
    "tag": tagged,
    "is": state,
    "has": part,
    "year": lambda paper, value: within(paper.published, value),
    "date": lambda paper, value: within(paper.published, value),
    "added": lambda paper, value: within(paper.added, value),
    "seen": lambda paper, value: any(within(day, value) for day in paper.sightings.values()),
    "upvotes": lambda paper, value: counts(paper.upvotes, value),
    "comments": lambda paper, value: counts(paper.comments, value),
    "authors": lambda paper, value: counts(len(paper.authors) or paper.n_authors, value),
    "arxiv": lambda paper, value: paper.arxiv_id == value,
    "doi": lambda paper, value: paper.doi == value,
    "url": lambda paper, value: _bare(paper.code_url) == _bare(value),
    "venue": venue,
    "dump": lambda paper, value: any(value.lower() in name.lower() for name in paper.sightings),
}


def fits(paper: Case, tree: Node) -> bool:
    match tree:
        case And():
            return all(fits(paper, each) for each in tree.parts)
        case Or():
            return any(fits(paper, each) for each in tree.parts)
        case Not():
            return not fits(paper, tree.part)
        case Filter():
            return FITS[tree.field](paper, tree.value)
        case _:
            raise AssertionError(tree)


# The same papers in a library


def fill(connection: sqlite3.Connection, papers: list[Case]) -> None:
    """These papers and no others, numbered from 1."""
    for table in ("papers", "dumps", "tags", "index_queue"):
        connection.execute(f"delete from {table}")
    for number, paper in enumerate(papers, 1):
        _insert(connection, number, paper)
    connection.commit()


def _insert(connection: sqlite3.Connection, number: int, paper: Case) -> None:
    columns = (
        "title", "abstract", "n_authors", "published", "arxiv_id", "doi", "code_url",
        "venue", "upvotes", "comments", "added", "status", "starred", "note", "trashed",
    )  # fmt: skip
    connection.execute(
        f"insert into papers (id, title_key, authors, {', '.join(columns)}) "
        f"values (?, ?, ?, {', '.join('?' * len(columns))})",
        [
            number,
            paper.title.lower(),
            json.dumps(paper.authors),
            *(getattr(paper, column) for column in columns),
        ],
    )
    for name in paper.tags:
        connection.execute("insert or ignore into tags (name, colour) values (?, 'red')", [name])
        connection.execute(
            "insert or ignore into paper_tags select ?, id from tags where name = ?", [number, name]
        )
    for name, day in paper.sightings.items():
        connection.execute(
            "insert or ignore into dumps (name, sha256, format, imported, state) "
            "values (?, ?, 'x', '', 'stored')",
            [name, name],
        )
        connection.execute(
            "insert into sightings (dump, paper, seen) select id, ?, ? from dumps where name = ?",
            [number, day, name],
        )
    if paper.highlighted:
        connection.execute(
            "insert into highlights (paper, field, start, end, exact, colour, created) "
            "values (?, 'title', 0, 1, 'a', 'amber', '')",
            [number],
        )
