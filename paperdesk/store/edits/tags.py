"""Edits of tags, inside the transaction of the caller; see `apply`."""

from __future__ import annotations

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
from paperdesk.model.library_values import TAG_COLOURS
from paperdesk.model.tags import is_under, parents
from paperdesk.store.database import AMONG, among

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from paperdesk.model.edits import Edit

_UNCHANGED = Applied(NOTHING, Change(frozenset(), frozenset()))


def add(connection: sqlite3.Connection, edit: AddTag) -> Applied:
    """Put a tag on papers."""
    made = list(_make(connection, edit.tag))
    changed = _returned(
        connection,
        "insert or ignore into paper_tags (tag, paper) "
        f"select ?, id from papers where id in {AMONG} returning paper",
        (_id(connection, edit.tag), among(edit.papers)),
    )
    undo: list[Edit] = [DeleteTag(name) for name in reversed(made)]
    if changed and edit.tag not in made:
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
    tag = _id(connection, edit.tag)
    if tag is None:
        return _UNCHANGED
    before = _as_they_are(connection, [tag])
    connection.execute("delete from tags where id = ?", [tag])
    return Applied(before, _change(_papers_in(before)))


def rename(connection: sqlite3.Connection, edit: RenameTag) -> Applied:
    """Rename a tag and those under it, merging where names meet."""
    moves = _moves(connection, edit)
    if not moves:
        return _UNCHANGED
    met = (_id(connection, name) for name in moves.values())
    before = _as_they_are(connection, {*moves, *(tag for tag in met if tag is not None)})
    # Out of each other's way first: one of these may take the name another has now.
    for tag in moves:
        connection.execute("update tags set name = '/' || id where id = ?", [tag])
    for tag, name in moves.items():
        into = _id(connection, name)
        if into is None:
            connection.execute("update tags set name = ? where id = ?", [name, tag])
        else:
            _merge(connection, tag, into)
    made = [_id(connection, name) for name in _make_parents(connection, edit.name)]
    ids = (*before.ids, *(tag for tag in made if tag is not None))
    return Applied(
        RestoreTags(ids, before.tags, before.papers),
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
    return found if _id(connection, edit.tag) in found else {}


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
    connection.execute("update tags set colour = ? where id = ?", [edit.colour, tag])
    bearers = connection.execute("select paper from paper_tags where tag = ?", [tag]).fetchall()
    return Applied(RecolourTag(edit.tag, before), _change(paper for (paper,) in bearers))


def set_key(connection: sqlite3.Connection, edit: SetTagKey) -> Applied:
    """Give a tag a key, which another tag may lose."""
    row = connection.execute(
        "select id, key from tags where name = ? and key != ?", [edit.tag, edit.key]
    ).fetchone()
    if row is None:
        return _UNCHANGED
    tag, before = row
    undo: list[Edit] = [SetTagKey(edit.tag, before)]
    for other, name in connection.execute(
        "select id, name from tags where key = ? and key != ''", [edit.key]
    ).fetchall():
        connection.execute("update tags set key = '' where id = ?", [other])
        undo.append(SetTagKey(name, edit.key))
    connection.execute("update tags set key = ? where id = ?", [edit.key, tag])
    return Applied(undo[0] if len(undo) == 1 else Several(tuple(undo)), _change(()))


def restore(connection: sqlite3.Connection, edit: RestoreTags) -> Applied:
    """Put tags back as they were; papers that are gone are left alone."""
    now = _as_they_are(connection, edit.ids)
    connection.executemany("delete from tags where id = ?", [(tag,) for tag in edit.ids])
    for row in edit.tags:
        connection.execute(f"insert into tags values ({', '.join('?' * len(row))})", row)
    connection.executemany(
        "insert into paper_tags select id, ? from papers where id = ?",
        [(tag, paper) for paper, tag in edit.papers],
    )
    return Applied(now, _change({*_papers_in(now), *_papers_in(edit)}))


def _as_they_are(connection: sqlite3.Connection, ids: Iterable[int]) -> RestoreTags:
    """The edit that would bring these tags back to what they are now."""
    some = tuple(sorted(set(ids)))
    places = ", ".join("?" * len(some))
    tags = connection.execute(f"select * from tags where id in ({places})", some).fetchall()
    papers = connection.execute(
        f"select paper, tag from paper_tags where tag in ({places})", some
    ).fetchall()
    return RestoreTags(some, tuple(map(tuple, tags)), tuple(map(tuple, papers)))


def _papers_in(edit: RestoreTags) -> Iterator[int]:
    return (paper for paper, _ in edit.papers)


def _make(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    """Make a tag that is not there, and its parents; those made."""
    if _id(connection, name) is None:
        yield from _make_parents(connection, name)
        _insert(connection, name)
        yield name


def _make_parents(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    for above in parents(name):
        if _id(connection, above) is None:
            _insert(connection, above)
            yield above


def _insert(connection: sqlite3.Connection, name: str) -> None:
    """A new tag takes the colour used least."""
    used = dict(connection.execute("select colour, count(*) from tags group by colour"))
    colour = min(TAG_COLOURS, key=lambda each: used.get(each, 0))
    connection.execute("insert into tags (name, colour) values (?, ?)", [name, colour])


def _id(connection: sqlite3.Connection, name: str) -> int | None:
    row = connection.execute("select id from tags where name = ?", [name]).fetchone()
    return int(row[0]) if row else None


def _change(papers: Iterable[int]) -> Change:
    return Change(frozenset(papers), frozenset({"tags"}))


def _returned(
    connection: sqlite3.Connection, statement: str, parameters: tuple[object, ...]
) -> tuple[int, ...]:
    """The first column of what a statement returns."""
    return tuple(row[0] for row in connection.execute(statement, parameters).fetchall())
