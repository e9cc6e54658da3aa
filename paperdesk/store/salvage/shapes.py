"""What rows of each table and index look like, learned from a new library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from paperdesk.store.salvage.records import Value


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    type: str
    """integer, real, text or blob."""
    required: bool
    """Whether it must have a value and has no default one."""
    nullable: bool
    default: Any
    is_rowid: bool = False

    def takes(self, value: Value) -> bool:
        """Whether a value may stand here."""
        if value is None:
            return self.nullable or self.is_rowid
        if self.type == "real":  # whole numbers are stored as integers
            return isinstance(value, float | int)
        return isinstance(value, {"integer": int, "text": str}.get(self.type, bytes))


@dataclass(frozen=True, slots=True)
class Shape:
    """A table or an index, with its columns as they are stored."""

    name: str
    table: str
    """The table; for an index, that it is of."""
    columns: tuple[Column, ...]
    has_rowid: bool
    """Whether its rows are stored by row id: not those of indexes and WITHOUT ROWID tables."""

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return self.name == self.table

    @property
    def fewest(self) -> int:
        """The least number of values: rows older than a column end before it."""
        needed = [place for place, column in enumerate(self.columns, 1) if column.required]
        return max(needed, default=1) if self.has_rowid else len(self.columns)

    def fits(self, values: Sequence[Value]) -> bool:
        """Whether a row may be one of these."""
        if not self.fewest <= len(values) <= len(self.columns):
            return False
        pairs = zip(self.columns, values, strict=False)
        return all(
            column.takes(value) and (not column.is_rowid or value is None)
            for column, value in pairs
        )


def shapes_of(connection: sqlite3.Connection) -> dict[str, Shape]:
    """The tables and indexes of a new library by name."""
    found: dict[str, Shape] = {}
    tables = connection.execute(
        "select name, wr from pragma_table_list where schema = 'main' and type = 'table'"
    ).fetchall()
    for table, without_rowid in tables:
        if table == "sqlite_schema":
            continue
        columns = _columns(connection, table, without_rowid=bool(without_rowid))
        found[table] = Shape(table, table, tuple(columns.values()), not without_rowid)
        for (index,) in connection.execute("select name from pragma_index_list(?)", [table]):
            if not (without_rowid and index.startswith("sqlite_autoindex")):
                found[index] = Shape(index, table, _indexed(connection, index, columns), False)
    return found


def _columns(
    connection: sqlite3.Connection, table: str, *, without_rowid: bool
) -> dict[str, Column]:
    rows = connection.execute(
        'select name, lower(type), "notnull", dflt_value, pk from pragma_table_info(?)', [table]
    ).fetchall()
    columns = {}
    for name, kind, notnull, default, key in rows:
        is_rowid = bool(key) and kind == "integer" and not without_rowid
        value = None if default is None else connection.execute(f"select {default}").fetchone()[0]
        needed = bool(notnull) or bool(key)
        columns[name] = Column(
            name,
            kind,
            required=needed and default is None and not is_rowid,
            nullable=not needed,
            default=value,
            is_rowid=is_rowid,
        )
    return columns


def _indexed(
    connection: sqlite3.Connection, index: str, columns: dict[str, Column]
) -> tuple[Column, ...]:
    rowid = Column("", "integer", required=True, nullable=False, default=None)
    keyed = next((column.name for column in columns.values() if column.is_rowid), "")
    names = connection.execute("select cid, name from pragma_index_xinfo(?)", [index]).fetchall()
    stored = []
    for place, name in names:
        if place >= 0 and name != keyed:
            stored.append(columns[name])
        elif place == -2:  # an expression, such as instr(note, '[[')
            stored.append(Column("", "integer", required=False, nullable=True, default=None))
        else:
            stored.append(
                Column(keyed, "integer", required=True, nullable=False, default=None)
                if keyed
                else rowid
            )
    return tuple(stored)
