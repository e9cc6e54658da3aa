"""The controller of the subscription: sets it up, and sends the digest while the window is open."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from paperdesk.desktop import wording
from paperdesk.desktop.session.job_runner import JobRunner
from paperdesk.desktop.session.jobs import EndSubscription, SendDigest, Subscribe
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.errors import PaperdeskError
from paperdesk.model.events import DigestMailed
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.session.jobs import Job
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.subscribing.dialog import SubscribeDialog
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.digest import DigestOptions
    from paperdesk.model.events import Event
    from paperdesk.model.subscription import Subscription

_AFTER_START_MS = 30_000
_INTERVAL_MS = 3_600_000
"""How often it is looked whether a digest is due."""
_LAST = {
    "sent": tr("The last one, {moment}, was sent."),
    "failed": tr("The last one, {moment}, could not be sent."),
}
_LAST_UNKNOWN = tr("The last one, {moment}, may have been sent or not.")
_DONE = {
    "daily": tr("A digest goes daily to {recipient}."),
    "weekly": tr("A digest goes weekly to {recipient}."),
}


class Subscribing(QObject):
    """Sends in a child process. What failed is tried again on request, and at the next start."""

    changed = Signal()
    """The subscription was changed."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window
        self._dialog: SubscribeDialog | None = None
        self._failed: date | None = None
        """The day on which sending failed: a window that stays open tries again the next day."""
        self.runner = JobRunner(session.library.folder, self)
        self.runner.reported.connect(self._report)
        self.runner.finished.connect(self._on_finished)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.send_if_due)
        self._timer.start(_AFTER_START_MS)

    def specs(self) -> list[Spec]:
        """The actions of this feature."""
        return [Spec("Library", "Subscribe to the digest…", (), self.ask)]

    def close(self) -> None:
        """End what runs; a digest that is being sent then counts as one of unknown outcome."""
        self._timer.stop()
        self.runner.close()

    def ask(self) -> None:
        """Open the dialog."""
        from paperdesk.desktop.subscribing.dialog import SubscribeDialog  # seldom needed
        from paperdesk.tasks.mailing.subscriptions import subscription_of

        folder = self._session.library.folder
        dialog = SubscribeDialog(self._theme, subscription_of(folder), self._last(), self._window)
        dialog.save_requested.connect(self._save)
        dialog.end_requested.connect(self._end)
        dialog.finished.connect(self._forget_dialog)
        self._dialog = dialog
        dialog.open()

    def _last(self) -> str:
        """What became of the last digest."""
        from paperdesk.tasks.mailing import record

        try:
            mails = record.read(self._session.library.folder)
        except PaperdeskError as error:
            return str(error)
        if not mails:
            return ""
        said = _LAST.get(mails[-1].outcome, _LAST_UNKNOWN)
        return said.format(moment=wording.moment(mails[-1].started))

    @Slot()
    def _forget_dialog(self) -> None:
        self._dialog = None

    @Slot(object, str)
    def _save(self, chosen: Subscription, password: str) -> None:
        self.runner.run(Subscribe(chosen, password))

    @Slot()
    def _end(self) -> None:
        self.runner.run(EndSubscription())

    @Slot()
    def send_if_due(self) -> None:
        """Send the digest if it is due and did not fail today."""
        from paperdesk.tasks.mailing.subscriptions import may_be_due

        self._timer.start(_INTERVAL_MS)
        library = self._session.library
        if self._failed != date.today() and not library.read_only and may_be_due(library.folder):
            self.runner.run(SendDigest())

    @Slot(object)
    def send(self, options: DigestOptions) -> None:
        """Send a digest now; without a subscription, ask for one."""
        from paperdesk.tasks.mailing.subscriptions import subscription_of

        if subscription_of(self._session.library.folder) is None:
            self.ask()
        else:
            self.runner.run(SendDigest(options))

    @Slot(object, object)
    def _report(self, job: Job, event: Event) -> None:
        if not isinstance(event, DigestMailed):
            return
        self._failed = date.today() if event.error else None
        if event.error and event.may_retry:
            self._session.offered.emit(
                tr("Digest: {problem}", problem=event.error),
                tr("Try again"),
                partial(self.runner.run, job),
            )
        elif event.error or event.text:
            self._session.noticed.emit(event.error or event.text)

    @Slot(object, bool)
    def _on_finished(self, job: Job, well: bool) -> None:
        if isinstance(job, SendDigest):
            if not well:
                self._failed = date.today()
                self._session.noticed.emit(
                    tr("Sending the digest ended with an error; see paperdesk.log.")
                )
        elif not well:
            self._say_failed(self.runner.failure or tr("There was an error; see paperdesk.log."))
        else:
            if self._dialog is not None:
                self._dialog.accept()
            self._say_done(job)
            self.changed.emit()

    def _say_failed(self, sentence: str) -> None:
        sentence = sentence.removeprefix("subscribe: ")
        sentence = wording.capitalised(sentence)
        if self._dialog is not None:
            self._dialog.show_problem(sentence)
        else:
            self._session.noticed.emit(sentence)

    def _say_done(self, job: Job) -> None:
        if isinstance(job, Subscribe):
            chosen = job.subscription
            sentence = _DONE[chosen.interval].format(recipient=chosen.recipient)
            self._session.noticed.emit(sentence)
            self._failed = None
            self._timer.start(0)
        else:
            self._session.noticed.emit(tr("No digest is sent any more."))
