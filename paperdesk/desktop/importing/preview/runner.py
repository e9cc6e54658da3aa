"""Reads previews in a child process; the newest request wins."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from paperdesk.desktop.session.json_child import JsonChild
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
        self._child = JsonChild(library, self)
        self._child.finished.connect(self._ended)

    def read(self, arguments: Sequence[str], verb: str = "import") -> None:
        """Run a verb with these arguments as a dry run; cancels the running preview."""
        self._child.run([verb, "--dry-run", "--preview", *arguments])

    def close(self) -> None:
        """Cancel the running preview."""
        self._child.close()

    @Slot(object, str)
    def _ended(self, output: object, said: str) -> None:
        try:
            previews = [Preview.from_values(values) for values in output or ()]  # type: ignore[attr-defined]
        except (ValueError, KeyError, TypeError):
            _log.warning("the preview failed")
            previews = []
        self.finished.emit(previews)
