"""Watches a folder for new files."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from watchfiles import Change

_log = logging.getLogger(__name__)
_PARTIAL_SUFFIXES = (".part", ".crdownload", ".tmp", ".download")


class FolderWatcher(QObject):
    """Reports the files in a folder, then new and changed ones, from a thread."""

    found = Signal(object)
    """list[Path]: new or changed files, without partial downloads."""

    def __init__(self, parent: QObject, *, below: bool = False) -> None:
        """`below`: report changes in the folders below it, too."""
        super().__init__(parent)
        self._below = below
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def watch(self, folder: str) -> None:
        """Watch this folder instead of the previous one; an empty name stops watching."""
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
        from watchfiles import watch  # loaded only if a folder is watched

        try:
            self._report([path for path in sorted(folder.iterdir()) if path.is_file()])
            options: dict[str, Any] = {"recursive": self._below, "rust_timeout": 500}
            for changes in watch(folder, stop_event=stop, **options):
                self._report(sorted(_existing_files(changes)))
        except OSError as error:
            _log.warning("watching the folder failed: %s", error)

    def _report(self, paths: list[Path]) -> None:
        complete = [
            path
            for path in paths
            if not path.name.startswith(".") and path.suffix.casefold() not in _PARTIAL_SUFFIXES
        ]
        if complete:
            self.found.emit(complete)


def _existing_files(changes: set[tuple[Change, str]]) -> set[Path]:
    return {Path(name) for _, name in changes if Path(name).is_file()}
