"""Reads previews in a child process; the newest request wins."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from paperdesk.desktop.session.child_process import child
from paperdesk.model.preview import Preview

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_log = logging.getLogger(__name__)


class PreviewRunner(QObject):
    """Runs dry imports without blocking the window."""

    finished = Signal(object)
    """list[Preview], in the order of the files; empty if the child failed."""

    def __init__(self, library: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._process: QProcess | None = None

    def read(self, arguments: Sequence[str]) -> None:
        """Run `import` with these arguments as a dry run; cancels the running preview."""
        self.close()
        self._process = child(self, self._library, ["import", "--dry-run", "--preview", *arguments])
        self._process.finished.connect(self._ended)
        self._process.start()

    def close(self) -> None:
        """Cancel the running preview."""
        if self._process is not None:
            self._process.finished.disconnect(self._ended)
            self._process.kill()
            self._process.waitForFinished(2000)
            self._process.deleteLater()
            self._process = None

    @Slot()
    def _ended(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        output = bytes(process.readAllStandardOutput().data())
        process.deleteLater()
        try:
            previews = [Preview.from_values(values) for values in json.loads(output)]
        except (ValueError, KeyError, TypeError):
            _log.warning("the preview failed")
            previews = []
        self.finished.emit(previews)
