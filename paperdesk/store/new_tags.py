"""Makes tags, inside the transaction of the caller."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from paperdesk.model.library_values import TAG_COLOURS
from paperdesk.model.tags import parents

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


def tag_id(connection: sqlite3.Connection, name: str) -> int | None:
    """The id of a tag, in whatever case; None if there is none."""
    row = connection.execute("select id from tags where name = ?", [name]).fetchone()
    return int(row[0]) if row else None


def used_colours(connection: sqlite3.Connection) -> Counter[str]:
    """How many tags have each colour."""
    return Counter(dict(connection.execute("select colour, count(*) from tags group by colour")))


def make_tags(
    connection: sqlite3.Connection, names: Iterable[str], used: Counter[str] | None = None
) -> list[str]:
    """Make the tags that are not there, with their parents; return those made, parents first.

    Each takes the colour used least. `used` counts them for many calls, which is quicker.
    """
    wanted = dict.fromkeys(each for name in names for each in (*parents(name), name))
    missing = [name for name in wanted if tag_id(connection, name) is None]
    if not missing:
        return []
    used = used_colours(connection) if used is None else used
    made = []
    for name in missing:
        colour = min(TAG_COLOURS, key=used.__getitem__)
        row = connection.execute(
            "insert or ignore into tags (name, colour) values (?, ?)", [name, colour]
        )
        if row.rowcount:  # no other of these names differs in case alone
            used[colour] += 1
            made.append(name)
    return made
