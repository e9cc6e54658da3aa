"""Moves papers that another library deleted to the trash."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from paperdesk.model.identifiers import title_key
from paperdesk.model.identity import Relation, compare
from paperdesk.model.paper_marks import NO_MARKS
from paperdesk.store.merges.contents import HeldPaper, held_papers
from paperdesk.store.merges.paper_marks import remember_marks, write_marks
from paperdesk.store.tombstones import Tombstone, add_tombstones

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence


def papers_to_bury(
    connection: sqlite3.Connection, theirs: Sequence[Tombstone]
) -> list[tuple[HeldPaper, str]]:
    """The papers without marks that another library deleted, and since when they were in trash."""
    by_key: dict[str, list[Tombstone]] = {}
    for paper, trashed in theirs:
        by_key.setdefault(title_key(paper.title), []).append((paper, trashed))
    rows = connection.execute(
        "select id, title_key from papers where trashed = '' "
        "and title_key in (select value from json_each(?))",
        [json.dumps(list(by_key))],
    ).fetchall()
    keys = dict(rows)
    found = []
    for held in held_papers(connection, list(keys)):
        same = [
            trashed
            for paper, trashed in by_key[keys[held.id]]
            if compare(paper, held.content.paper).relation is Relation.SAME
        ]
        if same and not held.content.marks.outlives_trash:
            found.append((held, min(same)))
    return found


def join_tombstones(connection: sqlite3.Connection, dump: int, theirs: Sequence[Tombstone]) -> int:
    """Move papers without marks that another library deleted to the trash; return how many.

    Tombstones of papers that are not here become this library's too.
    """
    to_bury = papers_to_bury(connection, theirs)
    for held, trashed in to_bury:
        marks = held.content.marks
        after = replace(marks, trashed=trashed)
        write_marks(connection, held.id, marks, after, held.highlights)
        remember_marks(connection, dump, {held.id: (marks, NO_MARKS, after)})
    here = connection.execute(
        "select title_key from papers where title_key in (select value from json_each(?))",
        [json.dumps([title_key(paper.title) for paper, _ in theirs])],
    )
    known = {key for (key,) in here}
    add_tombstones(connection, [each for each in theirs if title_key(each[0].title) not in known])
    return len(to_bury)
