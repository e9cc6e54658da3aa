"""Reads and writes what the user made beside papers."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from paperdesk.model.library_marks import (
    LibraryMarks,
    TagValues,
    joined_library,
    parted_library,
    tag_key,
)
from paperdesk.model.library_values import SavedSearch

if TYPE_CHECKING:
    import sqlite3


def library_marks(connection: sqlite3.Connection) -> LibraryMarks:
    """The tags, saved searches and words of the library."""
    tags = connection.execute("select name, colour, key, for_you from tags").fetchall()
    searches = connection.execute("select name, query from saved_searches order by position")
    words = connection.execute("select word, effect from for_you_words order by word").fetchall()
    return LibraryMarks(
        tuple(
            sorted(
                (TagValues(name, colour, key, bool(on)) for name, colour, key, on in tags),
                key=_name,
            )
        ),
        tuple(SavedSearch(*row) for row in searches),
        tuple(words),
    )


def write_library_marks(
    connection: sqlite3.Connection, before: LibraryMarks, after: LibraryMarks
) -> None:
    """Make the library's marks, which are `before`, those of `after`; tags are not deleted."""
    _write_tags(connection, before, after)
    if before.searches != after.searches:
        connection.execute("delete from saved_searches")
        connection.executemany(
            "insert into saved_searches (position, name, query) values (?, ?, ?)",
            [(place, each.name, each.query) for place, each in enumerate(after.searches)],
        )
    if before.words != after.words:
        connection.execute("delete from for_you_words")
        connection.executemany("insert into for_you_words values (?, ?)", after.words)


def _write_tags(connection: sqlite3.Connection, before: LibraryMarks, after: LibraryMarks) -> None:
    known = {tag_key(tag.name): tag for tag in before.tags}
    changed = [tag for tag in after.tags if known.get(tag_key(tag.name)) != tag]
    # Out of each other's way first: one may take the shortcut that another has now.
    connection.executemany("update tags set key = '' where name = ?", [(t.name,) for t in changed])
    for tag in changed:
        values = [tag.name, tag.colour, tag.key, tag.for_you]
        old = known.get(tag_key(tag.name))
        if old is None:
            connection.execute(
                "insert into tags (name, colour, key, for_you) values (?, ?, ?, ?)", values
            )
            continue
        connection.execute(
            "update tags set name = ?, colour = ?, key = ?, for_you = ? where name = ?",
            [*values, tag.name],
        )
        if old.name != tag.name:
            connection.execute(
                "update or ignore dump_marks set value = ? "
                "where kind in ('tag', 'new tag') and value = ?",
                [tag.name, old.name],
            )


def drop_tags(connection: sqlite3.Connection, before: LibraryMarks, after: LibraryMarks) -> None:
    """Delete the tags that came with `after`, where no paper has them and no tag is below them."""
    own = {tag_key(tag.name) for tag in before.tags}
    brought = [tag for tag in after.tags if tag_key(tag.name) not in own]
    for tag in sorted(brought, key=lambda tag: -len(tag.name)):  # nested ones first
        connection.execute(
            "delete from tags where name = :name and key = :key and colour = :colour "
            "and not exists (select 1 from paper_tags where tag = tags.id) and not exists "
            "(select 1 from tags t where t.name >= :name || '/' and t.name < :name || '0')",
            {"name": tag.name, "key": tag.key, "colour": tag.colour},
        )


def join_library_marks(
    connection: sqlite3.Connection, dump: int, theirs: LibraryMarks
) -> dict[str, str]:
    """Join the marks of an archive to the library's, and note for an undo what that changed.

    Returns the tags of either that are spelled in another way now, with their new names.
    """
    now = library_marks(connection)
    after = joined_library(now, theirs)
    write_library_marks(connection, now, after)
    before, remembered = now, remembered_library_marks(connection, dump)
    if remembered is not None:  # what it would be without this archive
        before = parted_library(*remembered, now)
        kept = {tag_key(tag.name) for tag in remembered[0].tags}
        brought = {tag_key(tag.name) for tag in remembered[1].tags} - kept
        own = (tag for tag in before.tags if tag_key(tag.name) not in brought)
        before = replace(before, tags=tuple(own))
    connection.execute(
        "insert or replace into merged_libraries values (?, ?, ?)",
        [dump, json.dumps(before.to_values()), json.dumps(after.to_values())],
    )
    return respelled_tags(now, theirs, after)


def respelled_tags(
    ours: LibraryMarks, theirs: LibraryMarks, joined: LibraryMarks
) -> dict[str, str]:
    """The tags of either library that are spelled in another way when they are joined."""
    names = {tag_key(tag.name): tag.name for tag in joined.tags}
    every = {tag.name for tag in (*ours.tags, *theirs.tags)}
    return {name: new for name in every if (new := names[tag_key(name)]) != name}


def remembered_library_marks(
    connection: sqlite3.Connection, dump: int
) -> tuple[LibraryMarks, LibraryMarks] | None:
    """The marks before and after an archive was merged; None if that is not known."""
    row = connection.execute(
        "select before, after from merged_libraries where dump = ?", [dump]
    ).fetchone()
    if row is None:
        return None
    before, after = (LibraryMarks.from_values(json.loads(text)) for text in row)
    return before, after


def _name(tag: TagValues) -> str:
    return tag.name
