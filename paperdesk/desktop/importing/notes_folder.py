"""Keeps the folder of notes up to date while the window is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from paperdesk import settings
from paperdesk.desktop.importing.folder_watcher import FolderWatcher
from paperdesk.desktop.session.job_runner import JobRunner
from paperdesk.desktop.session.jobs import UpdateNotes
from paperdesk.desktop.session.paper_names import names_of
from paperdesk.desktop.session.undo_commands import EditCommand
from paperdesk.model.edit_json import edit_from_json
from paperdesk.model.edits import Applied, Change
from paperdesk.model.events import NotesEdited, NotesWritten
from paperdesk.settings import NotesFolder
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from paperdesk.desktop.session.jobs import Job
    from paperdesk.desktop.session.session import Session
    from paperdesk.model.events import Event
    from paperdesk.settings import Settings

_AFTER_EDIT_MS = 1_500
"""From the last edit in the window until the files have it."""
_AFTER_FILE_MS = 500
"""From the last change of a file until the library has it: editors save in several steps."""
_FIELDS = frozenset({"papers", "starred", "status", "tags", "note", "highlights", "trashed"})


class WatchedNotes(QObject):
    """Updates the folder in a child process, after edits in the window and changes in the folder.

    The folder is watched once it was brought up to date. What was edited there is on the undo
    stack. A fault is said once, until it is another one.
    """

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._named = NotesFolder()
        self._watched = ""
        self._faults: list[str] = []
        self.runner = JobRunner(session.library.folder, self)
        self.runner.reported.connect(self._report)
        self._watcher = FolderWatcher(self, below=True)
        self._watcher.found.connect(self._on_files)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._update)
        session.changed.connect(self._on_changed)
        session.stored.connect(self._on_stored)

    @Slot(object)
    def apply_settings(self, chosen: Settings) -> None:
        """Keep the notes of this library where the settings say."""
        named = settings.notes_folder(self._session.library.folder, chosen)
        if named == self._named or self._session.library.read_only:
            return
        self._named, self._faults = named, []
        self._watch("")
        if named.folder:
            self._timer.start(0)
        else:
            self._timer.stop()

    def close(self) -> None:
        """End what runs; what was not yet written is at the next start."""
        self._timer.stop()
        self._watcher.close()
        self.runner.close()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change.fields & _FIELDS:
            self._update_after(_AFTER_EDIT_MS)

    @Slot()
    def _on_stored(self) -> None:
        self._update_after(_AFTER_EDIT_MS)

    @Slot(object)
    def _on_files(self) -> None:
        self._update_after(_AFTER_FILE_MS)

    def _update_after(self, milliseconds: int) -> None:
        if self._named.folder:
            self._timer.start(milliseconds)

    @Slot()
    def _update(self) -> None:
        if self.runner.pending or self._session.jobs.pending:
            self._timer.start(_AFTER_EDIT_MS)  # an import first
        else:
            self.runner.run(UpdateNotes())

    @Slot(object, object)
    def _report(self, job: Job, event: Event) -> None:
        if isinstance(event, NotesEdited):
            self._take(event)
        elif isinstance(event, NotesWritten):
            self._watch("" if event.error else event.folder)
            self._say([event.error] if event.error else event.problems)

    def _watch(self, folder: str) -> None:
        if folder != self._watched:
            self._watched = folder
            self._watcher.watch(folder)

    def _take(self, event: NotesEdited) -> None:
        """Put on the undo stack what the child has stored."""
        change = Change(frozenset(event.papers), frozenset(event.fields))
        conflicts = frozenset({"note"}) if event.in_conflict else frozenset()
        applied = Applied(edit_from_json(event.inverse), change, conflicts)
        edits = self._session.edits
        name = tr("Edit in the folder of notes")
        edits.push(EditCommand(name, edit_from_json(event.edit), applied))
        edits.changed.emit(change)
        sentence = tr("Edited in the folder of notes: {papers}.")
        if event.in_conflict:
            sentence = tr(
                "Edited in the folder of notes: {papers}, where both versions of a note are kept."
            )
        edits.acted.emit(sentence.format(papers=names_of(tuple(event.papers), self._title)))

    def _title(self, paper: int) -> str:
        return next((each.paper.title for each in self._session.library.papers([paper])), "")

    def _say(self, faults: list[str]) -> None:
        new = [fault for fault in faults if fault not in self._faults]
        self._faults = faults
        if new:
            sentence = tr("Notes: {problem}", problem=new[0])
            if len(new) > 1:
                sentence = tr_n(
                    "Notes: {problem} And {n} other file.",
                    "Notes: {problem} And {n} other files.",
                    len(new) - 1,
                    problem=new[0],
                )
            self._session.noticed.emit(sentence)
