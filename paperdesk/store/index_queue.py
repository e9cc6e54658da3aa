"""The index queue (filled by SQL triggers) and the texts to index."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperdesk.store.open_file import Database

from paperdesk.store.database import writing

_CHUNK = 500


class Waiting(NamedTuple):
    """The head of the queue: papers whose text or marks changed, and the last entry seen."""

    text: list[int]
    marks: list[int]
    last: int


class Text(NamedTuple):
    """The text of a paper for the text index."""

    paper: int
    title: str
    abstract: str
    authors: str
    org: str


class Marks(NamedTuple):
    """The notes and highlights of a paper for the small index."""

    paper: int
    note: str
    highlights: str


def waiting(db: Database, most: int = 20_000) -> Waiting:
    """The first `most` entries of the queue, each paper once."""
    entries = db.execute(
        "select id, paper, part from index_queue order by id limit ?", [most]
    ).fetchall()
    parts = {
        part: list(dict.fromkeys(paper for _, paper, which in entries if which == part))
        for part in ("text", "marks")
    }
    return Waiting(parts["text"], parts["marks"], entries[-1][0] if entries else 0)


def length(db: Database) -> int:
    """Return the number of entries."""
    (count,) = db.execute("select count(*) from index_queue").fetchone()
    return int(count)


def last_entry(db: Database) -> int:
    """Return the newest entry's id, 0 for an empty queue."""
    (last,) = db.execute("select coalesce(max(id), 0) from index_queue").fetchone()
    return int(last)


def remove_up_to(db: Database, last: int) -> None:
    """Delete indexed entries up to `last`: the update of the index is done."""
    with writing(db) as connection:
        connection.execute("delete from index_queue where id <= ?", [last])
        connection.execute("update index_tokens set before = ''")


def texts(db: Database, ids: Sequence[int] | None = None) -> Iterator[Text]:
    """The texts of these papers, or of all of them; papers that are gone are left out."""
    for page in _pages(db, "select id, title, abstract, authors, org from papers", ids):
        for paper, title, abstract, authors, org in page:
            yield Text(paper, title, abstract, ", ".join(json.loads(authors)), org)


def marks(db: Database, ids: Sequence[int] | None = None) -> Iterator[Marks]:
    """The notes and highlights of these papers, also where there are none; or all that are."""
    select = (
        "select id, note, coalesce((select group_concat(exact || ' ' || comment || ' ' || "
        "(select coalesce(group_concat(value, ' '), '') from json_each(tags)), char(10)) "
        "from highlights where paper = papers.id), '') from papers"
    )
    for page in _pages(db, select, ids):
        for paper, note, highlights in page:
            if note or highlights or ids is not None:
                yield Marks(paper, note, highlights)


def gone(db: Database, ids: Sequence[int]) -> list[int]:
    """Those of these papers that are no longer in the library."""
    here = {paper for page in _pages(db, "select id from papers", ids) for (paper,) in page}
    return [paper for paper in ids if paper not in here]


def _pages(db: Database, select: str, ids: Sequence[int] | None) -> Iterator[list[tuple[Any, ...]]]:
    """Rows by the chunk, so that memory stays flat."""
    if ids is not None:
        for start in range(0, len(ids), _CHUNK):
            some = list(ids[start : start + _CHUNK])
            names = ", ".join("?" * len(some))
            yield db.execute(f"{select} where id in ({names})", some).fetchall()
        return
    last = 0
    while page := db.execute(
        f"{select} where id > ? order by id limit ?", [last, _CHUNK]
    ).fetchall():
        yield page
        last = page[-1][0]
