"""Repairs of what follows from the rest of the database, inside one transaction of the caller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.store.checking import checks
from paperdesk.store.imports.dumps import text_is_whole
from paperdesk.store.new_tags import make_tags
from paperdesk.store.salvage.filling import REFERENCES

if TYPE_CHECKING:
    import sqlite3


def repair(connection: sqlite3.Connection) -> None:
    """Delete what belongs to nothing, and write anew what follows from other values."""
    for table, parent, column in REFERENCES:
        connection.execute(f"delete from {table} where {column} not in (select id from {parent})")
    connection.execute("delete from duplicates where first >= second")
    for table, column, kind, wrong in checks.json_columns():
        empty = "[]" if kind == "array" else "{}"
        connection.execute(f"update {table} set {column} = ? where {wrong}", [empty])
    _mend_texts(connection)
    connection.executemany(
        "update papers set title_key = ? where id = ?",
        [(key, number) for number, key in checks.wrong_keys(connection)],
    )
    connection.executemany(
        "update papers set provenance = ? where id = ?",
        [(sources, number) for number, sources in checks.wrong_provenance(connection)],
    )
    connection.execute(
        "update papers set first_dump = coalesce((select min(dump) from sightings "
        "where paper = papers.id), 0) "
        "where first_dump != 0 and first_dump not in (select id from dumps)"
    )
    rows = connection.execute("select distinct dump from dump_texts").fetchall()
    for (dump,) in rows:
        if not text_is_whole(connection, dump):
            connection.execute("delete from dump_texts where dump = ?", [dump])
    make_tags(connection, [name for (name,) in connection.execute("select name from tags")])


def _mend_texts(connection: sqlite3.Connection) -> None:
    """Let U+FFFD stand for bytes that are no text."""
    for table, columns in checks.TEXTS.items():
        for column in columns:
            rows = connection.execute(
                f"select id, cast({column} as blob) from {table} where {column} is not null"
            )
            broken = [(number, data) for number, data in rows if not checks.is_utf8(data)]
            connection.executemany(
                f"update {table} set {column} = ? where id = ?",
                [(data.decode("utf-8", "replace"), number) for number, data in broken],
            )
