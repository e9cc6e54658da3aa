"""How fast the index is, beside SQLite FTS5 over the same papers in the same run.

    python -m tests.benchmarks.search [--papers 100000] [--stock] [--kills 50]

Papers come from make_dump.py in `shared/tools` beside the checkout. Times are wall clock, in
milliseconds: median (p95). Cold: our cache is empty, the files are in the system's. `--stock`
builds with Whoosh as it comes, too (minutes); `--kills N` kills building and updating at N moments
and looks whether the index opens afterwards.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import psutil

from paperdesk.model.query import And, Filter, Node, Or, Phrase, Word
from paperdesk.model.tokenizer import split
from paperdesk.search.index import Found, PaperIndex, TextDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CHECKOUT = Path(__file__).parents[2]
MAKE_DUMP = CHECKOUT.parent / "shared" / "tools" / "make_dump.py"
QUERIES = 40
"""Of each kind; of keystrokes, queries that are typed."""
BARE = "import psutil; print(psutil.Process().memory_info().rss)"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--papers", type=int, default=100_000)
    options.add_argument("--stock", action="store_true")
    options.add_argument("--kills", type=int, default=0)
    options.add_argument("--ask", nargs=2, type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.ask:
        ask(*given.ask)
    elif not MAKE_DUMP.exists():
        print(f"skipped: there is no {MAKE_DUMP.name} in shared/tools beside this checkout")
    else:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), given.papers, stock=given.stock)
        if given.kills:
            kill(given.kills)


def measure(folder: Path, count: int, *, stock: bool) -> None:
    documents = make(count)
    text = sum(len(t.encode()) for d in documents for t in (d.title, d.abstract, d.authors, d.org))
    print(f"{count:,} papers, {text / 1e6:.0f} MB of text")
    table = [("", "here: cold | warm", "FTS5", "asked", "share of it")]
    speed = build(folder / "index", documents)
    fts, their_speed = build_fts(folder / "fts.sqlite", documents)
    asked = max(4_000, their_speed / 2)
    table.append(row("build, papers/s", speed, their_speed, asked))
    if stock:
        their_speed = build_stock(folder / "stock", documents)
        table.append(row("build, beside stock Whoosh", speed, their_speed, 12 * their_speed))
    size = sum(path.stat().st_size for path in (folder / "index").rglob("*") if path.is_file())
    (pages,) = fts.execute("select sum(pgsize) from dbstat where name like 'fts%'").fetchone()
    table.append(row("size / text", size / text, pages / text, 0.6))
    kinds = queries(documents)
    (folder / "queries").write_bytes(pickle.dumps([(k.name, k.trees) for k in kinds]))
    del documents
    command = [sys.executable, __file__, "--ask", str(folder / "index"), str(folder / "queries")]
    measured = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    for kind in kinds:
        cold, warm = measured["times"][kind.name]
        some = kind.sql[:: len(kind.sql) // QUERIES]  # a keystroke can take them seconds
        theirs = [took(lambda sql=sql: fts.execute(*sql).fetchall()) for sql in some]
        table.append(kind.row(cold, warm, theirs))
    for name, asked in (("open to first answer", 200), ("memory, MB", 120), ("did you mean", 0)):
        table.append(row(name, measured[name], None, asked))
    show(table)


# The papers and the queries


def make(count: int) -> list[TextDocument]:
    command = [sys.executable, str(MAKE_DUMP), "--papers", str(count), "--format", "kaggle"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as made:
        assert made.stdout is not None
        papers = map(json.loads, made.stdout)
        return [
            TextDocument(i, p["title"], p["abstract"].strip(), p["authors"], "")
            for i, p in enumerate(papers, 1)
        ]


@dataclass(slots=True)
class Kind:
    """Queries of one kind, as trees and as SQL for FTS5, and the p95 asked, cold and warm."""

    name: str
    cold: float
    warm: float
    trees: list[Node] = field(default_factory=list)
    sql: list[tuple[str, tuple[str]]] = field(default_factory=list)

    def add(self, tree: Node, match: str, rest: str = "order by rank limit 50") -> None:
        self.trees.append(tree)
        self.sql.append((f"select rowid from fts where fts match ? {rest}", (match,)))

    def row(self, cold: Sequence[float], warm: Sequence[float], theirs: Sequence[float]) -> Row:
        asked = f"{self.cold:g} | {self.warm:g}"
        share = f"{p95(cold) / self.cold:.2f} | {p95(warm) / self.warm:.2f}"
        return self.name, f"{shown(cold)} | {shown(warm)}", shown(theirs), asked, share


def queries(documents: list[TextDocument]) -> list[Kind]:
    rnd = random.Random(7)
    some = rnd.sample(documents, min(2_000, len(documents)))
    seen = Counter(word for d in some for word in set(split(d.abstract)))
    by_rank = [word for word, _ in seen.most_common()]
    common, middle = by_rank[:150], [word for word in by_rank[150:1_500] if len(word) > 4]
    rare = [word for word in by_rank[1_500:] if len(word) > 4]
    allowed = ",".join(map(str, range(7, len(documents), max(1, len(documents) // 1000))))
    kinds = [
        Kind("word, common", 10, 3),
        Kind("word, rare", 10, 3),
        Kind("three words", 10, 3),
        Kind("either of two", 10, 3),
        Kind("word, by date", 5, 5),
        Kind("word, of 1,000 ids", 5, 5),
        Kind("phrase, real", 20, 20),
        Kind("phrase, adversarial", 150, 150),
        Kind("keystroke", 60, 15),
    ]
    word, seldom, three, either, dated, filtered, phrase, hard, key = kinds
    for _ in range(QUERIES):
        w, r, m = rnd.choice(common), rnd.choice(rare), rnd.choice(middle)
        word.add(Word(w), w)
        seldom.add(Word(r), r)
        of = split(rnd.choice(some).abstract)
        trio = rnd.sample([x for x in of if len(x) > 3], 3)
        three.add(And(tuple(map(Word, trio))), " AND ".join(trio))
        either.add(Or((Word(m), Word(w))), f"{m} OR {w}")
        by_date = "order by (select day from dates where id = fts.rowid) desc limit 50"
        dated.add(Word(w), w, by_date)
        which = And((Word(w), Filter("some", "")))
        filtered.add(which, w, f"and rowid in ({allowed}) order by rank limit 50")
        at, length = rnd.randrange(len(of) - 4), rnd.choice((2, 3, 4))
        phrase.add(Phrase(tuple(of[at : at + length])), f'"{" ".join(of[at : at + length])}"')
        pair = rnd.sample(by_rank[:12], 2)
        hard.add(Phrase(tuple(pair)), f'"{" ".join(pair)}"')
        typed = f"{m} {w}"
        for end in range(1, len(typed) + 1):
            *whole, begun = typed[:end].split(" ")
            if begun:
                tree = And((*map(Word, whole), Word(begun, prefix=True)))
                key.add(tree, " AND ".join([*whole, begun + "*"]))
    return kinds


# Building; all answer with papers a second


def build(folder: Path, documents: list[TextDocument]) -> float:
    return len(documents) / (took(lambda: PaperIndex(folder).rebuild(documents, (), 2)) / 1e3)


def build_fts(path: Path, documents: list[TextDocument]) -> tuple[sqlite3.Connection, float]:
    db = sqlite3.connect(path)
    for setting in ("journal_mode = wal", "synchronous = normal", "cache_size = -64000"):
        db.execute(f"pragma {setting}")
    db.execute(
        "create virtual table fts using fts5(title, abstract, authors, org,"
        " content='', tokenize='porter unicode61 remove_diacritics 2')"
    )
    db.execute("insert into fts(fts, rank) values ('rank', 'bm25(3.0, 1.0, 1.0, 1.0)')")
    rows = ((d.paper, d.title, d.abstract, d.authors, d.org) for d in documents)

    def work() -> None:
        into = "insert into fts(rowid, title, abstract, authors, org) values (?, ?, ?, ?, ?)"
        db.executemany(into, rows)
        db.commit()

    db.execute("create table dates (id integer primary key, day integer)")
    days = ((d.paper, d.paper * 7_919 % 100_003) for d in documents)
    db.executemany("insert into dates values (?, ?)", days)

    return db, len(documents) / (took(work) / 1e3)


def build_stock(folder: Path, documents: list[TextDocument]) -> float:
    from whoosh import index

    from paperdesk.search.segments.schema import TEXTS, whoosh_schema

    folder.mkdir()

    def work() -> None:
        with index.create_in(str(folder), whoosh_schema(TEXTS)).writer(limitmb=256) as writer:
            for d in documents:
                writer.add_document(
                    title=d.title, abstract=d.abstract, authors=d.authors, org=d.org
                )

    return len(documents) / (took(work) / 1e3)


# Asking, in a process of its own so that its memory can be told


def ask(folder: Path, queries: Path) -> None:
    bare = int(subprocess.run([sys.executable, "-c", BARE], capture_output=True).stdout)
    kinds = pickle.loads(queries.read_bytes())
    index = PaperIndex(folder)
    universe = np.arange(1, 2)

    def find(tree: Node, seconds: float = 0.125) -> Found:
        """As the window asks: what is found of a phrase by then comes first."""
        until = time.monotonic() + seconds
        return index.find(tree, lambda wanted: some, lambda: universe, until=until)

    some = universe
    measured = {"open to first answer": took(lambda: find(kinds[0][1][0]).best(50))}
    universe = np.arange(1, 1 + max(s.highest_paper() for s in index._snapshots.values()))
    some = universe[6 :: max(1, len(universe) // 1000)]
    dates = np.random.default_rng(1).permutation(len(universe) + 1)

    def first(kind: str, tree: Node) -> None:
        found = find(tree)
        if kind != "word, by date":
            found.best(50)
        elif len(found.ids) > 50:
            newest = np.argpartition(-dates[found.ids], 50)[:50]
            newest[np.argsort(-dates[found.ids[newest]])]

    times = {}
    for kind, trees in kinds:
        typing = kind == "keystroke"  # which has what the ones before it left
        index._cache.clear()
        cold, warm = [], []
        for tree in trees:
            if not typing:
                index._cache.clear()
            cold.append(took(lambda kind=kind, tree=tree: first(kind, tree)))
            find(tree, math.inf)
            if not typing:
                warm.append(took(lambda kind=kind, tree=tree: first(kind, tree)))
        if typing:
            warm = [took(lambda kind=kind, tree=tree: first(kind, tree)) for tree in trees]
        times[kind] = cold, warm
    measured["memory, MB"] = (psutil.Process().memory_info().rss - bare) / 1e6
    index.suggest("warm")
    measured["did you mean"] = took(lambda: index.suggest("reinforcemnet"))
    json.dump({"times": times, **measured}, sys.stdout)


# Showing

Row = tuple[str, str, str, str, str]


def took(work: Callable[[], object]) -> float:
    """Milliseconds."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1e3


