"""Import a page and an arXiv snapshot, each twice, and export the papers.

The reference is plain `executemany` of the same rows into the same tables.
5,000 papers take 15 s, 100,000 as asked four minutes.
"""

from __future__ import annotations

import sqlite3
import subprocess
from functools import partial
from typing import TYPE_CHECKING

from paperdesk.store.database import open_database
from tests.benchmarks.dumps import write_dump
from tests.benchmarks.figures import Figure, at_least, at_most, milliseconds, number
from tests.benchmarks.libraries import import_dump, paperdesk

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from tests.benchmarks.dumps import Layout

PAPERS = 5_000
_TABLES = ("papers", "dumps", "dump_texts", "sightings", "records")


def measure(options: argparse.Namespace, folder: Path) -> list[Figure]:
    """Both layouts; exports from the library of the snapshot, which has names and ids."""
    return [
        *_imports("text", options.papers, folder),
        *_imports("kaggle", options.papers, folder),
        *_exports(options.papers, folder),
    ]


def _imports(layout: Layout, papers: int, folder: Path) -> list[Figure]:
    small, dump = folder / f"small.{layout}", folder / f"dump.{layout}"
    write_dump(small, papers // 10, layout)
    write_dump(dump, papers, layout)
    tenth = import_dump(small, folder / f"small-{layout}")
    first = import_dump(dump, folder / layout)
    again = import_dump(dump, folder / layout)
    plain = papers / _plain_seconds(folder / layout, folder / f"plain-{layout}")
    rate = papers / first.seconds
    reference = f"{number(plain)} by executemany"
    growth = first.memory / tenth.memory
    return [
        at_least(f"{layout}: stored, papers a second", rate, 8_000, "", reference),
        at_least(f"{layout}: share of plain executemany", rate / plain, 0.3),
        at_most(
            f"{layout}: memory, over that at a tenth ({number(first.memory)} MB)",
            growth, 1.2, " x", f"{number(tenth.memory)} MB",
        ),
        at_most(
            f"{layout}: the same again, over the first time ({number(again.seconds)} s)",
            again.seconds / first.seconds, 1, " x", f"{number(first.seconds)} s",
        ),
    ]  # fmt: skip


def _plain_seconds(library: Path, folder: Path) -> float:
    """By the thousand: the peak of this process counts as that of its next child."""
    db = open_database(folder)
    source = sqlite3.connect(library / "library.sqlite")
    spent = 0.0
    for table in _TABLES:
        found = source.execute(f"select * from {table}")
        marks = ", ".join("?" * len(found.description))
        insert = f"insert into {table} values ({marks})"
        db.conn.execute("begin")
        while rows := found.fetchmany(1_000):
            spent += milliseconds(db.conn.executemany, insert, rows)
        spent += milliseconds(db.conn.commit)
    source.close()
    db.close()
    return spent / 1000


def _exports(papers: int, folder: Path) -> list[Figure]:
    figures = []
    for form in ("bibtex", "jsonl"):
        verb = ["export", "--format", form, "-o", str(folder / f"export.{form}")]
        export = partial(subprocess.run, [*paperdesk(folder / "kaggle"), *verb], check=True)
        spent = milliseconds(partial(export, stderr=subprocess.DEVNULL))
        rate = papers / spent * 1000
        figures.append(at_least(f"exported as {form}, papers a second", rate, 10_000))
    return figures
