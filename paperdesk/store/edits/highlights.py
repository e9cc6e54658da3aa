"""Reads highlights and applies edits to them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from paperdesk.model.edits import (
    NOTHING,
    AddHighlight,
    Applied,
    Change,
    EditHighlight,
    RemoveHighlight,
)
from paperdesk.model.highlight import Highlight, HighlightValues, Quote, locate
from paperdesk.model.text_merge import merge_items, merge_texts, revert_items, revert_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from paperdesk.store.open_file import Database

COLUMNS = "field, start, end, exact, colour, created, prefix, suffix, comment, tags, id"
"""What `from_row` takes, in its order."""
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
        f"select paper, {COLUMNS} from highlights "
        f"where paper in ({', '.join('?' * len(papers))}) order by field desc, start, id",
        list(papers),
    ):
        found[paper] += (from_row(row),)
    return found


def exists(db: Database, number: int) -> bool:
    """Whether there is a highlight with this id."""
    found = db.execute("select 1 from highlights where id = ?", [number]).fetchone()
    return found is not None


def quotes(db: Database) -> list[Quote]:
    """All highlights but those of trashed papers, paper by paper, the last highlighted first."""
    found = []
    for paper, title, published, text, *row in db.execute(
        # The text itself is needed only where the words are not in their place any more.
        "select p.id, p.title, p.published, iif(substr(iif(field = 'title', title, abstract), "
        "start + 1, end - start) = exact, null, iif(field = 'title', title, abstract)), "
        f"{', '.join(f'h.{column}' for column in COLUMNS.split(', '))} "
        "from highlights h join papers p on p.id = h.paper and p.trashed = '' "
        "order by max(h.created) over (partition by p.id) desc, p.id desc, field desc, start, h.id"
    ):
        mark = from_row(row)
        is_orphan = text is not None and locate(mark, text) is None
        found.append(Quote(paper, title, published, mark, is_orphan))
    return found


def from_row(row: Sequence[Any]) -> Highlight:
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
