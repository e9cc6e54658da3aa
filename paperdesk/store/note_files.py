"""The files in which notes are kept up to date, folder by folder, as they were written last."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from paperdesk.store.database import AMONG, among, writing
from paperdesk.store.rows import COLUMNS, compressed, expanded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paperdesk.store.open_file import Database


class NoteFile(NamedTuple):
    """The file of a paper in a folder of notes."""

    paper: int
    name: str
    """Its path in the folder, with `/`."""
    stamp: str
    """What tells whether the file was changed since: see `tasks.note_files`."""
    fingerprint: str
    """That of the paper when it was written: see `fingerprints`."""


def read(db: Database, folder: str) -> dict[int, NoteFile]:
    """The files in a folder, by paper."""
    rows = db.execute(
        "select paper, name, stamp, fingerprint from note_files where folder = ?", [folder]
    ).fetchall()
    return {row[0]: NoteFile(*row) for row in rows}


def texts(db: Database, folder: str, papers: Sequence[int]) -> dict[int, str]:
    """What Paperdesk last wrote for each of these papers."""
    rows = db.execute(
        f"select paper, text from note_files where folder = ? and paper in {AMONG}",
        [folder, among(papers)],
    )
    return {paper: expanded(text).decode() for paper, text in rows}


def write(db: Database, folder: str, files: Iterable[tuple[NoteFile, str]]) -> None:
    """Record files, each with the text that Paperdesk wrote; not those of deleted papers."""
    rows = [(folder, *file[1:], compressed(text.encode()), file.paper) for file, text in files]
    with writing(db) as connection:
        connection.executemany(
            "insert or replace into note_files (folder, paper, name, stamp, fingerprint, text) "
            "select ?, id, ?, ?, ?, ? from papers where id = ?",
            rows,
        )


def fingerprints(db: Database, papers: Sequence[int]) -> dict[int, str]:
    """For each of these papers a text that changes with it or with its marks.

    Takes 0.2 s for 10,000 papers: reading them whole takes ten times as long.
    """
    numbers = among(papers)
    marks: dict[int, list[Any]] = defaultdict(list)
    for paper, *mark in db.execute(
        "select paper, name from paper_tags join tags on tags.id = tag "
        f"where paper in {AMONG} order by paper, name",
        [numbers],
    ):
        marks[paper].append(mark)
    for paper, *mark in db.execute(
        f"select paper, field, start, exact, comment, tags, id from highlights "
        f"where paper in {AMONG} order by paper, id",
        [numbers],
    ):
        marks[paper].append(mark)
    return {
        row[0]: hashlib.blake2b(
            repr((row, marks.get(row[0]))).encode("utf-8", "replace"), digest_size=12
        ).hexdigest()
        for row in db.execute(
            f"select id, {COLUMNS}, citation_key, status, starred, note, added from papers "
            f"where id in {AMONG}",
            [numbers],
        )
    }
