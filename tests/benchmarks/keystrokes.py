"""Type queries, a letter every 60 ms, and see how late the event loop is.

The figure is the worst delay of a 10 ms timer. The references are that of as long a time in which
nothing is done, and that of typing into a bare line edit over a bare list.
5,000 papers take 80 s, 100,000 as asked two minutes.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from paperdesk.desktop.window.warm_up import warm_up
from tests.benchmarks.figures import Figure, at_most, number, spread
from tests.benchmarks.libraries import library_for
from tests.benchmarks.windows import Heartbeat, application, shown_window, spin, spin_until

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from paperdesk.desktop.window.main_window import MainWindow

PAPERS = 5_000
_QUERIES = (
    "neural retrieval models",
    "author:smith graph",
    '"language models" -survey year:2022..',
    "is:unread diffusion sort:date",
    "reinforcment lerning",
)
_PASSES = ("first", "again")
_PAUSE = 0.06
"""Seconds between two letters: a quick typist."""


def measure(options: argparse.Namespace, folder: Path) -> list[Figure]:
    """The bare list first, so that only one window is there at a time."""
    library = library_for(options, folder)
    application()
    beat = Heartbeat()
    bare = max(_type_into_bare_list(beat))
    window = shown_window(library)
    spin(6)
    warm_up(window.theme)
    spin(1)
    seconds = sum(len(query) * _PAUSE + 1 for query in _QUERIES) * len(_PASSES)
    idle = beat.worst_of(partial(spin, seconds))
    figures, reached, waits = [], 0.0, [_wait_for_answer(window)]
    for turn in _PASSES:
        after = partial(_take_answer, window, waits)
        for query, late in zip(_QUERIES, _type(beat, window.search_box, after=after), strict=True):
            figures.append(Figure(f"worst late beat, {turn}: {query}", f"{number(late)} ms"))
            reached = max(reached, late)
    window.close()
    return [
        *figures,
        Figure("answers after the last letter", spread(waits)),
        _over_idle("worst late beat while typing", reached, idle, 3),
        Figure("the same of a bare line edit over a bare list", f"{number(bare)} ms",
               f"idle {number(idle)} ms"),
    ]  # fmt: skip


def _over_idle(name: str, late: float, idle: float, most: float) -> Figure:
    said = f"{name}, over idle ({number(late)} ms)"
    return at_most(said, late / idle, most, " x", f"idle {number(idle)} ms")


def _nothing() -> None:
    pass


def _type(
    beat: Heartbeat,
    box: QLineEdit,
    every: Callable[[], None] = _nothing,
    after: Callable[[], None] = _nothing,
) -> list[float]:
    """The worst late beat in ms of each query; `every` is called between two letters."""

    def write(query: str) -> None:
        for letter in query:
            QTest.keyClicks(box, letter)
            spin(_PAUSE / 2)
            every()
            spin(_PAUSE / 2)
        after()
        spin(0.5)

    worst = []
    for query in _QUERIES:
        box.setFocus()
        box.clear()
        spin(0.5)
        worst.append(beat.worst_of(partial(write, query)))
    return worst


def _type_into_bare_list(beat: Heartbeat) -> list[float]:
    """What Qt itself takes for the least that such a window does."""
    window = QWidget()
    window.resize(1280, 800)
    column = QVBoxLayout(window)
    box, view, model = QLineEdit(), QListView(), QStringListModel(window)
    view.setModel(model)
    column.addWidget(box)
    column.addWidget(view)
    window.show()
    window.activateWindow()
    titles = [f"A title of some fifty letters, number {number}" for number in range(50)]
    worst = _type(beat, box, every=partial(model.setStringList, titles))
    window.close()
    return worst


def _take_answer(window: MainWindow, waits: list[float]) -> None:
    waits.append(_wait_for_answer(window))


def _wait_for_answer(window: MainWindow) -> float:
    """Milliseconds until the newest question is answered."""
    start = time.monotonic()
    spin_until(lambda: not window.session.search.pending)
    return (time.monotonic() - start) * 1000
