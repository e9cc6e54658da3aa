"""Press keys, change sidebar entries and scroll; the memory of the window.

Keys are measured until their effect is painted; the reference is a key that does nothing.
5,000 papers take 60 s, 100,000 as asked two minutes.
"""

from __future__ import annotations

import statistics
import time
from functools import partial
from typing import TYPE_CHECKING

import psutil
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from paperdesk.desktop.session.places import ALL, READING, STARRED, UNREAD
from tests.benchmarks.figures import Figure, at_most, number, p95, p95_at_most
from tests.benchmarks.libraries import library_for
from tests.benchmarks.windows import shown_window, spin, spin_until

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAPERS = 5_000
_ROUNDS = 200
_SWITCHES = (UNREAD, ALL, STARRED, READING, ALL) * 8


def measure(options: argparse.Namespace, folder: Path) -> list[Figure]:
    """All figures of one window."""
    driver = _Driver(library_for(options, folder))
    figures = list(driver.figures())
    driver.window.close()
    return figures


class _PaintCount(QObject):
    """Counts the paints of widgets."""

    def __init__(self) -> None:
        super().__init__()
        self.of: dict[QObject, int] = {}

    def watch(self, widget: QWidget) -> QWidget:
        self.of[widget] = 0
        widget.installEventFilter(self)
        return widget

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            self.of[watched] += 1
        return False


class _Driver:
    """Drives a shown window and measures what it does."""

    def __init__(self, library: Path) -> None:
        self.window = shown_window(library, 1440, 900)
        self.paints = _PaintCount()
        self.list = self.paints.watch(self.window.papers.viewport())
        abstract = self.window.reader.findChild(QAbstractScrollArea, "abstractView")
        assert abstract is not None
        self.abstract = self.paints.watch(abstract.viewport())
        spin_until(lambda: len(self.window.model.ids) == self.window.model.total > 0)
        spin(1)
        self.window.papers.select_row(0)
        self.window.papers.setFocus()
        spin(0.5)
        self.idle = p95([self._until_done(Qt.Key.Key_F12) for _ in range(_ROUNDS)])

    def figures(self) -> Iterator[Figure]:
        """One after the other."""
        star, following = Qt.Key.Key_S, Qt.Key.Key_J
        yield self._over_idle("a star", self._key_times(star, self.list))
        yield self._over_idle("next paper, in the list", self._key_times(following, self.list))
        yield self._over_idle(
            "next paper, in the reader", self._key_times(following, self.abstract)
        )
        yield self._over_idle("a tag", self._tag_times())
        yield p95_at_most("another sidebar entry after a star", self._switch_times(), 100)
        yield from self._scrolls("cards")
        self.window.controllers.list_options.set_groups("month")
        self.window.controllers.list_options.set_density("columns")
        spin(1)
        yield from self._scrolls("columns in groups")
        yield self._over_idle("done and next, in triage", self._triage_times())
        memory = psutil.Process().memory_info().rss / (1 << 20)
        yield at_most("memory of the window", memory, 250, " MB")

    def _over_idle(self, name: str, times: list[float]) -> Figure:
        said = f"{name}, p95 over idle (median {number(statistics.median(times))} ms)"
        return at_most(said, p95(times) - self.idle, 16, " ms", f"idle {number(self.idle)} ms")

    def _key_times(self, key: Qt.Key, painted: QWidget) -> list[float]:
        def press() -> None:
            QTest.keyClick(self.window.papers, key)

        return [self._until_painted(press, painted) for _ in range(_ROUNDS)]

    def _tag_times(self) -> list[float]:
        tag = self.window.controllers.tagging.tag
        return [
            self._until_painted(partial(tag, "to discuss", on), self.list)
            for on in (True, False) * (_ROUNDS // 2)
        ]

    def _triage_times(self) -> list[float]:
        self.window.controllers.triage.start()
        page = self.window.screens.currentWidget()
        times = [self._until_done(Qt.Key.Key_E, page) for _ in range(_ROUNDS)]
        self.window.controllers.triage.close()
        return times

    def _switch_times(self) -> list[float]:
        times = []
        model, answered = self.window.model, self.window.session.search.answered
        for place in _SWITCHES:
            self.window.controllers.marking.toggle_star()
            spin(0.6)  # until the change is counted
            answers: list[object] = []
            answered.connect(answers.append)
            before = self.paints.of[self.list]
            start = time.perf_counter()
            self.window.controllers.browser.open_place(place)
            while not answers or self.paints.of[self.list] == before:
                QApplication.processEvents()
            times.append((time.perf_counter() - start) * 1000)
            answered.disconnect(answers.append)
            spin_until(lambda: len(model.ids) == model.total)
            spin(0.1)
        return times

    def _scrolls(self, what: str) -> Iterator[Figure]:
        """Every frame of a scroll by the wheel, by the page, and by dragging the bar."""
        bar = self.window.papers.verticalScrollBar()
        steps = (
            ("wheel", 84, 400),
            ("page", bar.pageStep(), 400),
            ("drag", max(1, bar.maximum() // 300), 300),
        )
        for way, step, frames in steps:
            bar.setValue(0)
            _process_events()
            times = []
            for _ in range(frames):
                start = time.perf_counter()
                bar.setValue(bar.value() + step)
                QApplication.processEvents()
                times.append((time.perf_counter() - start) * 1000)
            said = f"scrolling {what} by {way}, worst frame (p95 {number(p95(times))} ms)"
            yield at_most(said, max(times), 50, " ms")

    def _until_painted(self, work: Callable[[], object], painted: QWidget) -> float:
        """Milliseconds until a widget shows the effect."""
        _process_events()
        before = self.paints.of[painted]
        start = time.perf_counter()
        work()
        QApplication.processEvents()
        while self.paints.of[painted] == before:
            QApplication.processEvents()
        return (time.perf_counter() - start) * 1000

    def _until_done(self, key: Qt.Key, target: QWidget | None = None) -> float:
        """Milliseconds until the events of a key are processed."""
        _process_events()
        start = time.perf_counter()
        QTest.keyClick(target or self.window.papers, key)
        QApplication.processEvents()
        return (time.perf_counter() - start) * 1000


def _process_events() -> None:
    for _ in range(3):
        QApplication.processEvents()
