"""The page of a receipt: summary, bar, and all records with their outcomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from paperdesk.desktop.importing.receipt import texts as receipt_texts
from paperdesk.desktop.importing.receipt.filters import ReceiptFilters
from paperdesk.desktop.importing.receipt.head import ReceiptHead
from paperdesk.desktop.importing.receipt.notes import DateCorrection, IconLine
from paperdesk.desktop.importing.receipt.retry_pane import RetryPane
from paperdesk.desktop.importing.receipt.rows import ReceiptDelegate, ReceiptRows
from paperdesk.desktop.widgets.basics import hairline, label, set_tip
from paperdesk.desktop.widgets.error_message import ErrorMessage
from paperdesk.desktop.widgets.placeholder import Placeholder
from paperdesk.desktop.widgets.stacked_bar import OutcomeBar
from paperdesk.model.receipt import Kind, Receipt, ReceiptRow
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme

RowsOf = Callable[[Receipt, Kind | None, str], Sequence[ReceiptRow]]
"""The rows of a receipt with a kind (None: all) whose title contains a text (empty: all),
in the order of `Receipt.rows`. Called at every key press; rows are read when painted."""


class ImportReport(QWidget):
    """The receipts of one import; it starts with the first failed file.

    `rows_of` finds the rows. The default, `Receipt.rows`, reads every record to find a text.
    """

    undo_clicked = Signal(int)
    """Id of the import to undo."""
    done_clicked = Signal()
    """Close the page."""
    open_clicked = Signal()
    """Choose another file, after one that could not be read."""
    paper_opened = Signal(int)
    """Id of the paper to show."""
    csv_requested = Signal(int)
    """Id of the import whose receipt to write as CSV."""
    retry_requested = Signal(int, int, str)
    """Import, first line of a skipped record, text to read instead. Call `show_retry` after."""
    skip_requested = Signal(int, int)
    """Import and first line of a skipped record to drop from the receipt."""
    date_requested = Signal(int, str)
    """Import, and the year (`2025`) or day (`2025-11-18`) of its page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._receipts: list[Receipt] = []
        self.rows_of: RowsOf = Receipt.rows
        self.setObjectName("receipt")
        self.setAccessibleName(tr("Receipt"))
        self.setProperty("pane", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = ReceiptHead(theme, self)
        self.summary = label("lead", self, wraps=True, selectable=True)
        self.summary.setObjectName("receiptSentence")
        self.summary.setMinimumHeight(theme.px(24))
        self._error = ErrorMessage(theme, tr("Nothing was imported"), self)
        self._bar = OutcomeBar(theme, self)
        self._notes = IconLine(theme, "ph.info", "text2", self)
        self.date = DateCorrection(theme, self)
        self.filters = ReceiptFilters(theme, self)
        self.rows = ReceiptRows(self)
        self.list = self._build_list()
        self._rows_line = hairline(self)
        self._placeholder = Placeholder(self)
        self.retry_pane = RetryPane(theme, self)
        self._arrange()
        self._connect()

    def show_receipts(self, receipts: Sequence[Receipt]) -> None:
        """Show the receipts of one import, at least one; several get a switcher."""
        self._receipts = list(receipts)
        failed = (n for n, receipt in enumerate(self._receipts) if receipt.error)
        self._show(next(failed, 0))

    def update_receipt(self, receipt: Receipt) -> None:
        """Replace the receipt of the same import; filter and position stay.

        A receipt of another import is ignored.
        """
        for index, old in enumerate(self._receipts):
            if receipt.dump is not None and old.dump == receipt.dump:
                self._receipts[index] = receipt
                if index == self.head.switcher.place:
                    self._refresh(receipt)

    def show_retry(self, reason: str | None) -> None:
        """Show the result of a retry: a reason as in a Problem, or None for success.

        After a success, `update_receipt` brings the new rows.
        """
        if reason is None:
            self.retry_pane.hide_row()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.retry_pane.show_reason(reason)

    @property
    def receipt(self) -> Receipt | None:
        """The visible receipt."""
        return self._receipts[self.head.switcher.place] if self._receipts else None

    # Layout

    def _build_list(self) -> QListView:
        view = QListView(self)
        view.setModel(self.rows)
        view.setItemDelegate(ReceiptDelegate(self._theme, view))
        view.setUniformItemSizes(True)
        # Qt asks the model for every row in a layout: batches keep the window responsive.
        view.setLayoutMode(QListView.LayoutMode.Batched)
        view.setBatchSize(500)
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setAccessibleName(tr("Records of the file"))
        return view

    def _arrange(self) -> None:
        px = self._theme.px
        body = QVBoxLayout()
        body.setContentsMargins(px(24), px(18), px(24), px(9))
        body.setSpacing(0)
        body.addWidget(self.summary)
        body.addSpacing(px(8))
        body.addWidget(self._bar)
        body.addWidget(self._notes)
        body.addWidget(self.date)
        body.addSpacing(px(12))
        body.addWidget(self.filters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(hairline(self))
        layout.addLayout(body)
        layout.addWidget(self._rows_line)
        layout.addWidget(self._error, 1)
        layout.addWidget(self._placeholder, 1)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.retry_pane)

    def _connect(self) -> None:
        head, pane = self.head, self.retry_pane
        head.csv_clicked.connect(self._ask_csv)
        head.undo_clicked.connect(self._ask_undo)
        head.done_clicked.connect(self.done_clicked)
        head.open_clicked.connect(self.open_clicked)
        head.switcher.switched.connect(self._show)
        self.date.date_entered.connect(self._ask_date)
        self.filters.changed.connect(self._find)
        self.list.activated.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        pane.retry_requested.connect(self._ask_retry)
        pane.skip_clicked.connect(self._ask_skip)
        pane.left.connect(self.list.setFocus)

    # State

    @Slot(int)
    def _show(self, index: int) -> None:
        receipt = self._receipts[index]
        self.head.show_receipt(receipt, index, len(self._receipts))
        self.retry_pane.reset()
        self.filters.reset()
        self._fill(receipt)
        failed = bool(receipt.error)
        for part in (self.summary, self._bar, self.filters, self._rows_line):
            part.setHidden(failed)
        self.setFocusProxy(self.head.done_button if failed else self.list)

    def _fill(self, receipt: Receipt) -> None:
        self.summary.setText(receipt_texts.summary(receipt))
        self.setAccessibleDescription(receipt.error or self.summary.text())
        self._error.show_text(receipt.error)
        self._notes.show_text(receipt_texts.notes(receipt))
        self.date.show_receipt(receipt)
        kinds = receipt_texts.KINDS
        self._bar.set_parts([(kind, receipt.count(kind)) for kind in kinds])
        set_tip(self._bar, self.summary.text())
        self.filters.show_counts(receipt)
        self._find()

    def _refresh(self, receipt: Receipt) -> None:
        """Show a changed receipt; the current row number and the scroll position stay."""
        row, bar = self.list.currentIndex().row(), self.list.verticalScrollBar()
        position = bar.value()
        self._fill(receipt)
        self.list.setCurrentIndex(self.rows.index(min(row, self.rows.rowCount() - 1)))
        bar.setValue(position)

    @Slot()
    def _find(self) -> None:
        receipt = self.receipt
        if receipt is None:
            return
        text = self.filters.text
        self.rows.set_rows(self.rows_of(receipt, self.filters.kind, text))
        self.retry_pane.show_row(None)
        no_match = bool(text) and not self.rows.rowCount()
        self._placeholder.show_text(
            tr("Nothing matches “{text}”.", text=text) if no_match else "",
            tr("Without the text, all are listed."),
        )
        self.list.setVisible(not no_match and not receipt.error)

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        row = self.rows.at(index)
        self.retry_pane.show_row(row if row is not None and row.outcome == "skipped" else None)
        if index.isValid():
            layout = self.layout()
            assert layout is not None
            layout.activate()  # the pane shrinks the list, and the row must stay visible
            self.list.scrollTo(index)

    # Actions

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self.rows.at(index)
        if row is not None and row.paper is not None:
            self.paper_opened.emit(row.paper)
        elif row is not None and row.outcome == "skipped":
            self.retry_pane.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _ask_undo(self) -> None:
        if (dump := self._dump()) is not None:
            self.undo_clicked.emit(dump)

    @Slot()
    def _ask_csv(self) -> None:
        if (dump := self._dump()) is not None:
            self.csv_requested.emit(dump)

    @Slot(str)
    def _ask_date(self, date: str) -> None:
        if (dump := self._dump()) is not None:
            self.date_requested.emit(dump, date)

    @Slot(str)
    def _ask_retry(self, text: str) -> None:
        row = self.rows.at(self.list.currentIndex())
        if row is not None and (dump := self._dump()) is not None:
            self.retry_requested.emit(dump, row.first_line, text)

    @Slot()
    def _ask_skip(self) -> None:
        row = self.rows.at(self.list.currentIndex())
        if row is not None and (dump := self._dump()) is not None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.skip_requested.emit(dump, row.first_line)

    def _dump(self) -> int | None:
        return self.receipt.dump if self.receipt is not None else None
