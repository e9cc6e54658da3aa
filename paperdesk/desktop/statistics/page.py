"""The page of statistics: a card for each chart, in two columns where there is room."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from paperdesk.desktop.statistics.card import ChartCard
from paperdesk.desktop.statistics.charts import charts
from paperdesk.desktop.widgets.basics import describe, hairline, label
from paperdesk.desktop.wording import number
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.statistics import Statistics

_TWO_COLUMNS = 920
"""The width from which cards stand in two columns, unless their texts need more."""
_SIDE, _BETWEEN = 24, 56


class StatisticsPage(QWidget):
    """Shows the charts. It changes nothing itself."""

    copy_requested = Signal(object)
    """The ChartCard to copy."""
    save_requested = Signal(object)
    """The ChartCard to save."""
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("statisticsPage")
        self.setProperty("pane", "reader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._facts = label("meta", self)
        self.cards: list[ChartCard] = []
        self._area = QScrollArea(self)
        self._content = QWidget(self._area)
        self._grid = QGridLayout(self._content)
        self._arrange()

    def show_statistics(self, found: Statistics) -> None:
        """Show these numbers; what was a table stays one."""
        self._facts.setText(
            tr_n(
                "{n} paper, {read} read",
                "{n} papers, {read} read",
                found.papers,
                read=number(found.read),
            )
        )
        drawn = charts(found)
        for _ in drawn[len(self.cards) :]:
            self.cards.append(self._card())
        for card, chart in zip(self.cards, drawn, strict=True):
            card.show_chart(chart)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _card(self) -> ChartCard:
        card = ChartCard(self._theme, self._content)
        card.copy_clicked.connect(partial(self.copy_requested.emit, card))
        card.save_clicked.connect(partial(self.save_requested.emit, card))
        return card

    def _place(self) -> None:
        """Arrange the cards in as many columns as the width allows."""
        if not self.cards:
            return
        px, widest = self._theme.px, max(card.minimumSizeHint().width() for card in self.cards)
        needed = max(px(_TWO_COLUMNS), 2 * (widest + px(_SIDE)) + px(_BETWEEN))
        columns = 2 if self.width() >= needed else 1
        for place, card in enumerate(self.cards):
            row, column = divmod(place, columns)
            self._grid.addWidget(card, row, column, Qt.AlignmentFlag.AlignTop)
        self._grid.setRowStretch(len(self.cards), 1)  # below them all
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))

    def _arrange(self) -> None:
        px = self._theme.px
        self._grid.setContentsMargins(px(_SIDE), px(16), px(_SIDE), px(32))
        self._grid.setHorizontalSpacing(px(_BETWEEN))
        self._grid.setVerticalSpacing(px(32))
        self._area.setObjectName("charts")
        self._area.setAccessibleName(tr("Statistics"))
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._content)
        self._area.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        column.addWidget(hairline(self))
        column.addWidget(self._area, 1)
        self.setFocusProxy(self._area)

    def _header(self) -> QWidget:
        px = self._theme.px
        head = QWidget(self)
        head.setFixedHeight(self._theme.row(64))
        title = label("page", head)
        title.setText(tr("Statistics"))
        done = QPushButton(tr("Done"), head)
        done.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(done, tr("Done"), "Esc")
        done.clicked.connect(self._leave)
        row = QHBoxLayout(head)
        row.setContentsMargins(px(24), 0, px(16), 0)
        row.setSpacing(px(12))
        row.addWidget(title)
        row.addWidget(self._facts, 1)
        row.addWidget(done)
        return head

    @Slot()
    def _leave(self, checked: bool = False) -> None:
        self.left.emit()
