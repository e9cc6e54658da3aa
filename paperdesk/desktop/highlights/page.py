"""All highlights on one page: filtered by words and colours, each the way to its paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from paperdesk.desktop.highlights.list import (
    HighlightDelegate,
    HighlightModel,
    is_head,
    quote_at,
)
from paperdesk.desktop.highlights.popover import Disc
from paperdesk.desktop.widgets.basics import describe, hairline, label
from paperdesk.desktop.wording import plural
from paperdesk.model.highlight import COLOURS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.highlight import Quote


class HighlightsPage(QWidget):
    """Shows what it is given; says which highlight is to be opened or deleted."""

    opened = Signal(int, int)
    """The paper and the highlight."""
    removed = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._quotes: list[Quote] = []
        self.setObjectName("highlightsPage")
        self.setProperty("pane", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._count = label("meta", self)
        self.field = QLineEdit(self)
        self.discs = {hue: Disc(theme, hue, self) for hue in COLOURS}
        self._model = HighlightModel(self)
        self.list = QListView(self)
        self._nothing = label("quiet", self, wraps=True)
        self._arrange()
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._enter_list)
        for disc in self.discs.values():
            disc.toggled.connect(self._filter)
        self.list.activated.connect(self._open)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        self.setFocusProxy(self.field)

    def show_quotes(self, quotes: Sequence[Quote]) -> None:
        """Show these; the filter and, as far as it is there, the current row stay."""
        self._quotes = list(quotes)
        self._filter()

    @Slot()
    def _filter(self) -> None:
        words = self.field.text()
        hues = {hue for hue, disc in self.discs.items() if disc.isChecked()} or set(COLOURS)
        found = [q for q in self._quotes if q.mark.colour in hues and q.holds(words)]
        row = self.list.currentIndex().row()
        self._model.set_quotes(found)
        self._choose(max(row, 1))
        papers = len({quote.paper for quote in found})
        count = f"{plural(len(found), 'highlight')} in {plural(papers, 'paper')}"
        self._count.setText(count)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._nothing.setText(
            "No highlight has these words and colours."
            if self._quotes
            else "No highlights yet. Select words in a paper and press H."
        )

    def _choose(self, row: int) -> None:
        """Make a row current, or the nearest one above that is a highlight."""
        row = min(row, self._model.rowCount() - 1)
        index = self._model.index(row, 0)
        if index.isValid() and is_head(index):
            index = self._model.index(row + 1 if row == 0 else row - 1, 0)
        self.list.setCurrentIndex(index)

    @Slot()
    def _enter_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        quote = quote_at(index)
        self.opened.emit(quote.paper, quote.mark.id)

    @Slot()
    def _remove(self) -> None:
        index = self.list.currentIndex()
        if index.isValid() and not is_head(index):
            self.removed.emit(quote_at(index).mark.id)

    # What it is built of

    def _arrange(self) -> None:
        px = self._theme.px
        self.list.setModel(self._model)
        self.list.setItemDelegate(HighlightDelegate(self._theme, self.list))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setAccessibleName("Highlights")
        self.list.setToolTip("Enter opens the paper, Delete deletes the highlight")
        self._theme.changed.connect(self.list.viewport().update)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(hairline(self))
        layout.addWidget(self._filters())
        layout.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.list, 1)
        self._nothing.setContentsMargins(0, px(96), 0, 0)
        layout.addStretch(0)

    def _head(self) -> QWidget:
        px = self._theme.px
        head = QWidget(self)
        head.setFixedHeight(self._theme.row(64))
        title: QLabel = label("page", head)
        title.setText("Highlights")
        done = QPushButton("Done", head)
        done.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(done, "Done", "Esc")
        done.clicked.connect(partial(self._leave))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(24), 0, px(16), 0)
        row.setSpacing(px(12))
        row.addWidget(title)
        row.addWidget(self._count, 1)
        row.addWidget(done)
        return head

    @Slot()
    def _leave(self, checked: bool = False) -> None:
        self.left.emit()

    def _filters(self) -> QWidget:
        px = self._theme.px
        filters = QWidget(self)
        self.field.setAccessibleName("Filter highlights")
        self.field.setPlaceholderText("Filter by words of the quote, comment, tags or title")
        self.field.setToolTip("Filter highlights")
        self.field.setMaximumWidth(px(480))
        row = QHBoxLayout(filters)
        row.setContentsMargins(px(24), px(12), px(24), px(4))
        row.setSpacing(px(6))
        row.addWidget(self.field, 1)
        row.addSpacing(px(10))
        for hue, disc in self.discs.items():
            disc.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            describe(disc, f"Only {hue}")
            row.addWidget(disc)
        row.addStretch(1)
        return filters
