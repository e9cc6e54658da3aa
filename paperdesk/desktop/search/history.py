"""The recent queries of a library, saved with the state of its window."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from paperdesk.desktop.search.candidates import Recent
from paperdesk.desktop.wording import day
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from pathlib import Path

_MAX_QUERIES = 50
_KEY = "searches"


class SearchHistory:
    """Queries with the day of their last search, newest first, each once."""

    def __init__(self, folder: Path) -> None:
        """The history of the library in `folder`."""
        self._settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        saved = json.loads(str(self._settings.value(_KEY, "[]")))
        self._searched: list[tuple[str, str]] = [(str(query), str(on)) for query, on in saved]

    def recent(self, today: date | None = None) -> list[Recent]:
        """The queries, each with its age in words."""
        now = today or date.today()
        return [Recent(query, _when(on, now)) for query, on in self._searched]

    def add(self, query: str) -> None:
        """Record that a query was searched today."""
        others = [each for each in self._searched if each[0] != query]
        self._save([(query, date.today().isoformat()), *others][:_MAX_QUERIES])

    def forget(self, query: str) -> None:
        """Remove a query."""
        self._save([each for each in self._searched if each[0] != query])

    def clear(self) -> None:
        """Remove all queries."""
        self._save([])

    def _save(self, searched: list[tuple[str, str]]) -> None:
        self._searched = searched
        self._settings.setValue(_KEY, json.dumps(searched))


def _when(on: str, today: date) -> str:
    ago = (today - date.fromisoformat(on)).days
    if ago == 0:
        return tr("searched today")
    if ago == 1:
        return tr("searched yesterday")
    if 1 < ago < 7:
        return tr_n("searched {n} day ago", "searched {n} days ago", ago)
    return tr("searched {date}", date=day(on))
