"""Papers like the one in the reader, asked for once the reader rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from paperdesk.desktop.reader.similar_papers import SimilarPaper

if TYPE_CHECKING:
    from paperdesk.desktop.papers.list import PaperList
    from paperdesk.desktop.reader.reader import Reader
    from paperdesk.desktop.search.box import SearchBox
    from paperdesk.desktop.session.session import Session

_REST_MS = 150
"""The reader rests on a paper when it showed it for so long."""


class Similar(QObject):
    """Fills the reader's similar papers; opens the one that is clicked."""

    opened = Signal()
    """A paper is about to be shown in the list."""

    def __init__(
        self, session: Session, papers: PaperList, reader: Reader, box: SearchBox, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._papers, self._reader, self._box = session, papers, reader, box
        self._wanted: int | None = None
        self._number = 0
        self._timer = QTimer(self, singleShot=True, interval=_REST_MS)
        self._timer.timeout.connect(self._ask)
        papers.current_changed.connect(self._rest)
        session.search.told.connect(self._take)
        session.search.answered.connect(self._select)
        session.search.completed.connect(self._select)
        reader.column.similar.paper_asked.connect(self.open)
        reader.column.similar.all_asked.connect(self._show_all)

    @Slot()
    def _rest(self) -> None:
        self._number += 1  # an answer for the paper before comes too late
        self._reader.column.show_similar(())
        self._timer.start()

    @Slot()
    def _ask(self) -> None:
        if self._reader.paper is not None:
            self._session.search.request("similar", id=self._number, paper=self._reader.paper.id)

    @Slot(str, object)
    def _take(self, kind: str, reply: dict[str, Any]) -> None:
        if kind == "similar" and reply["id"] == self._number:
            shared = {paper: tuple(words) for paper, words in reply["papers"]}
            rows = self._session.library.rows(list(shared))
            self._reader.column.show_similar(
                [SimilarPaper(r.id, r.title, shared[r.id]) for r in rows]
            )

    @Slot(int)
    def open(self, paper: int) -> None:
        """Show a paper: in the list as it is, or among all papers if it is not there."""
        self.opened.emit()
        self._wanted = None
        if not self._papers.select_id(paper):
            self._wanted = paper
            self._box.clear()

    @Slot()
    def _select(self) -> None:
        if self._wanted is not None and self._papers.select_id(self._wanted):
            self._wanted = None

    @Slot()
    def _show_all(self) -> None:
        if self._reader.paper is not None:
            self._box.setText(f"like:{self._reader.paper.id}")
