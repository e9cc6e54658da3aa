"""Applies edits to highlights."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from paperdesk.model.edits import (
    NOTHING,
    AddHighlight,
    Applied,
    Change,
    EditHighlight,
    RemoveHighlight,
)
from paperdesk.model.highlight import HighlightValues
from paperdesk.model.text_merge import merge_items, merge_texts, revert_items, revert_text
from paperdesk.store.queries.highlights import COLUMNS, from_row, to_row

if TYPE_CHECKING:
    import sqlite3

_FIELDS = frozenset({"highlights"})
_NONE = Applied(NOTHING, Change(frozenset(), frozenset()))


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
    inverse = RemoveHighlight(number, was=replace(edit.mark, id=number))
    return Applied(inverse, Change(frozenset({edit.paper}), _FIELDS))


def remove(connection: sqlite3.Connection, edit: RemoveHighlight) -> Applied:
    """Delete a highlight."""
    row = connection.execute(
        f"select paper, {COLUMNS} from highlights where id = ?", [edit.mark]
    ).fetchone()
    if row is None:
        return _NONE
    paper, mark = row[0], from_row(row[1:])
    if edit.was not in (None, mark):
        return replace(_NONE, conflicts=_FIELDS)
    connection.execute("delete from highlights where id = ?", [edit.mark])
    return Applied(AddHighlight(paper, mark), Change(frozenset({paper}), _FIELDS))


def change(connection: sqlite3.Connection, edit: EditHighlight) -> Applied:
    """Change a highlight's colour, comment and tags."""
    row = connection.execute(
        "select paper, colour, comment, tags from highlights where id = ?", [edit.mark]
    ).fetchone()
    if row is None:
        return _NONE
    paper, colour, comment, tags = row
    now = HighlightValues(colour, comment, tuple(json.loads(tags)))
    new, in_conflict = _merged(edit, now)
    conflicts = _FIELDS if in_conflict else frozenset()
    if new == now:
        return replace(_NONE, conflicts=conflicts)
    connection.execute(
        "update highlights set colour = ?, comment = ?, tags = ? where id = ?",
        [new.colour, new.comment, json.dumps(new.tags, ensure_ascii=False), edit.mark],
    )
    inverse = EditHighlight(edit.mark, *now, was=new, reverts=True)
    return Applied(inverse, Change(frozenset({paper}), _FIELDS), conflicts)


def _merged(edit: EditHighlight, now: HighlightValues) -> tuple[HighlightValues, bool]:
    """What a highlight shall be, and whether others had changed the same of it."""
    mine, was = edit.values, edit.was
    if was is None or was == now:
        return mine, False
    merge = revert_text if edit.reverts else merge_texts
    comment, in_conflict = merge(was.comment, mine.comment, now.comment)
    merge_tags = revert_items if edit.reverts else merge_items
    colour = mine.colour
    if now.colour != was.colour and (edit.reverts or mine.colour == was.colour):
        in_conflict = in_conflict or mine.colour not in (was.colour, now.colour)
        colour = now.colour
    tags = merge_tags(was.tags, mine.tags, now.tags)
    return HighlightValues(colour, comment, tags), in_conflict
