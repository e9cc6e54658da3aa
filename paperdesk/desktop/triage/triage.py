"""Triage: the papers of the list, one at a time over the whole window.

The papers are those the list showed when triage began, in its order. The list's own keys act on the
paper in sight; a status goes on to the next one. Outside triage the same keys work on the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from paperdesk import settings
from paperdesk.desktop import wording
from paperdesk.desktop.widgets.actions import Spec

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtWidgets import QStackedWidget, QWidget

    from paperdesk.desktop.notes.links import NoteLinks
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.paper_state import Marking
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.desktop.triage.page import TriagePage
    from paperdesk.model.edits import Change
    from paperdesk.model.library_values import Row


class Triage(QObject):
    """Fills the page, and decides what the keys for papers mean while it is there."""

    starting = Signal()
    """Triage is about to cover the window."""
    ended = Signal()
    """The window shows the list again."""
    tags_requested = Signal()
    tag_removed = Signal(str)
    link_clicked = Signal(str)

    def __init__(
        self,
        session: Session,
        current: CurrentPapers,
        marking: Marking,
        screens: QStackedWidget,
        theme: Theme,
        note_links: NoteLinks,
    ) -> None:
        super().__init__(screens)
        self._session, self._current, self._marking = session, current, marking
        self._screens, self._theme = screens, theme
        self._note_links = note_links
        self._page: TriagePage | None = None
        self._ids: NDArray[np.int64] = np.empty(0, np.int64)
        self._at = 0  # where the paper in sight stands in _ids; behind the last: all are seen
        self._touched: dict[int, Row] = {}
        self._passing_marks_read = False
        session.changed.connect(self._show_change)
        session.search.completed.connect(self._take_rest)
        marking.given.connect(self.go_on)

    def specs(self) -> list[Spec]:
        """The action that starts it."""
        return [Spec("Papers", "Triage", ("Ctrl+T",), self.start)]

    @property
    def on(self) -> bool:
        """Whether triage covers the window."""
        return self._page is not None and self._screens.currentWidget() is self._page

    def tag_anchor(self) -> QWidget | None:
        """Where the tag popover belongs; None outside triage."""
        return self._page.tag_anchor if self._page is not None and self.on else None

    # Coming and going

    @Slot()
    def start(self) -> None:
        """Begin with the list's current paper; with several selected, go through those."""
        rows = self._current.rows
        selected = rows.selected_ids()
        ids = np.array(selected, np.int64) if len(selected) > 1 else rows.ids
        if self.on or not len(ids):
            return
        self.starting.emit()
        self._ids = ids
        self._touched.clear()
        self._passing_marks_read = settings.read().passing_marks_read
        here = np.flatnonzero(ids == rows.current_id())
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
        self._screens.setCurrentIndex(0)
        self._current.rows.select_id(int(self._ids[min(self._at, len(self._ids) - 1)]))
        self._current.act_on(None)
        self.ended.emit()

    @Slot(object)
    def _take_rest(self, ids: NDArray[np.int64]) -> None:
        """Triage may begin before the list knows its papers behind the first thousand."""
        if self.on and not len(self._current.rows.selected_ids()) > 1:
            more = ids[np.isin(ids, self._ids, invert=True)]
            self._ids = np.concatenate([self._ids, more])
            self._tell()

    def _built(self) -> TriagePage:
        if self._page is None:
            from paperdesk.desktop.triage.page import TriagePage

            page = self._page = TriagePage(self._theme, self._screens, self._session.formulas)
            self._note_links.bind(page.note)
            self._screens.addWidget(page)
            page.left.connect(self.leave)
            page.undo_asked.connect(self._session.undo_stack.undo)
            page.star_clicked.connect(self._marking.toggle_star)
            page.tags_requested.connect(self.tags_requested)
            page.tag_removed.connect(self.tag_removed)
            page.status_clicked.connect(self._marking.give)
            page.note_edited.connect(self._marking.save_note)
            page.link_clicked.connect(self.link_clicked)
        return self._page

    # What the keys do

    def next_paper(self) -> None:
        """Show the next paper."""
        self._mark_passed()
        self._show(self._at + 1)

    def previous_paper(self) -> None:
        """Show the previous paper."""
        self._show(self._at - 1)

    def scroll_on(self) -> bool:
        """Scroll the paper by a screenful; False at its end."""
        return self._built().scroll_on()

    @Slot()
    def go_on(self) -> None:
        """Something was decided: in triage that shows the next paper."""
        if self.on:
            self._show(self._at + 1)

    def edit_note(self) -> None:
        """Put the text cursor into the note."""
        self._built().edit_note()

    def _mark_passed(self) -> None:
        papers = self._current.selected() if self._passing_marks_read else ()
        if papers and self._session.library.state_counts(papers).unread:
            self._marking.set_status("read")

    # What it shows

    def _show(self, at: int) -> None:
        """Show the paper at a place, or, behind the last, that there are no more."""
        page = self._built()
        page.flush()
        self._at = min(max(at, 0), len(self._ids))
        here = self._ids[self._at : self._at + 1].tolist()
        self._current.act_on(tuple(here))
        page.show_paper(self._session.paper(here[0]) if here else None)
        self._tell()

    def _tell(self) -> None:
        """Say how far it is, what was done, and what comes next."""
        total = len(self._ids)
        after = self._ids[self._at + 1 : self._at + 2].tolist()
        rows = self._session.library.rows(after)
        page = self._built()
        page.show_tally(_tally(self._touched), can_undo=self._session.undo_stack.canUndo())
        page.show_progress(min(self._at + 1, total), total, self._current.place_name)
        page.show_next(rows[0].title if rows else "")

    @Slot(object)
    def _show_change(self, change: Change) -> None:
        """Show what was done to the paper in sight; undo of another one goes back to it."""
        if not self.on:
            return
        changed = np.fromiter(change.papers, np.int64)
        papers = changed[np.isin(changed, self._ids)].tolist()
        self._touched.update({row.id: row for row in self._session.library.rows(papers)})
        here = self._current.selected()
        if len(papers) == 1 and papers[0] not in here:
            self._show(int(np.flatnonzero(self._ids == papers[0])[0]))
            return
        for stored in self._session.library.papers(here):
            self._built().update_marks(stored)
        self._tell()


def _tally(touched: dict[int, Row]) -> str:
    """`2 starred · 8 reading · 11 read · 3 dismissed`."""
    rows = touched.values()
    counts = {
        "starred": sum(row.starred for row in rows),
        "reading": sum(row.status == "reading" for row in rows),
        "read": sum(row.status == "read" for row in rows),
        "dismissed": sum(row.status == "dismissed" for row in rows),
    }
    return " · ".join(f"{wording.number(count)} {name}" for name, count in counts.items() if count)
