"""What the window does: it asks, edits, imports, and tells what came of it.

Reads of a page of rows and edits run in the window's thread, at a millisecond each; searches,
imports and indexing run in children.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QUndoStack

from paperdesk.desktop import wording
from paperdesk.desktop.session.formula_renderer import FormulaRenderer
from paperdesk.desktop.session.jobs import Job, JobRunner
from paperdesk.desktop.session.search_client import SearchRunner
from paperdesk.desktop.session.undo_commands import EditCommand, ImportCommand
from paperdesk.library import Library
from paperdesk.model.edits import AddTag
from paperdesk.model.events import Event, Indexed, Progress, Report
from paperdesk.model.receipt import Receipt
from paperdesk.store.imports import dumps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from paperdesk.desktop.importing.importing import Incoming
    from paperdesk.model.edits import Change, Edit
    from paperdesk.model.library_values import StoredPaper

_log = logging.getLogger(__name__)

_REFRESH_MS = 250
"""While a job stores papers, the list and the counts are renewed at most so often."""
_INDEX_MS = 1_500
"""After the last change of a note, until a child makes it searchable."""


class Session(QObject):
    """One library in one window."""

    changed = Signal(object)
    """Change: marks of papers are other than they were."""
    stored = Signal()
    """Papers came or went: counts and list are to be renewed."""
    imported = Signal(object)
    """list[Receipt]: an import is over."""
    noticed = Signal(str)
    """A sentence for the user."""
    offered = Signal(str, str, object)
    """A sentence, the name of what can be done about it, and the call that does it."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Open the library; raises LibraryError."""
        super().__init__(parent)
        self.library = Library(folder)
        self.undo_stack = QUndoStack(self)
        self.search = SearchRunner(folder, self)
        self.jobs = JobRunner(folder, self)
        self.formulas = FormulaRenderer(folder, self)
        self._reports: list[Report] = []
        self._refresh = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._refresh.timeout.connect(self.stored)
        self._index = QTimer(self, singleShot=True, interval=_INDEX_MS)
        self._index.timeout.connect(self._run_index)
        self.jobs.told.connect(self._hear)
        self.jobs.finished.connect(self._job_ended)
        self.search.start()
        if self.library.waiting():
            self._run_index()

    def close(self) -> None:
        """End children and release the library."""
        self._refresh.stop()
        self._index.stop()
        self.jobs.close()
        self.search.close()
        self.formulas.close()
        self.library.close()

    # Marks

    def edit(self, edit: Edit, text: str) -> None:
        """Carry out an edit that can be undone; `text` names it in the menu."""
        self.undo_stack.push(EditCommand(text, edit, self._apply))

    def mark(self, edit: Edit, verb: str, papers: Sequence[int]) -> None:
        """The same for marks of papers, named `Star 3 papers`; of no papers, nothing happens."""
        if papers:
            self.edit(edit, f"{verb} {wording.plural(len(papers), 'paper')}")

    def _apply(self, edit: Edit) -> Edit:
        applied = self.library.apply(edit)
        change: Change = applied.change
        if change.papers or change.fields:
            self.changed.emit(change)
        if change.fields & {"note", "highlights", "papers"}:
            self._index.start()
        return applied.inverse

    def paper(self, paper: int | None) -> StoredPaper | None:
        """A paper whole, or None if it is gone."""
        found = self.library.papers([paper]) if paper is not None else []
        return found[0] if found else None

    # Importing

    def import_files(self, files: Sequence[Incoming], tag: str = "") -> None:
        """Import files in a child; `imported` tells. `tag` is put on the papers they bring.

        Files for which the user chose nothing go together, and so into one receipt.
        """
        plain = [file for file in files if not file.arguments]
        if plain:
            self._import(plain, [], tag)
        for file in files:
            if file.arguments:
                self._import([file], file.arguments, tag)

    def _import(self, files: Sequence[Incoming], options: Sequence[str], tag: str) -> None:
        name = files[0].path.name
        names = name if len(files) == 1 else f"{len(files)} files"
        paths = (str(file.path) for file in files)
        arguments = ("import", "--events", *options, "--", *paths)
        self.jobs.run(Job(f"Importing {names}", arguments, tag=tag))

    @Slot(object)
    def import_new(self, paths: Sequence[Path]) -> None:
        """Import files that were saved in the watched folder, once each; a notice tells."""
        arguments = ("import", "--events", "--new", "--", *map(str, paths))
        self.jobs.run(Job("Importing from the watched folder", arguments, quiet=True))

    def undo_import(self, dumps: Sequence[int]) -> None:
        """Take an import back, by undo where it is the last thing done, else as a job."""
        last = self.undo_stack.command(self.undo_stack.index() - 1)
        if isinstance(last, ImportCommand) and set(dumps) == set(last.dumps):
            self.undo_stack.undo()
        else:
            self._take_back(dumps)

    def read_again(self, dump: int) -> None:
        """Read a stored dump once more, from its own text."""
        self._read_again([dump])

    def _take_back(self, dumps: Sequence[int]) -> None:
        for dump in dumps:
            self.jobs.run(Job("Undoing the import", ("undo-import", str(dump), "--events")))

    def _read_again(self, dumps: Sequence[int]) -> None:
        for dump in dumps:
            self.jobs.run(Job("Importing again", ("import", "--events", "--again", str(dump))))

    @Slot(object, object)
    def _hear(self, job: Job, event: Event) -> None:
        if isinstance(event, Report):
            self._reports.append(event)
        if isinstance(event, Progress | Report | Indexed) and not self._refresh.isActive():
            self._refresh.start()

    @Slot(object, bool)
    def _job_ended(self, job: Job, well: bool) -> None:
        self.stored.emit()
        if job.arguments[0] == "undo-import" and well:
            self._tell_undone(int(job.arguments[1]))
        reports, self._reports = self._reports, []
        if not well:
            self.noticed.emit(
                f"{job.name} broke off. What was stored stays; paperdesk.log says more."
            )
        if not reports or "--again" in job.arguments:
            return
        stored = [report.dump for report in reports if report.dump is not None]
        if stored:
            self.undo_stack.push(ImportCommand(job.name, stored, self._take_back, self._read_again))
        if job.tag:
            self._tag_dumps(stored, job.tag)
        show = partial(self._show_receipts, reports)
        if job.quiet:
            self.offered.emit(_sentence(reports), "Show", show)
        else:
            QTimer.singleShot(0, self, show)  # in a turn of its own: the list is drawn in this one

    def _tell_undone(self, dump: int) -> None:
        kept = len(dumps.papers_of(self.library.db, dump))
        if kept:
            many = f"{kept:,} papers stay, because you marked them."
            stay = "1 paper stays, because you marked it." if kept == 1 else many
            self.noticed.emit(f"The import is undone; {stay}")

    def _tag_dumps(self, stored: Sequence[int], tag: str) -> None:
        brought = [paper for dump in stored for paper in dumps.papers_of(self.library.db, dump)]
        self.edit(AddTag(tuple(dict.fromkeys(brought)), tag), f"Tag {tag}")

    def _show_receipts(self, reports: Sequence[Report]) -> None:
        receipts = [self._receipt(report) for report in reports]
        QTimer.singleShot(0, self, partial(self.imported.emit, receipts))  # one a turn

    def _receipt(self, report: Report) -> Receipt:
        kept = self.library.receipt(report.dump) if report.dump is not None else None
        return kept or Receipt(name=report.name, path=report.path, error=report.error)

    def index_soon(self) -> None:
        """Have a child bring the index up to date."""
        if not self._index.isActive():
            self._index.start()

    @Slot()
    def _run_index(self) -> None:
        self.jobs.run(Job("Indexing", ("index", "--events"), quiet=True))


def _sentence(reports: Sequence[Report]) -> str:
    """What came out of the watched folder, in one line."""
    failed = next((report.error for report in reports if report.error), "")
    added = sum(report.added for report in reports)
    names = reports[0].name if len(reports) == 1 else f"{len(reports)} files"
    return failed or f"{names} from the watched folder: {wording.plural(added, 'new paper')}."
