"""The library that is open in one window: searches, edits, jobs, undo.

Reads of a page of rows and edits run in the window's thread, at a millisecond each; searches,
imports and indexing run in child processes.
"""

from __future__ import annotations

import logging
import os
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from paperdesk import settings
from paperdesk.desktop.session.edits import Edits
from paperdesk.desktop.session.formula_renderer import FormulaRenderer
from paperdesk.desktop.session.import_sentences import (
    import_again_text,
    import_text,
    undone_import_text,
    watched_text,
)
from paperdesk.desktop.session.job_runner import JobRunner
from paperdesk.desktop.session.jobs import (
    AddPapers,
    ImportAgain,
    ImportFiles,
    ImportNewFiles,
    MergeArchive,
    Restore,
    UndoImport,
    UpdateIndex,
)
from paperdesk.desktop.session.other_writers import OtherWriters
from paperdesk.desktop.session.recovery import Unsaved
from paperdesk.desktop.session.search_client import SearchClient
from paperdesk.desktop.session.undo_commands import ImportCommand, PartingCommand
from paperdesk.errors import LibraryError
from paperdesk.library import Library
from paperdesk.model.edits import AddTag, Change
from paperdesk.model.events import Event, Indexed, Progress, Report
from paperdesk.model.preview import Choices
from paperdesk.model.receipt import Receipt
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from paperdesk.desktop.session.jobs import Incoming, Job
    from paperdesk.model.edits import Edit
    from paperdesk.model.library_values import StoredPaper

_log = logging.getLogger(__name__)

_REFRESH_MS = 250
"""The shortest time between two updates of the list and the counts while a job runs."""
_INDEX_MS = 1_500
"""From the last change of a note until it is indexed."""
_CHECKPOINT_MS = 1_000
"""From the last edit until library.sqlite has it without its -wal file."""


