"""Applies an edit of the user's marks and returns its inverse."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from paperdesk.model.edits import (
    NOTHING,
    AddHighlight,
    AddTag,
    Applied,
    Change,
    DeleteTag,
    Edit,
    EditHighlight,
    Merge,
    RecolourTag,
    RemoveHighlight,
    RemoveTag,
    RenameDump,
    RenameTag,
    Restore,
    RestoreTags,
    SetDuplicate,
    SetField,
    SetNote,
    SetSearches,
    SetStar,
    SetStatus,
    SetTagForYou,
    SetTagKey,
    SetTrashed,
    Several,
)
from paperdesk.store.database import AMONG, among, writing
from paperdesk.store.edits import (
    edited_fields,
    highlights,
    liked_papers,
    merge_papers,
    saved_searches,
    tags,
    trash,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from sqlite_utils import Database


def apply(db: Database, edit: Edit) -> Applied:
    """Apply an edit in one transaction.

    Deleted papers are ignored. The inverse covers only what changed; an edit that changes nothing
    has NOTHING as its inverse.
    """
    with writing(db) as connection:
        return _apply(connection, edit)


def _apply(connection: sqlite3.Connection, edit: Edit) -> Applied:
    match edit:
        case SetStar():
            return _set_star(connection, edit)
        case SetStatus():
            return _set_status(connection, edit)
        case AddTag():
            return tags.add(connection, edit)
        case RemoveTag():
            return tags.remove(connection, edit)
        case DeleteTag():
            return tags.delete(connection, edit)
        case RenameTag():
            return tags.rename(connection, edit)
        case RecolourTag():
            return tags.recolour(connection, edit)
        case SetTagKey():
            return tags.set_key(connection, edit)
        case SetTagForYou():
            return liked_papers.set_tag_for_you(connection, edit)
        case RestoreTags():
            return tags.restore(connection, edit)
        case SetSearches():
            return saved_searches.set_searches(connection, edit)
        case RenameDump():
            return _rename_dump(connection, edit)
        case SetNote():
            return _set_note(connection, edit)
        case SetField():
            return edited_fields.set_field(connection, edit)
        case SetTrashed():
            return trash.set_trashed(connection, edit)
        case AddHighlight():
            return highlights.add(connection, edit)
        case EditHighlight():
            return highlights.change(connection, edit)
        case RemoveHighlight():
            return highlights.remove(connection, edit)
        case Merge():
            return merge_papers.merge(connection, edit)
        case Restore():
            return merge_papers.restore(connection, edit)
        case SetDuplicate():
            return merge_papers.set_duplicate(connection, edit)
        case Several():
            return _several(connection, edit)


def _several(connection: sqlite3.Connection, edit: Several) -> Applied:
    done = [_apply(connection, part) for part in edit.edits]
    change = Change(
        frozenset().union(*(each.change.papers for each in done)),
        frozenset().union(*(each.change.fields for each in done)),
    )
    return Applied(_together(each.inverse for each in reversed(done)), change)


def _together(edits: Iterable[Edit]) -> Edit:
    real = tuple(edit for edit in edits if edit != NOTHING)
    return real[0] if len(real) == 1 else Several(real)


def _set_star(connection: sqlite3.Connection, edit: SetStar) -> Applied:
    changed = _returned(
        connection,
        f"update papers set starred = ? where id in {AMONG} and starred != ? returning id",
        (edit.on, among(edit.papers), edit.on),
    )
    inverse = SetStar(changed, not edit.on) if changed else NOTHING
    return Applied(inverse, Change(frozenset(changed), frozenset({"starred"})))


def _set_status(connection: sqlite3.Connection, edit: SetStatus) -> Applied:
    before = defaultdict(list)
    for paper, status in connection.execute(
        f"select id, status from papers where id in {AMONG} and status != ?",
        [among(edit.papers), edit.status],
    ).fetchall():
        before[status].append(paper)
    connection.execute(
        f"update papers set status = ? where id in {AMONG}", [edit.status, among(edit.papers)]
    )
    inverse = _together(SetStatus(tuple(papers), status) for status, papers in before.items())
    changed = frozenset(paper for papers in before.values() for paper in papers)
    return Applied(inverse, Change(changed, frozenset({"status"})))


def _rename_dump(connection: sqlite3.Connection, edit: RenameDump) -> Applied:
    row = connection.execute(
        "select given_name, name from dumps where id = ?", [edit.dump]
    ).fetchone()
    name = "" if row and edit.name == row[1] else edit.name
    if row is None or row[0] == name:
        return Applied(NOTHING, Change(frozenset(), frozenset()))
    connection.execute("update dumps set given_name = ? where id = ?", [name, edit.dump])
    return Applied(RenameDump(edit.dump, row[0]), Change(frozenset(), frozenset({"dumps"})))


def _set_note(connection: sqlite3.Connection, edit: SetNote) -> Applied:
    row = connection.execute("select note from papers where id = ?", [edit.paper]).fetchone()
    if row is None or row[0] == edit.text:
        return Applied(NOTHING, Change(frozenset(), frozenset()))
    connection.execute("update papers set note = ? where id = ?", [edit.text, edit.paper])
    return Applied(
        SetNote(edit.paper, row[0]), Change(frozenset({edit.paper}), frozenset({"note"}))
    )


def _returned(
    connection: sqlite3.Connection, statement: str, parameters: tuple[object, ...]
) -> tuple[int, ...]:
    """Return the first column of the result."""
    return tuple(row[0] for row in connection.execute(statement, parameters).fetchall())
