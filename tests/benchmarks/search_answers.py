"""Answers queries from an index, in a process of its own so that its memory can be measured.

    python -m tests.benchmarks.search_answers INDEX QUERIES

QUERIES is a pickled list of (name of the kind, trees); the answer is one line of JSON: times in ms
of each kind, cold and warm, and other figures.
"""

from __future__ import annotations

import json
import math
import pickle
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil

from paperdesk.search.index import PaperIndex
from tests.benchmarks.figures import milliseconds
from tests.benchmarks.search_queries import BY_DATE, KEYSTROKE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from paperdesk.model.query import Node
    from paperdesk.search.results import IndexHits

_BARE = "import psutil; print(psutil.Process().memory_info().rss)"
_TURN = 0.125
"""Seconds of one answer; what is found of a phrase by then comes first, as in the window."""


def main(folder: Path, queries: Path) -> None:
    """Print what was measured."""
    bare = int(subprocess.run([sys.executable, "-c", _BARE], capture_output=True).stdout)
    kinds: list[tuple[str, list[Node]]] = pickle.loads(queries.read_bytes())
    index = PaperIndex(folder)
    measured: dict[str, Any] = {
        "open": milliseconds(
            lambda: index.find(kinds[0][1][0], _first_paper, _first_paper).best(50)
        )
    }
    answers = _Answers(index)
    measured["times"] = {kind: answers.times(kind, trees) for kind, trees in kinds}
    measured["memory"] = (psutil.Process().memory_info().rss - bare) / 1e6
    index.suggest("warm")
    measured["suggest"] = milliseconds(lambda: index.suggest("reinforcemnet"))
    json.dump(measured, sys.stdout)


def _first_paper(*_: object) -> NDArray[np.int64]:
    return np.arange(1, 2)


class _Answers:
    """One index and what the library would add: all papers, a filter, an order by date."""

    def __init__(self, index: PaperIndex) -> None:
        self.index = index
        highest = max(snapshot.highest_paper() for snapshot in index._snapshots.values())
        self.papers = np.arange(1, highest + 1)
        self.filtered = self.papers[6 :: max(1, highest // 1_000)]
        self.dates = np.random.default_rng(1).permutation(highest + 1)

    def times(self, kind: str, trees: list[Node]) -> tuple[list[float], list[float]]:
        """Cold and warm; a keystroke finds in the cache what those before it left."""
        self.index._cache.clear()
        if kind == KEYSTROKE:
            cold = [self._time(kind, tree) for tree in trees]
            return cold, [self._time(kind, tree) for tree in trees]
        cold, warm = [], []
        for tree in trees:
            self.index._cache.clear()
            cold.append(self._time(kind, tree))
            self._find(tree, math.inf)
            warm.append(self._time(kind, tree))
        return cold, warm

    def _time(self, kind: str, tree: Node) -> float:
        if kind == KEYSTROKE:
            spent = milliseconds(lambda: self._find(tree, _TURN).best(50))
            self._find(tree, math.inf)
            return spent
        if kind == BY_DATE:
            return milliseconds(lambda: self._latest(self._find(tree, _TURN)))
        return milliseconds(lambda: self._find(tree, _TURN).best(50))

    def _find(self, tree: Node, seconds: float) -> IndexHits:
        until = time.monotonic() + seconds
        return self.index.find(tree, lambda _: self.filtered, lambda: self.papers, deadline=until)

    def _latest(self, found: IndexHits) -> None:
        if len(found.ids) > 50:
            latest = np.argpartition(-self.dates[found.ids], 50)[:50]
            latest[np.argsort(-self.dates[found.ids[latest]])]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
