"""Edits of topics, inside the transaction of the caller; see `apply`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.model.edits import NOTHING, Applied, Change, PinTopic, RenameTopic

if TYPE_CHECKING:
    import sqlite3

_FIELDS = frozenset({"topics"})
_UNCHANGED = Applied(NOTHING, Change(frozenset(), frozenset()))


def rename(connection: sqlite3.Connection, edit: RenameTopic) -> Applied:
    """Give a topic a name."""
    row = connection.execute("select name from topics where id = ?", [edit.topic]).fetchone()
    # One blank after a comma and none before it, as the filter compares names.
    name = ", ".join(" ".join(part.split()) for part in edit.name.split(","))
    if row is None or row[0] == name:
        return _UNCHANGED
    if edit.was not in (None, row[0]):
        return Applied(NOTHING, _UNCHANGED.change, _FIELDS)
    connection.execute("update topics set name = ? where id = ?", [name, edit.topic])
    inverse = RenameTopic(edit.topic, row[0], was=name)
    return Applied(inverse, Change(frozenset(), _FIELDS))


def pin(connection: sqlite3.Connection, edit: PinTopic) -> Applied:
    """Pin a topic, or let it go."""
    changed = connection.execute(
        "update topics set pinned = ? where id = ? and pinned != ?",
        [edit.on, edit.topic, edit.on],
    ).rowcount
    if not changed:
        return _UNCHANGED
    return Applied(PinTopic(edit.topic, not edit.on), Change(frozenset(), _FIELDS))
