"""Long jobs in child processes: one at a time, told by events, cancelled by a word."""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from paperdesk.desktop.session.child_process import child
from paperdesk.model.events import from_line

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A verb to run, and how the job bar names it."""

    name: str
    arguments: tuple[str, ...]
    quiet: bool = False
    """Whether it runs without the job bar, and what it imports is told by a notice alone."""
    tag: str = ""
    """The tag for the papers it brings."""


class JobRunner(QObject):
    """Runs jobs in their order, one child at a time. Lives in the window's thread."""

    started = Signal(object)
    """Job"""
    told = Signal(object, object)
    """Job, Event"""
    finished = Signal(object, bool)
    """Job, and whether its child ended by itself (not crashed or killed)."""

    def __init__(self, library: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._waiting: deque[Job] = deque()
        self._job: Job | None = None
        self._process: QProcess | None = None

    @property
    def running(self) -> Job | None:
        """The job under way."""
        return self._job

    @property
    def waits(self) -> tuple[Job, ...]:
        """The jobs not yet begun."""
        return tuple(self._waiting)

    def run(self, job: Job) -> None:
        """Begin a job, now or after those before it; one that already waits is not added twice."""
        if job not in self._waiting:
            self._waiting.append(job)
        self._begin_next()

    def cancel(self) -> None:
        """Ask the running job to stop: what it has stored stays. Those that wait are dropped."""
        self._waiting.clear()
        if self._process is not None:
            self._process.write(b"stop\n")

    def close(self) -> None:
        """End the running child at once; nothing it stored is lost."""
        self._waiting.clear()
        if self._process is not None:
            self._process.finished.disconnect(self._ended)
            self._process.kill()
            self._process.waitForFinished(2000)
            self._process = self._job = None

    def _begin_next(self) -> None:
        if self._job is not None or not self._waiting:
            return
        self._job = self._waiting.popleft()
        self._process = child(self, self._library, self._job.arguments)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._failed)
        self.started.emit(self._job)
        self._process.start()

    @Slot()
    def _read(self) -> None:
        if self._process is None:
            return
        while self._process.canReadLine():
            line = bytes(self._process.readLine().data())
            try:
                event = from_line(line)
            except ValueError:
                _log.warning("a job wrote %r", line)
                continue
            self.told.emit(self._job, event)

    @Slot(QProcess.ProcessError)
    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:  # no `finished` comes then
            _log.error("a child could not be started")
            self._ended(-1, QProcess.ExitStatus.CrashExit)

    @Slot(int, QProcess.ExitStatus)
    def _ended(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        job, process = self._job, self._process
        self._job = self._process = None
        if process is not None:
            process.deleteLater()
        self.finished.emit(job, status == QProcess.ExitStatus.NormalExit and code in (0, 1))
        self._begin_next()
