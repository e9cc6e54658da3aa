"""Puts rows of a damaged library into a new one, and keeps account of what does not fit."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from typing import TYPE_CHECKING, Any

from paperdesk.store.rows import expanded, unpack
from paperdesk.translation import number, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from paperdesk.store.salvage.shapes import Column, Shape
    from paperdesk.store.salvage.trees import Row


REFERENCES = (
    ("dump_texts", "dumps", "dump"),
    ("sightings", "dumps", "dump"),
    ("sightings", "papers", "paper"),
    ("records", "dumps", "dump"),
    ("problems", "dumps", "dump"),
    ("paper_tags", "papers", "paper"),
    ("paper_tags", "tags", "tag"),
    ("highlights", "papers", "paper"),
    ("duplicates", "papers", "first"),
    ("duplicates", "papers", "second"),
    ("aliases", "papers", "paper"),
    ("dump_marks", "dumps", "dump"),
    ("dump_marks", "papers", "paper"),
    ("note_files", "papers", "paper"),
    ("merged_marks", "dumps", "dump"),
    ("merged_marks", "papers", "paper"),
    ("merged_libraries", "dumps", "dump"),
)
"""Table, the table that its rows belong to, and the column that says to which row."""


class Filling:
    """The new library while it is filled."""

    def __init__(self, connection: sqlite3.Connection, shapes: Mapping[str, Shape]) -> None:
        self.connection, self.shapes = connection, shapes
        self.losses: list[str] = []
        """What could not be read."""
        self._keys: dict[str, list[str]] = {}

    def insert_all(self, shape: Shape, rows: Iterable[Row]) -> None:
        """Insert the rows of a table; of rows with one key the first stays."""
        lost = 0
        for rowid, (values, sound) in rows:
            names = [column.name for column in shape.columns]
            held: dict[str, Any] = dict(zip(names, values, strict=False))
            for column in shape.columns:
                if column.is_rowid:
                    held[column.name] = rowid
            lost += not self.insert(shape, held, whole=sound)
        if lost:
            self.losses.append(tr("rows of {name}: {lost}", name=shape.name, lost=number(lost)))

    def insert(self, shape: Shape, values: Mapping[str, Any], *, whole: bool = True) -> bool:
        """Insert one row, with defaults for values that cannot be; returns whether it is there."""
        row, changed = {}, []
        for column in shape.columns:
            value = values.get(column.name, column.default)
            if not _is_sound(column, value):
                if column.required or column.is_rowid:
                    return False
                value = column.default
                changed.append(column.name)
            row[column.name] = value
        outcome = self._try(shape, row)
        if outcome is None:
            outcome, reset = self._try_with_defaults(shape, row)
            changed += reset
        if outcome and (changed or not whole):
            which = ", ".join(changed) or tr("characters of a text")
            self.losses.append(f"{_named(shape, row)}: {which}")
        return bool(outcome) or self._is_held(shape, row)

    def _try(self, shape: Shape, row: Mapping[str, Any]) -> bool | None:
        """Whether a row was inserted; False if its key is there, None if it breaks a rule."""
        names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
        try:
            self.connection.execute(
                f"insert into {shape.name} ({names}) values ({marks})", list(row.values())
            )
        except sqlite3.IntegrityError:
            return False if self._is_held(shape, row) else None
        except OverflowError:
            return False
        return True

    def _try_with_defaults(
        self, shape: Shape, row: Mapping[str, Any]
    ) -> tuple[bool | None, list[str]]:
        for column in reversed(shape.columns):
            if not column.required and not column.is_rowid and row[column.name] != column.default:
                outcome = self._try(shape, {**row, column.name: column.default})
                if outcome is not None:
                    return outcome, [column.name]
        return None, []

    def _is_held(self, shape: Shape, row: Mapping[str, Any]) -> bool:
        keys = self.keys(shape)
        where = " and ".join(f'"{name}" = ?' for name in keys)
        return (
            bool(keys)
            and self.connection.execute(
                f"select 1 from {shape.name} where {where}", [row[name] for name in keys]
            ).fetchone()
            is not None
        )

    def keys(self, shape: Shape) -> list[str]:
        """The columns of a table's primary key; none for a table without."""
        if shape.table not in self._keys:
            rows = self.connection.execute(
                "select name from pragma_table_info(?) where pk > 0 order by pk", [shape.table]
            )
            self._keys[shape.table] = [name for (name,) in rows]
        return self._keys[shape.table]

    def remove_orphans(self) -> None:
        """Delete rows that belong to rows that are not there."""
        gone: Counter[str] = Counter()
        for table, rowid, *_ in self.connection.execute("pragma foreign_key_check").fetchall():
            if rowid is not None:
                self.connection.execute(f"delete from {table} where rowid = ?", [rowid])
                gone[table] += 1
        for table, parent, column in REFERENCES:
            cursor = self.connection.execute(
                f"delete from {table} where {column} not in (select id from {parent})"
            )
            gone[table] += cursor.rowcount
        self.losses += [
            tr(
                "rows of {table}, whose papers, tags or imports are lost: {count}",
                table=table,
                count=number(count),
            )
            for table, count in gone.items()
            if count
        ]

    def counts(self) -> dict[str, int]:
        """The number of rows by table."""
        names = [name for name, *_ in REFERENCES]
        names += ["papers", "dumps", "tags", "saved_searches", "for_you_words", "topics"]
        return {
            name: int(self.connection.execute(f"select count(*) from {name}").fetchone()[0])
            for name in dict.fromkeys(names)
        }


def _is_sound(column: Column, value: Any) -> bool:
    if not column.takes(value):
        return False
    if column.default in ("[]", "{}"):
        try:
            return isinstance(json.loads(value), list if column.default == "[]" else dict)
        except ValueError:
            return False
    if column.type == "blob" and value is not None:
        try:
            unpack(value) if column.name == "record" else expanded(value)
        except Exception:  # zstd's, json's, or of a paper that cannot be
            return False
    return True


def _named(shape: Shape, row: Mapping[str, Any]) -> str:
    """`paper 12`, `tag 3`, or a row of another table by its paper or dump."""
    if "id" in row:
        return f"{shape.name.removesuffix('s')} {row['id']}"
    for name in ("paper", "dump"):
        if name in row:
            of = f"{name} {row[name]}"
            return tr("a row of {table} of {parent}", table=shape.name, parent=of)
    return tr("a row of {table}", table=shape.name)
