"""Runs long jobs in child processes, one at a time, and reports their events."""

from __future__ import annotations

import logging
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from paperdesk.desktop.session.child_process import Child, child

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.desktop.session.jobs import Job

_log = logging.getLogger(__name__)


class JobRunner(QObject):
    """Runs jobs in order, one child at a time. Lives in the window's thread."""

    started = Signal(object)
    """Job"""
    reported = Signal(object, object)
    """Job, Event"""
    finished = Signal(object, bool)
    """Job, and whether its child did its work; `failure` may say why not."""

    def __init__(self, library: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._waiting: deque[Job] = deque()
        self._job: Job | None = None
        self._process: Child | None = None
        self.failure = ""
        """What the child of the job that ended last said before it failed; empty for a crash."""

    @property
    def running(self) -> Job | None:
        """The running job."""
        return self._job

    @property
    def pending(self) -> tuple[Job, ...]:
        """The running job, then those that wait."""
        running = () if self._job is None else (self._job,)
        return (*running, *self._waiting)

    def run(self, job: Job) -> None:
        """Start a job, or queue it behind others; one that is last in the queue is not repeated."""
        if not self._waiting or self._waiting[-1] != job:
            self._waiting.append(job)
        self._begin_next()

    def cancel(self) -> None:
        """Ask the running job to stop (what it has stored stays) and drop those that wait."""
        self._waiting.clear()
        if self._process is not None:
            self._process.write(b"stop\n")

    def close(self) -> None:
        """Kill the running child; nothing it stored is lost."""
        self._waiting.clear()
        if self._process is not None:
            self._process.finished.disconnect(self._ended)
            self._process.readyReadStandardOutput.disconnect(self._read)
            self._process.kill()
            self._process.waitForFinished(2000)
            self._process = self._job = None

    def _begin_next(self) -> None:
        if self._job is not None or not self._waiting:
            return
        job = self._job = self._waiting.popleft()
        process = self._process = child(self, self._library, job.arguments)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed)
        self.started.emit(job)
        process.start()
        data = job.standard_input
        if data is not None and process.state() != QProcess.ProcessState.NotRunning:
            process.write(data)
            process.closeWriteChannel()

    @Slot()
    def _read(self) -> None:
        if self._process is None:
            return
        from paperdesk.model.events import from_line  # no window begins with a job

        while self._process.canReadLine():
            line = bytes(self._process.readLine().data())
            try:
                event = from_line(line)
            except ValueError:
                _log.warning("a job wrote %r", line)
                continue
            self.reported.emit(self._job, event)

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
        assert job is not None
        normal = status == QProcess.ExitStatus.NormalExit
        well = normal and code in job.exit_codes
        self.failure = ""
        if process is not None:
            if normal and not well:
                self.failure = process.last_error.removeprefix("paperdesk: ")
            process.deleteLater()
        self.finished.emit(job, well)
        self._begin_next()
