"""Reads highlights and applies edits to them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from paperdesk.model.edits import (
    NOTHING,
    AddHighlight,
    Applied,
    Change,
    EditHighlight,
    RemoveHighlight,
)
from paperdesk.model.highlight import Highlight, Quote, locate

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from sqlite_utils import Database

_COLUMNS = "field, start, end, exact, colour, created, prefix, suffix, comment, tags, id"
_FIELDS = frozenset({"highlights"})
_NONE = Applied(NOTHING, Change(frozenset(), frozenset()))


def to_row(mark: Highlight) -> dict[str, Any]:
    """A highlight as a row, without its paper; a new one without its number."""
    row = {**asdict(mark), "tags": json.dumps(mark.tags, ensure_ascii=False)}
    return row if mark.id else {name: row[name] for name in row if name != "id"}


def of_papers(db: Database, papers: Sequence[int]) -> dict[int, tuple[Highlight, ...]]:
    """The highlights of these papers (some hundreds at most), title first, in reading order."""
    found: dict[int, tuple[Highlight, ...]] = defaultdict(tuple)
    for paper, *row in db.execute(
        f"select paper, {_COLUMNS} from highlights "
        f"where paper in ({', '.join('?' * len(papers))}) order by field desc, start, id",
        list(papers),
    ):
        found[paper] += (_highlight(row),)
    return found


def quotes(db: Database) -> list[Quote]:
    """All highlights but those of trashed papers, paper by paper, the last highlighted first."""
    found = []
    for paper, title, published, text, *row in db.execute(
        # The text itself is needed only where the words are not in their place any more.
        "select p.id, p.title, p.published, iif(substr(iif(field = 'title', title, abstract), "
        "start + 1, end - start) = exact, null, iif(field = 'title', title, abstract)), "
        f"{', '.join(f'h.{column}' for column in _COLUMNS.split(', '))} "
        "from highlights h join papers p on p.id = h.paper and p.trashed = '' "
        "order by max(h.created) over (partition by p.id) desc, p.id desc, field desc, start, h.id"
    ):
        mark = _highlight(row)
        is_orphan = text is not None and locate(mark, text) is None
        found.append(Quote(paper, title, published, mark, is_orphan))
    return found


def _highlight(row: Sequence[Any]) -> Highlight:
    *values, tags, number = row
    return Highlight(*[*values, tuple(json.loads(tags)), number])


def add(connection: sqlite3.Connection, edit: AddHighlight) -> Applied:
    """Add a highlight to a paper, with its own id if that is free."""
    if not connection.execute("select 1 from papers where id = ?", [edit.paper]).fetchone():
        return _NONE
    row = to_row(edit.mark)
    if connection.execute("select 1 from highlights where id = ?", [edit.mark.id]).fetchone():
        del row["id"]
    (number,) = connection.execute(
        f"insert into highlights (paper, {', '.join(row)}) "
        f"values (?, {', '.join('?' * len(row))}) returning id",
        [edit.paper, *row.values()],
    ).fetchone()
    return Applied(RemoveHighlight(number), Change(frozenset({edit.paper}), _FIELDS))


def remove(connection: sqlite3.Connection, edit: RemoveHighlight) -> Applied:
    """Delete a highlight."""
    row = connection.execute(
        f"delete from highlights where id = ? returning paper, {_COLUMNS}", [edit.mark]
    ).fetchone()
    if row is None:
        return _NONE
    inverse = AddHighlight(row[0], _highlight(row[1:]))
    return Applied(inverse, Change(frozenset({row[0]}), _FIELDS))


def change(connection: sqlite3.Connection, edit: EditHighlight) -> Applied:
    """Change a highlight's colour, comment and tags."""
    row = connection.execute(
        "select paper, colour, comment, tags from highlights where id = ?", [edit.mark]
    ).fetchone()
    if row is None:
        return _NONE
    paper, colour, comment, tags = row
    before = EditHighlight(edit.mark, colour, comment, tuple(json.loads(tags)))
    if before == edit:
        return _NONE
    connection.execute(
        "update highlights set colour = ?, comment = ?, tags = ? where id = ?",
        [edit.colour, edit.comment, json.dumps(edit.tags, ensure_ascii=False), edit.mark],
    )
    return Applied(before, Change(frozenset({paper}), _FIELDS))
