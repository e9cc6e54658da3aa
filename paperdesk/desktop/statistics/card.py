"""A chart with its title and buttons, and its table in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from paperdesk.desktop.statistics.picture import ChartPicture
from paperdesk.desktop.widgets.basics import describe, label
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.statistics.charts import Chart
    from paperdesk.desktop.theme.theme import Theme

_ROWS_SHOWN = 12
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ChartCard(QWidget):
    """Shows a chart as a picture or as a table."""

    copy_clicked = Signal()
    save_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chart: Chart | None = None
        self._title = label("strong", self)
        self.table_button = self._button(tr("Table"))
        self.table_button.setCheckable(True)
        self.table_button.toggled.connect(self._show_parts)
        self.copy_button, self.save_button = (
            self._button(tr("Copy")),
            self._button(tr("Save as SVG…")),
        )
        self.copy_button.clicked.connect(self._emit_copy)
        self.save_button.clicked.connect(self._emit_save)
        self._nothing = label("caption", self, wraps=True)
        self.picture = ChartPicture(theme, self)
        self.table = QTableWidget(self)
        self._build_table()
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._title, 1)
        for button in (self.table_button, self.copy_button, self.save_button):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(self._nothing)
        column.addWidget(self.picture)
        column.addWidget(self.table)

    def show_chart(self, chart: Chart) -> None:
        """Show a chart, and its rows in the table; or why there is nothing to draw."""
        self.chart = chart
        self._title.setText(chart.title)
        shown_as = tr("{chart}: picture") if self.table_button.isChecked() else tr("{chart}: table")
        for button, explanation in (
            (self.table_button, shown_as),
            (self.copy_button, tr("{chart}: copy")),
            (self.save_button, tr("{chart}: save as SVG")),
        ):
            describe(button, explanation.format(chart=chart.title))
            button.setHidden(bool(chart.nothing))
        self._nothing.setText(chart.nothing)
        self._show_parts()
        if chart.nothing:
            return
        self.picture.show_chart(chart)
        rows, table = chart.rows, self.table
        table.setAccessibleName(chart.title)
        table.setAccessibleDescription(chart.summary)
        table.setColumnCount(len(chart.head))
        table.setRowCount(len(rows))
        for column, text in enumerate(chart.head):
            table.setHorizontalHeaderItem(column, _cell(text, column))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                table.setItem(row, column, _cell(text, column))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        shown = min(len(rows), _ROWS_SHOWN) + 1
        table.setFixedHeight(shown * self._theme.row(28) + 2)

    def _build_table(self) -> None:
        table = self.table
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._theme.row(28))
        table.horizontalHeader().setFixedHeight(self._theme.row(28))
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setDefaultAlignment(_LEFT)
        table.hide()

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("kind", "flat")
        button.setFont(self._theme.font(12))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    @Slot()
    def _show_parts(self) -> None:
        """Show the picture, the table or the sentence."""
        nothing, table = bool(self._nothing.text()), self.table_button.isChecked()
        self._nothing.setVisible(nothing)
        self.table.setVisible(table and not nothing)
        self.picture.setVisible(not table and not nothing)
        self.table_button.setText(tr("Picture") if table else tr("Table"))

    @Slot()
    def _emit_copy(self, checked: bool = False) -> None:
        self.copy_clicked.emit()

    @Slot()
    def _emit_save(self, checked: bool = False) -> None:
        self.save_clicked.emit()


def _cell(text: str, column: int) -> QTableWidgetItem:
    """A cell; all columns but the first have numbers."""
    cell = QTableWidgetItem(text)
    cell.setTextAlignment(_RIGHT if column else _LEFT)
    return cell
