"""The controller that adds papers which the user types or pastes."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from paperdesk.desktop import wording
from paperdesk.desktop.session.jobs import AddPapers
from paperdesk.desktop.session.paper_names import names_of
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.editing.typed_reader import TypedReader
    from paperdesk.desktop.session.jobs import Job
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.events import Report


class Adding(QObject):
    """Opens the dialog, starts the job that adds its text, and says what that brought."""

    paper_requested = Signal(int)
    """Show the first of the papers."""
    compare_requested = Signal()
    """Show the possible duplicates."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window
        self._draft = ""
        """What was typed and not added: the dialog shows it again."""
        session.added.connect(self._report)
        session.jobs.finished.connect(self._keep_failed)

    def specs(self) -> list[Spec]:
        """The action."""
        return [Spec("Library", "Add paper…", ("Ctrl+N",), self.open, repeats=False)]

    def close(self) -> None:
        """End the thread that reads."""
        if "_reader" in self.__dict__:
            self._reader.close()

    @cached_property
    def _reader(self) -> TypedReader:
        from paperdesk.desktop.editing.typed_reader import TypedReader

        return TypedReader(self)

    @Slot()
    def open(self) -> None:
        """Open the dialog, with what was typed last if it was not added."""
        # Imported here so that the window opens sooner.
        from paperdesk.desktop.editing.add_dialog import AddDialog

        dialog = AddDialog(self._theme, self._reader, self._draft, self._window)
        dialog.left.connect(self._keep)
        dialog.added.connect(self.add)
        dialog.open()

    @Slot(str)
    def _keep(self, text: str) -> None:
        self._draft = text if text.strip() else ""

    @Slot(str)
    def add(self, text: str) -> None:
        """Add what a text names, in a job."""
        self._draft = ""
        jobs = self._session.jobs
        if jobs.running is not None and not jobs.running.quiet:
            self._session.noticed.emit(tr("Will be added after: {job}.", job=jobs.running.name))
        jobs.run(AddPapers(text))

    @Slot(object, bool)
    def _keep_failed(self, job: Job, well: bool) -> None:
        if isinstance(job, AddPapers) and not well:
            self._draft = job.text

    @Slot(object)
    def _report(self, reports: Sequence[Report]) -> None:
        """Show the first paper, and say what was added."""
        library = self._session.library
        dumps = [report.dump for report in reports if report.dump is not None]
        papers = [paper for dump in dumps for paper in library.papers_of_dump(dump)]
        if papers:
            self.paper_requested.emit(papers[0])
        choices: list[tuple[str, Callable[[], object]]] = []
        if any(report.added or report.merged for report in reports):
            choices.append((tr("Undo"), partial(self._session.undo_import, dumps)))
        if any(report.problems for report in reports):
            choices.append((tr("Show"), partial(self._session.show_receipts, reports)))
        elif any(report.duplicates for report in reports):
            choices.append((tr("Compare"), self.compare_requested.emit))
        self._session.choices_offered.emit(self._sentence(reports, papers), choices)

    def _sentence(self, reports: Sequence[Report], papers: Sequence[int]) -> str:
        if error := next((report.error for report in reports if report.error), ""):
            return error
        added = sum(report.added for report in reports)
        name = names_of(tuple(papers), self._title)
        if added == len(papers):
            parts = [tr("Added {papers}", papers=name) if papers else tr("Nothing was added")]
        elif added:
            there = len(papers) - added
            first = tr_n("Added {n} paper", "Added {n} papers", added)
            second = tr_n("{n} was there already", "{n} were there already", there)
            parts = [tr("{first}; {second}", first=first, second=second)]
        else:
            parts = [
                tr_n(
                    "{papers} is in the library already",
                    "{papers} are in the library already",
                    len(papers),
                    papers=name,
                )
            ]
        if skipped := sum(report.skipped for report in reports):
            parts.append(tr_n("{n} entry not read", "{n} entries not read", skipped))
        if any(report.duplicates for report in reports):
            parts.append(tr("possible duplicate found"))
        return wording.sentence(wording.comma_list(parts))

    def _title(self, paper: int) -> str:
        stored = self._session.paper(paper)
        return stored.paper.title if stored else ""
