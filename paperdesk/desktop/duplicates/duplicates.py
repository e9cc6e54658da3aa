"""The controller of the page of possible duplicates."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from paperdesk.desktop.session.jobs import BackUp, FindDuplicates
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.duplicates import Duplicate
from paperdesk.model.edits import Merge, SetDuplicate, Several
from paperdesk.model.events import BackedUp
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from paperdesk.desktop.duplicates.page import DuplicatesPage
    from paperdesk.desktop.session.jobs import Job
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.edits import Change, Edit
    from paperdesk.model.events import Event

_MAX_PAIRS = 200
"""Pairs on the page at once; more are loaded after a decision. Merging all takes 0.1 s."""
_BACKUP = BackUp(before="merge")


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
        self._first: tuple[int, int] | None = None  # the pair that the page begins with
        self._merges: tuple[Edit, ...] = ()  # that wait for the backup before them
        self._no_backup = ""  # why there is none
        session.changed.connect(self._on_change)
        session.jobs.reported.connect(self._on_event)
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

    @Slot(int, int)
    def compare(self, first: int, second: int) -> None:
        """Show the page from this pair, if it is still undecided."""
        self._first = (first, second)
        self.open()

    def _load(self) -> None:
        library = self._session.library
        self._pairs = []
        pairs = library.duplicate_pairs()
        pairs.sort(key=lambda pair: pair[:2] != self._first)
        for first, second, reason in pairs[:_MAX_PAIRS]:
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
        if job == _BACKUP:
            self._merge_backed_up(ok)
        elif isinstance(job, FindDuplicates) and self._is_open:
            self._load()

    @Slot(int, int)
    def _merge(self, number: int, keep: int) -> None:
        pair = self._pairs[number]
        other = pair.right.id if keep == pair.left.id else pair.left.id
        self._session.edit(Merge(keep, other), tr("Merge two papers"))

    @Slot(int)
    def _reject(self, number: int) -> None:
        pair = self._pairs[number]
        edit = SetDuplicate(pair.left.id, pair.right.id, possible=False)
        self._session.edit(edit, tr("Not a duplicate"))

    @Slot()
    def _merge_all(self) -> None:
        """Merge all pairs on the page, after a backup."""
        self._merges = tuple(Merge(pair.left.id, pair.right.id) for pair in self._pairs)
        self._no_backup = ""
        self._session.jobs.run(_BACKUP)

    @Slot(object, object)
    def _on_event(self, job: Job, event: Event) -> None:
        if job == _BACKUP and isinstance(event, BackedUp):
            self._no_backup = event.error

    def _merge_backed_up(self, ok: bool) -> None:
        merges, self._merges = self._merges, ()
        if ok and not self._no_backup:
            self._apply_merges(merges)
            return
        reason = self._no_backup or tr("see paperdesk.log.")
        self._session.offered.emit(
            tr("Nothing was merged, for no backup could be made: {reason}", reason=reason),
            tr("Merge without a backup"),
            partial(self._apply_merges, merges),
        )

    def _apply_merges(self, merges: tuple[Edit, ...]) -> None:
        self._session.edit(Several(merges), tr_n("Merge {n} pair", "Merge {n} pairs", len(merges)))
