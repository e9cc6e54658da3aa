"""The figures of the desk over 100,000 papers. Run: python -m tests.benchmarks.desk [LIBRARY]

Without a library it makes one from the dump maker beside the checkout. A figure is the time from a
key to the paint that shows its effect; `idle` is the same for a key that does nothing.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from paperdesk.desktop.app import open_window
from paperdesk.desktop.session.places import ALL, READING, STARRED, UNREAD

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperdesk.desktop.window.main_window import MainWindow

MAKER = Path(__file__).parents[3] / "shared" / "tools" / "make_dump.py"
PAPERS = 100_000
_ROUNDS = 200
Figure = tuple[str, str, str, bool]


def main() -> int:
    """Print the table; 1 where a figure is missed."""
    if len(sys.argv) < 2 and not MAKER.exists():
        print(f"needs {MAKER.name} beside the checkout")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PAPERDESK_CONFIG"] = str(Path(folder) / "config")
        library = Path(folder) / "library"
        if len(sys.argv) > 1:
            shutil.copytree(sys.argv[1], library)
        else:
            _make(library, Path(folder) / "dump.txt")
        rows = list(_Desk(library).figures())
    print(f"{'figure':<60} {'reached':>12} {'asked':>12}")
    for name, reached, asked, met in rows:
        print(f"{name:<60} {reached:>12} {asked:>12}  {'' if met else 'MISSED'}")
    return int(not all(row[3] for row in rows))


def _make(library: Path, dump: Path) -> None:
    with dump.open("wb") as file:
        command = [sys.executable, str(MAKER), "--papers", str(PAPERS), "--format", "text"]
        subprocess.run(command, stdout=file, check=True)
    command = [sys.executable, "-m", "paperdesk", "--library", str(library), "import", str(dump)]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


class _Paints(QObject):
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


class _Desk:
    """A shown window over the library, and hands on a clock."""

    def __init__(self, library: Path) -> None:
        self.app = QApplication.instance() or QApplication([])
        self.window: MainWindow = open_window(library)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        self.paints = _Paints()
        self.list = self.paints.watch(self.window.papers.viewport())
        self.title = self.paints.watch(self.window.reader.findChild(QWidget, "titleLabel"))
        self.abstract = self.window.reader.findChild(QWidget, "abstractView").viewport()
        self.paints.watch(self.abstract)
        self._until(lambda: len(self.window.model.ids) == self.window.model.total > 1000)
        self._rest(1.0)

    def figures(self) -> list[Figure]:
        """Every figure, one after the other."""
        papers = self.window.papers
        papers.select_row(0)
        papers.setFocus()
        self._rest(0.5)
        found: list[Figure] = []
        idle = self._key(Qt.Key.Key_F12, self.list, wait=False)
        found.append(("idle event latency, p95", _ms(_p95(idle)), "", True))
        keys = (
            ("a star", Qt.Key.Key_S, self.list),
            ("next paper, in the list", Qt.Key.Key_J, self.list),
            ("next paper, in the reader", Qt.Key.Key_J, self.abstract),
        )
        for name, key, painted in keys:
            found.append(self._over_idle(name, self._key(key, painted), idle))
        found.append(self._over_idle("a tag", self._tags(), idle))
        found += [self._switching(), *self._scrolling()]
        self.window.controllers.list_view.set_groups("month")
        self.window.controllers.list_view.set_density("columns")
        self._rest(1.0)
        found += self._scrolling("columns, groups: ")
        found.append(self._triage(idle))
        memory = psutil.Process().memory_info().rss / (1 << 20)
        found.append(("memory of the window", f"{memory:,.0f} MB", "<= 250 MB", memory <= 250))
        self.window.close()
        return found

    def _key(self, key: Qt.Key, painted: QWidget, *, wait: bool = True) -> list[float]:
        times = []
        for _ in range(_ROUNDS):
            self._settle()
            before = self.paints.of.get(painted, 0)
            start = time.perf_counter()
            QTest.keyClick(self.window.papers, key)
            QApplication.processEvents()
            while wait and self.paints.of[painted] == before:
                QApplication.processEvents()
            times.append((time.perf_counter() - start) * 1000)
        return times

    def _tags(self) -> list[float]:
        times = []
        for number in range(_ROUNDS):
            self._settle()
            before = self.paints.of[self.list]
            start = time.perf_counter()
            self.window.controllers.tagging.tag("to discuss", number % 2 == 0)
            while self.paints.of[self.list] == before:
                QApplication.processEvents()
            times.append((time.perf_counter() - start) * 1000)
        return times

    def _triage(self, idle: list[float]) -> Figure:
        self.window.controllers.triage.start()
        page = self.window.screens.currentWidget()
        times = []
        for _ in range(_ROUNDS):
            self._settle()
            start = time.perf_counter()
            QTest.keyClick(page, Qt.Key.Key_E)
            QApplication.processEvents()
            times.append((time.perf_counter() - start) * 1000)
        self.window.controllers.triage.leave()
        return self._over_idle("done and next, in triage", times, idle)

    def _switching(self) -> Figure:
        times = []
        model = self.window.model
        for place in (UNREAD, ALL, STARRED, READING, ALL) * 8:
            self.window.controllers.marking.toggle_star()
            self._rest(0.6)  # until the change is counted
            answered: list[object] = []
            self.window.session.search.answered.connect(answered.append)
            before = self.paints.of[self.list]
            start = time.perf_counter()
            self.window.controllers.desk.open_place(place)
            while not answered or self.paints.of[self.list] == before:
                QApplication.processEvents()
            times.append((time.perf_counter() - start) * 1000)
            self.window.session.search.answered.disconnect(answered.append)
            self._until(lambda: len(model.ids) == model.total)
            self._rest(0.1)
        p95 = _p95(times)
        return "switching sidebar entries after a star, p95", _ms(p95), "<= 100 ms", p95 <= 100

    def _scrolling(self, name: str = "") -> list[Figure]:
        """Every frame of a scroll by the wheel, by the page, and by dragging the bar."""
        bar = self.window.papers.verticalScrollBar()
        figures: list[Figure] = []
        ways = (
            ("wheel", 84, 400),
            ("page", bar.pageStep(), 400),
            ("drag", bar.maximum() // 300, 300),
        )
        for way, step, frames in ways:
            bar.setValue(0)
            self._settle()
            times = []
            for _ in range(frames):
                start = time.perf_counter()
                bar.setValue(bar.value() + step)
                QApplication.processEvents()
                times.append((time.perf_counter() - start) * 1000)
            worst = max(times)
            said = f"{name}scrolling by {way}, worst frame (p95 {_p95(times):.1f} ms)"
            figures.append((said, _ms(worst), "<= 50 ms", worst <= 50))
        return figures

    def _over_idle(self, name: str, times: list[float], idle: list[float]) -> Figure:
        over = _p95(times) - _p95(idle)
        median = statistics.median(times)
        return f"{name}, p95 over idle (median {median:.1f} ms)", _ms(over), "<= 16 ms", over <= 16

    def _settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()

    def _until(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + 30
        while not done() and time.monotonic() < end:
            self._rest(0.01)

    def _rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.001)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _ms(milliseconds: float) -> str:
    return f"{milliseconds:.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
