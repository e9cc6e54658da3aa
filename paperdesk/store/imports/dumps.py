"""Stored dumps: their metadata and text, and undoing an import."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from paperdesk.model.timestamp import now
from paperdesk.store.database import writing
from paperdesk.store.imports.dump_marks import take_back_marks
from paperdesk.store.imports.recompute import recompute_paper, set_counts
from paperdesk.store.rows import COLUMNS, compressed, expanded, from_row
from paperdesk.translation import to_stored

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from paperdesk.model.paper import PageDay
    from paperdesk.store.open_file import Database

_CHUNK = 4 << 20
"""Bytes of a dump in one row and one transaction: about 20 ms, so that a star need not wait."""
_BATCH = 500
"""Papers in one transaction of an undo, for the same reason."""


@dataclass(frozen=True, slots=True)
class NewDump:
    """A dump about to be stored."""

    name: str
    path: str
    sha256: str
    format: str
    label: str
    """The format's, as shown."""
    encoding: str
    date_given: str
    modified: str
    """The file's own day, evidence for the year; `YYYY-MM-DD`."""
    marks: bool = False
    """Whether marks in the file are brought too."""


_COLUMNS = ("name", "path", "format", "label", "encoding", "date_given", "modified", "marks")


def begin(db: Database, dump: NewDump, text: BinaryIO | None) -> int:
    """The id of a dump, stored with its whole text if that is given, ready to take papers.

    The same bytes are the same dump: imported again, it keeps its id, and papers it has brought
    already are not brought twice. Its state is `stopped` until `finish`.
    """
    with writing(db) as connection:
        row = connection.execute(
            "select id, state from dumps where sha256 = ?", [dump.sha256]
        ).fetchone()
        values = [getattr(dump, name) for name in _COLUMNS] + [now()]
        if row is None:
            cursor = connection.execute(
                f"insert into dumps ({', '.join(_COLUMNS)}, imported, sha256, state) "
                f"values ({', '.join('?' * len(_COLUMNS))}, ?, ?, 'stopped')",
                [*values, dump.sha256],
            )
            number = int(cursor.lastrowid or 0)
        else:
            number = row[0]
            assigned = ", ".join(f"{name} = ?" for name in _COLUMNS)
            connection.execute(
                f"update dumps set {assigned}, imported = ?, state = 'stopped' where id = ?",
                [*values, number],
            )
            connection.execute("delete from problems where dump = ?", [number])
    if text is not None and (row is None or row[1] == "stopped"):
        _keep(db, number, text)
    return number


def _keep(db: Database, dump: int, text: BinaryIO) -> None:
    part = 0
    while chunk := text.read(_CHUNK):
        with writing(db) as connection:
            connection.execute(
                "insert or replace into dump_texts values (?, ?, ?)",
                [dump, part, compressed(chunk)],
            )
        part += 1


def has_text(db: Database, dump: int) -> bool:
    """Whether the dump's text is stored."""
    row = db.execute("select 1 from dump_texts where dump = ? limit 1", [dump])
    return row.fetchone() is not None


def stored_text(db: Database, dump: int) -> Iterator[bytes]:
    """Yield the stored bytes of the dump in chunks."""
    for (data,) in db.execute("select data from dump_texts where dump = ? order by part", [dump]):
        yield expanded(data)


def text_is_whole(connection: sqlite3.Connection, dump: int) -> bool:
    """Whether the stored text of a dump is, byte for byte, what was imported."""
    digest, expected = hashlib.sha256(), 0
    row = connection.execute("select sha256 from dumps where id = ?", [dump]).fetchone()
    rows = connection.execute(
        "select part, data from dump_texts where dump = ? order by part", [dump]
    )
    try:
        for part, data in rows:
            if part != expected:
                return False
            digest.update(expanded(data))
            expected += 1
    except Exception:  # whatever zstd finds wrong
        return False
    return row is not None and digest.hexdigest() == row[0]


def is_known(db: Database, sha256: str) -> bool:
    """Whether these bytes were imported before, undone or not."""
    row = db.execute("select 1 from dumps where sha256 = ? and state != 'stopped'", [sha256])
    return row.fetchone() is not None


def number_of(db: Database, sha256: str) -> int:
    """The number of the dump with these bytes, 0 if there is none."""
    row = db.execute("select id from dumps where sha256 = ?", [sha256]).fetchone()
    return int(row[0]) if row else 0


def imported_at(db: Database, sha256: str) -> str:
    """When these bytes were imported, in UTC; empty if they were not, or if it was undone."""
    row = db.execute("select imported from dumps where sha256 = ? and state = 'stored'", [sha256])
    (imported,) = row.fetchone() or ("",)
    return str(imported)


def is_stored(db: Database, dump: int) -> bool:
    """Whether a dump was imported, at least in part, and not undone."""
    row = db.execute("select 1 from dumps where id = ? and state != 'undone'", [dump])
    return row.fetchone() is not None


def papers_of(db: Database, dump: int) -> tuple[int, ...]:
    """The papers a dump lists, in its order."""
    found = db.execute(
        "select paper from sightings where dump = ? order by first_line, paper", [dump]
    )
    return tuple(paper for (paper,) in found)


def last_position(db: Database, dump: int) -> int:
    """The position of a dump's last record."""
    row = db.execute("select coalesce(max(position), 0) from records where dump = ?", [dump])
    return int(row.fetchone()[0])


