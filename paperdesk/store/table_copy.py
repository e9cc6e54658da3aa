"""Reads and writes whole tables, for archives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from paperdesk.store.open_file import Database

_PAGE = 500


def rows(db: Database, table: str, order: str) -> Iterator[dict[str, Any]]:
    """The rows of a table as dicts, in an order."""
    cursor = db.execute(f"select * from {table} order by {order}")
    names = [column[0] for column in cursor.description]
    while page := cursor.fetchmany(_PAGE):
        for row in page:
            yield dict(zip(names, row, strict=True))


def rows_of(db: Database, table: str, paper: int) -> list[dict[str, Any]]:
    """The rows of a table about one paper."""
    cursor = db.execute(f"select * from {table} where paper = ?", [paper])
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def insert(connection: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> int:
    """Insert a row and return its rowid."""
    columns = ", ".join(values)
    marks = ", ".join("?" * len(values))
    cursor = connection.execute(
        f"insert into {table} ({columns}) values ({marks})", list(values.values())
    )
    return int(cursor.lastrowid or 0)


def is_empty(db: Database) -> bool:
    """Whether a library holds no paper, dump, tag, search or word for recommendations."""
    row = db.execute(
        "select exists (select 1 from papers) or exists (select 1 from dumps) "
        "or exists (select 1 from tags) or exists (select 1 from saved_searches) "
        "or exists (select 1 from for_you_words)"
    ).fetchone()
    return not row[0]
