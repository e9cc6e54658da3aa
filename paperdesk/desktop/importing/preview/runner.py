"""Previews of files in a child process: the newest wish wins."""

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
    """Asks what an import would do. Lives in the window's thread and never waits."""

    finished = Signal(object)
    """list[Preview], in the order of the files; empty if the child broke off."""

    def __init__(self, library: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._process: QProcess | None = None

    def read(self, arguments: Sequence[str]) -> None:
        """Preview what `import` with these arguments would do; an earlier preview is dropped."""
        self.close()
        self._process = child(self, self._library, ["import", "--dry-run", "--preview", *arguments])
        self._process.finished.connect(self._ended)
        self._process.start()

    def close(self) -> None:
        """Drop a preview under way."""
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
        said = bytes(process.readAllStandardOutput().data())
        process.deleteLater()
        try:
            previews = [Preview.from_values(values) for values in json.loads(said)]
        except (ValueError, KeyError, TypeError):
            _log.warning("the preview broke off")
            previews = []
        self.finished.emit(previews)
