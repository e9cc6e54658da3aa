"""How a long job shows in the job bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from paperdesk.desktop import wording
from paperdesk.model.events import Event, Indexing, Progress, Report, Started

if TYPE_CHECKING:
    from paperdesk.desktop.session.job_runner import JobRunner
    from paperdesk.desktop.session.jobs import Job
    from paperdesk.desktop.window.job_bar import JobBar


class JobDisplay(QObject):
    """Shows what a job runner tells; quiet jobs do not show."""

    def __init__(self, jobs: JobRunner, bar: JobBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        jobs.started.connect(self._start)
        jobs.reported.connect(self._tell)
        jobs.finished.connect(self._finish)
        bar.cancelled.connect(jobs.cancel)

    @Slot(object)
    def _start(self, job: Job) -> None:
        if not job.quiet:
            self._bar.show_job(job.name, "")

    @Slot(object, object)
    def _tell(self, job: Job, event: Event) -> None:
        if job.quiet:
            return
        match event:
            case Started():
                self._bar.show_job(f"Importing {event.name}", "")
            case Progress() | Report():
                share = event.share if isinstance(event, Progress) else 1.0
                name = f"Importing {event.name}"
                self._bar.show_job(name, _counts(event), round(share * 1000), 1000)
            case Indexing():
                counts = f"{event.done:,} of {wording.plural(event.total, 'paper')}"
                self._bar.show_job("Making searchable", counts, event.done, event.total)

    @Slot(object, bool)
    def _finish(self, job: Job, well: bool) -> None:
        if not job.quiet:
            self._bar.hide_job()


def _counts(event: Progress | Report) -> str:
    """`64 papers, 58 added, 6 merged`."""
    parts = [wording.plural(event.records, "paper"), f"{event.added:,} added"]
    if event.merged:
        parts.append(f"{event.merged:,} merged")
    return ", ".join(parts)
