"""The page of all highlights, filtered by text and colours."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from paperdesk.desktop.highlights.colours import ONLY_IN
from paperdesk.desktop.highlights.list import (
    HighlightDelegate,
    HighlightModel,
    is_title,
    quote_at,
)
from paperdesk.desktop.highlights.popover import ColourButton
from paperdesk.desktop.widgets.basics import describe, hairline, label, set_tip
from paperdesk.desktop.widgets.keycaps import hinted
from paperdesk.desktop.widgets.placeholder import Placeholder
from paperdesk.model.highlight import COLOURS
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.highlight import Quote


class HighlightsPage(QWidget):
    """Lists highlights. It changes nothing itself."""

    opened = Signal(int, int)
    """Open a paper at one of its highlights."""
    removed = Signal(int)
    """Delete a highlight."""
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
        self.colour_buttons = {colour: ColourButton(theme, colour, self) for colour in COLOURS}
        self._model = HighlightModel(self)
        self.list = QListView(self)
        self._placeholder = Placeholder(self)
        self._arrange()
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._enter_list)
        for button in self.colour_buttons.values():
            button.toggled.connect(self._filter)
        self.list.activated.connect(self._open)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        self.setFocusProxy(self.field)

    def show_quotes(self, quotes: Sequence[Quote]) -> None:
        """Show highlights; the filter and the current row stay."""
        self._quotes = list(quotes)
        self._filter()

    @Slot()
    def _filter(self) -> None:
        words = self.field.text()
        checked = {colour for colour, button in self.colour_buttons.items() if button.isChecked()}
        colours = checked or set(COLOURS)
        found = [q for q in self._quotes if q.mark.colour in colours and q.holds(words)]
        row = self.list.currentIndex().row()
        self._model.show_quotes(found)
        self._set_current_row(max(row, 1))
        papers = len({quote.paper for quote in found})
        highlights = tr_n("{n} highlight", "{n} highlights", len(found))
        in_papers = tr_n("in {n} paper", "in {n} papers", papers)
        count = tr("{highlights} {in_papers}", highlights=highlights, in_papers=in_papers)
        self._count.setText(count if self._quotes else "")
        self.list.setVisible(bool(found))
        if found:
            self._placeholder.show_text("")
        elif self._quotes:
            self._placeholder.show_text(
                tr("No highlight has these words and colours."),
                tr_n(
                    "Without words and colours, all of {n} highlight are listed.",
                    "Without words and colours, all of {n} highlights are listed.",
                    len(self._quotes),
                ),
            )
        else:
            self._placeholder.show_text(
                tr("No highlights yet."),
                tr("Select words in a paper and press {key}.", key=hinted("H")),
            )

    def _set_current_row(self, row: int) -> None:
        """Make a row current, or a neighbour if it is a title."""
        row = min(row, self._model.rowCount() - 1)
        index = self._model.index(row, 0)
        if index.isValid() and is_title(index):
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
        if index.isValid() and not is_title(index):
            self.removed.emit(quote_at(index).mark.id)

    # Construction

    def _arrange(self) -> None:
        self.list.setModel(self._model)
        self.list.setItemDelegate(HighlightDelegate(self._theme, self.list))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setAccessibleName(tr("Highlights"))
        set_tip(self.list, tr("Enter opens the paper, Delete deletes the highlight"))
        self._theme.changed.connect(self.list.viewport().update)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header())
        layout.addWidget(hairline(self))
        layout.addWidget(self._filters())
        layout.addWidget(self._placeholder, 1)
        layout.addWidget(self.list, 1)

    def _header(self) -> QWidget:
        px = self._theme.px
        is_title = QWidget(self)
        is_title.setFixedHeight(self._theme.row(64))
        title: QLabel = label("page", is_title)
        title.setText(tr("Highlights"))
        done = QPushButton(tr("Done"), is_title)
        done.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(done, tr("Done"), "Esc")
        done.clicked.connect(partial(self._leave))
        row = QHBoxLayout(is_title)
        row.setContentsMargins(px(24), 0, px(16), 0)
        row.setSpacing(px(12))
        row.addWidget(title)
        row.addWidget(self._count, 1)
        row.addWidget(done)
        return is_title

    @Slot()
    def _leave(self, checked: bool = False) -> None:
        self.left.emit()

    def _filters(self) -> QWidget:
        px = self._theme.px
        filters = QWidget(self)
        self.field.setAccessibleName(tr("Filter highlights"))
        self.field.setPlaceholderText(tr("Filter highlights"))
        set_tip(self.field, tr("Filter highlights"))
        self.field.setMaximumWidth(px(480))
        row = QHBoxLayout(filters)
        row.setContentsMargins(px(24), px(12), px(24), px(4))
        row.setSpacing(px(6))
        row.addWidget(self.field, 1)
        row.addSpacing(px(10))
        for colour, button in self.colour_buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            describe(button, ONLY_IN[colour])
            row.addWidget(button)
        row.addStretch(1)
        return filters
