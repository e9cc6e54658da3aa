"""The library that is open in one window: searches, edits, jobs, undo.

Reads of a page of rows and edits run in the window's thread, at a millisecond each; searches,
imports and indexing run in child processes.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QUndoStack

from paperdesk.desktop import wording
from paperdesk.desktop.session.edit_sentences import (
    deserves_notice,
    done,
    edited_papers,
    name_of,
    undone,
)
from paperdesk.desktop.session.formula_renderer import FormulaRenderer
from paperdesk.desktop.session.job_runner import JobRunner
from paperdesk.desktop.session.jobs import (
    ImportAgain,
    ImportFiles,
    ImportNewFiles,
    Restore,
    UndoImport,
    UpdateIndex,
)
from paperdesk.desktop.session.search_client import SearchClient
from paperdesk.desktop.session.undo_commands import EditCommand, ImportCommand, PartingCommand
from paperdesk.library import Library
from paperdesk.model.edits import AddTag, Change
from paperdesk.model.events import Event, Indexed, Progress, Report
from paperdesk.model.preview import Choices
from paperdesk.model.receipt import Receipt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from paperdesk.desktop.session.jobs import Incoming, Job
    from paperdesk.model.edits import Applied, Edit
    from paperdesk.model.library_values import StoredPaper

_log = logging.getLogger(__name__)

_REFRESH_MS = 250
"""The shortest time between two updates of the list and the counts while a job runs."""
_INDEX_MS = 1_500
"""From the last change of a note until it is indexed."""


class Session(QObject):
    """One library in one window."""

    changed = Signal(object)
    """Change: the state of papers (star, status, tags, note, highlights) changed."""
    stored = Signal()
    """Papers were added or removed."""
    imported = Signal(object)
    """list[Receipt]: an import has ended."""
    noticed = Signal(str)
    """A sentence for the user."""
    offered = Signal(str, str, object)
    """A sentence, the label of an action, and the call that carries it out."""
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
        self.undo_stack = QUndoStack(self)
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
        self.jobs.reported.connect(self._on_event)
        self.jobs.finished.connect(self._on_job_finished)
        # Queued: the stack is changed there, which it must not be while it changes.
        self.undo_stack.indexChanged.connect(
            self._update_undo_stack, Qt.ConnectionType.QueuedConnection
        )
        self.search.start()
        if self.library.waiting():
            self._run_index()

    def close(self) -> None:
        """End child processes and release the library."""
        self._refresh.stop()
        self._index.stop()
        self.undo_stack.clear()  # a queued _update_undo_stack finds no import to look up
        self.jobs.close()
        self.search.close()
        self.formulas.close()
        self.library.close()

    # Edits

    def edit(self, edit: Edit, text: str) -> None:
        """Apply an edit that can be undone; `text` names it in the menu.

        A notice offers to undo what changes several papers, or moves something out of sight.
        """
        before = self.undo_stack.index()
        command = EditCommand(text, edit, self._apply)
        self.undo_stack.push(command)
        if self.undo_stack.index() != before and deserves_notice(edit):
            self.acted.emit(f"{done(edit, command.inverse, self._name(command))}.")

    def undo(self) -> None:
        """Undo the last command, and say what that changed."""
        command = self.undo_stack.command(self.undo_stack.index() - 1)
        if isinstance(command, EditCommand):
            edit, inverse, text = command.edit, command.inverse, command.text()
            self.undo_stack.undo()
            sentence = undone(edit, inverse, self._name(command)) or f"Undid: {text}"
            self.reverted.emit(f"{sentence}.", edited_papers(edit))
        else:
            self.undo_stack.undo()

    def redo(self) -> None:
        """Redo the last command that was undone, and say what that changed."""
        command = self.undo_stack.command(self.undo_stack.index())
        if isinstance(command, EditCommand):
            edit, text = command.edit, command.text()
            self.undo_stack.redo()
            sentence = done(edit, command.inverse, self._name(command)) or f"Redid: {text}"
            self.reverted.emit(f"{sentence}.", edited_papers(edit))
        else:
            self.undo_stack.redo()

    def _name(self, command: EditCommand) -> str:
        papers = edited_papers(command.edit) or tuple(sorted(command.changed))
        return name_of(papers, self._title)

    def _title(self, paper: int) -> str:
        stored = self.paper(paper)
        return stored.paper.title if stored else ""

    def mark(self, edit: Edit, verb: str, papers: Sequence[int]) -> None:
        """Apply an edit of papers, named `Star 3 papers`; without papers, do nothing."""
        if papers:
            self.edit(edit, f"{verb} {wording.plural(len(papers), 'paper')}")

    def _apply(self, edit: Edit) -> Applied:
        applied = self.library.apply(edit)
        change = applied.change
        if change.papers or change.fields:
            self.changed.emit(change)
        if change.fields & {"note", "highlights", "papers"}:
            self._index.start()
        return applied

    def paper(self, paper: int | None) -> StoredPaper | None:
        """A paper with all its fields; None if it was deleted."""
        found = self.library.papers([paper]) if paper is not None else []
        return found[0] if found else None

    # Importing

    def import_files(self, files: Sequence[Incoming], tag: str = "") -> None:
        """Import files in a child process, and emit `imported`. Their papers get the tag.

        Files without choices are one job, and so share a receipt.
        """
        plain = [file.path for file in files if file.choices == Choices()]
        if plain:
            self.jobs.run(ImportFiles(tuple(plain), tag=tag))
        for file in files:
            if file.choices != Choices():
                self.jobs.run(ImportFiles((file.path,), file.choices, tag))

    @Slot(object)
    def import_new(self, paths: Sequence[Path]) -> None:
        """Import files that were saved in the watched folder, once each, and emit `offered`."""
        self.jobs.run(ImportNewFiles(tuple(paths)))

    def undo_import(self, dumps: Sequence[int]) -> None:
        """Undo an import: on the undo stack if it is the last thing done, else only as a job."""
        last = self.undo_stack.command(self.undo_stack.index() - 1)
        if isinstance(last, ImportCommand) and set(dumps) == set(last.dumps):
            self.undo_stack.undo()
        else:
            self._remove_dumps(dumps)

    def restore(self, path: Path) -> None:
        """Fill the library from an archive, if it is empty."""
        if self.library.is_empty():
            self.jobs.run(Restore(path))
        else:
            self.noticed.emit("An archive can only be restored into an empty library.")

    def import_again(self, dump: int) -> None:
        """Import a stored dump again, from its own text."""
        self.jobs.run(ImportAgain(dump))

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
            last.dropped = True
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
        if isinstance(job, Restore) and well:
            everything = frozenset({"papers", "tags", "searches"})
            self.changed.emit(Change(frozenset(), everything))
            if not self._reports:
                self.noticed.emit(f"{job.path.name} is restored.")
        reports, self._reports = self._reports, []
        if not well:
            self.noticed.emit(
                f"{job.name} ended with an error. Papers stored so far stay; see paperdesk.log."
            )
        self._offer_to_merge([pair for report in reports for pair in report.parted])
        if not reports or isinstance(job, ImportAgain):
            return
        stored = [report.dump for report in reports if report.dump is not None]
        if stored:
            text = f"Import of {_names(reports)}"
            command = ImportCommand(text, stored, self._remove_dumps, self._restore_dumps)
            self.undo_stack.push(command)
        if isinstance(job, ImportFiles) and job.tag:
            self._tag_dumps(stored, job.tag)
        show = partial(self._show_receipts, reports)
        if isinstance(job, ImportNewFiles):
            self.offered.emit(_sentence(reports), "Show", show)
        else:
            QTimer.singleShot(0, self, show)  # in a turn of its own: the list is drawn in this one

    def _offer_to_merge(self, parted: Sequence[Sequence[int]]) -> None:
        """Make the parting of papers, as pairs of old and new, one step of the undo stack."""
        if parted:
            pairs = [(old, new) for old, new in parted]
            self.undo_stack.push(PartingCommand(pairs, self._apply))
            count = wording.plural(len(pairs), "paper")
            self.offered.emit(f"{count} parted from others.", "Undo", self.undo_stack.undo)

    def _report_undone(self, dump: int) -> None:
        name, papers = self._undone.pop(dump, ("", ()))
        removed = wording.plural(len(papers) - self.library.state_counts(papers).papers, "paper")
        left = len(self.library.papers_of_dump(dump))
        verb, them = ("stays", "it") if left == 1 else ("stay", "them")
        stay = f", {wording.number(left)} {verb} because you marked {them}" if left else ""
        sentence = f"Undid import '{name}': {removed} removed{stay}."
        self.offered.emit(sentence, "Undo", partial(self._restore_dumps, (dump,)))

    def _tag_dumps(self, stored: Sequence[int], tag: str) -> None:
        papers = [paper for dump in stored for paper in self.library.papers_of_dump(dump)]
        self.edit(AddTag(tuple(dict.fromkeys(papers)), tag), f"Tag {tag}")

    def _show_receipts(self, reports: Sequence[Report]) -> None:
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


def _sentence(reports: Sequence[Report]) -> str:
    """The result of importing from the watched folder, in one line."""
    failed = next((report.error for report in reports if report.error), "")
    added = sum(report.added for report in reports)
    return (
        failed
        or f"{_names(reports)} from the watched folder: {wording.plural(added, 'new paper')}."
    )


def _names(reports: Sequence[Report]) -> str:
    """`page.txt` or `3 files`."""
    return reports[0].name if len(reports) == 1 else f"{len(reports)} files"
