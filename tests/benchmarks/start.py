"""Start Paperdesk, open a second window, and start it again beside the open window.

The reference of the first rows is an empty PySide6 window; both are measured in turn, each in a
process of its own, until they are painted. A second start hands over and ends; its reference is a
Python that does nothing. 2,000 papers take 20 s.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.benchmarks.figures import Figure, at_most, number
from tests.benchmarks.libraries import library_for

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

PAPERS = 2_000
_STARTS = 9
_WINDOWS = 5
_EMPTY = """
import time
start = time.perf_counter()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    painted = False
    def paintEvent(self, event):
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, app.quit)
app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
print(time.perf_counter() - start)
"""
_OURS = """
import gc, sys, time
start = time.perf_counter()
gc.disable()  # as __main__ does
from pathlib import Path
from PySide6.QtWidgets import QApplication
from paperdesk.desktop.app import first_rows_window
app = QApplication([])
window = first_rows_window(Path(sys.argv[1]))
def first():
    assert window.papers.model().index(0, 0).data()
    print(time.perf_counter() - start)
window.first_paint.painted.connect(first)
window.show()
while not window.is_complete:
    app.processEvents()
print(time.perf_counter() - start)
window.close()
"""
_SECOND = """
import sys, time
from functools import partial
from pathlib import Path
from PySide6.QtWidgets import QApplication
from paperdesk.desktop.app import first_rows_window
from paperdesk.desktop.window.windows import Windows
app, folder = QApplication([]), Path(sys.argv[1])
windows = Windows(folder, partial(first_rows_window, folder), app)
windows.first.show()
end = time.monotonic() + 2
while time.monotonic() < end:
    app.processEvents()
for _ in range(int(sys.argv[2])):
    painted = []
    start = time.perf_counter()
    windows.first.new_window_requested.emit()
    second = windows.open[-1]
    second.first_paint.painted.connect(lambda: painted.append(time.perf_counter() - start))
    while not painted:
        app.processEvents()
    print(painted[0], flush=True)
    while not second.is_complete:
        app.processEvents()
    second.close()
print("open", flush=True)
app.exec()
"""


def measure(options: argparse.Namespace, folder: Path) -> list[Figure]:
    """All figures of one library."""
    library = str(library_for(options, folder))
    empty, first, complete = zip(*(_start(library) for _ in range(_STARTS)), strict=True)
    reference = statistics.median(empty)
    figures = [
        _over("first rows", first, reference, 4),
        _over("all of the window built", complete, reference, None),
    ]
    with subprocess.Popen(
        [sys.executable, "-c", _SECOND, library, str(_WINDOWS)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        times = [1000 * float(child.stdout.readline()) for _ in range(_WINDOWS)]
        assert child.stdout.readline() == "open\n"
        figures.append(_most("rows of a second window", times, 100))
        again = [sys.executable, "-m", "paperdesk", "--library", library]
        times = [_seconds(again) for _ in range(_STARTS)]
        nothing = statistics.median(_seconds([sys.executable, "-c", ""]) for _ in range(_STARTS))
        figures.append(_most("a second start, until it has handed over", times, 100, nothing))
        child.kill()
    return figures


def _start(library: str) -> tuple[float, ...]:
    """Milliseconds until the empty window, our first rows and our whole window are there."""
    programs = ([_EMPTY], [_OURS, library])
    printed = [
        subprocess.run(
            [sys.executable, "-c", *program], stdout=subprocess.PIPE, check=True, text=True
        ).stdout
        for program in programs
    ]
    return tuple(1000 * float(line) for line in "".join(printed).split())


def _seconds(command: list[str]) -> float:
    """Milliseconds that a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True)
    return 1000 * (time.perf_counter() - start)


def _over(name: str, times: tuple[float, ...], empty: float, most: float | None) -> Figure:
    middle, shown = statistics.median(times), f"{number(empty)} ms"
    said = f"{name}, over an empty window ({number(middle)} ms)"
    if most is None:
        return Figure(said, f"{number(middle / empty)} x", shown)
    return at_most(said, middle / empty, most, " x", shown)


def _most(name: str, times: list[float], most: float, nothing: float = 0) -> Figure:
    reference = f"{number(nothing)} ms" if nothing else ""
    return at_most(f"{name}, median", statistics.median(times), most, " ms", reference)
