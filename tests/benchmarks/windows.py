"""Driving a window, and how late its event loop is meanwhile."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QApplication

from paperdesk.desktop.app import open_window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paperdesk.desktop.window.main_window import MainWindow

_BEAT_MS = 10


def shown_window(library: Path, width: int = 1280, height: int = 800) -> MainWindow:
    """The window of a library, shown and active."""
    application()
    window = open_window(library)
    window.resize(width, height)
    window.show()
    window.activateWindow()
    return window


class Heartbeat:
    """A timer of 10 ms in the window's thread; how late its worst beat was, in ms."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._clock = QElapsedTimer()
        self._clock.start()
        self._last = 0.0
        self._timer = QTimer(interval=_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def worst_of(self, work: Callable[[], object]) -> float:
        """The worst beat while a call runs, which has to process events."""
        self.worst = 0.0
        work()
        return self.worst

    def _beat(self) -> None:
        now = self._clock.nsecsElapsed() / 1e6
        if self._last:
            self.worst = max(self.worst, now - self._last - _BEAT_MS)
        self._last = now


def spin(seconds: float) -> None:
    """Process events for a time."""
    spin_until(lambda: False, seconds)


def spin_until(done: Callable[[], bool], seconds: float = 60) -> None:
    """Process events until something is true, or the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not done():
        QApplication.processEvents()
        time.sleep(0.0005)


def application() -> QApplication:
    """The one there is, else a new one."""
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication([])
