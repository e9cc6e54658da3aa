"""Watches a folder for dumps saved into it."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from watchfiles import Change

_log = logging.getLogger(__name__)
_UNFINISHED = (".part", ".crdownload", ".tmp", ".download")


class FolderWatcher(QObject):
    """Tells of files in a folder, at first those that are there; waits in a thread of its own."""

    found = Signal(object)
    """list[Path]: files that came or changed, complete as far as their names say."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def watch(self, folder: str) -> None:
        """Watch a folder in place of the one before; none for an empty name."""
        self.close()
        if folder:
            self._stop = threading.Event()
            self._thread = threading.Thread(
                target=self._run, args=(Path(folder), self._stop), daemon=True
            )
            self._thread.start()

    def close(self) -> None:
        """Stop watching."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(2)
            self._thread = None

    def _run(self, folder: Path, stop: threading.Event) -> None:
        from watchfiles import watch  # loaded only where a folder is watched

        try:
            self._tell([path for path in sorted(folder.iterdir()) if path.is_file()])
            for changes in watch(folder, stop_event=stop, recursive=False, rust_timeout=500):
                self._tell(sorted(_came(changes)))
        except OSError as error:
            _log.warning("the watched folder: %s", error)

    def _tell(self, paths: list[Path]) -> None:
        whole = [
            path
            for path in paths
            if not path.name.startswith(".") and path.suffix.casefold() not in _UNFINISHED
        ]
        if whole:
            self.found.emit(whole)


def _came(changes: set[tuple[Change, str]]) -> set[Path]:
    return {Path(name) for _, name in changes if Path(name).is_file()}
