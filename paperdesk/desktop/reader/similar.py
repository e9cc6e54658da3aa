"""Papers like the one in the reader, asked for once the reader rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from paperdesk.desktop.reader.similar_papers import SimilarPaper
from paperdesk.model.search_protocol import FindSimilar

if TYPE_CHECKING:
    from paperdesk.desktop.reader.reader import Reader
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session
    from paperdesk.model.search_protocol import SimilarFound

_REST_MS = 150
"""The reader rests on a paper when it showed it for so long."""


class Similar(QObject):
    """Fills the list of similar papers in the reader."""

    def __init__(
        self, session: Session, current: CurrentPapers, reader: Reader, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._current, self._reader = session, current, reader
        self._number = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._ask)
        current.opened.connect(self._rest)
        session.search.similar_found.connect(self._take)
        reader.column.similar.paper_asked.connect(current.open_requested)
        reader.column.similar.all_asked.connect(self._show_all)

    @Slot()
    def _rest(self) -> None:
        self._number += 1  # an answer for the paper before comes too late
        self._reader.column.show_similar(())
        self._timer.start()

    @Slot()
    def _ask(self) -> None:
        if self._reader.paper is not None:
            self._session.search.request(FindSimilar(self._number, self._reader.paper.id))

    @Slot(object)
    def _take(self, reply: SimilarFound) -> None:
        if reply.id == self._number:
            shared = {paper: tuple(words) for paper, words in reply.papers}
            rows = self._session.library.rows(list(shared))
            self._reader.column.show_similar(
                [SimilarPaper(r.id, r.title, shared[r.id]) for r in rows]
            )

    @Slot()
    def _show_all(self) -> None:
        if self._reader.paper is not None:
            self._current.set_text(f"like:{self._reader.paper.id}")
