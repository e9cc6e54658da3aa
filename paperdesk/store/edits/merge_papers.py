"""Merges two papers; `separate_papers` undoes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from paperdesk.model.edited_fields import field_value
from paperdesk.model.edits import NOTHING, Applied, Change, Merge, Restore, SetDuplicate
from paperdesk.model.field_merge import merged
from paperdesk.model.identifiers import title_key
from paperdesk.model.paper import FIELDS
from paperdesk.model.paper_marks import further_status
from paperdesk.store.edits.separate_papers import ALL_FIELDS, rows_about
from paperdesk.store.imports.dump_marks import join_marks
from paperdesk.store.imports.recompute import edits_of, recompute_paper, set_counts
from paperdesk.store.rows import COLUMNS, from_row, pack, to_row, unpack

if TYPE_CHECKING:
    import sqlite3

    from paperdesk.model.paper import Paper


def merge(connection: sqlite3.Connection, edit: Merge) -> Applied:
    """Merge `gone` into `keep`, with all its sightings and marks."""
    keep, gone = edit.keep, edit.gone
    here = connection.execute("select count(*) from papers where id in (?, ?)", [keep, gone])
    if keep == gone or here.fetchone()[0] != 2:
        return Applied(NOTHING, Change(frozenset(), frozenset()))
    before = rows_about(connection, (keep, gone))
    rows = {paper: _row(connection, paper) for paper in (keep, gone)}
    for paper, row in rows.items():
        connection.execute(
            "update sightings set record = ? where paper = ? and record is null", [pack(row), paper]
        )
    _join_sightings(connection, keep, gone)
    join_marks(connection, keep, gone)
    _join_marks(connection, keep, gone)
    _join_edits(connection, keep, gone, rows[keep])
    _join_names(connection, keep, gone, rows[gone])
    connection.execute("update records set paper = ? where paper = ?", [keep, gone])
    connection.execute("delete from papers where id = ?", [gone])
    recompute_paper(connection, keep, rows[keep])
    # Where both have a value, the kept paper's wins, whichever dump is older.
    whole, _ = merged(rows[keep], rows[gone])
    connection.execute(
        f"update papers set ({COLUMNS}) = ({', '.join('?' * len(FIELDS))}), title_key = ? "
        "where id = ?",
        [*to_row(whole), title_key(whole.title), keep],
    )
    set_counts(connection, [keep])
    left = rows_about(connection, (keep, gone))
    inverse = Restore(keep, gone, tuple(before.items()), tuple(left.items()))
    return Applied(inverse, Change(frozenset({keep, gone}), ALL_FIELDS))


def _row(connection: sqlite3.Connection, paper: int) -> Paper:
    return from_row(
        connection.execute(f"select {COLUMNS} from papers where id = ?", [paper]).fetchone()
    )


def _join_sightings(connection: sqlite3.Connection, keep: int, gone: int) -> None:
    for dump, theirs, ours in connection.execute(
        "select g.dump, g.record, k.record from sightings g "
        "left join sightings k on k.dump = g.dump and k.paper = ? where g.paper = ?",
        [keep, gone],
    ).fetchall():
        if ours is None:
            connection.execute(
                "update sightings set paper = ? where dump = ? and paper = ?", [keep, dump, gone]
            )
            continue
        whole, _ = merged(unpack(ours), unpack(theirs))
        connection.execute(
            "update sightings set record = ?, (upvotes, comments) = ("
            "select coalesce(sightings.upvotes, upvotes), coalesce(sightings.comments, comments) "
            "from sightings g where g.dump = ? and g.paper = ?) where dump = ? and paper = ?",
            [pack(whole), dump, gone, dump, keep],
        )


def _join_marks(connection: sqlite3.Connection, keep: int, gone: int) -> None:
    marks = "select starred, status, note, added, less_like, read_on from papers where id = ?"
    star, status, note, added, less, read = connection.execute(marks, [keep]).fetchone()
    star2, status2, note2, added2, less2, read2 = connection.execute(marks, [gone]).fetchone()
    notes = [text for text in (note, note2) if text]
    connection.execute(
        "update papers set starred = ?, status = ?, note = ?, added = ?, less_like = ?, "
        "read_on = ? where id = ?",
        [
            star or star2,
            further_status(status, status2),
            note if note == note2 else "\n\n".join(notes),
            min(added, added2),
            less or less2,
            max(read, read2),
            keep,
        ],
    )
    connection.execute(
        "insert or ignore into paper_tags select ?, tag from paper_tags where paper = ?",
        [keep, gone],
    )
    connection.execute("update highlights set paper = ? where paper = ?", [keep, gone])


def _join_edits(connection: sqlite3.Connection, keep: int, gone: int, kept: Paper) -> None:
    """Fields that the user wrote for the one paper and the other has no value for."""
    theirs = edits_of(connection, gone)
    missing = {name: each for name, each in theirs.items() if not field_value(kept, name)}
    if missing:
        connection.execute(
            "update papers set edited = ? where id = ?",
            [json.dumps({**missing, **edits_of(connection, keep)}), keep],
        )


def _join_names(connection: sqlite3.Connection, keep: int, gone: int, row: Paper) -> None:
    """Let records that match `gone` by title or identifier match `keep`."""
    names = [f"title:{title_key(row.title)}"]
    names += [f"arxiv:{row.arxiv_id}"] if row.arxiv_id else []
    names += [f"doi:{row.doi}"] if row.doi else []
    connection.executemany(
        "insert or ignore into aliases values (?, ?)", [(name, keep) for name in names]
    )
    connection.execute("update or ignore aliases set paper = ? where paper = ?", [keep, gone])
    connection.execute(
        "insert or ignore into duplicates "
        "select min(:keep, other), max(:keep, other), reason, state from ("
        "select iif(first = :gone, second, first) as other, reason, state from duplicates "
        "where :gone in (first, second)) where other != :keep",
        {"keep": keep, "gone": gone},
    )


def set_duplicate(connection: sqlite3.Connection, edit: SetDuplicate) -> Applied:
    """Reject a pair of possible duplicates, or list it again."""
    state, other = ("open", "refused") if edit.possible else ("refused", "open")
    changed = connection.execute(
        "update duplicates set state = ? where first = ? and second = ? and state = ?",
        [state, edit.first, edit.second, other],
    ).rowcount
    if not changed:
        return Applied(NOTHING, Change(frozenset(), frozenset()))
    papers = frozenset({edit.first, edit.second})
    inverse = SetDuplicate(edit.first, edit.second, not edit.possible)
    return Applied(inverse, Change(papers, frozenset({"duplicates"})))
