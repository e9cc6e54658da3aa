"""Links between notes: titles to choose from, papers to open, and who links here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from paperdesk.store.queries import note_links

if TYPE_CHECKING:
    from paperdesk.desktop.notes.editor import NotePane
    from paperdesk.desktop.reader.reader import Reader
    from paperdesk.desktop.session.session import Session


class NoteLinks(QObject):
    """Answers what the reader's note asks of the library: index look-ups, under a millisecond."""

    def __init__(self, session: Session, reader: Reader, parent: QObject) -> None:
        super().__init__(parent)
        self._db, self._reader = session.library.db, reader
        self.bind(reader.note)
        reader.shown.connect(self._show_linked)

    def bind(self, note: NotePane) -> None:
        """Answer this note, too."""
        note.editor.completer.find = self._titles
        note.preview.paper_of = self._paper

    def _titles(self, begun: str) -> list[str]:
        return note_links.titles(self._db, begun)

    def _paper(self, title: str) -> int | None:
        return note_links.paper_named(self._db, title)

    @Slot()
    def _show_linked(self) -> None:
        stored = self._reader.paper
        if stored is not None:
            self._reader.column.show_linked(
                note_links.linked_from(self._db, stored.id, stored.paper.title)
            )
