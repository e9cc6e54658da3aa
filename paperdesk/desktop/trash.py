"""Emptying the trash: the one thing that cannot be undone, and so the one that asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from paperdesk.desktop import texts
from paperdesk.desktop.actions import Spec
from paperdesk.desktop.job_runner import Job
from paperdesk.store import trash

if TYPE_CHECKING:
    from paperdesk.desktop.session import Session


class Trash(QObject):
    """Asks by a notice and has a child delete."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def specs(self) -> list[Spec]:
        """The action of the menu."""
        return [Spec("Library", "Empty the trash…", (), self.ask_to_empty)]

    @Slot()
    def ask_to_empty(self) -> None:
        """Say what would be deleted, and offer to do it."""
        count = trash.count(self._session.library.db)
        if not count:
            self._session.noticed.emit("The trash is empty.")
            return
        papers = texts.plural(count, "paper")
        sentence = f"{papers} will be deleted for good. This cannot be undone."
        self._session.offered.emit(sentence, f"Delete {papers}", self._empty)

    def _empty(self) -> None:
        self._session.jobs.run(Job("Emptying the trash", ("empty-trash", "--events")))
