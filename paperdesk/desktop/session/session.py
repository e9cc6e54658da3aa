"""The library that is open in one window: searches, edits, jobs, undo.

Reads of a page of rows and edits run in the window's thread, at a millisecond each; searches,
imports and indexing run in child processes.
"""

from __future__ import annotations

import logging
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from paperdesk import settings
from paperdesk.desktop.session.formula_renderer import FormulaRenderer
from paperdesk.desktop.session.job_runner import JobRunner
from paperdesk.desktop.session.other_writers import OtherWriters
from paperdesk.desktop.session.search_client import SearchClient
from paperdesk.desktop.widgets.focus import is_typing
from paperdesk.errors import LibraryError
from paperdesk.late import Late
from paperdesk.library import Library
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QUndoStack

    from paperdesk.desktop.session import import_sentences as sentences
    from paperdesk.desktop.session import jobs
    from paperdesk.desktop.session import undo_commands as commands
    from paperdesk.desktop.session.edits import Edits
    from paperdesk.desktop.session.jobs import Incoming, Job
    from paperdesk.desktop.session.undo_commands import ImportCommand
    from paperdesk.model import edits, events
    from paperdesk.model.edits import Change, Edit
    from paperdesk.model.events import Event, Report
    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.receipt import Receipt
else:
    commands = Late("paperdesk.desktop.session.undo_commands")
    sentences = Late("paperdesk.desktop.session.import_sentences")
    jobs = Late("paperdesk.desktop.session.jobs")
    edits, events = Late("paperdesk.model.edits"), Late("paperdesk.model.events")

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
    """list[Receipt]: an import has ended, and is to be shown."""
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
        self.jobs.reported.connect(self._on_event)
        self.jobs.finished.connect(self._on_job_finished)
        self._others = OtherWriters(self.library, self)
        self._others.wrote.connect(self.changed)
        self._others.wrote.connect(self._update_undo_stack)
        if not (self.library.is_empty() or self.library.index_belongs()) or self.library.waiting():
            self._run_index()

    @cached_property
    def search(self) -> SearchClient:
        """The search child, started when it is first needed, not to slow the first rows."""
        search = SearchClient(self.library.folder, self)
        search.start()
        return search

    @cached_property
    def edits(self) -> Edits:
        """The edits of the window and their undo, built after the first rows are shown."""
        from paperdesk.desktop.session.edits import Edits

        edits = Edits(self.library, self)
        edits.start_removal, edits.start_import = self._remove_dumps, self._restore_dumps
        edits.start_adding = self._add_papers
        edits.changed.connect(self._on_changed)
        edits.note_unsaved.connect(self._show_unsaved_note)
        edits.acted.connect(self.acted)
        edits.reverted.connect(self.reverted)
        # Queued: the stack is changed there, which it must not be while it changes.
        edits.stack.indexChanged.connect(
            self._update_undo_stack, Qt.ConnectionType.QueuedConnection
        )
        return edits

    @property
    def undo_stack(self) -> QUndoStack:
        """What can be undone and redone."""
        return self.edits.stack

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
        if "search" in self.__dict__:
            self.search.close()
        self.formulas.close()
        self.library.close()

    def unkept(self) -> str:
        """What the user typed that would be lost if this were closed now, as text."""
        from paperdesk.desktop.session.recovery import Unsaved

        adding = [job for job in self.jobs.pending if isinstance(job, jobs.AddPapers)]
        return self.edits.unkept([Unsaved(None, job.name, job.text) for job in adding])

    def _store_typed(self, pending: Sequence[Job]) -> None:
        """Store what was typed and is not yet added; it is indexed when the library is opened."""
        for job in pending:
            if isinstance(job, jobs.AddPapers):
                from paperdesk.tasks import add_papers  # reading all formats: rarely needed

                added = add_papers(self.library, job.text)
                try:
                    next((event for event in added if isinstance(event, events.Report)), None)
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
            self.changed.emit(edits.Change(frozenset({paper}), frozenset({"note"})))

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
        from paperdesk.model.preview import Choices

        plain = [file.path for file in files if file.choices == Choices()]
        if plain:
            self.jobs.run(jobs.ImportFiles(tuple(plain), tag=tag, marks=marks))
        for file in files:
            if file.choices != Choices():
                self.jobs.run(jobs.ImportFiles((file.path,), file.choices, tag, marks))

    @Slot(object)
    def import_new(self, paths: Sequence[Path]) -> None:
        """Import files that were saved in the watched folder, once each, and emit `offered`."""
        self.jobs.run(jobs.ImportNewFiles(tuple(paths), settings.read().marks_from_files))

    def undo_import(self, dumps: Sequence[int]) -> None:
        """Undo an import: on the undo stack if it is the last thing done, else only as a job."""
        last = self.undo_stack.command(self.undo_stack.index() - 1)
        if isinstance(last, commands.ImportCommand) and set(dumps) == set(last.dumps):
            self.undo()
        else:
            self._remove_dumps(dumps)

    def restore(self, path: Path) -> None:
        """Fill the library from an archive, if it is empty."""
        if self.library.is_empty():
            self.jobs.run(jobs.Restore(path))
        else:
            self.noticed.emit(tr("An archive can only be restored into an empty library."))

    def merge_archive(self, path: Path) -> None:
        """Merge the archive of another library in a child process, and emit `imported`."""
        self.jobs.run(jobs.MergeArchive(path))

    def import_again(self, dump: int) -> None:
        """Import a stored dump again, from its own text."""
        self.jobs.run(jobs.ImportAgain(dump))

    def _add_papers(self, text: str) -> None:
        self.jobs.run(jobs.AddPapers(text))

    def _remove_dumps(self, dumps: Sequence[int]) -> None:
        for dump in dumps:
            if self._will_hold(dump):
                receipt = self.library.receipt(dump)
                papers = self.library.papers_of_dump(dump)
                self._undone[dump] = receipt.name if receipt else "", papers
                self.jobs.run(jobs.UndoImport(dump))

    def _restore_dumps(self, dumps: Sequence[int]) -> None:
        for dump in dumps:
            if not self._will_hold(dump):
                self.jobs.run(jobs.ImportAgain(dump))

    def _will_hold(self, dump: int) -> bool:
        """Whether the dump is in the library once all pending jobs have ended well."""
        for job in reversed(self.jobs.pending):
            if isinstance(job, jobs.UndoImport | jobs.ImportAgain) and job.dump == dump:
                return isinstance(job, jobs.ImportAgain)
        return self.library.holds_dump(dump)

    @Slot()
    def _update_undo_stack(self) -> None:
        """Make the undo stack agree with the library about the import next to its index.

        An import can be undone elsewhere, and a job that undoes one can fail.
        """
        if any(isinstance(job, jobs.UndoImport | jobs.ImportAgain) for job in self.jobs.pending):
            return
        stack = self.undo_stack
        last, following = stack.command(stack.index() - 1), stack.command(stack.index())
        if isinstance(last, commands.ImportCommand) and not self._holds_any(last):
            last.setObsolete(True)
            stack.undo()
        elif isinstance(following, commands.ImportCommand) and self._holds_any(following):
            stack.redo()

    def _holds_any(self, command: ImportCommand) -> bool:
        return any(map(self.library.holds_dump, command.dumps))

    @Slot(object, object)
    def _on_event(self, job: Job, event: Event) -> None:
        if isinstance(event, events.Report):
            self._reports.append(event)
        brings_papers = isinstance(event, events.Progress | events.Report | events.Indexed)
        if brings_papers and not self._refresh.isActive():
            self._refresh.start()

    @Slot(object, bool)
    def _on_job_finished(self, job: Job, well: bool) -> None:
        self.stored.emit()
        if isinstance(job, jobs.UndoImport) and well:
            self._report_undone(job.dump)
        if isinstance(job, jobs.UndoImport | jobs.ImportAgain):
            self._update_undo_stack()
        if isinstance(job, jobs.Restore | jobs.MergeArchive) and well:
            everything = frozenset({"papers", "tags", "searches"})
            self.changed.emit(edits.Change(frozenset(), everything))
            if isinstance(job, jobs.Restore) and not self._reports:
                self.noticed.emit(tr("{file} is restored.", file=job.path.name))
        reports, self._reports = self._reports, []
        if not well and not any(report.error for report in reports):
            reason, folder = self.jobs.failure, self.library.folder
            self.noticed.emit(sentences.failed_text(job, reason, folder))
        self._offer_to_merge([pair for report in reports for pair in report.parted])
        if isinstance(job, jobs.ImportAgain):
            if reports and not reports[0].parted:
                self.noticed.emit(sentences.import_again_text(reports[0]))
            return
        if not reports:
            return
        stored = [report.dump for report in reports if report.dump is not None]
        adding = isinstance(job, jobs.AddPapers)
        if stored and not (adding and not any(each.added or each.merged for each in reports)):
            self.edits.push(commands.ImportCommand(sentences.import_text(job, reports), stored))
        if isinstance(job, jobs.ImportFiles) and job.tag:
            self._tag_dumps(stored, job.tag)
        show = partial(self.show_receipts, reports)
        if adding:
            self.added.emit(reports)
        elif isinstance(job, jobs.ImportNewFiles):
            self.offered.emit(sentences.watched_text(reports), tr("Show"), show)
        elif is_typing():  # the receipt would take the focus, and the list the paper of a note
            self.offered.emit(sentences.imported_text(reports), tr("Show"), show)
        else:
            QTimer.singleShot(0, self, show)  # in a turn of its own: the list is drawn in this one

    def _offer_to_merge(self, parted: Sequence[Sequence[int]]) -> None:
        """Make the parting of papers, as pairs of old and new, one step of the undo stack."""
        if parted:
            pairs = [(old, new) for old, new in parted]
            self.edits.push(commands.PartingCommand(pairs))
            parted_papers = tr_n(
                "{n} paper parted from others.", "{n} papers parted from others.", len(pairs)
            )
            self.offered.emit(parted_papers, tr("Undo"), self.undo)

    def _report_undone(self, dump: int) -> None:
        name, papers = self._undone.pop(dump, ("", ()))
        removed = len(papers) - self.library.state_counts(papers).papers
        left = len(self.library.papers_of_dump(dump))
        sentence = sentences.undone_import_text(name, removed, left)
        self.offered.emit(sentence, tr("Undo"), partial(self._restore_dumps, (dump,)))

    def _tag_dumps(self, stored: Sequence[int], tag: str) -> None:
        papers = [paper for dump in stored for paper in self.library.papers_of_dump(dump)]
        self.edit(edits.AddTag(tuple(dict.fromkeys(papers)), tag), tr("Tag {tag}", tag=tag))

    def show_receipts(self, reports: Sequence[Report]) -> None:
        """Emit `imported`, with the receipts of these reports."""
        receipts = [self._receipt(report) for report in reports]
        QTimer.singleShot(0, self, partial(self.imported.emit, receipts))  # one a turn

    def _receipt(self, report: Report) -> Receipt:
        from paperdesk.model.receipt import Receipt

        stored = self.library.receipt(report.dump) if report.dump is not None else None
        return stored or Receipt(name=report.name, path=report.path, error=report.error)

    def index_soon(self) -> None:
        """Index the queued changes in a child process."""
        if not self._index.isActive():
            self._index.start()

    @Slot()
    def _run_index(self) -> None:
        self.jobs.run(jobs.UpdateIndex())

    @Slot()
    def _run_checkpoint(self) -> None:
        # A job may have written much, and does this itself at its end.
        if self.jobs.pending or not self.library.checkpoint():
            self._checkpoint.start()
