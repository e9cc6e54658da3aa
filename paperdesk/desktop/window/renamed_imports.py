"""Keeps the queries for an import valid when it is renamed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from paperdesk.model.query import Filter
from paperdesk.model.query_editing import replace_filters

if TYPE_CHECKING:
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.window.paper_browser import PaperBrowser
    from paperdesk.model.edits import Change


class RenamedImports(QObject):
    """Writes the new name into the query of the search box and those gone back to."""

    def __init__(self, session: Session, browser: PaperBrowser, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._browser = session, browser
        self._values: dict[int, str] = {}
        self._read()
        session.stored.connect(self._read)
        session.changed.connect(self._on_changed)

    @Slot()
    def _read(self) -> None:
        self._values = {dump.id: dump.filter_value for dump in self._session.library.dumps()}

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if not change.fields & {"dumps", "papers"}:
            return
        before = self._values
        self._read()
        renamed = {
            Filter("dump", before[dump]): Filter("dump", value)
            for dump, value in self._values.items()
            if before.get(dump, value) != value
        }
        if renamed and "dumps" in change.fields:
            self._browser.rewrite_queries(partial(replace_filters, filters=renamed))
