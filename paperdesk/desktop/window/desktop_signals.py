"""What the desktop shows of Paperdesk outside its window: progress of a job, the end of an import.

Both go over D-Bus where a desktop of Linux has one, and nothing waits for an answer. Qt itself has
no public interface for progress in a taskbar; docks of KDE and Ubuntu, among others, know Unity's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from paperdesk.desktop.session.import_sentences import imported_text
from paperdesk.model.events import Event, Indexing, Progress
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.session.job_runner import JobRunner
    from paperdesk.desktop.session.jobs import Job
    from paperdesk.desktop.session.session import Session
    from paperdesk.model.receipt import Receipt

_HAVE_BUS = ("xcb", "wayland")


class DesktopSignals(QObject):
    """Follows the jobs and imports of a window."""

    notified = Signal(str, str)
    """Title and text of a notification: an import has ended while no window of ours was active."""
    progressed = Signal(float)
    """The share of the running job that is done; negative: none runs."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._percent = -1
        self._follow(session.jobs)
        session.imported.connect(self._on_imported)
        if QGuiApplication.platformName() in _HAVE_BUS:
            self.notified.connect(send_notification)
            self.progressed.connect(send_progress)

    def _follow(self, jobs: JobRunner) -> None:
        jobs.reported.connect(self._on_event)
        jobs.finished.connect(self._on_finished)

    @Slot(object, object)
    def _on_event(self, job: Job, event: Event) -> None:
        if job.quiet:
            return
        if isinstance(event, Progress):
            self._set_percent(int(event.share * 100))
        elif isinstance(event, Indexing) and event.total:
            self._set_percent(100 * event.done // event.total)

    @Slot(object, bool)
    def _on_finished(self, job: Job, well: bool) -> None:
        self._set_percent(-1)

    def _set_percent(self, percent: int) -> None:
        if percent != self._percent:
            self._percent = percent
            self.progressed.emit(percent / 100)

    @Slot(object)
    def _on_imported(self, receipts: Sequence[Receipt]) -> None:
        if not receipts or QApplication.activeWindow() is not None:
            return
        QApplication.alert(self._window)
        self.notified.emit(tr("Import finished"), imported_text(receipts))


def send_notification(title: str, text: str) -> None:
    """Show a notification by the desktop's portal; one more replaces it."""
    from PySide6.QtDBus import QDBusMessage

    call = QDBusMessage.createMethodCall(
        "org.freedesktop.portal.Desktop",
        "/org/freedesktop/portal/desktop",
        "org.freedesktop.portal.Notification",
        "AddNotification",
    )
    _send(call, "import", {"title": title, "body": text})


def send_progress(share: float) -> None:
    """Show the progress on the icon of the dock; a negative one hides it."""
    from PySide6.QtDBus import QDBusMessage

    signal = QDBusMessage.createSignal(
        "/com/canonical/unity/launcherentry/paperdesk",
        "com.canonical.Unity.LauncherEntry",
        "Update",
    )
    visible = share >= 0
    values = {"progress": max(share, 0.0), "progress-visible": visible}
    _send(signal, "application://paperdesk.desktop", values)


def _send(message: Any, *arguments: object) -> None:
    """Send it without waiting; where there is no bus, nothing happens."""
    from PySide6.QtDBus import QDBusConnection

    message.setArguments(list(arguments))
    QDBusConnection.sessionBus().send(message)