def drop_problem(db: Database, dump: int, line: int) -> None:
    """Delete the problem at a line from the receipt: it was fixed or skipped."""
    with writing(db) as connection:
        connection.execute("delete from problems where dump = ? and first_line = ?", [dump, line])


def has_problem(db: Database, dump: int, line: int) -> bool:
    """Whether a record that begins at this line could not be read."""
    found = db.execute(
        "select 1 from problems where dump = ? and first_line = ? limit 1", [dump, line]
    ).fetchone()
    return found is not None


def paper_at(db: Database, dump: int, line: int, title_key: str) -> int | None:
    """The paper with this title that a dump lists at a line; None if there is none."""
    found = db.execute(
        "select p.id from records r join papers p on p.id = r.paper "
        "where r.dump = ? and r.first_line = ? and p.title_key = ?",
        [dump, line, title_key],
    ).fetchone()
    return int(found[0]) if found else None


def stored_dump(db: Database, dump: int) -> NewDump | None:
    """Return a stored dump, undone or not; None if there is no such dump."""
    row = db.execute(
        "select name, path, sha256, format, label, encoding, date_given, modified, marks "
        "from dumps where id = ?",
        [dump],
    ).fetchone()
    return replace(NewDump(*row), marks=bool(row[-1])) if row else None


def set_page_day(db: Database, dump: int, day: PageDay) -> None:
    """Store the day the page was saved and the evidence for it."""
    with writing(db) as connection:
        connection.execute(
            "update dumps set page_day = ?, evidence = ? where id = ?",
            [day.day, day.evidence, dump],
        )


def finish(db: Database, dump: int, *, whole: bool, seconds: float, notes: Sequence[str]) -> None:
    """Complete the receipt; `whole`: the dump was read to its end."""
    with writing(db) as connection:
        connection.execute(
            "update dumps set state = ?, seconds = ?, notes = ? where id = ?",
            [
                "stored" if whole else "stopped",
                seconds,
                json.dumps(list(map(to_stored, notes))),
                dump,
            ],
        )


@dataclass(frozen=True, slots=True)
class Undone:
    """The result of undoing an import."""

    removed: int
    """Papers that only this dump had listed."""
    restored: int
    """Papers listed by other dumps too, recomputed from those."""
    kept: int
    """Papers that only this dump had listed, kept because the user marked them."""


def undo(db: Database, dump: int) -> Undone:
    """Undo an import. The dump's text stays, so that it can be imported again.

    Papers of other dumps are recomputed from those. A paper listed only by this dump is deleted,
    unless it has a star, status, tag, note, highlight or edited field; the marks that the dump
    brought are taken back before. Runs in short transactions; if interrupted, run it again to
    complete it. Does nothing if it is undone already.
    """
    if is_undone(db, dump):
        return Undone(0, 0, _listed_by(db, dump))
    with writing(db) as connection:
        connection.execute("update dumps set state = 'stopped' where id = ?", [dump])
        connection.execute("delete from records where dump = ?", [dump])
        connection.execute("delete from problems where dump = ?", [dump])
    take_back_marks(db, dump)
    removed = _remove_unmarked(db, dump)
    shared = _restore_shared(db, dump)
    with writing(db) as connection:
        connection.execute("update dumps set state = 'undone' where id = ?", [dump])
    return Undone(removed, shared, _listed_by(db, dump))


def is_undone(db: Database, dump: int) -> bool:
    """Whether the import of a dump was undone, and it was not imported again."""
    query = "select 1 from dumps where id = ? and state = 'undone'"
    return db.execute(query, [dump]).fetchone() is not None


def _listed_by(db: Database, dump: int) -> int:
    (papers,) = db.execute("select count(*) from sightings where dump = ?", [dump]).fetchone()
    return int(papers)


_UNMARKED = (
    "status = 'unread' and starred = 0 and note = '' and trashed = '' and edited = '{}' "
    "and less_like = 0 "
    "and not exists (select 1 from paper_tags where paper = papers.id) "
    "and not exists (select 1 from highlights where paper = papers.id)"
)
_SHARED = "exists (select 1 from sightings where paper = s.paper and dump != s.dump)"


def _remove_unmarked(db: Database, dump: int) -> int:
    removed = 0
    while True:
        with writing(db) as connection:
            gone = connection.execute(
                "delete from papers where id in (select paper from sightings s join papers on "
                f"papers.id = s.paper where dump = ? and {_UNMARKED} and not {_SHARED} limit ?)",
                [dump, _BATCH],
            ).rowcount
        removed += gone
        if gone < _BATCH:
            return removed


def _restore_shared(db: Database, dump: int) -> int:
    restored = 0
    while True:
        with writing(db) as connection:
            some = [
                paper
                for (paper,) in connection.execute(
                    f"select paper from sightings s where dump = ? and {_SHARED} limit ?",
                    [dump, _BATCH],
                )
            ]
            for paper in some:
                row = connection.execute(f"select {COLUMNS} from papers where id = ?", [paper])
                before = from_row(row.fetchone())
                connection.execute(
                    "delete from sightings where dump = ? and paper = ?", [dump, paper]
                )
                recompute_paper(connection, paper, before)
            set_counts(connection, some)
        restored += len(some)
        if len(some) < _BATCH:
            return restored
