"""The digest: makes it in a child process, shows it on its page, saves it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from paperdesk.desktop.session.jobs import WriteDigest
from paperdesk.desktop.session.json_child import JsonChild
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.desktop.widgets.keycaps import hinted
from paperdesk.desktop.wording import capitalised
from paperdesk.files import output_problem
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.digest.page import DigestPage
    from paperdesk.desktop.session.jobs import Job
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme

_WAIT_MS = 200
"""From a change of the choices or the library until the digest is made again."""
_NOTHING_CHOSEN = tr("Nothing goes in yet: tick something at the left.")
_FAILED = tr("The digest could not be made.")
_INTERVALS = {"daily": tr("Daily to {recipient}."), "weekly": tr("Weekly to {recipient}.")}


class Digests(QObject):
    """Fills the page of the digest. The page is built when first opened."""

    opened = Signal(QWidget)
    """Show the page."""
    left = Signal()
    paper_requested = Signal(int)
    send_requested = Signal(object)
    """DigestOptions: mail this digest now."""
    subscribe_requested = Signal()

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window
        self._page: DigestPage | None = None
        self._child = JsonChild(session.library.folder, self)
        self._child.finished.connect(self._show)
        self._wait = QTimer(self, singleShot=True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._make)
        session.changed.connect(self._refresh)
        session.stored.connect(self._refresh)
        session.jobs.finished.connect(self._report)

    def specs(self) -> list[Spec]:
        """The actions."""
        return [Spec("Library", "Digest", ("Ctrl+G",), self.open)]

    @property
    def page(self) -> DigestPage:
        """The page, built on first access."""
        if self._page is None:
            from paperdesk.desktop.digest.page import DigestPage

            self._page = DigestPage(self._theme, self._window)
            self._page.chosen.connect(self._wait.start)
            self._page.save_requested.connect(self._ask_where)
            self._page.send_requested.connect(self._send)
            self._page.subscribe_requested.connect(self.subscribe_requested)
            self._page.paper_requested.connect(self._open_paper)
            self._page.left.connect(self.left)
        return self._page

    def open(self) -> None:
        """Show the page."""
        self.opened.emit(self.page)
        self.show_subscription()
        self._make()

    def close(self) -> None:
        """End what runs."""
        self._child.close()

    @Slot()
    def _refresh(self) -> None:
        if self._page is not None and self._page.isVisible():
            self._wait.start()

    @Slot()
    def _make(self) -> None:
        choices = self.page.choices
        choices.show_searches([search.name for search in self._session.library.searches()])
        options = choices.options()
        if options.parts:
            self._child.run(WriteDigest.values_of(options))
        else:
            self._child.close()
            self.page.show_problem(_NOTHING_CHOSEN)

    @Slot()
    def show_subscription(self) -> None:
        """Show on the page who gets the digest."""
        from paperdesk.tasks.mailing.subscriptions import subscription_of

        held = subscription_of(self._session.library.folder)
        if self._page is not None:
            text = _INTERVALS[held.interval].format(recipient=held.recipient) if held else ""
            self._page.show_subscription(text)

    @Slot()
    def _send(self) -> None:
        self.send_requested.emit(self.page.choices.options())

    @Slot(object, str)
    def _show(self, digest: dict[str, Any] | None, said: str) -> None:
        if digest is not None:
            self.page.show_digest(digest)
        elif self._session.library.is_empty():
            self.page.show_problem(
                tr("No papers yet."), tr("{key} imports files.", key=hinted("Ctrl+O"))
            )
        else:
            self.page.show_problem(capitalised(said) or _FAILED)

    @Slot(int)
    def _open_paper(self, paper: int) -> None:
        self.left.emit()
        self.paper_requested.emit(paper)

    # Files

    @Slot(str, str)
    def _ask_where(self, form: str, suffix: str) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save the digest"), f"digest{suffix}"
        )
        if name:
            self.save(Path(name) if Path(name).suffix else Path(f"{name}{suffix}"), form)

    def save(self, path: Path, form: str) -> None:
        """Write the digest that is chosen to a file."""
        if problem := output_problem(path, self._session.library.folder):
            self._session.noticed.emit(
                tr("{file} was not written: {reason}.", file=path.name, reason=problem)
            )
            return
        self._session.jobs.run(WriteDigest(path, form, self.page.choices.options()))

    @Slot(object, bool)
    def _report(self, job: Job, well: bool) -> None:
        """Say that a file was written, and offer to show its folder."""
        if isinstance(job, WriteDigest) and well:
            folder = QUrl.fromLocalFile(str(job.path.parent.absolute()))
            show = partial(QDesktopServices.openUrl, folder)
            self._session.offered.emit(
                tr("Saved {file}.", file=job.path.name), tr("Show in folder"), show
            )
