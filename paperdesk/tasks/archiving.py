"""A library as one file, and an equal library from it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from paperdesk.errors import InputError, UsageError
from paperdesk.formats.archive.archive import read_archive, write_archive
from paperdesk.formats.archive.items import (
    ArchivedDump,
    ArchivedDuplicate,
    ArchivedPaper,
    ArchivedProblem,
    ArchivedRecord,
    ArchivedSearch,
    ArchivedSighting,
    ArchivedTag,
    ArchivedText,
    ArchiveItem,
)
from paperdesk.model.identifiers import title_key
from paperdesk.model.paper import FIELDS
from paperdesk.store import table_copy
from paperdesk.store.database import writing
from paperdesk.store.edits import highlights
from paperdesk.store.rows import pack, to_row, unpack
from paperdesk.tasks.files import output_file

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from paperdesk.library import Library


def archive(library: Library, path: Path) -> None:
    """Write the whole library to a file; raises InputError where it cannot be written."""
    with output_file(path) as file:
        write_archive(_items(library), file)


def restore(library: Library, path: Path) -> None:
    """Fill an empty library from an archive, all or nothing.

    Raises UsageError for a library that holds anything, InputError for a file that is no archive,
    or a damaged one.
    """
    if not table_copy.is_empty(library.db):
        raise UsageError("restore: this library is not empty; name a new folder with --library.")
    try:
        with path.open(encoding="utf-8", newline="\n") as file, writing(library.db) as connection:
            tags: dict[str, int] = {}
            for item in read_archive(file, path.name):
                _put(connection, item, tags)
    except (OSError, UnicodeError) as error:
        raise InputError(f"{path}: it cannot be read ({error}).") from error


def _items(library: Library) -> Iterator[ArchiveItem]:
    db = library.db
    for row in table_copy.rows(db, "tags", "id"):
        yield ArchivedTag(row["name"], row["colour"], row["key"], bool(row["for_you"]))
    for row in table_copy.rows(db, "saved_searches", "position"):
        yield ArchivedSearch(row["name"], row["query"], row["position"])
    for row in table_copy.rows(db, "dumps", "id"):
        yield ArchivedDump(**{**row, "notes": tuple(json.loads(row["notes"]))})
    for row in table_copy.rows(db, "dump_texts", "dump, part"):
        yield ArchivedText(**row)
    for row in table_copy.rows(db, "papers", "id"):
        yield _paper(library, row)
    for row in table_copy.rows(db, "duplicates", "first, second"):
        yield ArchivedDuplicate(**row)
    for row in table_copy.rows(db, "records", "dump, position"):
        yield ArchivedRecord(**row)
    for row in table_copy.rows(db, "problems", "rowid"):
        yield ArchivedProblem(**{**row, "record": bool(row["record"])})


def _paper(library: Library, row: dict[str, Any]) -> ArchivedPaper:
    db, number = library.db, row["id"]
    (stored,) = library.papers([number])
    return ArchivedPaper(
        id=number,
        paper=stored.paper,
        added=row["added"],
        status=row["status"],
        starred=bool(row["starred"]),
        tags=tuple(tag.name for tag in stored.tags),
        note=row["note"],
        trashed=row["trashed"],
        citation_key=row["citation_key"],
        first_dump=row["first_dump"],
        sources=json.loads(row["provenance"]),
        edited=stored.edited,
        aliases=tuple(sorted(alias["name"] for alias in table_copy.rows_of(db, "aliases", number))),
        highlights=stored.highlights,
        sightings=tuple(_sighting(seen) for seen in table_copy.rows_of(db, "sightings", number)),
    )


def _sighting(row: dict[str, Any]) -> ArchivedSighting:
    record = unpack(row["record"]) if row["record"] is not None else None
    values = {name: value for name, value in row.items() if name not in ("paper", "record")}
    return ArchivedSighting(**values, record=record)


def _put(connection: sqlite3.Connection, item: ArchiveItem, tags: dict[str, int]) -> None:
    match item:
        case ArchivedTag():
            tags[item.name] = table_copy.insert(connection, "tags", asdict(item))
        case ArchivedSearch():
            table_copy.insert(connection, "saved_searches", asdict(item))
        case ArchivedDump():
            values = {**asdict(item), "notes": json.dumps(item.notes)}
            table_copy.insert(connection, "dumps", values)
        case ArchivedText():
            table_copy.insert(connection, "dump_texts", asdict(item))
        case ArchivedPaper():
            _put_paper(connection, item, tags)
        case ArchivedDuplicate():
            table_copy.insert(connection, "duplicates", asdict(item))
        case ArchivedRecord():
            table_copy.insert(connection, "records", asdict(item))
        case ArchivedProblem():
            table_copy.insert(connection, "problems", asdict(item))


def _put_paper(connection: sqlite3.Connection, item: ArchivedPaper, tags: dict[str, int]) -> None:
    paper = item.paper
    values = {
        **dict(zip(FIELDS, to_row(paper), strict=True)),
        "id": item.id,
        "upvotes": paper.upvotes,
        "comments": paper.comments,
        "title_key": title_key(paper.title),
        "first_dump": item.first_dump,
        "provenance": json.dumps(item.sources),
        "edited": json.dumps(item.edited),
        "added": item.added,
        "status": item.status,
        "starred": item.starred,
        "note": item.note,
        "trashed": item.trashed,
        "citation_key": item.citation_key,
    }
    table_copy.insert(connection, "papers", values)
    for tag in item.tags:
        table_copy.insert(connection, "paper_tags", {"paper": item.id, "tag": tags[tag]})
    for mark in item.highlights:
        table_copy.insert(connection, "highlights", {"paper": item.id, **highlights.to_row(mark)})
    for name in item.aliases:
        table_copy.insert(connection, "aliases", {"name": name, "paper": item.id})
    for seen in item.sightings:
        record = pack(seen.record) if seen.record is not None else None
        table_copy.insert(
            connection, "sightings", {**asdict(seen), "paper": item.id, "record": record}
        )
