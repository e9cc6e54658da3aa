"""What the user says of papers: stars, statuses, notes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.edits import SetNote, SetStar, SetStatus

if TYPE_CHECKING:
    from paperdesk.desktop.papers.list import PaperList
    from paperdesk.desktop.reader.reader import Reader
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.window.desk import Desk
    from paperdesk.model.library_values import Status

_STATUS_VERBS: dict[Status, str] = {
    "unread": "Mark unread:",
    "reading": "Keep for later:",
    "read": "Done:",
    "dismissed": "Dismiss",
}


class Marking(QObject):
    """Makes undoable edits of what is done in list and reader."""

    given = Signal()
    """Papers were given a status that means they are done with for now: go on to the next."""

    def __init__(
        self, session: Session, desk: Desk, papers: PaperList, reader: Reader, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._desk, self._reader = session, desk, reader
        papers.star_clicked.connect(self._toggle_star_of)
        reader.star_clicked.connect(self._star_shown)
        reader.status_chosen.connect(self.set_status)
        reader.note_edited.connect(self.save_note)

    def specs(self) -> list[Spec]:
        """The actions on the chosen papers."""
        return [
            Spec("Papers", "Star", ("S",), self.toggle_star),
            Spec("Papers", "Read or unread", ("U",), self.toggle_unread),
            Spec("Papers", "Reading", ("L",), partial(self.give, "reading")),
            Spec("Papers", "Done", ("E",), partial(self.give, "read")),
            Spec("Papers", "Dismiss", ("X",), partial(self.give, "dismissed")),
        ]

    def toggle_star(self) -> None:
        """Star the chosen papers, or take their stars away if all have one."""
        papers = self._desk.chosen()
        shares = self._session.library.shares(papers)
        self._star(papers, on=shares.starred < shares.papers)

    @Slot(int)
    def _toggle_star_of(self, paper: int) -> None:
        (row,) = self._session.library.rows([paper])
        self._star((paper,), on=not row.starred)

    @Slot(bool)
    def _star_shown(self, on: bool) -> None:
        self._star(self._desk.shown(), on=on)

    def _star(self, papers: tuple[int, ...], *, on: bool) -> None:
        self._session.mark(SetStar(papers, on), "Star" if on else "Unstar", papers)

    @Slot(str)
    def set_status(self, status: Status) -> None:
        """Give the chosen papers a status."""
        papers = self._desk.targets()
        self._session.mark(SetStatus(papers, status), _STATUS_VERBS[status], papers)

    def toggle_unread(self) -> None:
        """Mark the chosen papers unread, or read if all are unread."""
        shares = self._session.library.shares(self._desk.chosen())
        self.set_status("read" if shares.unread == shares.papers else "unread")

    @Slot(str)
    def give(self, status: Status) -> None:
        """Give the chosen papers a status, and go on."""
        self.set_status(status)
        self.given.emit()

    @Slot(int, str)
    def save_note(self, paper: int, text: str) -> None:
        """Keep the text of a note."""
        self._session.mark(SetNote(paper, text), "Note on", (paper,))
