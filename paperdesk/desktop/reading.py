"""How a paper is read: the size of its letters, its text as stored, its citation copied."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from paperdesk.desktop import texts
from paperdesk.desktop.actions import Spec
from paperdesk.desktop.widgets.paper_column import SIZES
from paperdesk.store.citations import give_keys

if TYPE_CHECKING:
    from paperdesk.desktop.desk import Desk
    from paperdesk.desktop.session import Session
    from paperdesk.desktop.widgets.reader import Reader


class Reading(QObject):
    """Binds the reader's bar to what it does."""

    def __init__(self, session: Session, desk: Desk, reader: Reader, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._desk, self._reader = session, desk, reader
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

    @Slot(int)
    def _resize(self, step: int) -> None:
        size = self._reader.text_size + step if step else SIZES.usual
        self._reader.set_text_size(size)

    def _copy_bibtex(self) -> None:
        self.copy_citation("BibTeX")

    @Slot(str)
    def copy_citation(self, form: str) -> None:
        """Put the chosen papers into the clipboard, in one of `reader_bar.CITATIONS`."""
        from paperdesk.desktop.citing import cited

        chosen = self._desk.chosen()
        if not chosen:
            return
        give_keys(self._session.library.db, chosen)  # a key once given is the key of any export
        papers = self._session.library.papers(chosen)
        QGuiApplication.clipboard().setText(cited(papers, form))
        self._session.noticed.emit(f"{texts.plural(len(papers), 'paper')} copied as {form}.")