def p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def shown(times: Sequence[float]) -> str:
    return f"{statistics.median(times):.2f} ({p95(times):.1f})"


def row(name: str, value: float, theirs: float | None, asked: float) -> Row:
    def number(n: float | None) -> str:
        return "" if not n else f"{n:,.0f}" if n > 10 else f"{n:.2f}"

    share = f"{value / asked:.2f}" if asked else ""
    return name, number(value), number(theirs), number(asked), share


def show(table: Sequence[Row]) -> None:
    print()
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    table = [table[0], tuple("-" * width for width in widths), *table[1:]]
    for cells in table:
        line = " | ".join(c.ljust(w) for c, w in zip(cells, widths, strict=True))
        print(f"| {line} |")
    if sys.platform != "win32":
        import resource

        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
        print(f"\nThe largest child process took {peak:.0f} MB.")


def kill(times: int) -> None:
    sys.path.insert(0, str(CHECKOUT))
    from tests.search.segments.test_builder import killed

    rnd, opened = random.Random(9), 0
    for i in range(times):
        with tempfile.TemporaryDirectory() as folder:
            index = PaperIndex(Path(folder, "index"))
            index.rebuild([TextDocument(i, f"paper{i}", "", "", "") for i in range(1, 60)], ())
            index.close()
            if i % 2:
                killed(Path(folder, "index"), "update", rnd.uniform(0, 0.5))
            else:
                killed(Path(folder, "index"), "build", rnd.uniform(0, 3))
            index.verify()
            opened += index.usable()
    print(f"Killed {times} times, opened {opened} times.")


if __name__ == "__main__":
    main()
