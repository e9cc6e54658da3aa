"""Sets fields of a paper to what the user wrote, and back to what the dumps say."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from paperdesk.model.edited_fields import IDENTIFIERS, USER, field_value, with_edits
from paperdesk.model.edits import NOTHING, Applied, Change, SetField
from paperdesk.model.identifiers import title_key
from paperdesk.model.paper import FIELDS
from paperdesk.store.imports.recompute import merged_records
from paperdesk.store.rows import COLUMNS, from_row, pack, to_row
from paperdesk.translation import StoredMessage

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
    if edit.reverts and json.dumps(before) != json.dumps(edit.was):
        return replace(_NOT_CHANGED, conflicts=frozenset({"papers"}))
    # From now on the row may differ from what its dumps say.
    connection.execute(
        "update sightings set record = ? where paper = ? and record is null",
        [pack(paper), edit.paper],
    )
    dumped, sources = merged_records(connection, edit.paper, paper)
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
    others = _offer_as_duplicates(connection, edit, paper)
    change = Change(
        frozenset({edit.paper, *others}),
        frozenset({"papers", "duplicates"} if others else {"papers"}),
    )
    return Applied(SetField(edit.paper, edit.field, before, was=edit.value, reverts=True), change)


def imported_paper(connection: sqlite3.Connection, paper: int) -> Paper:
    """A paper as its dumps say it, without what the user wrote."""
    row = connection.execute(f"select {COLUMNS} from papers where id = ?", [paper]).fetchone()
    return merged_records(connection, paper, from_row(row))[0]


_WRITTEN_BY_USER = {
    "arxiv_id": StoredMessage("same arXiv id, as you wrote it"),
    "doi": StoredMessage("same DOI, as you wrote it"),
}
"""Why two papers may be one, by the identifier."""


def _offer_as_duplicates(
    connection: sqlite3.Connection, edit: SetField, paper: Paper
) -> frozenset[int]:
    """Make the paper a possible duplicate of those that bear the id it has now; return them.

    Pairs of an id that it had before are withdrawn, unless the user has refused them.
    """
    if edit.field not in IDENTIFIERS:
        return frozenset()
    reason = _WRITTEN_BY_USER[edit.field]
    listed = connection.execute(
        "delete from duplicates where ? in (first, second) and reason = ? and state = 'open' "
        "returning first, second",
        [edit.paper, reason],
    ).fetchall()
    found = connection.execute(
        f"select id from papers where {edit.field} = ? and {edit.field} != '' and id != ?",
        [field_value(paper, edit.field), edit.paper],
    ).fetchall()
    connection.executemany(
        "insert or ignore into duplicates (first, second, reason) values (?, ?, ?)",
        [(*sorted((edit.paper, other)), reason) for (other,) in found],
    )
    return frozenset(each for pair in (*listed, *found) for each in pair) - {edit.paper}


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
