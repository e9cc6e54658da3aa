"""The receipt of an import: one sentence, a bar, and every record with what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from paperdesk.desktop.importing.receipt import texts as receipt_texts
from paperdesk.desktop.importing.receipt.filters import ReceiptFilters
from paperdesk.desktop.importing.receipt.head import ReceiptHead
from paperdesk.desktop.importing.receipt.notes import DateCorrection, IconLine
from paperdesk.desktop.importing.receipt.retry_pane import MendingPane
from paperdesk.desktop.importing.receipt.rows import ReceiptDelegate, ReceiptRows
from paperdesk.desktop.widgets.basics import hairline, label
from paperdesk.desktop.widgets.placeholder import Nothing
from paperdesk.desktop.widgets.stacked_bar import OutcomeBar
from paperdesk.model.receipt import Kind, Receipt, ReceiptRow

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme

RowsOf = Callable[[Receipt, Kind | None, str], Sequence[ReceiptRow]]
"""The rows of a receipt that are of a kind (None: all) and whose title holds a text (empty: all),
in the order of `Receipt.rows`. Asked anew at every key; rows are read as they are drawn."""


class ImportReport(QWidget):
    """A page over list and reader. `show_receipts` fills it, the first failed file in front.

    Rows are found by `rows_of`, a `RowsOf`: until the caller sets another, by `Receipt.rows`, which
    reads every record to find a text.
    """

    undo_clicked = Signal(int)
    """The dump whose import is to be taken back."""
    done_clicked = Signal()
    """The page is to be left."""
    open_clicked = Signal()
    """Another file is to be chosen, after one that could not be read."""
    paper_opened = Signal(int)
    """A record's paper is to be shown."""
    csv_asked = Signal(int)
    """The dump whose receipt is to be written as CSV."""
    mend_asked = Signal(int, int, str)
    """The dump, the first line of a skipped record, and the text to be read in its place.
    `show_mended` answers."""
    left_out = Signal(int, int)
    """The dump and the first line of a skipped record that is to be left out for good."""
    redate_asked = Signal(int, str)
    """The dump, and the year (`2025`) or day (`2025-11-18`) of its page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._receipts: list[Receipt] = []
        self.rows_of: RowsOf = Receipt.rows
        self.setObjectName("receipt")
        self.setProperty("pane", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = ReceiptHead(theme, self)
        self.sentence = label("lead", self, wraps=True, selectable=True)
        self.sentence.setObjectName("receiptSentence")
        self.sentence.setMinimumHeight(theme.px(24))
        self._error = IconLine(theme, "ph.warning-circle", "bad", self)
        self._bar = OutcomeBar(theme, self)
        self._notes = IconLine(theme, "ph.info", "text2", self)
        self.date = DateCorrection(theme, self)
        self.filters = ReceiptFilters(theme, self)
        self.rows = ReceiptRows(self)
        self.list = self._list()
        self._nothing = Nothing(self)
        self.mending = MendingPane(theme, self)
        self._arrange()
        self._connect()

    def show_receipts(self, receipts: Sequence[Receipt]) -> None:
        """Show the receipts of one import, at least one; a switcher appears for several."""
        self._receipts = list(receipts)
        failed = (n for n, receipt in enumerate(self._receipts) if receipt.error)
        self._show(next(failed, 0))

    def renew_receipt(self, receipt: Receipt) -> None:
        """Show a receipt as it is now, found by its dump; filter and place stay.

        For after a record was mended or left out, or the dump dated anew. A dump that is not here
        is nobody's business.
        """
        for place, old in enumerate(self._receipts):
            if receipt.dump is not None and old.dump == receipt.dump:
                self._receipts[place] = receipt
                if place == self.head.place:
                    self._renew(receipt)

    def show_mended(self, reason: str | None) -> None:
        """Answer `mend_asked`: why the text still cannot be read (a clause, as in a Problem), or
        None: it was read. Then `renew_receipt` brings the rows as they are now."""
        if reason is None:
            self.mending.put_away()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.mending.show_reason(reason)

    @property
    def receipt(self) -> Receipt | None:
        """The one that is shown."""
        return self._receipts[self.head.place] if self._receipts else None

    # What it is built of

    def _list(self) -> QListView:
        view = QListView(self)
        view.setModel(self.rows)
        view.setItemDelegate(ReceiptDelegate(self._theme, view))
        view.setUniformItemSizes(True)
        # Qt asks the model once a row when it lays out: by the batch, 10,000 rows stall nothing.
        view.setLayoutMode(QListView.LayoutMode.Batched)
        view.setBatchSize(500)
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setAccessibleName("Records of the file")
        return view

    def _arrange(self) -> None:
        px = self._theme.px
        body = QVBoxLayout()
        body.setContentsMargins(px(24), px(18), px(24), px(9))
        body.setSpacing(0)
        body.addWidget(self.sentence)
        body.addWidget(self._error)
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
        layout.addWidget(hairline(self))
        layout.addWidget(self._nothing, 1)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.mending)

    def _connect(self) -> None:
        head, mending = self.head, self.mending
        head.csv_clicked.connect(self._ask_csv)
        head.undo_clicked.connect(self._ask_undo)
        head.done_clicked.connect(self.done_clicked)
        head.open_clicked.connect(self.open_clicked)
        head.switched.connect(self._show)
        self.date.date_given.connect(self._ask_date)
        self.filters.changed.connect(self._find)
        self.list.activated.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._choose)
        mending.mend_asked.connect(self._ask_mend)
        mending.left_out.connect(self._leave_out)
        mending.left.connect(self.list.setFocus)

    # What it shows

    @Slot(int)
    def _show(self, place: int) -> None:
        receipt = self._receipts[place]
        self.head.show_receipt(receipt, place, len(self._receipts))
        self.mending.forget()
        self.filters.reset()
        self._fill(receipt)
        failed = bool(receipt.error)
        for part in (self.sentence, self._bar, self.filters):
            part.setHidden(failed)
        self.setFocusProxy(self.head.done_button if failed else self.list)

    def _fill(self, receipt: Receipt) -> None:
        self.sentence.setText(receipt_texts.sentence(receipt))
        self._error.show_text(receipt.error)
        self._notes.show_text(receipt_texts.notes(receipt))
        self.date.show_receipt(receipt)
        kinds = receipt_texts.KINDS
        self._bar.set_parts([(kind, receipt.count(kind)) for kind in kinds])
        self._bar.setToolTip(self.sentence.text())
        self.filters.show_counts(receipt)
        self._find()

    def _renew(self, receipt: Receipt) -> None:
        """The same receipt, changed: the row at the same place is chosen, perhaps another."""
        row, bar = self.list.currentIndex().row(), self.list.verticalScrollBar()
        scrolled = bar.value()
        self._fill(receipt)
        self.list.setCurrentIndex(self.rows.index(min(row, self.rows.rowCount() - 1)))
        bar.setValue(scrolled)

    @Slot()
    def _find(self) -> None:
        receipt = self.receipt
        if receipt is None:
            return
        text = self.filters.text
        self.rows.set_rows(self.rows_of(receipt, self.filters.kind, text))
        self.mending.show_row(None)
        nothing = bool(text) and not self.rows.rowCount()
        self._nothing.show_text(f"Nothing matches “{text}”." if nothing else "")
        self.list.setVisible(not nothing)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        row = self.rows.at(index)
        self.mending.show_row(row if row is not None and row.outcome == "skipped" else None)
        if index.isValid():
            layout = self.layout()
            assert layout is not None
            layout.activate()  # the pane takes from the list, and the row is to stay in sight
            self.list.scrollTo(index)

    # What the user does

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self.rows.at(index)
        if row is not None and row.paper is not None:
            self.paper_opened.emit(row.paper)
        elif row is not None and row.outcome == "skipped":
            self.mending.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _ask_undo(self) -> None:
        if (dump := self._dump()) is not None:
            self.undo_clicked.emit(dump)

    @Slot()
    def _ask_csv(self) -> None:
        if (dump := self._dump()) is not None:
            self.csv_asked.emit(dump)

    @Slot(str)
    def _ask_date(self, date: str) -> None:
        if (dump := self._dump()) is not None:
            self.redate_asked.emit(dump, date)

    @Slot(str)
    def _ask_mend(self, text: str) -> None:
        row = self.rows.at(self.list.currentIndex())
        if row is not None and (dump := self._dump()) is not None:
            self.mend_asked.emit(dump, row.first_line, text)

    @Slot()
    def _leave_out(self) -> None:
        row = self.rows.at(self.list.currentIndex())
        if row is not None and (dump := self._dump()) is not None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.left_out.emit(dump, row.first_line)

    def _dump(self) -> int | None:
        return self.receipt.dump if self.receipt is not None else None
