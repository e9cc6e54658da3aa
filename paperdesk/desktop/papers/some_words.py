"""The papers with some of the words of a query, below those that have all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QLabel, QVBoxLayout, QWidget

from paperdesk.desktop.papers.list import PaperTable
from paperdesk.desktop.papers.model import PaperModel
from paperdesk.desktop.papers.painter import paint_group_header
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtGui import QPaintEvent

    from paperdesk.desktop.papers.column_header import ColumnHeader
    from paperdesk.desktop.papers.painter import Density
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import Row

HEADING = tr("Some of these words")


class _Heading(QLabel):
    """Drawn as the header of a group."""

    def __init__(self, theme: Theme, rows: PaperTable) -> None:
        super().__init__(HEADING)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._theme, self._rows = theme, rows

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        density = self._rows.delegate.density
        paint_group_header(painter, self._theme, density, self.rect(), self.text())
        painter.end()


class SomeWords(QWidget):
    """A heading and a list of its own at the foot of the list of papers, hidden while empty.

    The list above neither counts nor selects its papers. One of both has the current paper; the
    keys for the next and the previous paper lead from one to the other.
    """

    current_changed = Signal(object)
    """Another paper of it became current: its id; None if the current one is gone."""

    def __init__(
        self,
        theme: Theme,
        rows_of: Callable[[Sequence[int]], Iterable[Row]],
        above: PaperTable,
    ) -> None:
        super().__init__()
        self._theme, self._above = theme, above
        self.model = PaperModel(rows_of, self)
        self.rows = rows = PaperTable(theme, self.model, self)
        rows.setObjectName("someWordsList")
        rows.setAccessibleName(HEADING)
        rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._heading = _Heading(theme, rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(rows)
        self.hide()
        above.set_foot(self)
        above.steps_out, rows.steps_out = self._step_down, self._step_up
        above.current_changed.connect(self._leave)
        above.selection_changed.connect(self._leave_for_selection)
        rows.current_changed.connect(self._take_over)
        theme.changed.connect(self._resize)

    def show_papers(self, papers: Sequence[int], keep: int | None = None) -> None:
        """Show these papers. Of another query none is current, else the current one to `keep`.

        It keeps its place where it is not among them.
        """
        current = self.current_id()
        gone = current is not None and current != keep
        if current is not None and current == keep and current not in papers:
            row = self.model.row_of(current)
            papers = [*papers[:row], current, *papers[row:]]
        if gone:
            self.rows.leave()
        self.model.set_ids(list(papers))
        self.setVisible(bool(papers))
        self._resize()
        if gone:
            self.current_changed.emit(None)

    def set_density(self, density: Density) -> None:
        """Show cards, compact cards or columns."""
        self.rows.set_density(density)
        self._resize()

    def follow_columns(self, columns: ColumnHeader) -> None:
        """Draw the cells of columns where this header has them."""
        self.rows.delegate.cells = columns.cells
        columns.changed.connect(self.rows.viewport().update)

    def current_id(self) -> int | None:
        """The paper that is current here."""
        return self.rows.current_id()

    def select_id(self, paper: int) -> bool:
        """Make a paper current; False if it is not here."""
        return self.rows.select_id(paper)

    @Slot()
    def _resize(self) -> None:
        heading = self._theme.row(40)
        self._heading.setFixedHeight(heading)
        height = self.rows.delegate.row_height() * self.model.total
        self.rows.setFixedHeight(height)
        self.setFixedHeight(heading + height)
        self._above.place_empty()

    # One current paper

    @Slot(object)
    def _take_over(self, paper: int | None) -> None:
        if paper is None:
            return
        self._above.leave()
        row = self.rows.visualRect(self.rows.currentIndex())
        top = self.rows.mapTo(self, QPoint(0, row.top())).y()
        # With the first paper the heading.
        self._above.show_in_foot(0 if not row.top() else top, top + row.height())
        self.current_changed.emit(paper)

    @Slot(object)
    def _leave(self, paper: int | None) -> None:
        if paper is not None:
            self.rows.leave()

    @Slot()
    def _leave_for_selection(self) -> None:
        """All papers above were selected: the first of them is read in place of the one here."""
        if self.current_id() is not None and self._above.selected_count:
            first = self._above.selectionModel().selectedIndexes()[0]
            self._above.selectionModel().setCurrentIndex(
                first, self._above.selectionModel().SelectionFlag.NoUpdate
            )

    def _step_down(self, step: int) -> bool:
        if self.current_id() is not None:
            (self.rows.select_next if step > 0 else self.rows.select_previous)()
            return True
        last = self._above.model().rowCount() - 1
        if step < 0 or self.isHidden() or self._above.currentIndex().row() != last:
            return False
        if self._above.hasFocus():
            self.rows.setFocus()
        self.rows.delegate.keyboard = True
        self.rows.select_row(0)
        return True

    def _step_up(self, step: int) -> bool:
        if step > 0 or self.rows.currentIndex().row() != 0 or not self._above.model().rowCount():
            return False
        if self.rows.hasFocus():
            self._above.setFocus()
        self._above.select_row(self._above.model().rowCount() - 1)
        return True
