"""A library as one file, and an equal library from it."""

from __future__ import annotations

import json
import platform
import re
import sqlite3
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from paperdesk.errors import InputError, UsageError
from paperdesk.formats.archive.archive import read_archive, write_archive
from paperdesk.formats.archive.items import (
    ArchivedDump,
    ArchivedDuplicate,
    ArchivedMark,
    ArchivedPaper,
    ArchivedProblem,
    ArchivedRecord,
    ArchivedSearch,
    ArchivedSighting,
    ArchivedTag,
    ArchivedText,
    ArchivedTombstone,
    ArchivedTopic,
    ArchivedWord,
    ArchiveItem,
)
from paperdesk.formats.reading.source import refuse_pipe
from paperdesk.model.identifiers import title_key
from paperdesk.model.paper import FIELDS
from paperdesk.paths import library_folder
from paperdesk.store import table_copy, tombstones
from paperdesk.store.database import reading, writing
from paperdesk.store.queries import highlights
from paperdesk.store.rows import pack, to_row, unpack
from paperdesk.tasks.files import output_file
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperdesk.library import Library

_DATE = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")


def archive(library: Library, path: Path) -> None:
    """Write the whole library, as it is now, to a file.

    Raises InputError where it cannot be written.
    """
    with output_file(path, library.folder) as file, reading(library.db):
        write_archive(_items(library), file, library_name(library))


def library_name(library: Library) -> str:
    """What a library is called beside others: the computer, and its folder if it is another one."""
    folder, computer = library.folder.resolve(), platform.node() or "a computer"
    usual = folder == library_folder().resolve()
    return " ".join((computer if usual else f"{folder.name} on {computer}").split())


def restore(library: Library, path: Path) -> None:
    """Fill an empty library from an archive, all or nothing.

    Raises UsageError for a library that holds anything, InputError for a file that is no archive,
    or a damaged one.
    """
    if not table_copy.is_empty(library.db):
        raise UsageError(
            tr("restore: this library is not empty; name a new folder with --library.")
        )
    refuse_pipe(str(path), path)
    try:
        with path.open(encoding="utf-8", newline="\n") as file, writing(library.db) as connection:
            tags: dict[str, int] = {}
            for item in read_archive(file, path.name):
                _put_checked(connection, item, tags, path.name)
    except (OSError, UnicodeError) as error:
        raise InputError(
            tr("{path}: it cannot be read ({error}).", path=path, error=error)
        ) from error


def _items(library: Library) -> Iterator[ArchiveItem]:
    db = library.db
    for row in table_copy.rows(db, "tags", "id"):
        yield ArchivedTag(row["name"], row["colour"], row["key"], bool(row["for_you"]))
    for row in table_copy.rows(db, "for_you_words", "word"):
        yield ArchivedWord(**row)
    for row in table_copy.rows(db, "topics", "id"):
        yield ArchivedTopic(
            row["id"],
            tuple(json.loads(row["words"])),
            row["name"],
            bool(row["pinned"]),
            json.loads(row["centre"]),
            tuple(json.loads(row["papers"])),
        )
    for row in table_copy.rows(db, "saved_searches", "position"):
        yield ArchivedSearch(row["name"], row["query"], row["position"])
    for row in table_copy.rows(db, "dumps", "id"):
        notes, marks = tuple(json.loads(row["notes"])), bool(row["marks"])
        yield ArchivedDump(**{**row, "notes": notes, "marks": marks})
    for row in table_copy.rows(db, "dump_texts", "dump, part"):
        yield ArchivedText(**row)
    for row in table_copy.rows(db, "papers", "id"):
        yield _paper(library, row)
    for paper, trashed in tombstones.tombstones(db.conn):
        yield ArchivedTombstone(paper, trashed)
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
        dump_marks=tuple(
            ArchivedMark(mark["dump"], mark["kind"], mark["value"])
            for mark in table_copy.rows_of(db, "dump_marks", number)
        ),
        less_like=bool(row["less_like"]),
        read_on=row["read_on"],
    )


def _sighting(row: dict[str, Any]) -> ArchivedSighting:
    record = unpack(row["record"]) if row["record"] is not None else None
    values = {name: value for name, value in row.items() if name not in ("paper", "record")}
    return ArchivedSighting(**values, record=record)


def _put_checked(
    connection: sqlite3.Connection, item: ArchiveItem, tags: dict[str, int], name: str
) -> None:
    try:
        _put(connection, item, tags)
    except (sqlite3.IntegrityError, sqlite3.DataError, KeyError, TypeError, ValueError) as error:
        kind = type(item).__name__.removeprefix("Archived").lower()
        number = f" {item.id}" if isinstance(item, ArchivedPaper | ArchivedDump) else ""
        raise InputError(
            tr(
                "{name}: the {kind}{number} in this archive contradicts what stands before it "
                "({error}). Restore from another copy.",
                name=name,
                kind=kind,
                number=number,
                error=error,
            )
        ) from error


def _put(connection: sqlite3.Connection, item: ArchiveItem, tags: dict[str, int]) -> None:
    match item:
        case ArchivedTag():
            tags[item.name] = table_copy.insert(connection, "tags", asdict(item))
        case ArchivedWord():
            table_copy.insert(connection, "for_you_words", asdict(item))
        case ArchivedTopic():
            lists = {name: json.dumps(asdict(item)[name]) for name in ("words", "centre", "papers")}
            label = ",".join(item.words)
            table_copy.insert(connection, "topics", {**asdict(item), **lists, "label": label})
        case ArchivedSearch():
            table_copy.insert(connection, "saved_searches", asdict(item))
        case ArchivedDump():
            values = {**asdict(item), "notes": json.dumps(item.notes)}
            table_copy.insert(connection, "dumps", values)
        case ArchivedText():
            table_copy.insert(connection, "dump_texts", asdict(item))
        case ArchivedPaper():
            _put_paper(connection, item, tags)
        case ArchivedTombstone():
            check_date(item.paper.published)
            tombstones.add_tombstones(connection, [(item.paper, item.trashed)])
        case ArchivedDuplicate():
            table_copy.insert(connection, "duplicates", asdict(item))
        case ArchivedRecord():
            table_copy.insert(connection, "records", asdict(item))
        case ArchivedProblem():
            table_copy.insert(connection, "problems", asdict(item))


def _put_paper(connection: sqlite3.Connection, item: ArchivedPaper, tags: dict[str, int]) -> None:
    paper = item.paper
    for dated in (paper, *(seen.record for seen in item.sightings if seen.record is not None)):
        check_date(dated.published)
    check_date(item.read_on)
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
        "less_like": item.less_like,
        "read_on": item.read_on,
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
    for brought in item.dump_marks:
        table_copy.insert(connection, "dump_marks", {**asdict(brought), "paper": item.id})


def check_date(text: str) -> None:
    """Raise ValueError for what is neither empty nor a year, a month or a day."""
    if text:
        if not _DATE.fullmatch(text):
            raise ValueError(tr("{text} is no date", text=repr(text)))
        date.fromisoformat(f"{text}-01-01"[:10])
