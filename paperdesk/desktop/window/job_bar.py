"""The bar at the bottom of list and reader while a long job runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.widgets.basics import describe, label
from paperdesk.late import Late
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from paperdesk.desktop.session.job_runner import JobRunner
    from paperdesk.desktop.session.jobs import Job
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model import events
else:
    events = Late("paperdesk.model.events")


class JobBar(QFrame):
    """Name, progress and counts of a job, and Cancel. 40 px high, hidden while no job runs."""

    cancelled = Signal()
    """Emitted at most once a job."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self.setObjectName("jobBar")
        self.setProperty("pane", "jobs")
        self.setFixedHeight(theme.row(40))
        self._name = label("strong", self)
        self._counts = label("meta", self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(px(160), px(4))
        self.bar.setAccessibleName(tr("Progress"))
        self.cancel_button = QPushButton(tr("Cancel"), self)
        self.cancel_button.setProperty("kind", "flat")
        self.cancel_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(self.cancel_button, tr("Cancel the import"))
        self.cancel_button.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(9), 0)
        row.setSpacing(px(12))
        row.addWidget(self._name)
        row.addWidget(self.bar)
        row.addWidget(self._counts)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        self.hide()

    def follow(self, jobs: JobRunner) -> None:
        """Show the jobs of a runner, except quiet ones."""
        jobs.started.connect(self._show_start)
        jobs.reported.connect(self._show_event)
        jobs.finished.connect(self._show_end)
        self.cancelled.connect(jobs.cancel)

    @Slot(object)
    def _show_start(self, job: Job) -> None:
        if not job.quiet:
            self.show_job(job.name, "")

    @Slot(object, object)
    def _show_event(self, job: Job, event: events.Event) -> None:
        if job.quiet:
            return
        match event:
            case events.Started():
                self.show_job(tr("Importing {file}", file=event.name), "")
            case events.Progress() | events.Report():
                share = event.share if isinstance(event, events.Progress) else 1.0
                name = tr("Importing {file}", file=event.name)
                self.show_job(name, _counts(event), round(share * 1000), 1000)
            case events.Indexing() if event.total:
                counts = tr_n(
                    "{done} of {n} paper",
                    "{done} of {n} papers",
                    event.total,
                    done=wording.number(event.done),
                )
                self.show_job(tr("Making searchable"), counts, event.done, event.total)

    @Slot(object, bool)
    def _show_end(self, job: Job, well: bool) -> None:
        if not job.quiet:
            self.hide_job()

    def show_job(self, name: str, counts: str, done: int = 0, total: int = 0) -> None:
        """Show the progress of a job; without a total there is no progress bar."""
        if self.isHidden() or self._name.text() != name:
            self.cancel_button.setEnabled(True)
        self._name.setText(name)
        self._counts.setText(counts)
        self.bar.setVisible(total > 0)
        if total > 0:
            self.bar.setRange(0, total)
            self.bar.setValue(min(done, total))
        self.show()

    def hide_job(self) -> None:
        """Hide the bar."""
        self.hide()

    @Slot()
    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self.cancelled.emit()


def _counts(event: events.Progress | events.Report) -> str:
    """`64 papers, 58 added, 6 merged`."""
    parts = [
        tr_n("{n} paper", "{n} papers", event.records),
        tr_n("{n} added", "{n} added", event.added),
    ]
    if event.merged:
        parts.append(tr_n("{n} merged", "{n} merged", event.merged))
    return wording.comma_list(parts)
