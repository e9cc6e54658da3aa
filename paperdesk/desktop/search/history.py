"""The queries searched last in a library, kept with the state of its window."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from paperdesk.desktop.search.candidates import Recent
from paperdesk.desktop.wording import day

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = 50
_KEY = "searches"


class SearchHistory:
    """Queries with the day they were last searched, the newest first, each once."""

    def __init__(self, folder: Path) -> None:
        """The history of the library in `folder`."""
        self._settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        kept = json.loads(str(self._settings.value(_KEY, "[]")))
        self._searched: list[tuple[str, str]] = [(str(query), str(on)) for query, on in kept]

    def recent(self, today: date | None = None) -> list[Recent]:
        """What was searched, with how long ago in words."""
        now = today or date.today()
        return [Recent(query, _when(on, now)) for query, on in self._searched]

    def add(self, query: str) -> None:
        """Note that a query was searched today."""
        others = [each for each in self._searched if each[0] != query]
        self._keep([(query, date.today().isoformat()), *others][:_KEPT])

    def forget(self, query: str) -> None:
        """Take one query out."""
        self._keep([each for each in self._searched if each[0] != query])

    def clear(self) -> None:
        """Forget all of it."""
        self._keep([])

    def _keep(self, searched: list[tuple[str, str]]) -> None:
        self._searched = searched
        self._settings.setValue(_KEY, json.dumps(searched))


def _when(on: str, today: date) -> str:
    ago = (today - date.fromisoformat(on)).days
    words = {0: "searched today", 1: "searched yesterday"}
    return words.get(ago, f"searched {ago} days ago" if 0 < ago < 7 else f"searched {day(on)}")
