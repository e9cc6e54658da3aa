"""The controller of receipts: show, undo, retry, correct the date, export as CSV."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from paperdesk.desktop.session.jobs import ImportAgain, WriteReceipt
from paperdesk.errors import PaperdeskError
from paperdesk.model.edits import RenameDump
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.importing.receipt.page import ImportReport
    from paperdesk.desktop.session.jobs import Job
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.desktop.widgets.menu import Menu
    from paperdesk.model.receipt import Receipt


class Receipts(QObject):
    """Connects the receipt page to the session."""

    shown = Signal(QWidget)
    """The page to show."""
    left = Signal()
    open_requested = Signal()
    paper_requested = Signal(int)
    rename_requested = Signal(int)
    """Ask for the name of an import."""
    again_requested = Signal(int)
    """Import a stored dump again."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window
        self.place = QWidget(window)
        self.place.setObjectName("importReport")
        self.place.hide()
        layout = QVBoxLayout(self.place)
        layout.setContentsMargins(0, 0, 0, 0)
        session.imported.connect(self._show_imported)
        session.jobs.finished.connect(self._on_job_finished)

    def fill(self) -> QWidget:
        """Build the page and return its container."""
        _ = self.page
        return self.place

    @cached_property
    def page(self) -> ImportReport:
        """The page in `place`, built when first used."""
        from paperdesk.desktop.importing.receipt.page import ImportReport

        page = ImportReport(self._theme, self.place)
        page.done_clicked.connect(self.left)
        page.open_clicked.connect(self.open_requested)
        page.paper_opened.connect(self.paper_requested)
        page.undo_clicked.connect(self._undo)
        page.csv_requested.connect(self._write_csv)
        page.retry_requested.connect(self._retry)
        page.skip_requested.connect(self._skip)
        page.date_requested.connect(self._correct_date)
        page.rows_of = self._session.library.receipt_rows
        layout = self.place.layout()
        assert layout is not None
        layout.addWidget(page)
        self.place.setFocusProxy(page)
        return page

    @Slot(object, int)
    def fill_menu(self, menu: Menu, dump: int) -> None:
        """Add the actions of an import to its menu."""
        menu.add(tr("Show the receipt"), partial(self.open, dump))
        menu.add(tr("Rename…"), partial(self.rename_requested.emit, dump), "F2")
        menu.add(tr("Re-import"), partial(self.again_requested.emit, dump))
        menu.add(tr("Undo this import"), partial(self._undo, dump))

    def open(self, dump: int) -> None:
        """Show the receipt of an import."""
        receipt = self._session.library.receipt(dump)
        if receipt is not None:
            self.page.show_receipts([receipt])
            self.shown.emit(self.place)

    @Slot(int, str)
    def rename(self, dump: int, name: str) -> None:
        """Give an import a name; the name of its file takes the user's away."""
        self._session.edit(RenameDump(dump, name), tr("Rename import to {name}", name=name))

    @Slot(object)
    def _show_imported(self, receipts: list[Receipt]) -> None:
        """Fill the page now and show it in the next event, so that neither blocks for long."""
        self.page.show_receipts(receipts)
        QTimer.singleShot(0, self, partial(self.shown.emit, self.place))

    def _undo(self, dump: int) -> None:
        self._session.undo_import([dump])
        self.left.emit()

    @Slot(int)
    def _write_csv(self, dump: int) -> None:
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Export the receipt"), "receipt.csv")
        if name:
            self._session.jobs.run(WriteReceipt(dump, Path(name)))

    @Slot(int, int, str)
    def _retry(self, dump: int, line: int, text: str) -> None:
        from paperdesk import tasks  # loads every format

        try:
            tasks.retry_record(self._session.library, dump, line, text)
        except PaperdeskError as error:
            self.page.show_retry(str(error))
            return
        self.page.show_retry(None)
        self._session.stored.emit()
        self._session.index_soon()
        self._reload(dump)

    @Slot(int, int)
    def _skip(self, dump: int, line: int) -> None:
        self._session.edits.write(partial(self._drop_problem, dump, line), tr("Skip a record"))

    def _drop_problem(self, dump: int, line: int) -> None:
        self._session.library.drop_problem(dump, line)
        self._reload(dump)

    @Slot(int, str)
    def _correct_date(self, dump: int, date: str) -> None:
        self._session.jobs.run(ImportAgain(dump, date))

    @Slot(object, bool)
    def _on_job_finished(self, job: Job, ok: bool) -> None:
        if isinstance(job, ImportAgain) and job.date and self.page.isVisible():
            self._reload(job.dump)

    def _reload(self, dump: int) -> None:
        receipt = self._session.library.receipt(dump)
        if receipt is not None:
            self.page.update_receipt(receipt)
