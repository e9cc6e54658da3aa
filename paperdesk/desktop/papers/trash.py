"""The trash: moving papers there and back, and emptying it.

Emptying is the one thing that cannot be undone, and so the one that asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from paperdesk.desktop import wording
from paperdesk.desktop.session.jobs import EmptyTrash
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.edits import SetTrashed
from paperdesk.model.query import Filter
from paperdesk.model.query_editing import standing
from paperdesk.store.edits import trash

if TYPE_CHECKING:
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session


class Trash(QObject):
    """Moves the chosen papers; asks by a notice before it has a child delete."""

    moved = Signal()

    def __init__(self, session: Session, current: CurrentPapers, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._current = session, current

    def specs(self) -> list[Spec]:
        """The actions on the chosen papers and on the trash."""
        return [
            Spec("Papers", "Trash, or take back", ("Del",), self.move),
            Spec("Library", "Empty the trash…", (), self.ask_to_empty),
        ]

    @Slot()
    def move(self) -> None:
        """Put the chosen papers in the trash; where the list shows the trash, take them out."""
        papers = self._current.selected()
        # Not by what the papers are: a key held down would put the same one in and out.
        on = standing(self._current.text, Filter("is", "trashed")) is None
        verb = "Move to the trash:" if on else "Take out of the trash:"
        self._session.mark(SetTrashed(papers, on), verb, papers)
        self.moved.emit()

    @Slot()
    def ask_to_empty(self) -> None:
        """Say what would be deleted, and offer to do it."""
        count = trash.count(self._session.library.db)
        if not count:
            self._session.noticed.emit("The trash is empty.")
            return
        papers = wording.plural(count, "paper")
        sentence = f"{papers} will be deleted for good. This cannot be undone."
        self._session.offered.emit(sentence, f"Delete {papers}", self._empty)

    def _empty(self) -> None:
        self._session.jobs.run(EmptyTrash())
