"""Ways out: the export dialog, copying, dragging."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from paperdesk.desktop.session.jobs import Export
from paperdesk.desktop.widgets.actions import Spec

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.exporting.dialog import ExportWish
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme


class Exports(QObject):
    """Asks what to export, and has a child write it."""

    def __init__(
        self, session: Session, current: CurrentPapers, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._current = session, current
        self._theme, self._window = theme, window

    def specs(self) -> list[Spec]:
        """The actions that write files."""
        return [Spec("Library", "Export…", ("Ctrl+E",), self.ask)]

    def ask(self) -> None:
        """Open the dialog."""
        # Loaded when asked for: a window opens the sooner without.
        from paperdesk.desktop.exporting.dialog import ExportDialog
        from paperdesk.formats import writable_formats

        formats = [(f.name, f.label, f.suffixes[0]) for f in writable_formats()]
        dialog = ExportDialog(self._theme, self._window)
        current = self._current
        dialog.show_choices(len(current.selected()), current.found, current.total, formats)
        dialog.wished.connect(self._export)
        dialog.open()

    @Slot(object)
    def _export(self, wish: ExportWish) -> None:
        papers = self._current.selected() if wish.what == "chosen" else None
        query = self._current.text.strip() if wish.what == "search" else ""
        path = Path(wish.path)
        self._session.jobs.run(Export(path, wish.format, papers, query, wish.folder))
