"""What was deleted with the trash: merging an archive does not bring it back unnoticed.

A tombstone has the title, authors, date and identifiers of a paper. None has the title of a paper
that the library holds: a trigger deletes it when one comes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperdesk.model.identifiers import title_key
from paperdesk.model.identity import Relation, compare
from paperdesk.model.paper import Paper
from paperdesk.store.rows import COLUMNS, from_row, pack, unpack

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from paperdesk.model.paper_content import PaperContent

Tombstone = tuple[Paper, str]
"""What is known of the paper, and since when it was in the trash."""


def leave_tombstones(connection: sqlite3.Connection, limit: int) -> None:
    """Before the first papers of the trash, so many, are deleted."""
    rows = connection.execute(
        f"select {COLUMNS}, trashed from (select * from papers where trashed != '' "
        "order by id limit ?) p where not exists "
        "(select 1 from papers q where q.title_key = p.title_key and q.trashed = '')",
        [limit],
    ).fetchall()
    add_tombstones(connection, [(_reduced(from_row(row)), row[-1]) for row in rows])


def _reduced(paper: Paper) -> Paper:
    return Paper(
        paper.title,
        authors=paper.authors,
        published=paper.published,
        arxiv_id=paper.arxiv_id,
        doi=paper.doi,
    )


def add_tombstones(connection: sqlite3.Connection, tombstones: Sequence[Tombstone]) -> None:
    """Add tombstones; of two of one paper the earlier time in the trash stays."""
    connection.executemany(
        "insert into tombstones values (?, ?, ?, ?, ?) "
        "on conflict do update set trashed = min(trashed, excluded.trashed)",
        [
            (title_key(paper.title), paper.arxiv_id, paper.doi, pack(paper), trashed)
            for paper, trashed in tombstones
        ],
    )


def tombstones(connection: sqlite3.Connection) -> Iterator[Tombstone]:
    """All tombstones, in one order."""
    rows = connection.execute(
        "select record, trashed from tombstones order by title_key, arxiv_id, doi"
    )
    return ((unpack(record), trashed) for record, trashed in rows)


def buried(connection: sqlite3.Connection, content: PaperContent) -> PaperContent:
    """A paper that is new here: in the trash if it was deleted here, and has no marks."""
    marks = content.marks
    if marks.trashed or marks.outlives_trash:
        return content
    rows = connection.execute(
        "select record, trashed from tombstones where title_key = ? order by trashed",
        [title_key(content.paper.title)],
    )
    for record, trashed in rows:
        if compare(unpack(record), content.paper).relation is Relation.SAME:
            return replace(content, marks=replace(marks, trashed=trashed))
    return content
