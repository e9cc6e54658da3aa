"""The controller of backups: one a day, on request, restoring one; and a check once a week."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from paperdesk.desktop.backups.choice import made
from paperdesk.desktop.session.job_runner import JobRunner
from paperdesk.desktop.session.jobs import BackUp, CheckLibrary, RestoreBackup
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.edits import Change
from paperdesk.model.events import BackedUp, Checked
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.session.jobs import Job
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.backup import Backup
    from paperdesk.model.events import Event

_AFTER_START_MS = 20_000
"""When the backup of the day is made and the library checked: the window is at rest by then."""


class Backups(QObject):
    """Makes and restores backups. Its children run beside the jobs of the session."""

    restoring = Signal()
    """The library is about to be replaced: what is being typed is to be saved."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window
        self.runner = JobRunner(session.library.folder, self)
        self.runner.reported.connect(self._report)
        self.runner.finished.connect(self._report_failure)
        session.jobs.finished.connect(self._show_restored)
        self._start = QTimer(self, singleShot=True)
        self._start.setInterval(_AFTER_START_MS)
        self._start.timeout.connect(self.look_after)
        self._start.start()

    def specs(self) -> list[Spec]:
        """The actions of this feature."""
        return [
            Spec("Library", "Back up now", (), self.back_up),
            Spec("Library", "Restore from a backup…", (), self.ask),
        ]

    def close(self) -> None:
        """End what runs; a backup that is not complete leaves nothing."""
        self._start.stop()
        self.runner.close()

    @Slot()
    def look_after(self) -> None:
        """Make the backup of the day, and check the library, each where it is due."""
        self.runner.run(BackUp(if_due=True))
        self.runner.run(CheckLibrary())

    def back_up(self) -> None:
        """Make a backup now."""
        self.runner.run(BackUp())

    def ask(self) -> None:
        """Let the user choose a backup, and restore it."""
        from paperdesk.desktop.backups.restore_dialog import RestoreDialog  # seldom needed

        dialog = RestoreDialog(self._theme, self._session.library.folder, self._window)
        dialog.restore_requested.connect(self.restore)
        dialog.open()

    @Slot(object)
    def restore(self, backup: Backup) -> None:
        """Replace the library by a backup, and keep the present one as a backup."""
        self.restoring.emit()
        self._session.jobs.run(RestoreBackup(backup.path, made(backup)))

    @Slot(object, object)
    def _report(self, job: Job, event: Event) -> None:
        if isinstance(event, BackedUp):
            if event.error:
                self._session.noticed.emit(tr("No backup was made: {reason}", reason=event.error))
            elif isinstance(job, BackUp) and not job.if_due:
                self._session.noticed.emit(tr("Backed up: {contents}.", contents=event.text))
        elif isinstance(event, Checked) and event.findings:
            message = tr_n(
                "A check of the library found {n} thing: {first}.",
                "A check of the library found {n} things: {first}.",
                len(event.findings),
                first=event.findings[0],
            )
            self._session.offered.emit(message, tr("Restore from a backup…"), self.ask)

    @Slot(object, bool)
    def _report_failure(self, job: Job, well: bool) -> None:
        if not well and isinstance(job, BackUp):
            self._session.noticed.emit(tr("No backup was made; see paperdesk.log."))

    @Slot(object, bool)
    def _show_restored(self, job: Job, well: bool) -> None:
        if not isinstance(job, RestoreBackup) or not well:
            return
        from paperdesk.tasks import backup_files

        self._session.undo_stack.clear()  # its edits are of the library before
        everything = frozenset({"papers", "tags", "searches"})
        self._session.changed.emit(Change(frozenset(), everything))
        before = next(
            (each for each in backup_files(self._session.library.folder) if each.reason), None
        )
        if before is not None:
            text = tr("The library of {moment} is restored.", moment=job.made)
            self._session.offered.emit(text, tr("Undo"), partial(self.restore, before))
