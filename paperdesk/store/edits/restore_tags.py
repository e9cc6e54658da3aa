"""Undoes edits of tags, but for what was changed after them.

Three states are compared, as for papers that were merged: before the edit, after it, and now.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from paperdesk.model.edits import NOTHING, Applied, Change, RestoreTags
from paperdesk.store.new_tags import tag_id

if TYPE_CHECKING:
    from collections.abc import Iterable

_COLUMNS = ("id", "name", "colour", "key", "for_you")


def restore(connection: sqlite3.Connection, edit: RestoreTags) -> Applied:
    """Restore tags that are still as the edit left them; papers that are gone are left alone."""
    before = {row[0]: row for row in edit.tags}
    left = {row[0]: row for row in edit.left_tags}
    now = tags_now(connection, edit.ids)
    well = _delete_made(connection, edit, before.keys(), now)
    for tag in before.keys() & left.keys() & {row[0] for row in now.tags}:
        connection.execute("update tags set name = '/' || id, key = '' where id = ?", [tag])
    for row in now.tags:  # out of each other's way first: one may take the name another has now
        if row[0] in before and row[0] in left:
            well &= _restore_columns(connection, before[row[0]], left[row[0]], row)
    well &= before.keys() & left.keys() <= {row[0] for row in now.tags}
    # A tag that was deleted may have been made again meanwhile, by another edit than this one.
    again = {
        tag: found
        for tag in before.keys() - left.keys()
        if (found := tag_id(connection, before[tag][1])) is not None
    }
    now = _both(now, tags_now(connection, set(again.values()) - set(now.ids)))
    ids = {tag: tag for tag in before} | again
    for tag in before.keys() - left.keys() - again.keys():
        ids[tag] = _insert(connection, before[tag])
    _restore_papers(connection, edit, ids)
    after = tags_now(connection, (*now.ids, *ids.values()))
    conflicts = frozenset() if well else frozenset({"tags"})
    if (after.tags, after.papers) == (now.tags, now.papers):
        return Applied(NOTHING, Change(frozenset(), frozenset()), conflicts)
    inverse = RestoreTags(after.ids, now.tags, now.papers, after.tags, after.papers)
    papers = frozenset(paper for paper, _ in (*now.papers, *after.papers))
    return Applied(inverse, Change(papers, frozenset({"tags"})), conflicts)


def tags_now(connection: sqlite3.Connection, ids: Iterable[int]) -> RestoreTags:
    """The edit that would bring these tags back to what they are now, once they are deleted."""
    some = tuple(sorted(set(ids)))
    places = ", ".join("?" * len(some))
    tags = connection.execute(
        f"select {', '.join(_COLUMNS)} from tags where id in ({places}) order by id", some
    ).fetchall()
    papers = connection.execute(
        f"select paper, tag from paper_tags where tag in ({places}) order by paper, tag", some
    ).fetchall()
    return RestoreTags(some, tuple(map(tuple, tags)), tuple(map(tuple, papers)))


def _both(one: RestoreTags, other: RestoreTags) -> RestoreTags:
    return RestoreTags(
        tuple(sorted((*one.ids, *other.ids))),
        tuple(sorted((*one.tags, *other.tags))),
        tuple(sorted((*one.papers, *other.papers))),
    )


def _delete_made(
    connection: sqlite3.Connection, edit: RestoreTags, before: Iterable[int], now: RestoreTags
) -> bool:
    """Delete the tags that the edit made; False if some have got papers since."""
    well = True
    names = {row[0]: row[1] for row in now.tags}
    later = {tag for paper, tag in set(now.papers) - set(edit.left_papers)}
    for tag, name, *_ in edit.left_tags:
        if tag in before or tag not in names:
            continue
        if tag in later or names[tag] != name:
            well = False
        else:
            connection.execute("delete from tags where id = ?", [tag])
    return well


def _restore_columns(
    connection: sqlite3.Connection,
    before: tuple[object, ...],
    left: tuple[object, ...],
    now: tuple[object, ...],
) -> bool:
    well = True
    for column, old, new, current in zip(_COLUMNS, before, left, now, strict=True):
        value = old if current == new else current
        well &= value == old or old == new
        try:
            connection.execute(f"update tags set {column} = ? where id = ?", [value, now[0]])
        except sqlite3.IntegrityError:  # another tag has taken this name or key since then
            well = False
            if column == "name":
                connection.execute("update tags set name = ? where id = ?", [current, now[0]])
    return well


def _insert(connection: sqlite3.Connection, row: tuple[object, ...]) -> int:
    """Insert a deleted tag; returns its id, another one if its own was taken."""
    tag, name, colour, key, for_you = row
    taken = connection.execute("select 1 from tags where id = ?", [tag]).fetchone()
    has_key = connection.execute("select 1 from tags where key = ? and key != ''", [key]).fetchone()
    (inserted,) = connection.execute(
        f"insert into tags ({', '.join(_COLUMNS)}) values (?, ?, ?, ?, ?) returning id",
        [None if taken else tag, name, colour, "" if has_key else key, for_you],
    ).fetchone()
    return int(inserted)


def _restore_papers(connection: sqlite3.Connection, edit: RestoreTags, ids: dict[int, int]) -> None:
    """Put the tags on the papers that the edit took them off, and reverse."""
    before, left = set(edit.papers), set(edit.left_papers)
    connection.executemany(
        "delete from paper_tags where paper = ? and tag = ?", sorted(left - before)
    )
    connection.executemany(
        "insert or ignore into paper_tags "
        "select papers.id, tags.id from papers, tags where papers.id = ? and tags.id = ?",
        [(paper, ids[tag]) for paper, tag in sorted(before - left)],
    )
