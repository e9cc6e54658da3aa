"""Triage: the papers of the list, one at a time over the whole window.

The papers are those of the list when triage began, in its order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from paperdesk import settings
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.desktop.widgets.keycaps import hinted
from paperdesk.late import Late
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtWidgets import QStackedWidget, QWidget

    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.paper_state import PaperStateActions
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.desktop.triage.page import TriagePage
    from paperdesk.model.edits import Change
    from paperdesk.model.library_values import Row, StoredPaper
else:
    np = Late("numpy")


class Triage(QObject):
    """Shows the papers on the page, and applies actions to the paper shown."""

    _ids: NDArray[np.int64]
    """The papers, from `start` on."""

    starting = Signal()
    """Emitted before the page is shown."""
    ended = Signal()
    """The list is shown again."""
    presented = Signal(str)
    """Another paper is shown, or the end: what a screen reader says of it."""
    tags_requested = Signal()
    tag_removed = Signal(str)
    link_clicked = Signal(str)

    def __init__(
        self,
        session: Session,
        current: CurrentPapers,
        marking: PaperStateActions,
        screens: QStackedWidget,
        theme: Theme,
    ) -> None:
        super().__init__(screens)
        self._session, self._current, self._marking = session, current, marking
        self._screens, self._theme = screens, theme
        self._page: TriagePage | None = None
        self._index = 0  # of the paper shown; len(_ids) after the last one
        self._unread: set[int] = set()
        self._changed_rows: dict[int, Row] = {}
        self._mark_skipped_read = False
        session.changed.connect(self._show_change)
        session.search.completed.connect(self._add_ids)
        marking.finished.connect(self.show_following)

    def specs(self) -> list[Spec]:
        """The action that starts triage."""
        return [Spec("Papers", "Triage", ("Ctrl+T",), self.start)]

    @property
    def on(self) -> bool:
        """Whether triage is shown."""
        return self._page is not None and self._screens.currentWidget() is self._page

    def tag_anchor(self) -> QWidget | None:
        """The widget below which the tag popover opens; None outside triage."""
        return self._page.tag_anchor if self._page is not None and self.on else None

    # Start and end

    @Slot()
    def start(self) -> None:
        """Begin with the first unread paper; if several are selected, show only those."""
        rows = self._current.rows
        selected = rows.selected_ids()
        ids = np.array(selected, np.int64) if len(selected) > 1 else np.asarray(rows.ids)
        if self.on:
            return
        if not len(ids):
            text = tr(
                "No papers to go through here. Open another list, or import files with {key}.",
                key=hinted("Ctrl+O"),
            )
            self._session.noticed.emit(text)
            return
        self.starting.emit()
        self._changed_rows.clear()
        self._mark_skipped_read = settings.read().mark_skipped_read
        self._screens.setCurrentWidget(self._built_page())
        self._begin(ids)
        self._built_page().setFocus()

    @Slot()
    def _go_on(self) -> None:
        """Begin again with the papers that are still unread."""
        self._begin(self._ids[self._are_unread(self._ids)])

    def _begin(self, ids: NDArray[np.int64]) -> None:
        self._ids = ids
        self._unread = self._unread_among(ids)
        first = np.flatnonzero(self._are_unread(ids))
        self._show(int(first[0]) if len(first) else 0)

    def _unread_among(self, ids: NDArray[np.int64]) -> set[int]:
        found = self._session.library.statuses(ids.tolist())
        return {paper for paper, status in found.items() if status == "unread"}

    def _are_unread(self, ids: NDArray[np.int64]) -> NDArray[np.bool_]:
        return np.isin(ids, np.fromiter(self._unread, np.int64, len(self._unread)))

    def flush(self) -> None:
        """Save what is being typed."""
        if self._page is not None and self.on:
            self._page.flush()

    @Slot()
    def close(self) -> None:
        """Return to the list and select the paper shown."""
        page = self._page
        if page is None or not self.on:
            return
        page.flush()
        self._screens.setCurrentIndex(0)
        self._current.rows.select_id(int(self._ids[min(self._index, len(self._ids) - 1)]))
        self._current.act_on(None)
        self.ended.emit()

    @Slot(object)
    def _add_ids(self, ids: NDArray[np.int64]) -> None:
        """Add the papers that the list did not know when triage began."""
        if self.on and not len(self._current.rows.selected_ids()) > 1:
            more = ids[np.isin(ids, self._ids, invert=True)]
            self._ids = np.concatenate([self._ids, more])
            self._unread |= self._unread_among(more)
            self._update_progress()

    def _built_page(self) -> TriagePage:
        if self._page is None:
            from paperdesk.desktop.triage.page import TriagePage

            page = self._page = TriagePage(self._theme, self._screens, self._session.formulas)
            page.note.connect_links(self._session.library)
            self._screens.addWidget(page)
            page.closed.connect(self.close)
            page.continued.connect(self._go_on)
            page.undo_requested.connect(self._session.undo)
            page.star_clicked.connect(self._marking.toggle_star)
            page.tags_requested.connect(self.tags_requested)
            page.tag_removed.connect(self.tag_removed)
            page.status_clicked.connect(self._marking.finish_as)
            page.note_edited.connect(self._marking.save_note)
            self._session.edits.show_unsaved_notes(page.note.set_unsaved)
            page.link_clicked.connect(self.link_clicked)
        return self._page

    # Actions

    def next_paper(self) -> None:
        """Show the next paper."""
        self._mark_skipped()
        self._show(self._index + 1)

    def previous_paper(self) -> None:
        """Show the previous paper."""
        self._show(self._index - 1)

    def scroll_on(self) -> bool:
        """Scroll the paper by a page; False at its end."""
        return self._built_page().scroll_on()

    @Slot()
    def show_following(self) -> None:
        """Show the next paper after this one was handled, if triage is shown."""
        if self.on:
            self._show(self._index + 1)

    def edit_note(self) -> None:
        """Put the text cursor into the note."""
        self._built_page().edit_note()

    def _mark_skipped(self) -> None:
        papers = self._current.selected() if self._mark_skipped_read else ()
        if papers and self._session.library.state_counts(papers).unread:
            self._marking.set_status("read")

    # Display

    def _show(self, index: int) -> None:
        """Show the paper at an index, or the end text after the last one."""
        page = self._built_page()
        page.flush()
        self._index = min(max(index, 0), len(self._ids))
        shown = self._ids[self._index : self._index + 1].tolist()
        self._current.act_on(tuple(shown), self._shown_paper)
        page.show_paper(self._session.paper(shown[0]) if shown else None)
        self._update_progress()
        self.presented.emit(page.accessibleDescription())

    def _shown_paper(self) -> StoredPaper | None:
        return self._built_page().paper

    def _update_progress(self) -> None:
        page, total, changed = self._built_page(), len(self._ids), self._changed_rows.values()
        page.show_tally(_tally(changed), can_undo=self._session.undo_stack.canUndo())
        source = self._current.place_name
        page.show_progress(min(self._index + 1, total), total, len(self._unread), source)
        following = self._ids[self._index + 1 : self._index + 2].tolist()
        rows = self._session.library.rows(following)
        page.show_next_title(rows[0].title if rows else "")

    @Slot(object)
    def _show_change(self, change: Change) -> None:
        """Update the paper shown; after undo for another paper, show that one."""
        if not self.on:
            return
        changed = np.fromiter(change.papers, np.int64)
        papers = changed[np.isin(changed, self._ids)].tolist()
        self._changed_rows.update({row.id: row for row in self._session.library.rows(papers)})
        for stored in self._session.library.papers(papers):
            if stored.status == "unread" and not stored.trashed:
                self._unread.add(stored.id)
            else:
                self._unread.discard(stored.id)
        shown = self._current.selected()
        if len(papers) == 1 and papers[0] not in shown:
            self._show(int(np.flatnonzero(self._ids == papers[0])[0]))
            return
        for stored in filter(None, map(self._session.paper, shown)):
            self._built_page().update_paper(stored)
        self._update_progress()


def _tally(rows: Collection[Row]) -> str:
    """`2 starred · 8 reading · 11 read · 3 dismissed`."""
    starred = sum(row.starred for row in rows)
    reading, read, dismissed = (
        sum(row.status == status for row in rows) for status in ("reading", "read", "dismissed")
    )
    counts = (
        (starred, tr_n("{n} starred", "{n} starred", starred)),
        (reading, tr_n("{n} reading", "{n} reading", reading)),
        (read, tr_n("{n} read", "{n} read", read)),
        (dismissed, tr_n("{n} dismissed", "{n} dismissed", dismissed)),
    )
    return " · ".join(text for count, text in counts if count)
