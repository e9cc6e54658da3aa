"""Deciding on possible duplicates, one pair after another."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from paperdesk.desktop.session.jobs import FindDuplicates
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.duplicates import Duplicate
from paperdesk.model.edits import Edit, Merge, SetDuplicate, Several

if TYPE_CHECKING:
    from paperdesk.desktop.duplicates.page import DuplicatesPage
    from paperdesk.desktop.session.jobs import Job
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.edits import Change

_SHOWN = 200
"""Pairs on the page at once; the next follow when these are decided. All merged take 0.1 s."""


class Duplicates(QObject):
    """Fills the page with pairs, and carries out what the user decides."""

    opened = Signal(QWidget)
    """The page wants to be seen."""
    left = Signal()
    link_clicked = Signal(str)

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window
        self._pairs: list[Duplicate] = []
        session.changed.connect(self._show_change)
        session.jobs.finished.connect(self._job_finished)

    def specs(self) -> list[Spec]:
        """The actions on duplicates."""
        return [Spec("Library", "Possible duplicates", ("Ctrl+D",), self.open)]

    @cached_property
    def page(self) -> DuplicatesPage:
        """Made when first opened."""
        from paperdesk.desktop.duplicates.page import DuplicatesPage

        page = DuplicatesPage(self._theme, self._window)
        page.merged.connect(self._merge)
        page.refused.connect(self._refuse)
        page.merge_all_asked.connect(self._merge_all)
        page.left.connect(self.left)
        page.link_clicked.connect(self.link_clicked)
        return page

    @property
    def _is_open(self) -> bool:
        return "page" in self.__dict__ and self.page.isVisible()

    def open(self) -> None:
        """Show the pairs known, and look for more in a child."""
        self._session.jobs.run(FindDuplicates())
        self._fill()
        self.opened.emit(self.page)

    def _fill(self) -> None:
        library = self._session.library
        self._pairs = []
        for first, second, reason in library.duplicate_pairs()[:_SHOWN]:
            both = library.papers([first, second])
            if len(both) == 2:
                self._pairs.append(Duplicate(len(self._pairs), both[0], both[1], reason))
        self.page.show_duplicates(self._pairs)

    @Slot(object)
    def _show_change(self, change: Change) -> None:
        if "duplicates" in change.fields and self._is_open:
            self._fill()

    @Slot(object, bool)
    def _job_finished(self, job: Job, well: bool) -> None:
        if isinstance(job, FindDuplicates) and self._is_open:
            self._fill()

    def _merge_of(self, pair: Duplicate) -> Edit:
        return Merge(pair.left.id, pair.right.id)

    @Slot(int, int)
    def _merge(self, number: int, keep: int) -> None:
        pair = self._pairs[number]
        gone = pair.right.id if keep == pair.left.id else pair.left.id
        self._session.edit(Merge(keep, gone), "Merge two papers")

    @Slot(int)
    def _refuse(self, number: int) -> None:
        pair = self._pairs[number]
        edit = SetDuplicate(pair.left.id, pair.right.id, possible=False)
        self._session.edit(edit, "Not a duplicate")

    @Slot()
    def _merge_all(self) -> None:
        edits = tuple(map(self._merge_of, self._pairs))
        self._session.edit(Several(edits), f"Merge {len(edits)} pairs")
