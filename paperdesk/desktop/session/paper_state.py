"""Actions on the state of papers: star, status, note."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from paperdesk.desktop.session.shown_state import state_counts
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.edits import SetNote, SetStar, SetStatus
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session
    from paperdesk.model.library_values import Status


class PaperStateActions(QObject):
    """Makes undoable edits of the state of the current papers."""

    finished = Signal()
    """Papers got a status by key or button: go to the next paper."""

    def __init__(self, session: Session, current: CurrentPapers, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._current = session, current

    def specs(self) -> list[Spec]:
        """The actions on the selected papers."""
        return [
            Spec("Papers", "Star", ("S",), self.toggle_star),
            Spec("Papers", "Mark read or unread", ("U",), self.toggle_unread),
            Spec("Papers", "Mark as reading", ("L",), partial(self.finish_as, "reading")),
            Spec("Papers", "Mark as read", ("E",), partial(self.finish_as, "read")),
            Spec("Papers", "Dismiss", ("X",), partial(self.finish_as, "dismissed")),
        ]

    def toggle_star(self) -> None:
        """Star the selected papers, or remove the stars if all have one."""
        papers = self._current.selected()
        counts = state_counts(self._session.library, self._current, papers)
        self._star(papers, on=counts.starred < counts.papers)

    @Slot(int)
    def toggle_star_of(self, paper: int) -> None:
        """Star one paper, or remove its star."""
        counts = state_counts(self._session.library, self._current, [paper])
        self._star((paper,), on=not counts.starred)

    @Slot(bool)
    def star_open(self, on: bool) -> None:
        """Star the open paper, or remove its star."""
        self._star(self._current.open(), on=on)

    def _star(self, papers: tuple[int, ...], *, on: bool) -> None:
        n = len(papers)
        star = tr_n("Star {n} paper", "Star {n} papers", n)
        unstar = tr_n("Unstar {n} paper", "Unstar {n} papers", n)
        self._session.mark(SetStar(papers, on), star if on else unstar, papers)

    @Slot(str)
    def set_status(self, status: Status) -> None:
        """Set the status of the current papers."""
        papers = self._current.targets()
        self._session.mark(SetStatus(papers, status), _mark_text(status, len(papers)), papers)

    def toggle_unread(self) -> None:
        """Mark the selected papers unread, or read if all are unread."""
        papers = self._current.selected()
        counts = state_counts(self._session.library, self._current, papers)
        self.set_status("read" if counts.unread == counts.papers else "unread")

    @Slot(str)
    def finish_as(self, status: Status) -> None:
        """Set the status of the current papers, and go to the next paper."""
        self.set_status(status)
        self.finished.emit()

    @Slot(int, str, str)
    def save_note(self, paper: int, text: str, was: str) -> None:
        """Save a note that was changed from `was`."""
        self._session.mark(SetNote(paper, text, was), tr("Note on 1 paper"), (paper,))


def _mark_text(status: Status, n: int) -> str:
    match status:
        case "unread":
            return tr_n("Mark as unread: {n} paper", "Mark as unread: {n} papers", n)
        case "reading":
            return tr_n("Mark as reading: {n} paper", "Mark as reading: {n} papers", n)
        case "read":
            return tr_n("Mark as read: {n} paper", "Mark as read: {n} papers", n)
        case "dismissed":
            return tr_n("Dismiss {n} paper", "Dismiss {n} papers", n)
