"""Use a window at random, and watch memory, open files, exceptions, warnings and slow actions.

Real widgets on Qt's offscreen platform, with keys, clicks, drags, text, and files to import, in a
temporary library. Ends with 1 after an exception, a warning in the log or of Qt, or growth.
"""

from __future__ import annotations

import argparse
import faulthandler
import gc
import heapq
import os
import random
import shutil
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from paperdesk import tasks
from paperdesk.desktop import app
from paperdesk.library import Library
from paperdesk.paths import resource
from tests.crash.dumps import write_dump
from tests.soak.monkey import Monkey
from tests.soak.watch import Growth, Problems

if TYPE_CHECKING:
    from paperdesk.desktop.window.main_window import MainWindow

_SAMPLE_SECONDS = 2.0
_HANG_SECONDS = 60
_PAPERS = 400
_PAUSES = (0, 0, 0, 0, 1, 5, 20, 100)
"""Milliseconds between two actions."""


class Links(QObject):
    """Takes the links that would open in a browser."""

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Open nothing."""


class Soak(QObject):
    """A window in use. A timer acts, so that dialogs that wait for the user are used as well."""

    def __init__(self, folder: Path, seed: int, seconds: float) -> None:
        super().__init__()
        self._folder, self._choose = folder, random.Random(seed)
        self._end = time.monotonic() + seconds
        self.problems, self.growth = Problems(), Growth()
        self.actions, self.slowest = 0, list[tuple[float, int, str]]()
        self._files = 0
        self._finished = False
        self._monkey = Monkey(self._choose, self._new_file)
        self._window = self._open()
        self.problems.install()
        self._sampled = self._told = time.monotonic()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._act)
        self._timer.start(500)

    def _open(self) -> MainWindow:
        window = app.first_rows_window(self._folder / "library")
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        window.complete()
        return window

    def _new_file(self) -> Path:
        self._files += 1
        return write_dump(self._folder / f"soak{self._files}.bib", self._choose.choice([1, 5, 60]))

    @Slot()
    def _act(self) -> None:
        if time.monotonic() > self._end:
            self._finish()
            return
        # Set before: an action may open a dialog, and returns only when that is closed.
        self._timer.start(self._choose.choice(_PAUSES))
        self.actions += 1
        number, start = self.actions, time.thread_time()
        try:
            said = self._monkey.act(self._window)
        except RuntimeError:  # a widget went away before the second half of a click
            said = "a click on a widget that went away"
        if self._finished:  # while a dialog that the action opened waited
            return
        seconds = time.thread_time() - start  # not what others do on this machine
        if self.actions == number:  # else others ran inside it
            heapq.heappush(self.slowest, (seconds, number, said))
            if len(self.slowest) > 8:
                heapq.heappop(self.slowest)
        if not self._window.isVisible():
            self._window.deleteLater()
            self._window = self._open()
        self._sample()

    def _sample(self) -> None:
        now = time.monotonic()
        if now - self._sampled < _SAMPLE_SECONDS:
            return
        self._sampled = now
        gc.collect()
        taken = self.growth.sample(len(QApplication.allWidgets()))
        if now - self._told > 30:
            self._told = now
            print(
                f"{taken.seconds:>6.0f} s  {self.actions:>7,} actions  {taken.memory:.0f} MB  "
                f"{taken.files} files  {taken.widgets} widgets  "
                f"{len(self.problems.found)} problems",
                flush=True,
            )

    def _finish(self) -> None:
        self._finished = True
        for top in QApplication.topLevelWidgets():
            top.close()
        self._window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.exit()  # `quit` gives way to a dialog that does not close


def main() -> int:
    """Run a soak of the command line's arguments."""
    options = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    options.add_argument("--minutes", type=float, default=5, help="how long; default: 5")
    options.add_argument("--seed", type=int, default=None, help="repeat a run's choices")
    given = options.parse_args()
    seed = random.SystemRandom().randrange(1 << 30) if given.seed is None else given.seed
    print(f"Seed {seed}.", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="paperdesk-soak-"))
    os.environ |= {"PAPERDESK_CONFIG": str(folder / "config"), "HOME": str(folder)}
    with closing(Library(folder / "library")) as library:
        files = [resource("sample.txt"), write_dump(folder / "base.bib", _PAPERS)]
        for _ in tasks.import_files(library, files):
            pass
    application = QApplication([])
    links = Links()
    for scheme in ("http", "https", "mailto", "file"):
        QDesktopServices.setUrlHandler(scheme, links, "open")
    soak = Soak(folder, seed, given.minutes * 60)
    # Where a window hangs, this says where, and ends with 1.
    faulthandler.dump_traceback_later(given.minutes * 60 + _HANG_SECONDS, exit=True)
    application.exec()
    grown, flat = soak.growth.report()
    print(f"{soak.actions:,} actions in {given.minutes:g} minutes; {grown}.")
    for seconds, number, said in sorted(soak.slowest, reverse=True):
        print(f"  {seconds * 1000:>6.0f} ms of computing  action {number}: {said}")
    for problem in soak.problems.found[:20]:
        print(problem)
    well = flat and not soak.problems.found
    print("Nothing went wrong." if well else f"Seed {seed}; the library is in {folder}.")
    if well:
        shutil.rmtree(folder, ignore_errors=True)
    sys.stdout.flush()
    return 0 if well else 1


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # Qt's objects in Python outlive the application otherwise, and crash its end
