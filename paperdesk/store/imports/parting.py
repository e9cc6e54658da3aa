"""Completes the parting of papers that an earlier reading of a dump had taken for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.store.imports.recompute import recompute_paper, set_counts
from paperdesk.store.rows import COLUMNS, from_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Iterable

    from paperdesk.model.paper import Paper


def part_papers(
    connection: sqlite3.Connection,
    dump: int,
    parted: Iterable[tuple[int, int]],
    met: Container[int],
) -> None:
    """Take from papers what belongs to those that parted from them, given as pairs (old, new).

    The old paper forgets what this dump said of it, unless a record of this reading still is it
    (`met`). Highlights whose words are in the new paper alone move there. Other marks stay.
    """
    for old, new in parted:
        if old not in met:
            _forget(connection, dump, old)
        _move_highlights(connection, old, new)


def _forget(connection: sqlite3.Connection, dump: int, paper: int) -> None:
    others = connection.execute(
        "select 1 from sightings where paper = ? and dump != ?", [paper, dump]
    )
    if others.fetchone() is None:
        return
    before = _paper(connection, paper)
    connection.execute("delete from sightings where dump = ? and paper = ?", [dump, paper])
    recompute_paper(connection, paper, before)
    set_counts(connection, [paper])


def _move_highlights(connection: sqlite3.Connection, old: int, new: int) -> None:
    left, right = _paper(connection, old), _paper(connection, new)
    for number, field, exact in connection.execute(
        "select id, field, exact from highlights where paper = ?", [old]
    ).fetchall():
        if exact not in getattr(left, field) and exact in getattr(right, field):
            connection.execute("update highlights set paper = ? where id = ?", [new, number])


def _paper(connection: sqlite3.Connection, paper: int) -> Paper:
    row = connection.execute(f"select {COLUMNS} from papers where id = ?", [paper])
    return from_row(row.fetchone())
