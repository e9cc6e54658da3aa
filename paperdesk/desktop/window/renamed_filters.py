"""Keeps the queries for an import or a topic valid when it is renamed."""

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


class RenamedFilters(QObject):
    """Writes the new name into the query of the search box and those gone back to."""

    def __init__(self, session: Session, browser: PaperBrowser, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._browser = session, browser
        self._values: dict[tuple[str, int], str] = {}
        self._read()
        session.stored.connect(self._read)
        session.changed.connect(self._on_changed)

    @Slot()
    def _read(self) -> None:
        library = self._session.library
        self._values = {("dump", dump.id): dump.filter_value for dump in library.dumps()}
        topics = library.topics_by_number()
        self._values |= {("topic", key): topic.filter_value for key, topic in topics.items()}

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if not change.fields & {"dumps", "topics", "papers"}:
            return
        before = self._values
        self._read()
        renamed = {
            Filter(key[0], before[key]): Filter(key[0], value)
            for key, value in self._values.items()
            if before.get(key, value) != value
        }
        if renamed and change.fields & {"dumps", "topics"}:
            self._browser.rewrite_queries(partial(replace_filters, filters=renamed))