class Session(QObject):
    """One library in one window."""

    changed = Signal(object)
    """Change: the state of papers (star, status, tags, note, highlights) changed."""
    stored = Signal()
    """Papers were added or removed."""
    imported = Signal(object)
    """list[Receipt]: an import has ended."""
    added = Signal(object)
    """list[Report]: papers that the user typed were added."""
    noticed = Signal(str)
    """A sentence for the user."""
    offered = Signal(str, str, object)
    """A sentence, the label of an action, and the call that carries it out."""
    choices_offered = Signal(str, object)
    """A sentence, and one or two pairs of an action's label and the call that carries it out."""
    withdrawn = Signal(str)
    """An offered sentence that no longer holds."""
    acted = Signal(str)
    """An edit, in a sentence, that a notice with Undo shall name."""
    reverted = Signal(str, object)
    """What undo or redo did, and tuple[int, ...], the papers."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Open the library; raises LibraryError."""
        super().__init__(parent)
        self.library = Library(folder)
        self.edits = edits = Edits(self.library, self)
        self.undo_stack = edits.stack
        self.search = SearchClient(folder, self)
        self.jobs = JobRunner(folder, self)
        self.formulas = FormulaRenderer(folder, self)
        self._reports: list[Report] = []
        self._undone: dict[int, tuple[str, tuple[int, ...]]] = {}
        """Names and papers of the imports that are being undone."""
        self._refresh = QTimer(self, singleShot=True)
        self._refresh.setInterval(_REFRESH_MS)
        self._refresh.timeout.connect(self.stored)
        self._index = QTimer(self, singleShot=True)
        self._index.setInterval(_INDEX_MS)
        self._index.timeout.connect(self._run_index)
        self._checkpoint = QTimer(self, singleShot=True)
        self._checkpoint.setInterval(_CHECKPOINT_MS)
        self._checkpoint.timeout.connect(self._run_checkpoint)
        edits.start_removal, edits.start_import = self._remove_dumps, self._restore_dumps
        edits.start_adding = self._add_papers
        edits.changed.connect(self._on_changed)
        edits.note_unsaved.connect(self._show_unsaved_note)
        edits.acted.connect(self.acted)
        edits.reverted.connect(self.reverted)
        self.jobs.reported.connect(self._on_event)
        self.jobs.finished.connect(self._on_job_finished)
        # Queued: the stack is changed there, which it must not be while it changes.
        self.undo_stack.indexChanged.connect(
            self._update_undo_stack, Qt.ConnectionType.QueuedConnection
        )
        self._others = OtherWriters(self.library, self)
        self._others.wrote.connect(self.changed)
        self._others.wrote.connect(self._update_undo_stack)
        self.search.start()
        if not (self.library.is_empty() or self.library.index_belongs()) or self.library.waiting():
            self._run_index()

    def close(self) -> None:
        """End child processes and release the library."""
        self._refresh.stop()
        self._index.stop()
        self._checkpoint.stop()
        self._others.close()
        pending = self.jobs.pending
        self.jobs.close()  # before the edits: none has to wait for a job
        self._store_typed(pending)
        self.edits.close()  # and a queued _update_undo_stack finds no import to look up
        self.search.close()
        self.formulas.close()
        self.library.close()

    def unkept(self) -> str:
        """What the user typed that would be lost if this were closed now, as text."""
        jobs = (job for job in self.jobs.pending if isinstance(job, AddPapers))
        return self.edits.unkept([Unsaved(None, job.name, job.text) for job in jobs])

    def _store_typed(self, pending: Sequence[Job]) -> None:
        """Store what was typed and is not yet added; it is indexed when the library is opened."""
        for job in pending:
            if isinstance(job, AddPapers):
                from paperdesk.tasks import add_papers  # reading all formats: rarely needed

                events = add_papers(self.library, job.text)
                try:
                    next((event for event in events if isinstance(event, Report)), None)
                except LibraryError:
                    self.edits.keep_papers(job.text)

    # Edits

    def edit(self, edit: Edit, text: str) -> None:
        """Apply an edit that can be undone; `text` names it in the menu.

        Where it cannot be stored now, it waits for another program, or a notice says why.
        """
        self.edits.edit(edit, text)

    def undo(self) -> None:
        """Undo the last command, and say what that changed."""
        self.edits.undo()

    def redo(self) -> None:
        """Redo the last command that was undone, and say what that changed."""
        self.edits.redo()

    def mark(self, edit: Edit, text: str, papers: Sequence[int]) -> None:
        """Apply an edit of papers, named `Star 3 papers`; without papers, do nothing."""
        if papers:
            self.edit(edit, text)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        self.changed.emit(change)
        self._checkpoint.start()
        if change.fields & {"note", "highlights", "papers"}:
            self._index.start()

    @Slot(int, str)
    def _show_unsaved_note(self, paper: int, reason: str) -> None:
        if reason:
            self.changed.emit(Change(frozenset({paper}), frozenset({"note"})))

    def paper(self, paper: int | None) -> StoredPaper | None:
        """A paper with all its fields, its note as typed; None if it was deleted."""
        found = self.library.papers([paper]) if paper is not None else []
        return self.edits.shown(found[0]) if found else None

    # Importing

    def import_files(
        self, files: Sequence[Incoming], tag: str = "", *, marks: bool = False
    ) -> None:
        """Import files in a child process, and emit `imported`. Their papers get the tag.

        `marks`: take over the marks that the files have.
        Files without choices are one job, and so share a receipt.
        """
        plain = [file.path for file in files if file.choices == Choices()]
        if plain:
            self.jobs.run(ImportFiles(tuple(plain), tag=tag, marks=marks))
        for file in files:
            if file.choices != Choices():
                self.jobs.run(ImportFiles((file.path,), file.choices, tag, marks))

    @Slot(object)
    def import_new(self, paths: Sequence[Path]) -> None:
        """Import files that were saved in the watched folder, once each, and emit `offered`."""
        self.jobs.run(ImportNewFiles(tuple(paths), settings.read().marks_from_files))

    def undo_import(self, dumps: Sequence[int]) -> None:
        """Undo an import: on the undo stack if it is the last thing done, else only as a job."""
        last = self.undo_stack.command(self.undo_stack.index() - 1)
        if isinstance(last, ImportCommand) and set(dumps) == set(last.dumps):
            self.undo()
        else:
            self._remove_dumps(dumps)

    def restore(self, path: Path) -> None:
        """Fill the library from an archive, if it is empty."""
        if self.library.is_empty():
            self.jobs.run(Restore(path))
        else:
            self.noticed.emit(tr("An archive can only be restored into an empty library."))

    def merge_archive(self, path: Path) -> None:
        """Merge the archive of another library in a child process, and emit `imported`."""
        self.jobs.run(MergeArchive(path))

    def import_again(self, dump: int) -> None:
        """Import a stored dump again, from its own text."""
        self.jobs.run(ImportAgain(dump))

    def _add_papers(self, text: str) -> None:
        self.jobs.run(AddPapers(text))

    def _remove_dumps(self, dumps: Sequence[int]) -> None:
        for dump in dumps:
            if self._will_hold(dump):
                receipt = self.library.receipt(dump)
                papers = self.library.papers_of_dump(dump)
                self._undone[dump] = receipt.name if receipt else "", papers
                self.jobs.run(UndoImport(dump))

    def _restore_dumps(self, dumps: Sequence[int]) -> None:
        for dump in dumps:
            if not self._will_hold(dump):
                self.jobs.run(ImportAgain(dump))

    def _will_hold(self, dump: int) -> bool:
        """Whether the dump is in the library once all pending jobs have ended well."""
        for job in reversed(self.jobs.pending):
            if isinstance(job, UndoImport | ImportAgain) and job.dump == dump:
                return isinstance(job, ImportAgain)
        return self.library.holds_dump(dump)

    @Slot()
    def _update_undo_stack(self) -> None:
        """Make the undo stack agree with the library about the import next to its index.

        An import can be undone elsewhere, and a job that undoes one can fail.
        """
        if any(isinstance(job, UndoImport | ImportAgain) for job in self.jobs.pending):
            return
        stack = self.undo_stack
        last, following = stack.command(stack.index() - 1), stack.command(stack.index())
        if isinstance(last, ImportCommand) and not self._holds_any(last):
            last.setObsolete(True)
            stack.undo()
        elif isinstance(following, ImportCommand) and self._holds_any(following):
            stack.redo()

    def _holds_any(self, command: ImportCommand) -> bool:
        return any(map(self.library.holds_dump, command.dumps))

    @Slot(object, object)
    def _on_event(self, job: Job, event: Event) -> None:
        if isinstance(event, Report):
            self._reports.append(event)
        if isinstance(event, Progress | Report | Indexed) and not self._refresh.isActive():
            self._refresh.start()

    @Slot(object, bool)
    def _on_job_finished(self, job: Job, well: bool) -> None:
        self.stored.emit()
        if isinstance(job, UndoImport) and well:
            self._report_undone(job.dump)
        if isinstance(job, UndoImport | ImportAgain):
            self._update_undo_stack()
        if isinstance(job, Restore | MergeArchive) and well:
            everything = frozenset({"papers", "tags", "searches"})
            self.changed.emit(Change(frozenset(), everything))
            if isinstance(job, Restore) and not self._reports:
                self.noticed.emit(tr("{file} is restored.", file=job.path.name))
        reports, self._reports = self._reports, []
        if not well and not any(report.error for report in reports):
            self.noticed.emit(self._failed(job))
        self._offer_to_merge([pair for report in reports for pair in report.parted])
        if isinstance(job, ImportAgain):
            if reports and not reports[0].parted:
                self.noticed.emit(import_again_text(reports[0]))
            return
        if not reports:
            return
        stored = [report.dump for report in reports if report.dump is not None]
        adding = isinstance(job, AddPapers)
        if stored and not (adding and not any(each.added or each.merged for each in reports)):
            self.edits.push(ImportCommand(import_text(job, reports), stored))
        if isinstance(job, ImportFiles) and job.tag:
            self._tag_dumps(stored, job.tag)
        show = partial(self.show_receipts, reports)
        if adding:
            self.added.emit(reports)
        elif isinstance(job, ImportNewFiles):
            self.offered.emit(watched_text(reports), tr("Show"), show)
        else:
            QTimer.singleShot(0, self, show)  # in a turn of its own: the list is drawn in this one

    def _failed(self, job: Job) -> str:
        """Why a job failed, in a sentence, and where if the reason names no file."""
        reason = self.jobs.failure
        if not reason:
            return tr(
                "{job} ended with an error. Papers stored so far stay; see paperdesk.log.",
                job=job.name,
            )
        if os.sep in reason:
            return tr("{job} ended with an error: {reason}", job=job.name, reason=reason)
        folder = self.library.folder
        return tr(
            "{job} ended with an error in {folder}: {reason}",
            job=job.name, folder=folder, reason=reason,
        )  # fmt: skip

    def _offer_to_merge(self, parted: Sequence[Sequence[int]]) -> None:
        """Make the parting of papers, as pairs of old and new, one step of the undo stack."""
        if parted:
            pairs = [(old, new) for old, new in parted]
            self.edits.push(PartingCommand(pairs))
            parted_papers = tr_n(
                "{n} paper parted from others.", "{n} papers parted from others.", len(pairs)
            )
            self.offered.emit(parted_papers, tr("Undo"), self.undo)

    def _report_undone(self, dump: int) -> None:
        name, papers = self._undone.pop(dump, ("", ()))
        removed = len(papers) - self.library.state_counts(papers).papers
        sentence = undone_import_text(name, removed, len(self.library.papers_of_dump(dump)))
        self.offered.emit(sentence, tr("Undo"), partial(self._restore_dumps, (dump,)))

    def _tag_dumps(self, stored: Sequence[int], tag: str) -> None:
        papers = [paper for dump in stored for paper in self.library.papers_of_dump(dump)]
        self.edit(AddTag(tuple(dict.fromkeys(papers)), tag), tr("Tag {tag}", tag=tag))

    def show_receipts(self, reports: Sequence[Report]) -> None:
        """Emit `imported`, with the receipts of these reports."""
        receipts = [self._receipt(report) for report in reports]
        QTimer.singleShot(0, self, partial(self.imported.emit, receipts))  # one a turn

    def _receipt(self, report: Report) -> Receipt:
        stored = self.library.receipt(report.dump) if report.dump is not None else None
        return stored or Receipt(name=report.name, path=report.path, error=report.error)

    def index_soon(self) -> None:
        """Index the queued changes in a child process."""
        if not self._index.isActive():
            self._index.start()

    @Slot()
    def _run_index(self) -> None:
        self.jobs.run(UpdateIndex())

    @Slot()
    def _run_checkpoint(self) -> None:
        # A job may have written much, and does this itself at its end.
        if self.jobs.pending or not self.library.checkpoint():
            self._checkpoint.start()
