"""The actions of the reader, and what it shows of other papers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from paperdesk.desktop.reader.citation import COPY_TEXTS, citation_text, copied_text
from paperdesk.desktop.reader.column import TEXT_SIZES
from paperdesk.desktop.reader.links import best_link
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.display_text import to_display_text

if TYPE_CHECKING:
    from paperdesk.desktop.reader.reader import Reader
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session

_PREFETCHED_PAPERS, _PREFETCH_DELAY_MS = 3, 150
"""Formulas are rendered ahead for the papers after the open one."""


class ReaderActions(QObject):
    """Text size, original text, citations; prefetches formulas and finds notes that link here."""

    def __init__(
        self,
        session: Session,
        current: CurrentPapers,
        reader: Reader,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._current = session, current
        self._reader = reader
        reader.note.connect_links(session.library)
        reader.shown.connect(self._show_linked)
        self._prefetch_timer = QTimer(self, singleShot=True)
        self._prefetch_timer.setInterval(_PREFETCH_DELAY_MS)
        self._prefetch_timer.timeout.connect(self._prefetch_formulas)
        reader.shown.connect(self._prefetch_timer.start)
        reader.bar.size_requested.connect(self._resize)
        reader.bar.citation_chosen.connect(self.copy_citation)

    def specs(self) -> list[Spec]:
        """The actions."""
        return [
            Spec("Papers", "Open in the browser", ("O",), self.open_in_browser, repeats=False),
            Spec("Papers", "Copy as BibTeX", ("Ctrl+Shift+C",), self._copy_bibtex),
            Spec("Papers", "Larger text", ("Ctrl++", "Ctrl+="), partial(self._resize, 1)),
            Spec("Papers", "Smaller text", ("Ctrl+-",), partial(self._resize, -1)),
            Spec("Papers", "Reset text size", ("Ctrl+0",), partial(self._resize, 0)),
            Spec("Papers", "Preview the note", ("Ctrl+Shift+M",), self._reader.toggle_preview),
            Spec("Papers", "Original text", ("Ctrl+U",), self._reader.toggle_original),
        ]

    @Slot()
    def _prefetch_formulas(self) -> None:
        """Render the formulas of the next papers."""
        shown = self._reader.paper
        if shown is None:
            return
        ids = self._current.rows.following(shown.id, _PREFETCHED_PAPERS)
        for stored in self._session.library.papers(ids):
            for text in (stored.paper.title, stored.paper.abstract):
                pieces = to_display_text(text).pieces
                self._session.formulas.request(each.formula for each in pieces if each.formula)

    @Slot()
    def _show_linked(self) -> None:
        stored = self._reader.paper
        if stored is not None:
            linking = self._session.library.linking_to(stored.id, stored.paper.title)
            self._reader.column.show_linked(linking)

    @Slot(int)
    def _resize(self, step: int) -> None:
        size = self._reader.text_size + step if step else TEXT_SIZES.default
        self._reader.set_text_size(size)

    def open_in_browser(self) -> None:
        """Open the best link of the paper that is shown, or in triage."""
        for stored in self._session.library.papers(self._current.open()[:1]):
            self._reader.link_clicked.emit(best_link(stored.paper))

    def _copy_bibtex(self) -> None:
        self.copy_citation("BibTeX")

    @Slot(str)
    def copy_citation(self, form: str) -> None:
        """Copy the selected papers in one of CITATION_FORMS."""
        selected = self._current.selected()
        if selected:
            copy = partial(self._copy, selected, form)
            self._session.edits.write(copy, COPY_TEXTS[form])  # keys that are given stay

    def _copy(self, selected: tuple[int, ...], form: str) -> None:
        self._session.library.assign_citation_keys(selected)
        papers = self._session.library.papers(selected)
        QGuiApplication.clipboard().setText(citation_text(papers, form))
        self._session.noticed.emit(copied_text(len(papers), form))
