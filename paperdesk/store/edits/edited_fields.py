"""Sets fields of a paper to what the user wrote, and back to what the dumps say."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from paperdesk.model.edited_fields import USER, field_value, with_edits
from paperdesk.model.edits import NOTHING, Applied, Change, SetField
from paperdesk.model.field_merge import merge_all
from paperdesk.model.identifiers import title_key
from paperdesk.model.paper import FIELDS
from paperdesk.store.imports.recompute import records_of
from paperdesk.store.rows import COLUMNS, from_row, pack, to_row

if TYPE_CHECKING:
    import sqlite3

    from paperdesk.model.paper import Paper

_NOT_CHANGED = Applied(NOTHING, Change(frozenset(), frozenset()))


def set_field(connection: sqlite3.Connection, edit: SetField) -> Applied:
    """Set a field to the user's value or, where that is None, to that of the dumps."""
    row = connection.execute(
        f"select {COLUMNS}, first_dump, provenance, edited from papers where id = ?", [edit.paper]
    ).fetchone()
    if row is None:
        return _NOT_CHANGED
    first, provenance, edited = row[-3], json.loads(row[-2]), json.loads(row[-1])
    before, paper = edited.pop(edit.field, None), from_row(row)
    if before == edit.value:
        return _NOT_CHANGED
    # From now on the row may differ from what its dumps say.
    connection.execute(
        "update sightings set record = ? where paper = ? and record is null",
        [pack(paper), edit.paper],
    )
    dumped, sources = merge_all(records_of(connection, edit.paper, paper))
    provenance.pop(edit.field, None)
    if edit.value is not None:
        edited[edit.field], provenance[edit.field] = edit.value, USER
        paper = with_edits(paper, {edit.field: edit.value})
    else:
        paper = with_edits(_with_field(paper, dumped, edit.field), edited)
        if sources.get(edit.field, first) != first:
            provenance[edit.field] = sources[edit.field]
    connection.execute(
        f"update papers set ({COLUMNS}) = ({', '.join('?' * len(FIELDS))}), "
        "title_key = ?, provenance = ?, edited = ? where id = ?",
        [
            *to_row(paper),
            title_key(paper.title),
            json.dumps(provenance),
            json.dumps(edited),
            edit.paper,
        ],
    )
    _set_alias(connection, edit, dumped)
    change = Change(frozenset({edit.paper}), frozenset({"papers"}))
    return Applied(SetField(edit.paper, edit.field, before), change)


def _with_field(paper: Paper, other: Paper, field: str) -> Paper:
    """The paper with another's value of one field."""
    detail = field.removeprefix("details.")
    value = field_value(other, field)
    if detail == field:
        changed: dict[str, Any] = {field: value}
        return replace(paper, **changed)
    details = {name: each for name, each in paper.details.items() if name != detail}
    return replace(paper, details=details | ({detail: value} if value else {}))


def _set_alias(connection: sqlite3.Connection, edit: SetField, dumped: Paper) -> None:
    """Let records that match the paper by what its dumps say match it still."""
    names = {
        "title": f"title:{title_key(dumped.title)}",
        "arxiv_id": dumped.arxiv_id and f"arxiv:{dumped.arxiv_id}",
        "doi": dumped.doi and f"doi:{dumped.doi}",
    }
    if name := names.get(edit.field):
        if edit.value is None:
            statement = "delete from aliases where name = ? and paper = ?"
        else:
            statement = "insert or ignore into aliases values (?, ?)"
        connection.execute(statement, [name, edit.paper])
