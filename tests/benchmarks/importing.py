"""The figures of importing and exporting. Run: python -m tests.benchmarks.importing [PAPERS]

Imports papers made by the dump maker beside the checkout, as text and as a Kaggle snapshot, each
into a temporary library and then again into the same; beside it, the same rows go into the same
tables by plain executemany. Then exports them. Leaves nothing behind.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from paperdesk.store.database import open_database

MAKER = Path(__file__).parents[3] / "shared" / "tools" / "make_dump.py"
TABLES = ("papers", "dumps", "dump_texts", "sightings", "records")


def main() -> int:
    """Print the table; 1 where a figure is missed."""
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if not MAKER.exists():
        print(f"needs {MAKER.name} beside the checkout")
        return 2
    rows: list[tuple[str, str, str, bool]] = []
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("text", "kaggle"):
            rows += _figures(Path(folder), kind, papers)
    print(f"{'figure':<58} {'reached':>12} {'asked':>12}")
    for name, reached, asked, met in rows:
        print(f"{name:<58} {reached:>12} {asked:>12}  {'' if met else 'MISSED'}")
    return int(not all(row[3] for row in rows))


def _figures(folder: Path, kind: str, papers: int) -> list[tuple[str, str, str, bool]]:
    small, large = folder / f"small.{kind}", folder / f"large.{kind}"
    for path, count in ((small, papers // 10), (large, papers)):
        with path.open("wb") as file:
            command = [sys.executable, str(MAKER), "--papers", str(count), "--format", kind]
            subprocess.run(command, stdout=file, check=True)
    library = folder / f"library-{kind}"
    little, _ = _import(small, folder / f"little-{kind}")
    memory, seconds = _import(large, library)
    _, again = _import(large, library)
    plain = _plain(library, folder / f"plain-{kind}")
    growth = memory / little
    rows = [
        (f"{kind}: stored, papers a second ({papers:,})", f"{papers / seconds:,.0f}", ">= 8,000",
         papers / seconds >= 8000),
        (f"{kind}: of plain executemany ({papers / plain:,.0f} a second)",
         f"{plain / seconds:.2f}", ">= 0.3", plain / seconds >= 0.3),
        (f"{kind}: memory ({little:.0f} MB at a tenth, {memory:.0f} MB)", f"{growth:.2f} x",
         "<= 1.2 x", growth <= 1.2),
        (f"{kind}: the same again ({again:.1f} s after {seconds:.1f} s)",
         f"{again / seconds:.2f} x", "<= 1 x", again <= seconds),
    ]  # fmt: skip
    if kind == "kaggle":
        for form in ("bibtex", "jsonl"):
            rate = papers / _export(library, form, folder / f"out.{form}")
            rows.append((f"export as {form}, papers a second", f"{rate:,.0f}", ">= 10,000",
                         rate >= 10_000))  # fmt: skip
    return rows


def _import(dump: Path, library: Path) -> tuple[float, float]:
    """Memory in MB and seconds until all was stored."""
    command = [sys.executable, "-m", "paperdesk", "--library", str(library), "import", "--json"]
    process = subprocess.Popen([*command, str(dump)], stdout=subprocess.PIPE)
    out = process.stdout.read() if process.stdout else b""
    _, _, usage = os.wait4(process.pid, 0)
    (report,) = json.loads(out)
    return usage.ru_maxrss / 1024, report["seconds"]


def _plain(library: Path, folder: Path) -> float:
    """Seconds that plain executemany takes for the rows of a library.

    By the thousand: this process stays small, for its children begin with its peak of memory.
    """
    db = open_database(folder)
    source = sqlite3.connect(library / "library.sqlite")
    spent = 0.0
    for table in TABLES:
        found = source.execute(f"select * from {table}")
        marks = ", ".join("?" * len(found.description))
        with db.conn:
            while rows := found.fetchmany(1_000):
                start = time.perf_counter()
                db.conn.executemany(f"insert into {table} values ({marks})", rows)
                spent += time.perf_counter() - start
            start = time.perf_counter()
        spent += time.perf_counter() - start
    source.close()
    db.close()
    return spent


def _export(library: Path, form: str, path: Path) -> float:
    command = [sys.executable, "-m", "paperdesk", "--library", str(library), "export"]
    start = time.perf_counter()
    subprocess.run([*command, "--format", form, "-o", str(path)], check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
