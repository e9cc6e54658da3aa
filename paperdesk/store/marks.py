"""The user's marks: applying an edit, and the edit that takes it back."""

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
    RemoveHighlight,
    RemoveTag,
    Restore,
    SetDuplicate,
    SetNote,
    SetSearches,
    SetStar,
    SetStatus,
    SetTagTaste,
    SetTrashed,
    Several,
)
from paperdesk.model.rows import TAG_COLOURS
from paperdesk.store import highlights, merging, saved_searches, taste, trash
from paperdesk.store.database import AMONG, among, writing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from sqlite_utils import Database


def apply(db: Database, edit: Edit) -> Applied:
    """Carry out an edit in one transaction.

    Papers that are gone are left alone. The inverse names only what really changed, so an edit that
    changes nothing has NOTHING as its inverse.
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
            return _add_tag(connection, edit)
        case RemoveTag():
            return _remove_tag(connection, edit)
        case DeleteTag():
            return _delete_tag(connection, edit)
        case SetTagTaste():
            return taste.set_tag_taste(connection, edit)
        case SetSearches():
            return saved_searches.set_searches(connection, edit)
        case SetNote():
            return _set_note(connection, edit)
        case SetTrashed():
            return trash.set_trashed(connection, edit)
        case AddHighlight():
            return highlights.add(connection, edit)
        case EditHighlight():
            return highlights.change(connection, edit)
        case RemoveHighlight():
            return highlights.remove(connection, edit)
        case Merge():
            return merging.merge(connection, edit)
        case Restore():
            return merging.restore(connection, edit)
        case SetDuplicate():
            return merging.set_duplicate(connection, edit)
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


def _add_tag(connection: sqlite3.Connection, edit: AddTag) -> Applied:
    known = _tag_id(connection, edit.tag) is not None
    parents = [] if known or edit.colour else _parents(edit.tag)
    made = [name for name in (*parents, edit.tag) if _tag_id(connection, name) is None]
    for name in made:
        colour = (name == edit.tag and edit.colour) or _least_used_colour(connection)
        connection.execute("insert into tags (name, colour) values (?, ?)", [name, colour])
    changed = _returned(
        connection,
        "insert or ignore into paper_tags (tag, paper) "
        f"select ?, id from papers where id in {AMONG} returning paper",
        (_tag_id(connection, edit.tag), among(edit.papers)),
    )
    deletions: list[Edit] = [DeleteTag(name) for name in reversed(made)]
    untag: Edit = RemoveTag(changed, edit.tag) if changed and edit.tag not in made else NOTHING
    return Applied(_together([untag, *deletions]), Change(frozenset(changed), frozenset({"tags"})))


def _parents(tag: str) -> list[str]:
    """`a` and `a/b` for `a/b/c`: a tag's parents are tags too."""
    levels = tag.split("/")
    return ["/".join(levels[:depth]) for depth in range(1, len(levels))]


def _tag_id(connection: sqlite3.Connection, name: str) -> int | None:
    row = connection.execute("select id from tags where name = ?", [name]).fetchone()
    return int(row[0]) if row else None


def _least_used_colour(connection: sqlite3.Connection) -> str:
    used = dict(connection.execute("select colour, count(*) from tags group by colour"))
    return min(TAG_COLOURS, key=lambda colour: used.get(colour, 0))


def _remove_tag(connection: sqlite3.Connection, edit: RemoveTag) -> Applied:
    changed = _returned(
        connection,
        "delete from paper_tags where tag = (select id from tags where name = ?) "
        f"and paper in {AMONG} returning paper",
        (edit.tag, among(edit.papers)),
    )
    inverse = AddTag(changed, edit.tag) if changed else NOTHING
    return Applied(inverse, Change(frozenset(changed), frozenset({"tags"})))


def _delete_tag(connection: sqlite3.Connection, edit: DeleteTag) -> Applied:
    row = connection.execute(
        "select id, name, colour, taste from tags where name = ?", [edit.tag]
    ).fetchone()
    if row is None:
        return Applied(NOTHING, Change(frozenset(), frozenset()))
    tag, name, colour, shapes_taste = row
    papers = tuple(
        paper
        for (paper,) in connection.execute("select paper from paper_tags where tag = ?", [tag])
    )
    connection.execute("delete from tags where id = ?", [tag])
    silenced = NOTHING if shapes_taste else SetTagTaste(name, False)
    inverse = _together([AddTag(papers, name, colour), silenced])
    return Applied(inverse, Change(frozenset(papers), frozenset({"tags"})))


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
    """The first column of what a statement returns."""
    return tuple(row[0] for row in connection.execute(statement, parameters).fetchall())
