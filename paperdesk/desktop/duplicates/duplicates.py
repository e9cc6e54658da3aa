"""The controller of the page of possible duplicates."""

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

_MAX_PAIRS = 200
"""Pairs on the page at once; more are loaded after a decision. Merging all takes 0.1 s."""


class Duplicates(QObject):
    """Fills the page with pairs and applies the user's decisions."""

    opened = Signal(QWidget)
    """The page to show."""
    left = Signal()
    link_clicked = Signal(str)

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window
        self._pairs: list[Duplicate] = []
        session.changed.connect(self._on_change)
        session.jobs.finished.connect(self._on_job_finished)

    def specs(self) -> list[Spec]:
        """Return the actions of this feature."""
        return [Spec("Library", "Possible duplicates", ("Ctrl+D",), self.open)]

    @cached_property
    def page(self) -> DuplicatesPage:
        """The page, built when first opened."""
        from paperdesk.desktop.duplicates.page import DuplicatesPage

        page = DuplicatesPage(self._theme, self._window)
        page.merged.connect(self._merge)
        page.rejected.connect(self._reject)
        page.merge_all_requested.connect(self._merge_all)
        page.left.connect(self.left)
        page.link_clicked.connect(self.link_clicked)
        return page

    @property
    def _is_open(self) -> bool:
        return "page" in self.__dict__ and self.page.isVisible()

    def open(self) -> None:
        """Show the known pairs, and search for more in a job."""
        self._session.jobs.run(FindDuplicates())
        self._load()
        self.opened.emit(self.page)

    def _load(self) -> None:
        library = self._session.library
        self._pairs = []
        for first, second, reason in library.duplicate_pairs()[:_MAX_PAIRS]:
            papers = library.papers([first, second])
            if len(papers) == 2:
                self._pairs.append(Duplicate(len(self._pairs), papers[0], papers[1], reason))
        self.page.show_duplicates(self._pairs)

    @Slot(object)
    def _on_change(self, change: Change) -> None:
        if "duplicates" in change.fields and self._is_open:
            self._load()

    @Slot(object, bool)
    def _on_job_finished(self, job: Job, ok: bool) -> None:
        if isinstance(job, FindDuplicates) and self._is_open:
            self._load()

    @Slot(int, int)
    def _merge(self, number: int, keep: int) -> None:
        pair = self._pairs[number]
        other = pair.right.id if keep == pair.left.id else pair.left.id
        self._session.edit(Merge(keep, other), "Merge two papers")

    @Slot(int)
    def _reject(self, number: int) -> None:
        pair = self._pairs[number]
        edit = SetDuplicate(pair.left.id, pair.right.id, possible=False)
        self._session.edit(edit, "Not a duplicate")

    @Slot()
    def _merge_all(self) -> None:
        edits: tuple[Edit, ...] = tuple(Merge(p.left.id, p.right.id) for p in self._pairs)
        self._session.edit(Several(edits), f"Merge {len(edits)} pairs")
