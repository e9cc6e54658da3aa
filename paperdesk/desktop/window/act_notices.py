"""Says what the user's acts changed, and what undo and redo did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.triage.triage import Triage
    from paperdesk.desktop.window.notice import Notice
    from paperdesk.desktop.window.page_stack import PageStack

_LOOKED_AT = 50
"""Papers of an edit of many among which one to show is looked for."""


class ActNotices(QObject):
    """Shows the notices. In triage, its page shows what was done, and has the Undo button."""

    def __init__(
        self,
        session: Session,
        current: CurrentPapers,
        triage: Triage,
        pages: PageStack,
        notice: Notice,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._current, self._triage = session, current, triage
        self._pages, self._notice = pages, notice
        session.acted.connect(self._offer_undo)
        session.reverted.connect(self._show_reverted)

    @Slot(str)
    def _offer_undo(self, sentence: str) -> None:
        if not self._triage.on:
            self._notice.offer(sentence, tr("Undo"), self._session.undo)

    @Slot(str, object)
    def _show_reverted(self, sentence: str, papers: tuple[int, ...]) -> None:
        """Say what undo did, and open the first of its papers, if none of them is in sight."""
        if self._triage.on:
            return
        self._notice.show_text(sentence)
        in_sight = {self._current.open_id, *self._current.selected()}
        if not self._pages.on_papers or in_sight & set(papers):
            return
        count = self._session.library.state_counts
        states = ((paper, count([paper])) for paper in papers[:_LOOKED_AT])
        paper = next((each for each, state in states if state.papers > state.trashed), None)
        if paper is not None:
            self._current.open_requested.emit(paper)
