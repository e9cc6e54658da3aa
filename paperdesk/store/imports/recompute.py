"""Recomputes a paper's fields from all its sightings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from paperdesk.model.edited_fields import USER, with_edits
from paperdesk.model.field_merge import merge_all
from paperdesk.model.identifiers import title_key
from paperdesk.model.paper import FIELDS
from paperdesk.store.rows import COLUMNS, to_row, unpack

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from paperdesk.model.paper import Paper

ARCHIVE = "archive"
"""The format of a dump that is another library."""
_COUNT = (
    "(select {0} from sightings where paper = papers.id and {0} is not null "
    "order by seen desc, dump desc limit 1)"
)


def recompute_paper(connection: sqlite3.Connection, paper: int, row: Paper) -> Paper:
    """Merge the paper's sightings, oldest dump first, and what the user wrote; store the result.

    `row` is the record of sightings that store none; an edited paper has no such.
    """
    records = records_of(connection, paper, row)
    whole, sources = merge_all(records, archives(connection))
    edited = edits_of(connection, paper)
    whole = with_edits(whole, edited)
    first = records[0][0]
    provenance = {field: dump for field, dump in sources.items() if dump != first}
    provenance.update(dict.fromkeys(edited, USER))
    connection.execute(
        f"update papers set ({COLUMNS}) = ({', '.join('?' * len(FIELDS))}), "
        "title_key = ?, first_dump = ?, provenance = ? where id = ?",
        [*to_row(whole), title_key(whole.title), first, json.dumps(provenance), paper],
    )
    return whole


def records_of(connection: sqlite3.Connection, paper: int, row: Paper) -> list[tuple[int, Paper]]:
    """The dumps that list a paper, oldest first, each with its record."""
    return [
        (dump, unpack(record) if record is not None else row)
        for dump, record in connection.execute(
            "select dump, record from sightings where paper = ? order by dump", [paper]
        )
    ]


def merged_records(
    connection: sqlite3.Connection, paper: int, row: Paper
) -> tuple[Paper, dict[str, int]]:
    """What the dumps that list a paper say of it together, and each field's dump."""
    return merge_all(records_of(connection, paper, row), archives(connection))


def archives(connection: sqlite3.Connection) -> frozenset[int]:
    """The dumps that are merged archives of other libraries."""
    rows = connection.execute("select id from dumps where format = ?", [ARCHIVE])
    return frozenset(dump for (dump,) in rows)


def edits_of(connection: sqlite3.Connection, paper: int) -> dict[str, Any]:
    """The fields of a paper that the user wrote."""
    row = connection.execute("select edited from papers where id = ?", [paper]).fetchone()
    edited: dict[str, Any] = json.loads(row[0])
    return edited


def set_counts(connection: sqlite3.Connection, papers: Iterable[int]) -> None:
    """Set the upvotes and comments of papers from their newest sighting that has them."""
    connection.executemany(
        f"update papers set upvotes = {_COUNT.format('upvotes')}, "
        f"comments = {_COUNT.format('comments')} where id = ?",
        [(paper,) for paper in papers],
    )
