"""Takes back the marks that merging an archive brought, but for what was changed since."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from paperdesk.model.library_marks import parted_library
from paperdesk.model.paper_marks import parted_marks
from paperdesk.store.database import writing
from paperdesk.store.imports.recompute import recompute_paper
from paperdesk.store.merges.contents import held_papers
from paperdesk.store.merges.library_marks import (
    drop_tags,
    library_marks,
    remembered_library_marks,
    write_library_marks,
)
from paperdesk.store.merges.paper_marks import marks_from, write_marks

if TYPE_CHECKING:
    import sqlite3

    from paperdesk.store.open_file import Database

_BATCH = 500
"""Papers in one transaction: a star in another process need not wait longer."""


def take_back_merge(db: Database, dump: int) -> None:
    """Before an import is undone: take back the marks that it brought as an archive, if it was one.

    Runs in short transactions; if interrupted, run it again to complete it.
    """
    while True:
        with writing(db) as connection:
            rows = connection.execute(
                "select paper, before, after from merged_marks where dump = ? limit ?",
                [dump, _BATCH],
            ).fetchall()
            for paper, before, after in rows:
                _part(connection, dump, paper, before, after)
            connection.executemany(
                "delete from merged_marks where dump = ? and paper = ?",
                [(dump, paper) for paper, *_ in rows],
            )
        if len(rows) < _BATCH:
            break
    with writing(db) as connection:
        remembered = remembered_library_marks(connection, dump)
        if remembered is not None:
            now = library_marks(connection)
            write_library_marks(connection, now, parted_library(*remembered, now))
            drop_tags(connection, *remembered)
            connection.execute("delete from merged_libraries where dump = ?", [dump])


def _part(connection: sqlite3.Connection, dump: int, paper: int, before: str, after: str) -> None:
    (held,) = held_papers(connection, [paper])
    joined, now = (marks_from(before), marks_from(after)), held.content.marks
    others = connection.execute(
        "select dump, before, theirs from merged_marks where paper = ? and dump != ?", [paper, dump]
    ).fetchall()
    left = parted_marks(*joined, now, [marks_from(theirs) for *_, theirs in others])
    write_marks(connection, paper, now, left, held.highlights)
    if left.edited != now.edited:
        recompute_paper(connection, paper, held.content.base)
    for other, their_before, _ in others:  # what their undo gives back is without this one too
        rest = parted_marks(*joined, marks_from(their_before))
        connection.execute(
            "update merged_marks set before = ? where dump = ? and paper = ?",
            [json.dumps(rest.to_values()), other, paper],
        )
