"""Shows the papers with some of the words of a query below the list, and opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from paperdesk.desktop.papers.some_words import SomeWords
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.search_client import Answer
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.window.paper_browser import PaperBrowser
    from paperdesk.model.edits import Change


class PapersBelow(QObject):
    """Connects the foot of the list with the session and the reader."""

    def __init__(
        self, session: Session, current: CurrentPapers, some: SomeWords, browser: PaperBrowser
    ) -> None:
        super().__init__(browser)
        self._session, self._some = session, some
        self._query = ""
        current.below = some
        session.search.answered.connect(self._show_answer)
        session.changed.connect(self._show_change)
        session.stored.connect(self._read_again)
        current.refresh_requested.connect(self._read_again)
        some.current_changed.connect(browser.show_paper)

    @Slot(object)
    def _show_answer(self, answer: Answer) -> None:
        query, self._query = self._query, answer.question.query
        keep = self._some.current_id() if query == self._query else None  # only papers changed
        if keep is not None and keep not in answer.partial:
            stored = self._session.paper(keep)
            if stored is None or stored.trashed or keep in answer.ids:
                keep = None
        self._some.show_papers(answer.partial, keep)

    @Slot(object)
    def _show_change(self, change: Change) -> None:
        self._some.model.invalidate(None if "papers" in change.fields else change.papers)

    @Slot()
    def _read_again(self) -> None:
        self._some.model.invalidate()
