"""Notices what other windows and processes write to the library."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from paperdesk.library import Library

_INTERVAL_MS = 400
"""Asking SQLite takes some microseconds, so this costs nothing while nobody writes."""
_ANYTHING = frozenset(
    {"papers", "starred", "status", "tags", "note", "highlights", "trashed", "duplicates"}
    | {"searches", "dumps", "for_you", "topics"}
)


class OtherWriters(QObject):
    """Asks the library, at intervals, whether others have written."""

    wrote = Signal(object)
    """Change: others have written since the last time, and any paper may have changed."""

    def __init__(self, library: Library, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._version = library.data_version()
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self._check)
        self._timer.start()

    def close(self) -> None:
        """Ask no more."""
        self._timer.stop()

    @Slot()
    def _check(self) -> None:
        try:
            version = self._library.data_version()
        except sqlite3.Error:  # an edit, or the next read of a row, says what is wrong
            return
        if version != self._version:
            from paperdesk.model.edits import Change

            self._version = version
            self.wrote.emit(Change(frozenset(), _ANYTHING))
