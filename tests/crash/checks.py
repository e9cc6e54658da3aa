"""What must hold in a library after any process was killed."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from paperdesk.library import Library
from tests.crash.dumps import COMMON, title_word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from paperdesk.model.library_values import StoredPaper
    from tests.crash.ledger import Ledgers

_SAMPLE = 40
"""Papers of each dump that are searched for by their title."""


class CrashFailure(Exception):  # noqa: N818 - the outcome that the crash test looks for
    """Something was lost, or does not agree."""


def require(holds: bool, what: str) -> None:
    """Raise CrashFailure with `what` unless it holds."""
    if not holds:
        raise CrashFailure(what)


def check_database(folder: Path) -> None:
    """The file is sound."""
    with closing(sqlite3.connect(folder / "library.sqlite", timeout=30)) as connection:
        for pragma, expected in (("integrity_check", [("ok",)]), ("foreign_key_check", [])):
            found = connection.execute(f"pragma {pragma}").fetchall()
            require(found == expected, f"{pragma}: {found[:3]}")


def check_library(folder: Path, ledgers: Ledgers, dumps: Mapping[str, int], seed: int) -> None:
    """The database is sound, and every acknowledged mark is there; then also what was imported.

    `dumps` are the names of the dumps that were imported completely, with their records.
    """
    check_database(folder)
    ledgers.update()
    with closing(Library(folder)) as library:
        _check_marks(library, ledgers)
        for name, records in dumps.items():
            _check_dump(library, name, records)
        for _ in library.drain():
            pass
        _check_index(library, dumps, random.Random(seed))


def marks_of(stored: StoredPaper) -> dict[str, Any]:
    """The marks of a paper as the ledger names them; a tag that is not there is absent."""
    tags = {f"tag {tag.name}": True for tag in stored.tags}
    return {"starred": stored.starred, "status": stored.status, "note": stored.note} | tags


def _check_marks(library: Library, ledgers: Ledgers) -> None:
    papers = sorted({paper for paper, _ in ledgers.expected})
    found = {stored.id: marks_of(stored) for stored in library.papers(papers)}
    for (paper, mark), expected in ledgers.expected.items():
        if paper not in found:
            require(not expected.acknowledged, f"paper {paper} with an acknowledged {mark} is gone")
            continue
        value = found[paper].get(mark, False)
        require(
            not expected.acknowledged or value in expected.values,
            f"{mark} of paper {paper} is {value!r}, not one of {expected.values!r}",
        )
        ledgers.settle((paper, mark), value)


def _check_dump(library: Library, name: str, records: int) -> None:
    rows = [dump for dump in library.dumps() if dump.name == name]
    require(len(rows) == 1 and rows[0].state == "stored", f"{name}: {rows}")
    receipt = library.receipt(rows[0].id)
    require(receipt is not None, f"{name} has no receipt")
    assert receipt is not None
    positions = library.db.execute(
        "select position from records where dump = ? order by position", [rows[0].id]
    ).fetchall()
    require(
        [position for (position,) in positions] == list(range(1, records + 1)),
        f"{name}: {len(positions)} of {records} records in its receipt",
    )
    require(
        len(receipt.rows(None)) == records, f"{name}: {len(receipt.rows(None))} rows in its receipt"
    )


def _check_index(library: Library, dumps: Mapping[str, int], choose: random.Random) -> None:
    require(library.index_is_current(), "the index is not current after catching up")
    library.index.verify()
    everything = sorted(library.find("").ids.tolist())
    found = library.find(COMMON)
    require(not found.titles_only, "the index is not used")
    require(
        sorted(found.ids.tolist()) == everything,
        f"the index finds {len(found.ids)} papers of {len(everything)}",
    )
    for name, records in dumps.items():
        stem = name.removesuffix(".bib")
        for number in choose.sample(range(records), min(records, _SAMPLE)):
            word = title_word(stem, number)
            papers = library.papers(library.find(word).ids.tolist())
            require(
                len(papers) <= 1 and all(word in each.paper.title for each in papers),
                f"{word} is found in {[each.id for each in papers]}",
            )
    noted = library.db.execute("select id, note from papers where note != ''").fetchall()
    for paper, note in noted:
        if len(note.split()) == 2:
            ids = library.find(note.split()[1]).ids.tolist()
            require(paper in ids, f"the note {note!r} of paper {paper} is not found")
    for word in (f"w{number}" for number in choose.sample(range(1_000_000), _SAMPLE)):
        ids = library.find(word).ids.tolist()
        require(
            all(word in each.note.split() for each in library.papers(ids)),
            f"{word} is found where no note has it",
        )
