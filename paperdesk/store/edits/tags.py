"""Edits of tags, inside the transaction of the caller; see `apply`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperdesk.model.edits import (
    NOTHING,
    AddTag,
    Applied,
    Change,
    DeleteTag,
    RecolourTag,
    RemoveTag,
    RenameTag,
    RestoreTags,
    SetTagKey,
    Several,
)
from paperdesk.model.tags import is_under, parents
from paperdesk.store.database import AMONG, among
from paperdesk.store.edits.restore_tags import tags_now
from paperdesk.store.new_tags import make_tags, tag_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from paperdesk.model.edits import Edit

_UNCHANGED = Applied(NOTHING, Change(frozenset(), frozenset()))
_LEFT_ALONE = replace(_UNCHANGED, conflicts=frozenset({"tags"}))


def add(connection: sqlite3.Connection, edit: AddTag) -> Applied:
    """Put a tag on papers."""
    made = make_tags(connection, [edit.tag])
    changed = _returned(
        connection,
        "insert or ignore into paper_tags (tag, paper) "
        f"select ?, id from papers where id in {AMONG} returning paper",
        (tag_id(connection, edit.tag), among(edit.papers)),
    )
    undo: list[Edit] = [
        DeleteTag(name, only_unused=True, under=tuple(sorted(_under(connection, name) - set(made))))
        for name in reversed(made)
    ]
    if changed:
        undo.insert(0, RemoveTag(changed, edit.tag))
    return Applied(undo[0] if len(undo) == 1 else Several(tuple(undo)), _change(changed))


def remove(connection: sqlite3.Connection, edit: RemoveTag) -> Applied:
    """Take a tag off papers."""
    changed = _returned(
        connection,
        "delete from paper_tags where tag = (select id from tags where name = ?) "
        f"and paper in {AMONG} returning paper",
        (edit.tag, among(edit.papers)),
    )
    return Applied(AddTag(changed, edit.tag) if changed else NOTHING, _change(changed))


def delete(connection: sqlite3.Connection, edit: DeleteTag) -> Applied:
    """Remove a tag."""
    tag = tag_id(connection, edit.tag)
    if tag is None:
        return _UNCHANGED
    if edit.only_unused and _is_used(connection, tag, edit):
        return _LEFT_ALONE
    before = tags_now(connection, [tag])
    connection.execute("delete from tags where id = ?", [tag])
    return Applied(before, _change(_papers_in(before)))


def rename(connection: sqlite3.Connection, edit: RenameTag) -> Applied:
    """Rename a tag and those under it, merging where names meet."""
    moves = _moves(connection, edit)
    if not moves:
        return _UNCHANGED
    met = (tag_id(connection, name) for name in moves.values())
    before = tags_now(connection, {*moves, *(tag for tag in met if tag is not None)})
    # Out of each other's way first: one of these may take the name another has now.
    for tag in moves:
        connection.execute("update tags set name = '/' || id where id = ?", [tag])
    for tag, name in moves.items():
        into = tag_id(connection, name)
        if into is None:
            connection.execute("update tags set name = ? where id = ?", [name, tag])
        else:
            _merge(connection, tag, into)
    made = [tag_id(connection, name) for name in make_tags(connection, parents(edit.name))]
    left = tags_now(connection, (*before.ids, *(tag for tag in made if tag is not None)))
    return Applied(
        RestoreTags(left.ids, before.tags, before.papers, left.tags, left.papers),
        _change(paper for paper, tag in before.papers if tag in moves),
    )


def _moves(connection: sqlite3.Connection, edit: RenameTag) -> dict[int, str]:
    """The tags that get another name, parents first, and those names.

    A tag that goes under itself, `ml` to `ml/old`, leaves the tags already there unchanged.
    """
    inside = edit.name != edit.tag and is_under(edit.name, edit.tag)
    same = edit.name.casefold() == edit.tag.casefold()
    found = {}
    for tag, name in connection.execute("select id, name from tags order by name").fetchall():
        stays = inside and not same and is_under(name, edit.name)
        new = edit.name + name[len(edit.tag) :]
        if is_under(name, edit.tag) and not stays and new != name:
            found[tag] = new
    return found if tag_id(connection, edit.tag) in found else {}


def _is_used(connection: sqlite3.Connection, tag: int, edit: DeleteTag) -> bool:
    papers = connection.execute("select 1 from paper_tags where tag = ? limit 1", [tag])
    return papers.fetchone() is not None or bool(
        _under(connection, edit.tag) - {edit.tag, *edit.under}
    )


def _under(connection: sqlite3.Connection, tag: str) -> set[str]:
    """A tag and those nested in it."""
    names = connection.execute("select name from tags").fetchall()
    return {name for (name,) in names if is_under(name, tag)}


def _merge(connection: sqlite3.Connection, tag: int, into: int) -> None:
    """Make a tag part of another, which keeps its colour, and its key if it has one."""
    connection.execute(
        "insert or ignore into paper_tags select paper, ? from paper_tags where tag = ?",
        [into, tag],
    )
    (key,) = connection.execute("select key from tags where id = ?", [tag]).fetchone()
    connection.execute("delete from tags where id = ?", [tag])
    connection.execute("update tags set key = ? where id = ? and key = ''", [key, into])


def recolour(connection: sqlite3.Connection, edit: RecolourTag) -> Applied:
    """Give a tag another colour."""
    row = connection.execute(
        "select id, colour from tags where name = ? and colour != ?", [edit.tag, edit.colour]
    ).fetchone()
    if row is None:
        return _UNCHANGED
    tag, before = row
    if edit.was not in (None, before):
        return _LEFT_ALONE
    connection.execute("update tags set colour = ? where id = ?", [edit.colour, tag])
    bearers = connection.execute("select paper from paper_tags where tag = ?", [tag]).fetchall()
    inverse = RecolourTag(edit.tag, before, was=edit.colour)
    return Applied(inverse, _change(paper for (paper,) in bearers))


def set_key(connection: sqlite3.Connection, edit: SetTagKey) -> Applied:
    """Give a tag a key, which another tag may lose."""
    row = connection.execute(
        "select id, key from tags where name = ? and key != ?", [edit.tag, edit.key]
    ).fetchone()
    if row is None:
        return _UNCHANGED
    tag, before = row
    others = connection.execute(
        "select id, name from tags where key = ? and key != ''", [edit.key]
    ).fetchall()
    if edit.was is not None and (edit.was != before or others):
        return _LEFT_ALONE
    undo: list[Edit] = [SetTagKey(edit.tag, before, was=edit.key)]
    for other, name in others:
        connection.execute("update tags set key = '' where id = ?", [other])
        undo.append(SetTagKey(name, edit.key, was=""))
    connection.execute("update tags set key = ? where id = ?", [edit.key, tag])
    return Applied(undo[0] if len(undo) == 1 else Several(tuple(undo)), _change(()))


def _papers_in(edit: RestoreTags) -> Iterator[int]:
    return (paper for paper, _ in edit.papers)


def _change(papers: Iterable[int]) -> Change:
    return Change(frozenset(papers), frozenset({"tags"}))


def _returned(
    connection: sqlite3.Connection, statement: str, parameters: tuple[object, ...]
) -> tuple[int, ...]:
    """The first column of what a statement returns."""
    return tuple(row[0] for row in connection.execute(statement, parameters).fetchall())
