"""The export action: its dialog and the job that writes the file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from paperdesk.desktop.session.jobs import Export
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.exporting.dialog import ExportRequest
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.jobs import Job
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme


class Exports(QObject):
    """Opens the export dialog and starts the export job."""

    def __init__(
        self, session: Session, current: CurrentPapers, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._current = session, current
        self._theme, self._window = theme, window
        session.jobs.finished.connect(self._report)

    def specs(self) -> list[Spec]:
        """The actions that write files."""
        return [Spec("Library", "Export…", ("Ctrl+E",), self.ask)]

    def ask(self) -> None:
        """Open the dialog for the list and the papers selected in it."""
        current = self._current
        chosen, name = len(current.selected_in_list()), current.place_name
        self._open(tr("This list"), chosen, current.found, name, current.text.strip())

    @Slot(str, str, int)
    def ask_for(self, name: str, query: str, papers: int) -> None:
        """Open the dialog for a place, shown or not, with this query and number of papers."""
        self._open(name, 0, papers, name, query)

    def _open(self, label: str, chosen: int, found: int, name: str, query: str) -> None:
        # Imported here so that the window opens sooner.
        from paperdesk.desktop.exporting.dialog import ExportDialog
        from paperdesk.formats import writable_formats

        formats = [(f.name, f.label, f.suffixes[0]) for f in writable_formats()]
        dialog = ExportDialog(self._theme, self._session.library.folder, self._window)
        dialog.show_choices(chosen, found, self._current.total, formats, name, label)
        dialog.export_requested.connect(partial(self._export, query, name))
        dialog.open()

    def _export(self, query: str, name: str, request: ExportRequest) -> None:
        papers = self._current.selected_in_list() if request.scope == "chosen" else None
        query = query if request.scope == "search" else ""
        path, title = Path(request.path), "" if request.scope == "everything" else name
        self._session.jobs.run(Export(path, request.format, papers, query, request.folder, title))

    @Slot(object, bool)
    def _report(self, job: Job, well: bool) -> None:
        """Say that a file was written, and offer to show its folder."""
        if isinstance(job, Export) and well:
            folder = job.path if job.folder else job.path.parent
            show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(folder.absolute())))
            self._session.offered.emit(
                tr("Exported to {file}.", file=job.path.name), tr("Show in folder"), show
            )
