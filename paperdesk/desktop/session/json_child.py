"""Reads the JSON that a verb prints, in a child process; the newest request wins."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from paperdesk.desktop.session.child_process import Child, child

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_log = logging.getLogger(__name__)


class JsonChild(QObject):
    """Runs verbs that only read, without blocking the window."""

    finished = Signal(object, str)
    """What was printed, None if the child failed; and what it said then."""

    def __init__(self, library: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._process: Child | None = None

    @property
    def running(self) -> bool:
        """Whether a child runs."""
        return self._process is not None

    def run(self, arguments: Sequence[str]) -> None:
        """Run a verb with these arguments; cancels the one that runs."""
        self.close()
        self._process = child(self, self._library, arguments)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._failed)
        self._process.start()

    def close(self) -> None:
        """Cancel what runs."""
        if self._process is not None:
            self._process.finished.disconnect(self._ended)
            self._process.errorOccurred.disconnect(self._failed)
            self._process.kill()
            self._process.waitForFinished(2000)
            self._process.deleteLater()
            self._process = None

    @Slot(QProcess.ProcessError)
    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:  # no `finished` comes then
            self._ended()

    @Slot()
    def _ended(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        output = bytes(process.readAllStandardOutput().data())
        said = process.last_error.removeprefix("paperdesk: ")
        process.deleteLater()
        value = None
        try:
            value = json.loads(output)
        except ValueError:
            _log.log(logging.INFO if said else logging.WARNING, "a child failed: %s", said)
        self.finished.emit(value, said)
