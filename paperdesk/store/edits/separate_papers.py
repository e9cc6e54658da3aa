"""Undoes a merge of two papers, but for what was changed after it.

Three states are compared: before the merge, after it, and now. What is still as the merge left it
goes back to what it was before; everything else stays.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from paperdesk.model.edits import NOTHING, Applied, Change, Merge, Restore
from paperdesk.model.text_merge import revert_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Row = tuple[Any, ...]
    Rows = tuple[Row, ...]

# Every table with rows about a paper, and the columns that name it. Papers first: others refer
# to them.
_TABLES = {
    "papers": ("id",),
    "sightings": ("paper",),
    "records": ("paper",),
    "paper_tags": ("paper",),
    "highlights": ("paper",),
    "duplicates": ("first", "second"),
    "aliases": ("paper",),
    "dump_marks": ("paper",),
}
_KEYS = {"records": ("dump", "position"), "highlights": ("id",)}
"""Tables whose rows keep their keys in a merge; they are compared column by column."""
_GROUPS = {
    "sightings": ("dump",),
    "paper_tags": ("tag",),
    "aliases": ("name",),
    "dump_marks": ("dump", "kind", "value"),
}
"""Tables whose rows a merge can join; rows with the same values here are compared together."""
_FIELDS = {"paper_tags": "tags", "highlights": "highlights", "duplicates": "duplicates"}
_COLUMN_FIELDS = {
    "note": "note", "status": "status", "read_on": "status", "starred": "starred",
    "less_like": "for_you",
}  # fmt: skip
ALL_FIELDS = frozenset(
    {"papers", "starred", "status", "tags", "note", "highlights", "duplicates", "for_you"}
)


def rows_about(connection: sqlite3.Connection, papers: tuple[int, ...]) -> dict[str, Rows]:
    """Table -> its rows about these papers."""
    names = ", ".join("?" * len(papers))
    found = {}
    for table, columns in _TABLES.items():
        condition = " or ".join(f"{column} in ({names})" for column in columns)
        rows = connection.execute(f"select * from {table} where {condition}", papers * len(columns))
        found[table] = tuple(rows.fetchall())
    return found


def restore(connection: sqlite3.Connection, edit: Restore) -> Applied:
    """Separate two papers that were merged; what was changed since then stays."""
    now = rows_about(connection, (edit.keep, edit.gone))
    before, left = dict(edit.before), dict(edit.left)
    if [row[0] for row in now["papers"]] != [edit.keep] or not _has_records(
        before, left, now, edit
    ):
        return Applied(NOTHING, Change(frozenset(), frozenset()), frozenset({"papers"}))
    conflicts = _restore_papers(connection, before["papers"], left["papers"], now["papers"])
    for table in list(_TABLES)[1:]:
        columns = _columns(connection, table)
        states = before[table], left[table], now[table]
        if table in _KEYS:
            well = _restore_columns(connection, table, columns, *states)
        else:
            well = _restore_groups(
                connection, table, columns, _grouping(table, columns, edit), *states
            )
        if not well:
            conflicts.add(_FIELDS.get(table, "papers"))
    return Applied(
        Merge(edit.keep, edit.gone),
        Change(frozenset({edit.keep, edit.gone}), ALL_FIELDS),
        frozenset(conflicts),
    )


def _has_records(
    before: dict[str, Rows], left: dict[str, Rows], now: dict[str, Rows], edit: Restore
) -> bool:
    """Whether a dump that listed the paper that is gone is still as the merge left it.

    Else its imports were undone, and it would come back as a paper from nowhere.
    """
    dumps = {row[0] for row in before["sightings"] if row[1] == edit.gone}
    there = {row[0] for row in left["sightings"] if row in now["sightings"]}
    return not dumps or bool(dumps & there)


def _restore_papers(
    connection: sqlite3.Connection, before: Rows, left: Rows, now: Rows
) -> set[str]:
    """Restore the row of the paper that is there, and insert the other's."""
    columns = _columns(connection, "papers")
    (was,), (is_now,) = left, now
    conflicts = set()
    for row in before:
        if row[0] != is_now[0]:
            _insert_paper(connection, columns, row)
            continue
        for column, old, new, current in zip(columns, row, was, is_now, strict=True):
            value = old
            if old == new:
                continue
            if current != new:
                conflicts.add(_COLUMN_FIELDS.get(column, "papers"))
                value = current
            if column == "note":
                value, in_conflict = revert_text(new, old, current)
                if not in_conflict:
                    conflicts.discard("note")
            connection.execute(f"update papers set {column} = ? where id = ?", [value, row[0]])
    return conflicts


def _insert_paper(connection: sqlite3.Connection, columns: list[str], row: Row) -> None:
    try:
        _insert(connection, "papers", row)
    except sqlite3.IntegrityError:  # another paper was exported under its citation key since then
        key = columns.index("citation_key")
        _insert(connection, "papers", (*row[:key], "", *row[key + 1 :]))


def _restore_columns(
    connection: sqlite3.Connection,
    table: str,
    columns: list[str],
    before: Rows,
    left: Rows,
    now: Rows,
) -> bool:
    """Restore rows column by column; False if some were changed since the merge."""
    places = [columns.index(name) for name in _KEYS[table]]
    condition = " and ".join(f"{name} = ?" for name in _KEYS[table])

    def by_key(rows: Rows) -> dict[Row, Row]:
        return {tuple(row[place] for place in places): row for row in rows}

    lefts, nows, well = by_key(left), by_key(now), True
    for key, row in by_key(before).items():
        if key not in lefts or key not in nows:
            continue
        for column, old, new, current in zip(columns, row, lefts[key], nows[key], strict=True):
            if old != new and current == new:
                connection.execute(
                    f"update {table} set {column} = ? where {condition}", [old, *key]
                )
            elif old != new:
                well = False
    return well


def _restore_groups(
    connection: sqlite3.Connection,
    table: str,
    columns: list[str],
    group_of: Callable[[Row], Row],
    before: Rows,
    left: Rows,
    now: Rows,
) -> bool:
    """Restore groups of rows; False if some were changed since the merge."""
    befores, lefts, nows = (_grouped(rows, group_of) for rows in (before, left, now))
    condition = " and ".join(f"{name} is ?" for name in columns)
    well = True
    for group in befores.keys() | lefts.keys():
        old, new = befores[group], lefts[group]
        if old == new:
            continue
        if nows[group] != new:
            well = False
            continue
        for row in new - old:
            connection.execute(f"delete from {table} where {condition}", row)
        for row in old - new:
            _insert(connection, table, row)
    return well


def _grouping(table: str, columns: list[str], edit: Restore) -> Callable[[Row], Row]:
    if table == "duplicates":  # by the paper that is in the pair besides these two
        return lambda row: tuple(paper for paper in row[:2] if paper not in (edit.keep, edit.gone))
    places = [columns.index(name) for name in _GROUPS[table]]
    return lambda row: tuple(row[place] for place in places)


def _grouped(rows: Iterable[Row], group_of: Callable[[Row], Row]) -> defaultdict[Row, set[Row]]:
    groups: defaultdict[Row, set[Row]] = defaultdict(set)
    for row in rows:
        groups[group_of(row)].add(row)
    return groups


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [each[0] for each in connection.execute(f"select * from {table} limit 0").description]


def _insert(connection: sqlite3.Connection, table: str, row: Row) -> None:
    connection.execute(f"insert into {table} values ({', '.join('?' * len(row))})", row)
