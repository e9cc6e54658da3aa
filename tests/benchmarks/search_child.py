"""How fast the search child answers, from a question's line to its answer's, at 100,000 papers.

    python -m tests.benchmarks.search_child [--papers 100000] [--library FOLDER]

Papers come from make_dump.py in `shared/tools` beside the checkout; with `--library` an imported
library is asked instead. First: a new child that has had a second to make itself ready. Times in
milliseconds, median (p95).
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from paperdesk.library import Library
from paperdesk.model.edits import SetStar, SetStatus
from tests.benchmarks.search import MAKE_DUMP, p95, row, show, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

QUERIES = 40


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--papers", type=int, default=100_000)
    options.add_argument("--library", type=Path)
    given = options.parse_args()
    if given.library:
        measure(given.library)
    elif not MAKE_DUMP.exists():
        print(f"skipped: there is no {MAKE_DUMP.name} in shared/tools beside this checkout")
    else:
        with tempfile.TemporaryDirectory() as folder:
            dump, library = Path(folder, "dump.txt"), Path(folder, "library")
            with dump.open("w") as out:
                make = [sys.executable, str(MAKE_DUMP), "--papers", str(given.papers)]
                subprocess.run(make, stdout=out, check=True)
            command = [sys.executable, "-m", "paperdesk", "--library", str(library)]
            subprocess.run([*command, "import", str(dump)], stdout=subprocess.DEVNULL, check=False)
            measure(library)


class Child:
    """A search child."""

    def __init__(self, library: Path) -> None:
        command = [sys.executable, "-m", "paperdesk", "--library", str(library), "serve"]
        self._process = subprocess.Popen(command, stdin=-1, stdout=-1)
        self._number = 0

    def put(self, query: str, sort: str = "", typing: bool = False, in_sight: int = 0) -> int:
        self._number += 1
        question = {"ask": "query", "id": self._number, "query": query, "sort": sort}
        assert self._process.stdin is not None
        more = {"typing": typing, "in_sight": in_sight}
        self._process.stdin.write(json.dumps({**question, **more}).encode() + b"\n")
        self._process.stdin.flush()
        return self._number

    def wait(self, number: int) -> dict[str, Any]:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            answer: dict[str, Any] = json.loads(line)
            if answer["id"] == number:
                return answer
        raise RuntimeError("the child ended")

    def took(self, query: str, sort: str = "", typing: bool = False, in_sight: int = 0) -> float:
        begin = time.perf_counter()
        self.wait(self.put(query, sort, typing, in_sight))
        return (time.perf_counter() - begin) * 1e3

    def memory(self) -> float:
        return psutil.Process(self._process.pid).memory_info().rss / 1e6

    def close(self) -> None:
        self._process.kill()
        self._process.wait()


def measure(folder: Path) -> None:
    library = Library(folder)
    kinds = questions(library)
    child = Child(folder)
    begin = child.took("")
    time.sleep(1)
    empty = child.memory()
    table = [("", "first | again", "", "asked", "share of it")]
    for name, asked, asks in kinds:
        first, again = ([child.took(*ask) for ask in asks] for _ in range(2))
        share = f"{p95(first) / asked:.2f} | {p95(again) / asked:.2f}"
        table.append((name, f"{shown(first)} | {shown(again)}", "", f"{asked:g}", share))
    table.append(row("memory, MB, of which search", child.memory() - empty, None, 120))
    table.append(row("memory, MB, whole", child.memory(), None, 0))
    table.append(row("start to first answer", begin, None, 0))
    stars = [1, 2, 3]
    times = []
    for on in (True, False) * 20:
        library.apply(SetStar(tuple(stars), on))
        times.append(child.took("", "upvotes"))
    table.append(("after a star", shown(times), "", "5", f"{p95(times) / 5:.2f}"))
    library.apply(SetStar(tuple(range(10, 60)), True))
    library.apply(SetStatus(tuple(range(60, 90)), "dismissed"))
    times = [child.took("is:unread sort:foryou") for _ in range(QUERIES)]
    table.append(("for you: the first time", f"{times[0]:.1f}", "", "", ""))
    table.append(("for you, then", shown(times[1:]), "", "", ""))
    library.apply(SetStar(tuple(range(10, 60)), False))
    library.apply(SetStatus(tuple(range(60, 90)), "unread"))
    table.append(("overtaken: until the newer answer", shown(overtaken(child)), "", "20", ""))
    child.close()
    library.close()
    show(table)


def overtaken(child: Child) -> list[float]:
    """How long a cheap question takes that overtakes a dear one, at random moments of its work."""
    rnd, times = random.Random(3), []
    dear = ["e OR a OR i OR o OR u OR s OR t OR c", '"of the in of the"', "date:2020.. sort:title"]
    for number in range(QUERIES):
        child.put(f"{dear[number % 3]} {number}", "", True)
        time.sleep(rnd.uniform(0.001, 0.02))
        times.append(child.took("sort:date"))
    return times


Question = tuple[str, str, bool] | tuple[str, str, bool, int]


def questions(library: Library) -> list[tuple[str, float, Sequence[Question]]]:
    rnd = random.Random(7)
    papers = library.papers(rnd.sample(range(1, 20_000), 400))
    texts = [p.paper.abstract.lower().split() for p in papers if len(p.paper.abstract) > 200]
    words = [[word for word in text if word.isalpha() and len(word) > 3] for text in texts]
    some = [rnd.choice(of) for of in words if len(of) > 9][:QUERIES]
    trios = [" ".join(rnd.sample(of, 3)) for of in words if len(of) > 9][:QUERIES]
    runs = [f'"{" ".join(text[9:12])}"' for text in texts][:QUERIES]
    typed = [
        (f"{text[:end]}", "", True)
        for text in (f"{a} {b}" for a, b in zip(some[:20], some[20:], strict=True))
        for end in range(1, len(text) + 1)
    ]
    return [
        ("empty text", 5, [("", "", False)] * QUERIES),
        ("word", 10, [(word, "", False) for word in some]),
        ("three words", 10, [(trio, "", False) for trio in trios]),
        ("word, by date", 5, [(word, "date", False) for word in some]),
        ("word and filter", 5, [(f"{word} year:2024", "", False) for word in some]),
        ("phrase", 20, [(run, "", False) for run in runs]),
        ("keystroke", 15, typed),
        ("keystroke, 8 papers marked", 15, [(*asked, 8) for asked in typed]),
        ("like", 20, [(f"like:{paper.id}", "", False) for paper in papers[:QUERIES]]),
        *(
            (f"sort:{key}", 5, [("is:unread", key, False)] * 5)
            for key in ("date", "added", "upvotes", "comments", "title", "trending")
        ),
    ]


if __name__ == "__main__":
    main()
