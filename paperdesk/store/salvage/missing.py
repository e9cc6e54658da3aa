"""What is known of rows that could not be read: from indexes, and from the rows that name them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from paperdesk.model.identifiers import placeholder_title, title_key
from paperdesk.model.library_values import TAG_COLOURS
from paperdesk.model.paper import FIELDS
from paperdesk.model.timestamp import now
from paperdesk.store.imports.dumps import text_is_whole
from paperdesk.store.rows import to_row, unpack
from paperdesk.store.salvage.filling import REFERENCES
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.store.salvage.filling import Filling
    from paperdesk.store.salvage.trees import Trees

Known = dict[tuple[Any, ...], dict[str, Any]]
"""By the values of the primary key: values of columns by name."""


def fill_missing(filling: Filling, trees: Trees) -> None:
    """Insert what is known of rows that are not there yet: so their marks have a paper."""
    known = _from_indexes(filling, trees)
    for table, parent, column in REFERENCES:
        for (number,) in filling.connection.execute(f"select distinct {column} from {table}"):
            known[parent].setdefault((number,), {"id": number})
    noted = {values["id"] for values in _named_rows(filling, trees, "papers_noted")}
    for values in _missing(filling, "papers", known.pop("papers", {})):
        _fill_paper(filling, values, has_note=values["id"] in noted)
    for values in _missing(filling, "tags", known.pop("tags", {})):
        _fill_tag(filling, values)
    imports = known.pop("dumps", {})
    for values in _missing(filling, "dumps", imports):
        _fill_dump(filling, values)
    for table, rows in known.items():
        for values in _missing(filling, table, rows):
            filling.insert(filling.shapes[table], values)
    _drop_partial_texts(filling, imports)


def _from_indexes(filling: Filling, trees: Trees) -> dict[str, Known]:
    known: dict[str, Known] = defaultdict(dict)
    for shape in filling.shapes.values():
        if shape.is_table or shape.table.startswith("_"):
            continue
        keys = filling.keys(filling.shapes[shape.table])
        for values in _named_rows(filling, trees, shape.name):
            if keys and all(key in values for key in keys):
                known[shape.table].setdefault(tuple(values[key] for key in keys), {}).update(values)
    return known


def _named_rows(filling: Filling, trees: Trees, index: str) -> list[dict[str, Any]]:
    shape = filling.shapes[index]
    names = [column.name for column in shape.columns]
    return [
        {name: value for name, value in zip(names, values, strict=True) if name}
        for _, (values, sound) in trees.rows.get(index, [])
        if sound and shape.fits(values)
    ]


def _missing(filling: Filling, table: str, known: Known) -> list[dict[str, Any]]:
    keys = ", ".join(f'"{name}"' for name in filling.keys(filling.shapes[table]))
    held = set(filling.connection.execute(f"select {keys} from {table}"))
    return [known[key] for key in sorted(known.keys() - held)]


def _fill_paper(filling: Filling, values: dict[str, Any], *, has_note: bool) -> None:
    connection, number = filling.connection, values["id"]
    records = connection.execute(
        "select record from sightings where paper = ? and record is not null order by seen",
        [number],
    ).fetchall()
    said = dict(zip(FIELDS, to_row(unpack(records[0][0])), strict=True)) if records else {}
    values = {**said, **values}
    if not values.get("title"):
        values["title"] = placeholder_title(
            values.get("arxiv_id", ""), values.get("doi", "")
        ) or tr("Paper {number}, which could not be read", number=number)
    key, own = values.get("title_key"), title_key(values["title"])
    filling.insert(
        filling.shapes["papers"], {"added": now(), **values, "title_key": own}, whole=True
    )
    if key and key != own:  # an import of its record finds it by this
        connection.execute("insert or ignore into aliases values (?, ?)", [f"title:{key}", number])
    filling.losses.append(
        tr(
            "paper {number} ({title}): its abstract, note and edits",
            number=number,
            title=values["title"],
        )
        if has_note
        else tr(
            "paper {number} ({title}): its abstract and edits", number=number, title=values["title"]
        )
    )


def _fill_tag(filling: Filling, values: dict[str, Any]) -> None:
    number = values["id"]
    filling.insert(
        filling.shapes["tags"], {"name": f"tag-{number}", "colour": TAG_COLOURS[0], **values}
    )
    filling.losses.append(tr("tag {number}: its colour or name", number=number))


def _fill_dump(filling: Filling, values: dict[str, Any]) -> None:
    number = values["id"]
    (seen,) = filling.connection.execute(
        "select min(seen) from sightings where dump = ?", [number]
    ).fetchone()
    made_up = {
        "name": tr("Import {number}", number=number),
        "sha256": f"unknown-{number}",
        "format": "",
        "imported": seen or now(),
        "state": "stored",
    }
    filling.insert(filling.shapes["dumps"], {**made_up, **values})
    filling.losses.append(tr("import {number}: its name and format", number=number))


def _drop_partial_texts(filling: Filling, known: Known) -> None:
    connection = filling.connection
    rows = connection.execute(
        "select distinct dump, sha256 from dump_texts join dumps on dumps.id = dump"
    ).fetchall()
    for number, read in rows:
        indexed = known.get((number,), {}).get("sha256", read)
        for sha256 in (read, indexed):  # one of the two may be what is damaged
            connection.execute(
                "update or ignore dumps set sha256 = ? where id = ?", [sha256, number]
            )
            if text_is_whole(connection, number):
                break
        else:
            connection.execute("delete from dump_texts where dump = ?", [number])
            filling.losses.append(tr("import {number}: a part of its stored file", number=number))
