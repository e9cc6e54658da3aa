"""The trash: putting papers there, taking them back, and emptying it for good."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from paperdesk.model.edits import NOTHING, Applied, Change, Edit, SetTrashed, Several
from paperdesk.model.timestamp import now
from paperdesk.store.database import AMONG, among, writing
from paperdesk.store.tombstones import leave_tombstones

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from paperdesk.store.open_file import Database

_BATCH = 500
"""Papers deleted in one transaction: a star in another process need not wait longer."""


def set_trashed(connection: sqlite3.Connection, edit: SetTrashed) -> Applied:
    """Move papers into the trash or out of it; those that are there already stay as they are."""
    when = (edit.when or now()) if edit.on else ""
    before: dict[str, list[int]] = defaultdict(list)
    for paper, moment in connection.execute(
        f"select id, trashed from papers where id in {AMONG} and (trashed != '') != ?",
        [among(edit.papers), edit.on],
    ).fetchall():
        before[moment].append(paper)
    for papers in before.values():
        connection.execute(
            f"update papers set trashed = ? where id in {AMONG}", [when, among(papers)]
        )
    changed = frozenset(paper for papers in before.values() for paper in papers)
    return Applied(_inverse(before, edit.on), Change(changed, frozenset({"trashed"})))


def _inverse(before: dict[str, list[int]], on: bool) -> Edit:
    """Each paper goes back to the moment it had been put in the trash."""
    edits = tuple(SetTrashed(tuple(papers), not on, when) for when, papers in before.items())
    if not edits:
        return NOTHING
    return edits[0] if len(edits) == 1 else Several(edits)


def count(db: Database) -> int:
    """How many papers are in the trash."""
    (papers,) = db.execute("select count(*) from papers where trashed != ''").fetchone()
    return int(papers)


def empty(db: Database) -> Iterator[int]:
    """Delete what is in the trash for good; yields how many are gone so far.

    Receipts keep the lines of these papers, without their titles. Interrupted, it has deleted
    whole papers, and may be run again.
    """
    gone = 0
    while True:
        with writing(db) as connection:
            leave_tombstones(connection, _BATCH)
            some = connection.execute(
                "delete from papers where id in "
                "(select id from papers where trashed != '' order by id limit ?)",
                [_BATCH],
            ).rowcount
        gone += some
        yield gone
        if some < _BATCH:
            return
