"""The trash: moving papers to it, restoring them, and emptying it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from paperdesk.desktop.session.jobs import EmptyTrash
from paperdesk.desktop.session.shown_state import state_counts
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.edits import SetTrashed
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session


class Trash(QObject):
    """Moves the selected papers to the trash or back. Only emptying asks: it cannot be undone."""

    moved = Signal()

    def __init__(self, session: Session, current: CurrentPapers, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._current = session, current

    def specs(self) -> list[Spec]:
        """The actions."""
        return [
            Spec("Papers", "Move to or restore from trash", ("Del",), self.move, repeats=False),
            Spec("Library", "Empty the trash…", (), self.ask_to_empty),
        ]

    @Slot()
    def move(self) -> None:
        """Move the selected papers to the trash; restore them if all of them are there."""
        self._move(self._current.selected())
        self.moved.emit()

    @Slot()
    def move_open(self) -> None:
        """Move the open paper to the trash, or restore it from there."""
        self._move(self._current.open())

    def _move(self, papers: tuple[int, ...]) -> None:
        counts = state_counts(self._session.library, self._current, papers)
        on = counts.trashed < counts.papers
        n = len(papers)
        text = tr_n("Restore {n} paper", "Restore {n} papers", n)
        if on:
            text = tr_n("Move to the trash: {n} paper", "Move to the trash: {n} papers", n)
        self._session.mark(SetTrashed(papers, on), text, papers)

    @Slot()
    def ask_to_empty(self) -> None:
        """Show a notice that says what would be deleted, with a button that deletes it."""
        count = self._session.library.trashed_count()
        if not count:
            self._session.noticed.emit(tr("The trash is empty."))
            return
        sentence = tr_n(
            "{n} paper will be deleted for good. This cannot be undone.",
            "{n} papers will be deleted for good. This cannot be undone.",
            count,
        )
        delete = tr_n("Delete {n} paper", "Delete {n} papers", count)
        self._session.offered.emit(sentence, delete, self._empty)

    def _empty(self) -> None:
        self._session.jobs.run(EmptyTrash())
