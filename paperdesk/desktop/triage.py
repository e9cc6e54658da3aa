"""Triage: the papers of the list, one at a time over the whole window.

The papers are those the list showed when triage began, in its order. The list's own keys act on the
paper in sight; a status goes on to the next one. Outside triage the same keys work on the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from paperdesk import settings
from paperdesk.desktop import texts
from paperdesk.model.edits import SetStatus

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtWidgets import QStackedWidget, QWidget

    from paperdesk.desktop.desk import Desk
    from paperdesk.desktop.session import Session
    from paperdesk.desktop.theme import Theme
    from paperdesk.desktop.widgets.paper_list import PaperList
    from paperdesk.desktop.widgets.reader import Reader
    from paperdesk.desktop.widgets.triage_page import TriagePage
    from paperdesk.model.edits import Change
    from paperdesk.model.rows import Row, Status


class Triage(QObject):
    """Fills the page, and decides what the keys for papers mean while it is there."""

    tags_asked = Signal()

    def __init__(
        self,
        session: Session,
        desk: Desk,
        papers: PaperList,
        reader: Reader,
        screens: QStackedWidget,
        theme: Theme,
    ) -> None:
        super().__init__(screens)
        self._session, self._desk, self._papers, self._reader = session, desk, papers, reader
        self._screens, self._theme = screens, theme
        self._page: TriagePage | None = None
        self._ids: NDArray[np.int64] = np.empty(0, np.int64)
        self._at = 0  # where the paper in sight stands in _ids; behind the last: all are seen
        self._touched: dict[int, Row] = {}
        self._passing_marks_read = False
        session.changed.connect(self._show_change)
        session.search.completed.connect(self._take_rest)

    @property
    def on(self) -> bool:
        """Whether triage covers the window."""
        return self._page is not None and self._screens.currentWidget() is self._page

    @property
    def tag_anchor(self) -> QWidget | None:
        """Where the tag popover belongs; None outside triage."""
        return self._page.tag_anchor if self._page is not None and self.on else None

    # Coming and going

    @Slot()
    def start(self) -> None:
        """Begin with the list's current paper; with several selected, go through those."""
        chosen = self._papers.selected_ids()
        ids = np.array(chosen, np.int64) if len(chosen) > 1 else self._papers.ids
        if self.on or not len(ids):
            return
        self._reader.flush()
        self._ids = ids
        self._touched.clear()
        self._passing_marks_read = settings.read().passing_marks_read
        current = self._papers.current_id()
        here = np.flatnonzero(ids == current)
        self._screens.setCurrentWidget(self._built())
        self._show(int(here[0]) if len(here) else 0)
        self._built().setFocus()

    @Slot()
    def leave(self) -> None:
        """Go back to the list, with the paper in sight selected."""
        page = self._page
        if page is None or not self.on:
            return
        page.flush()
        self._desk.in_hand = None
        self._screens.setCurrentIndex(0)
        self._papers.select_id(int(self._ids[min(self._at, len(self._ids) - 1)]))
        self._papers.setFocus()

    @Slot(object)
    def _take_rest(self, ids: NDArray[np.int64]) -> None:
        """Triage may begin before the list knows its papers behind the first thousand."""
        if self.on and not len(self._papers.selected_ids()) > 1:
            more = ids[np.isin(ids, self._ids, invert=True)]
            self._ids = np.concatenate([self._ids, more])
            self._tell()

    def _built(self) -> TriagePage:
        if self._page is None:
            from paperdesk.desktop.desk import open_link
            from paperdesk.desktop.widgets.triage_page import TriagePage

            page = self._page = TriagePage(self._theme, self._screens)
            self._screens.addWidget(page)
            page.left.connect(self.leave)
            page.undo_asked.connect(self._session.undo_stack.undo)
            page.star_clicked.connect(self._desk.toggle_star)
            page.tags_asked.connect(self.tags_asked)
            page.tag_removed.connect(self._untag)
            page.status_clicked.connect(self.mark)
            page.note_edited.connect(self._desk.save_note)
            page.link_clicked.connect(open_link)
        return self._page

    # What the keys do

    def next_paper(self) -> None:
        """Go to the next paper, of triage or of the list."""
        if not self.on:
            self._papers.select_next()
            return
        self._mark_passed()
        self._show(self._at + 1)

    def previous_paper(self) -> None:
        """Go to the paper before, of triage or of the list."""
        if self.on:
            self._show(self._at - 1)
        else:
            self._papers.select_previous()

    def scroll_on(self) -> None:
        """Scroll the paper; from its end go to the next one."""
        scrolls = self._built() if self.on else self._reader
        if not scrolls.scroll_on():
            self.next_paper()

    @Slot(str)
    def mark(self, status: Status) -> None:
        """Give the chosen papers a status; in triage that goes on."""
        if self.on and self._desk.in_hand is None:
            return
        self._desk.set_status(status)
        if self.on:
            self._show(self._at + 1)

    def trash(self) -> None:
        """Put the chosen papers in the trash, or take them out; in triage that goes on."""
        self._desk.trash()
        if self.on and self._desk.in_hand is not None:
            self._show(self._at + 1)

    def edit_note(self) -> None:
        """Put the caret into the note of the paper in sight."""
        if self.on:
            self._built().edit_note()
        else:
            self._reader.edit_note()

    @Slot(str)
    def _untag(self, name: str) -> None:
        self._desk.tag(name, False)

    def _mark_passed(self) -> None:
        paper = self._desk.in_hand
        stored = self._session.paper(paper) if self._passing_marks_read else None
        if stored is not None and stored.status == "unread":
            self._session.edit(SetStatus((stored.id,), "read"), "Done: 1 paper")

    # What it shows

    def _show(self, at: int) -> None:
        """Show the paper at a place, or, behind the last, that there are no more."""
        page = self._built()
        page.flush()
        self._at = min(max(at, 0), len(self._ids))
        self._desk.in_hand = int(self._ids[self._at]) if self._at < len(self._ids) else None
        page.show_paper(self._session.paper(self._desk.in_hand))
        self._tell()

    def _tell(self) -> None:
        """Say how far it is, what was done, and what comes next."""
        total = len(self._ids)
        after = self._ids[self._at + 1 : self._at + 2].tolist()
        rows = self._session.library.rows(after)
        page = self._built()
        page.show_tally(_tally(self._touched), can_undo=self._session.undo_stack.canUndo())
        page.show_progress(min(self._at + 1, total), total, self._desk.place_name)
        page.show_next(rows[0].title if rows else "")

    @Slot(object)
    def _show_change(self, change: Change) -> None:
        """Show what was done to the paper in sight; undo of another one goes back to it."""
        if not self.on:
            return
        changed = np.fromiter(change.papers, np.int64)
        papers = changed[np.isin(changed, self._ids)].tolist()
        self._touched.update({row.id: row for row in self._session.library.rows(papers)})
        here = self._desk.in_hand
        if here not in change.papers and len(papers) == 1:
            self._show(int(np.flatnonzero(self._ids == papers[0])[0]))
        else:
            stored = self._session.paper(here)
            if stored is not None:
                self._built().update_marks(stored)
            self._tell()


def _tally(touched: dict[int, Row]) -> str:
    """`2 starred · 8 later · 11 done · 3 dismissed`."""
    rows = touched.values()
    counts = {
        "starred": sum(row.starred for row in rows),
        "later": sum(row.status == "reading" for row in rows),
        "done": sum(row.status == "read" for row in rows),
        "dismissed": sum(row.status == "dismissed" for row in rows),
    }
    return " · ".join(f"{texts.number(count)} {name}" for name, count in counts.items() if count)
