"""Build the index and answer queries, beside SQLite FTS5 over the same papers.

Times are medians (p95). Cold: our own cache is empty, the files are in the system's. `--stock`
builds with Whoosh as it comes, too; `--kills N` kills building and updating at N moments and opens
the index afterwards. 10,000 papers take 20 s, with `--stock` 20 s more; 100,000 as asked two
minutes, with `--stock` six; 1,000,000 half an hour. A kill takes 3 s.
"""

from __future__ import annotations

import json
import pickle
import random
import sqlite3
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from paperdesk.search.index import PaperIndex, TextDocument
from tests.benchmarks.dumps import papers
from tests.benchmarks.figures import (
    Figure,
    at_least,
    at_most,
    milliseconds,
    number,
    p95_at_most,
    spread,
)
from tests.benchmarks.search_queries import QUERIES, Kind, kinds
from tests.search.segments.test_builder import killed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

PAPERS = 10_000


def measure(options: argparse.Namespace, folder: Path) -> list[Figure]:
    """Build, then ask in another process."""
    documents = [
        TextDocument(paper.number + 1, paper.title, paper.abstract, ", ".join(paper.authors), "")
        for paper in papers(options.papers)
    ]
    index = folder / "index"
    speed = _speed(documents, PaperIndex(index).rebuild, (), 2)
    fts = _Fts5(folder / "fts.sqlite", documents)
    figures = [
        at_least("built, papers a second", speed, 4_000, "", f"FTS5 {number(fts.speed)}"),
        at_least("built, over FTS5", speed / fts.speed, 0.5, " x"),
    ]
    if options.stock:
        stock = _stock_speed(folder / "stock", documents)
        said = f"Whoosh {number(stock)} a second"
        figures.append(at_least("built, over Whoosh as it comes", speed / stock, 12, " x", said))
    figures.append(_size(index, documents, fts))
    asked = kinds(documents)
    del documents
    figures += _ask(folder, asked, fts)
    fts.db.close()
    if options.kills:
        figures.append(_kill(options.kills))
    return figures


def _speed(documents: list[TextDocument], build: Callable[..., object], *more: object) -> float:
    """Papers a second of a call that takes the documents first."""
    return len(documents) / milliseconds(build, documents, *more) * 1000


class _Fts5:
    """The same papers in a database with a full-text table, and a table of invented dates."""

    def __init__(self, path: Path, documents: list[TextDocument]) -> None:
        self.db = sqlite3.connect(path)
        for setting in ("journal_mode = wal", "synchronous = normal", "cache_size = -64000"):
            self.db.execute(f"pragma {setting}")
        self.db.execute(
            "create virtual table fts using fts5(title, abstract, authors, org,"
            " content='', tokenize='porter unicode61 remove_diacritics 2')"
        )
        self.db.execute("insert into fts(fts, rank) values ('rank', 'bm25(3.0, 1.0, 1.0, 1.0)')")
        self.db.execute("create table dates (id integer primary key, day integer)")
        days = ((d.paper, d.paper * 7_919 % 100_003) for d in documents)
        self.db.executemany("insert into dates values (?, ?)", days)
        self.db.commit()
        self.speed = _speed(documents, self._build)

    def _build(self, documents: list[TextDocument]) -> None:
        insert = "insert into fts(rowid, title, abstract, authors, org) values (?, ?, ?, ?, ?)"
        rows = ((d.paper, d.title, d.abstract, d.authors, d.org) for d in documents)
        self.db.executemany(insert, rows)
        self.db.commit()

    def size(self) -> int:
        """Bytes."""
        query = "select sum(pgsize) from dbstat where name like 'fts%'"
        return int(self.db.execute(query).fetchone()[0])

    def times(self, kind: Kind) -> list[float]:
        """Of as many queries as of any kind: a keystroke can take FTS5 seconds."""
        some = kind.sql[:: len(kind.sql) // QUERIES]
        return [milliseconds(self._ask, *sql) for sql in some]

    def _ask(self, sql: str, values: tuple[str]) -> None:
        self.db.execute(sql, values).fetchall()


def _stock_speed(folder: Path, documents: list[TextDocument]) -> float:
    from whoosh import index

    from paperdesk.search.segments.schema import TEXTS, whoosh_schema

    def build(documents: list[TextDocument]) -> None:
        with index.create_in(str(folder), whoosh_schema(TEXTS)).writer(limitmb=256) as writer:
            for d in documents:
                writer.add_document(
                    title=d.title, abstract=d.abstract, authors=d.authors, org=d.org
                )

    folder.mkdir()
    return _speed(documents, build)


def _size(index: Path, documents: list[TextDocument], fts: _Fts5) -> Figure:
    texts = (text for d in documents for text in (d.title, d.abstract, d.authors, d.org))
    text = sum(len(text.encode()) for text in texts)
    size = sum(path.stat().st_size for path in index.rglob("*") if path.is_file())
    return at_most("size, over text", size / text, 0.6, "", f"FTS5 {number(fts.size() / text)}")


def _ask(folder: Path, asked: list[Kind], fts: _Fts5) -> list[Figure]:
    queries = folder / "queries"
    queries.write_bytes(pickle.dumps([(kind.name, kind.trees) for kind in asked]))
    program = [sys.executable, "-m", "tests.benchmarks.search_answers"]
    command = [*program, str(folder / "index"), str(queries)]
    measured: dict[str, Any] = json.loads(subprocess.check_output(command))
    figures = []
    for kind in asked:
        cold, warm = measured["times"][kind.name]
        reference = f"FTS5 {spread(fts.times(kind))}"
        figures.append(p95_at_most(f"{kind.name}: cold", cold, kind.cold, reference))
        figures.append(p95_at_most(f"{kind.name}: warm", warm, kind.warm, reference))
    return [
        *figures,
        at_most("opened to first answer", measured["open"], 200, " ms"),
        at_most("memory that search adds", measured["memory"], 120, " MB"),
        Figure("a misspelt word's suggestions", f"{number(measured['suggest'])} ms"),
    ]


def _kill(times: int) -> Figure:
    rnd, usable = random.Random(9), 0
    for turn in range(times):
        with TemporaryDirectory() as folder:
            index = PaperIndex(Path(folder, "index"))
            index.rebuild([TextDocument(n, f"paper{n}", "", "", "") for n in range(1, 60)], ())
            index.close()
            what, longest = ("update", 0.5) if turn % 2 else ("build", 3)
            killed(Path(folder, "index"), what, rnd.uniform(0, longest))
            index.verify()
            usable += index.usable()
    name = f"usable, killed at {times} moments of building and updating"
    return Figure(name, str(usable), "", str(times), usable == times)
