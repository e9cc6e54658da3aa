"""Writes the marks of a paper, and remembers what merging an archive changed in them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from paperdesk.model.paper_marks import PaperMarks
from paperdesk.store.queries import highlights

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from paperdesk.model.highlight import Highlight

_COLUMNS = ("status", "starred", "note", "less_like", "trashed", "added", "read_on")


def write_marks(
    connection: sqlite3.Connection,
    paper: int,
    before: PaperMarks,
    after: PaperMarks,
    own_highlights: Sequence[Highlight],
) -> None:
    """Make the marks of a paper, which are `before`, those of `after`; its tags exist.

    `own_highlights` are its highlights with their ids. Edited fields are stored by name alone: the
    caller writes the paper's row.
    """
    changed = [name for name in _COLUMNS if getattr(before, name) != getattr(after, name)]
    values = {name: getattr(after, name) for name in changed}
    if before.edited != after.edited:
        values["edited"] = json.dumps(after.edited)
    if values:
        connection.execute(
            f"update papers set {', '.join(f'{name} = ?' for name in values)} where id = ?",
            [*values.values(), paper],
        )
    if (before.tags, before.aliases) != (after.tags, after.aliases):
        _write_names(connection, paper, before, after)
    if before.highlights != after.highlights:
        _write_highlights(connection, paper, own_highlights, after.highlights)


def _write_names(
    connection: sqlite3.Connection, paper: int, before: PaperMarks, after: PaperMarks
) -> None:
    add_tags(connection, [(paper, tag) for tag in after.tags if tag not in before.tags])
    connection.executemany(
        "delete from paper_tags where paper = ? and tag = (select id from tags where name = ?)",
        [(paper, tag) for tag in before.tags if tag not in after.tags],
    )
    add_aliases(connection, [(name, paper) for name in after.aliases if name not in before.aliases])
    connection.executemany(
        "delete from aliases where name = ? and paper = ?",
        [(name, paper) for name in before.aliases if name not in after.aliases],
    )


def add_tags(connection: sqlite3.Connection, tagged: Sequence[tuple[int, str]]) -> None:
    """Give papers tags that exist."""
    connection.executemany(
        "insert or ignore into paper_tags select ?, id from tags where name = ?", tagged
    )


def add_aliases(connection: sqlite3.Connection, names: Sequence[tuple[str, int]]) -> None:
    """Let papers be found under other names."""
    connection.executemany("insert or ignore into aliases values (?, ?)", names)


def add_highlights(connection: sqlite3.Connection, marks: Sequence[tuple[int, Highlight]]) -> None:
    """Add highlights to papers."""
    for paper, mark in marks:
        row = {"paper": paper, **highlights.to_row(replace(mark, id=0))}
        connection.execute(
            f"insert into highlights ({', '.join(row)}) values ({', '.join('?' * len(row))})",
            list(row.values()),
        )


def _write_highlights(
    connection: sqlite3.Connection, paper: int, own: Sequence[Highlight], after: Sequence[Highlight]
) -> None:
    """Those that stay, or change their comment, keep their ids."""
    by_place: dict[tuple[str, int, int, str], list[Highlight]] = defaultdict(list)
    for mark in own:
        by_place[_place(mark)].append(mark)
    new = []
    for mark in after:
        here = by_place[_place(mark)]
        same = next((each for each in here if replace(each, id=0) == mark), None)
        old = same or next(iter(here), None)
        if old is None:
            new.append((paper, mark))
            continue
        here.remove(old)
        if same is None:
            row = highlights.to_row(replace(mark, id=old.id))
            connection.execute(
                f"update highlights set {', '.join(f'{name} = ?' for name in row)} where id = ?",
                [*row.values(), old.id],
            )
    connection.executemany(
        "delete from highlights where id = ?",
        [(mark.id,) for marks in by_place.values() for mark in marks],
    )
    add_highlights(connection, new)


def _place(mark: Highlight) -> tuple[str, int, int, str]:
    return mark.field, mark.start, mark.end, mark.exact


def remember_marks(
    connection: sqlite3.Connection,
    dump: int,
    marks: Mapping[int, tuple[PaperMarks, PaperMarks, PaperMarks]],
) -> None:
    """Note the marks of papers: before merging, those of the archive, and after."""
    connection.executemany(
        "insert or replace into merged_marks values (?, ?, ?, ?, ?)",
        [
            (dump, paper, *(json.dumps(each.to_values()) for each in three))
            for paper, three in marks.items()
        ],
    )


def marks_from(text: str) -> PaperMarks:
    """The marks of a column of `merged_marks`."""
    return PaperMarks.from_values(json.loads(text))
