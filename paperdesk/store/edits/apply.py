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
    PinTopic,
    RecolourTag,
    RemoveHighlight,
    RemoveTag,
    RenameDump,
    RenameTag,
    RenameTopic,
    Restore,
    RestoreTags,
    SetDuplicate,
    SetField,
    SetLessLike,
    SetNote,
    SetSearches,
    SetStar,
    SetStatus,
    SetTagForYou,
    SetTagKey,
    SetTrashed,
    SetWordForYou,
    Several,
)
from paperdesk.model.text_merge import merge_texts, revert_text
from paperdesk.model.timestamp import now
from paperdesk.store.database import AMONG, among, writing
from paperdesk.store.edits import (
    edited_fields,
    highlights,
    liked_papers,
    merge_papers,
    restore_tags,
    saved_searches,
    separate_papers,
    steering,
    tags,
    topics,
    trash,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from paperdesk.store.open_file import Database


def apply(db: Database, edit: Edit) -> Applied:
    """Apply an edit in one transaction, which survives a power cut once this returns.

    Deleted papers are ignored. The inverse covers only what changed; an edit that changes nothing
    has NOTHING as its inverse.
    """
    with writing(db, durable=True) as connection:
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
        case SetWordForYou():
            return steering.set_word(connection, edit)
        case SetLessLike():
            return steering.set_less_like(connection, edit)
        case RestoreTags():
            return restore_tags.restore(connection, edit)
        case SetSearches():
            return saved_searches.set_searches(connection, edit)
        case RenameTopic():
            return topics.rename(connection, edit)
        case PinTopic():
            return topics.pin(connection, edit)
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
            return separate_papers.restore(connection, edit)
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
    conflicts = frozenset().union(*(each.conflicts for each in done))
    return Applied(_together(each.inverse for each in reversed(done)), change, conflicts)


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
    others = False
    for paper, status, read_on in connection.execute(
        f"select id, status, read_on from papers where id in {AMONG} and status != ?",
        [among(edit.papers), edit.status],
    ).fetchall():
        if edit.was in (None, status):
            before[status, read_on].append(paper)
        else:
            others = True
    changed = [paper for papers in before.values() for paper in papers]
    day = now()[:10] if edit.read_on is None and edit.status == "read" else edit.read_on
    connection.execute(
        f"update papers set status = ?, read_on = coalesce(?, read_on) where id in {AMONG}",
        [edit.status, day, among(changed)],
    )
    fields = frozenset({"status"})
    return Applied(
        _together(
            SetStatus(tuple(papers), status, was=edit.status, read_on=read_on)
            for (status, read_on), papers in before.items()
        ),
        Change(frozenset(changed), fields),
        fields if others else frozenset(),
    )


def _rename_dump(connection: sqlite3.Connection, edit: RenameDump) -> Applied:
    row = connection.execute(
        "select given_name, name from dumps where id = ?", [edit.dump]
    ).fetchone()
    name = "" if row and edit.name == row[1] else edit.name
    fields = frozenset({"dumps"})
    if row is None or row[0] == name:
        return Applied(NOTHING, Change(frozenset(), frozenset()))
    if edit.was not in (None, row[0]):
        return Applied(NOTHING, Change(frozenset(), frozenset()), fields)
    connection.execute("update dumps set given_name = ? where id = ?", [name, edit.dump])
    return Applied(RenameDump(edit.dump, row[0], was=name), Change(frozenset(), fields))


def _set_note(connection: sqlite3.Connection, edit: SetNote) -> Applied:
    row = connection.execute("select note from papers where id = ?", [edit.paper]).fetchone()
    if row is None:
        return Applied(NOTHING, Change(frozenset(), frozenset()))
    (now,) = row
    text, in_conflict = edit.text, False
    if edit.was is not None and edit.was != now:
        merge = revert_text if edit.reverts else merge_texts
        text, in_conflict = merge(edit.was, edit.text, now)
    fields = frozenset({"note"})
    conflicts = fields if in_conflict else frozenset()
    if text == now:
        return Applied(NOTHING, Change(frozenset(), frozenset()), conflicts)
    connection.execute("update papers set note = ? where id = ?", [text, edit.paper])
    return Applied(
        SetNote(edit.paper, now, was=text, reverts=True),
        Change(frozenset({edit.paper}), fields),
        conflicts,
    )


def _returned(
    connection: sqlite3.Connection, statement: str, parameters: tuple[object, ...]
) -> tuple[int, ...]:
    """Return the first column of the result."""
    return tuple(row[0] for row in connection.execute(statement, parameters).fetchall())
