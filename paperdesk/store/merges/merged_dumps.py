"""What a dump that is a merged archive knows beside its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.store.database import writing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from paperdesk.store.open_file import Database

_BATCH = 5_000


def earlier_papers(connection: sqlite3.Connection, dump: int) -> dict[int, int]:
    """Positions in an archive that was merged before, if only in part, and what they became."""
    return dict(
        connection.execute(
            "select position, paper from records where dump = ? "
            "and paper in (select id from papers)",
            [dump],
        ).fetchall()
    )


def join_duplicates(db: Database, dump: int, pairs: Sequence[tuple[int, int, str, str]]) -> None:
    """Add an archive's pairs of possible duplicates: positions, reason, `open` or `refused`.

    A pair that one of the libraries has refused is refused; of two reasons the first in the
    alphabet stays.
    """
    papers = earlier_papers(db.conn, dump) if pairs else {}
    found = [
        (*sorted((papers[first], papers[second])), reason, state)
        for first, second, reason, state in pairs
        if first in papers and second in papers and papers[first] != papers[second]
    ]
    for start in range(0, len(found), _BATCH):
        with writing(db) as connection:
            connection.executemany(
                "insert into duplicates (first, second, reason, state) values (?, ?, ?, ?) "
                "on conflict do update set reason = min(reason, excluded.reason), "
                "state = max(state, excluded.state)",
                found[start : start + _BATCH],
            )
