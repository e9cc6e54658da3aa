"""How a paper is read: its formulas, the size of its letters, its text as stored, its citation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from paperdesk.desktop import wording
from paperdesk.desktop.reader.column import SIZES
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.display_text import readable

if TYPE_CHECKING:
    from paperdesk.desktop.notes.links import NoteLinks
    from paperdesk.desktop.reader.reader import Reader
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session

_AHEAD, _AHEAD_MS = 3, 150
"""So many papers after the one shown, so long after it."""


class Reading(QObject):
    """Binds the reader's bar to what it does."""

    def __init__(
        self,
        session: Session,
        current: CurrentPapers,
        reader: Reader,
        note_links: NoteLinks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._current = session, current
        self._reader, self._note_links = reader, note_links
        note_links.bind(reader.note)
        reader.shown.connect(self._show_linked)
        self._ahead = QTimer(self, singleShot=True)
        self._ahead.setInterval(_AHEAD_MS)
        self._ahead.timeout.connect(self._draw_ahead)
        reader.shown.connect(self._ahead.start)
        reader.bar.size_asked.connect(self._resize)
        reader.bar.citation_chosen.connect(self.copy_citation)

    def specs(self) -> list[Spec]:
        """Its actions."""
        return [
            Spec("Papers", "Copy as BibTeX", ("Ctrl+Shift+C",), self._copy_bibtex),
            Spec("Papers", "Larger text", ("Ctrl++", "Ctrl+="), partial(self._resize, 1)),
            Spec("Papers", "Smaller text", ("Ctrl+-",), partial(self._resize, -1)),
            Spec("Papers", "Usual size of text", ("Ctrl+0",), partial(self._resize, 0)),
            Spec("Papers", "Preview the note", ("Ctrl+Shift+M",), self._reader.toggle_preview),
            Spec("Papers", "Text as stored", ("Ctrl+U",), self._reader.toggle_as_stored),
        ]

    @Slot()
    def _draw_ahead(self) -> None:
        """Have the next papers' formulas drawn, so that they are there when they are opened."""
        shown = self._reader.paper
        if shown is None:
            return
        ids = self._current.rows.following(shown.id, _AHEAD)
        for stored in self._session.library.papers(ids):
            for text in (stored.paper.title, stored.paper.abstract):
                pieces = readable(text).pieces
                self._session.formulas.want(each.formula for each in pieces if each.formula)

    @Slot()
    def _show_linked(self) -> None:
        stored = self._reader.paper
        if stored is not None:
            self._reader.column.show_linked(self._note_links.linking_to(stored))

    @Slot(int)
    def _resize(self, step: int) -> None:
        size = self._reader.text_size + step if step else SIZES.usual
        self._reader.set_text_size(size)

    def _copy_bibtex(self) -> None:
        self.copy_citation("BibTeX")

    @Slot(str)
    def copy_citation(self, form: str) -> None:
        """Put the chosen papers into the clipboard, in one of `reader_bar.CITATIONS`."""
        from paperdesk.desktop.reader.citation import cited

        chosen = self._current.selected()
        if not chosen:
            return
        self._session.library.assign_citation_keys(chosen)
        papers = self._session.library.papers(chosen)
        QGuiApplication.clipboard().setText(cited(papers, form))
        self._session.noticed.emit(f"{wording.plural(len(papers), 'paper')} copied as {form}.")
