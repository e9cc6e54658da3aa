"""The list of papers: a view of a PaperModel that keeps selection and scroll by paper.

    papers = PaperList(theme, model, parent)       objectName `paperList`
    papers.current_changed(id)                     another paper became current
    papers.selection_changed()                     other papers are selected
    papers.star_clicked(id)                        the click selected nothing
    papers.link_clicked(name)                      a link of the empty text was followed
    papers.selected_ids() -> list[int]             in the list's order
    papers.current_id() -> int | None
    papers.select_id(id) -> bool, select_row(row), select_next(), select_previous()
    papers.select_in_place()
    papers.set_density("comfortable" | "compact" | "columns")
    papers.top_group() -> Group | None             the group of the topmost paper
    papers.delegate.cells                          where cells are, for columns
    papers.most_in_sight -> int
    papers.draw_anew()                             what rows show is other than it was
    papers.drawn()                                 and now it is on the screen
    papers.set_empty(html)                         from RowTable

When the model takes other ids, selected papers stay selected and the topmost visible paper stays
where it is; call scrollToTop() after a new query. A current paper that is gone says nothing, and
select_next() then takes the paper that stands in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from paperdesk.desktop.papers.delegate import PaperDelegate
from paperdesk.desktop.papers.model import GroupRole, runs
from paperdesk.desktop.widgets.row_table import RowTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

    from paperdesk.desktop.papers.groups import Group
    from paperdesk.desktop.papers.model import PaperModel
    from paperdesk.desktop.papers.painter import Density
    from paperdesk.desktop.theme.theme import Theme

_BY_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}
_MOST_STRETCHES = 1_000
"""Qt compares every stretch of a selection with every other: 14,000 took 2 s, 100,000 minutes. A
selection torn into more, as all papers are by another order, shrinks to the current paper."""
_Flag = QItemSelectionModel.SelectionFlag
_DONE = object()


class PaperList(RowTable):
    """Papers as cards, chosen one or several at a time."""

    current_changed = Signal(int)
    selection_changed = Signal()
    star_clicked = Signal(int)
    drawn = Signal()

    def __init__(self, theme: Theme, model: PaperModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.drag_data: Callable[[list[int]], QMimeData] | None = None
        """What papers are when they are dragged out; without it they are not."""
        self.setDragEnabled(True)
        self.setObjectName("paperList")
        self.setAccessibleName("Papers")
        self._papers = model
        self.delegate = PaperDelegate(theme, self)
        self._current: int | None = None
        self._current_row = -1
        self._first_selected = -1
        self._pressed_star: int | None = None
        self._selected: NDArray[np.int64] = np.empty(0, np.int64)
        self._visible: list[tuple[int, int]] = []
        self._steps: Iterator[None] = iter(())
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._take_turn)
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._set_row_height()
        theme.changed.connect(self._set_row_height)
        self.setModel(model)
        # Connected behind the view's own reset, so that these run on a list laid out anew.
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)

    # What is chosen

    @property
    def ids(self) -> NDArray[np.int64]:
        """The papers known so far, in the list's order; not to be changed."""
        return self._papers.ids

    def selected_ids(self) -> list[int]:
        """The selected papers in the list's order; of rows not known yet, none."""
        return [int(paper) for paper in self._selected_array()]

    @property
    def selected_count(self) -> int:
        """How many papers are selected."""
        return len(self._selected_array())

    def current_id(self) -> int | None:
        """The paper the keyboard is on."""
        return self._papers.id_at(self.currentIndex().row())

    def select_id(self, paper: int) -> bool:
        """Make a paper the only one selected and bring it into sight; False if it is not here."""
        row = self._papers.row_of(paper)
        if row is None:
            return False
        self.select_row(row)
        return True

    def following(self, paper: int, count: int) -> list[int]:
        """Up to `count` papers after one; none if it is not in the list."""
        row = self._papers.row_of(paper)
        ids = (
            [self._papers.id_at(row + step) for step in range(1, count + 1)]
            if row is not None
            else []
        )
        return [each for each in ids if each is not None]

    def select_row(self, row: int) -> None:
        """Select the paper at a row, held within the list, and bring it into sight."""
        count = self._papers.rowCount()
        if count:
            row = min(max(row, 0), count - 1)
            # A head is no paper: the first of its group is below it.
            head = self._papers.index(row).data(GroupRole) is not None
            index = self._papers.index(row + head)
            # Not setCurrentIndex: that toggles the row while a user holds Ctrl.
            self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)

    def select_in_place(self) -> None:
        """Select the paper that stands where the first selected one was before they went."""
        self.select_row(self._first_selected)

    def select_next(self) -> None:
        """Go one paper down."""
        self.delegate.keyboard = True
        here = self.currentIndex().isValid()
        self.select_row(self.currentIndex().row() + 1 if here else self._current_row)

    def select_previous(self) -> None:
        """Go one paper up."""
        self.delegate.keyboard = True
        here = self.currentIndex().isValid()
        row = (self.currentIndex().row() if here else self._current_row) - 1
        head = self._papers.index(max(row, 0)).data(GroupRole) is not None
        self.select_row(row - 1 if head and row else row)

    # How it looks

    def set_density(self, density: Density) -> None:
        """Show cards, compact ones, or columns, the topmost paper staying on top."""
        if density == self.delegate.density:
            return
        self._remember()
        self.delegate.set_density(density)
        self._set_row_height()
        top = [(paper, 0) for paper, _ in self._visible[:1]]
        self._papers.set_heads(density != "comfortable")  # may reset the model, and so _visible
        self._visible = top
        self._scroll_back()

    @Slot()
    def draw_anew(self) -> None:
        """Draw the rows in sight, each in a turn of its own, then show them all at once.

        So no letter typed meanwhile waits for a whole screen.
        """
        self.viewport().setUpdatesEnabled(False)
        self._steps = self._draw()
        self._turn.start()

    @Slot()
    def _take_turn(self) -> None:
        if next(self._steps, _DONE) is not _DONE:
            self._turn.start()

    def _draw(self) -> Iterator[None]:
        first = max(0, self.rowAt(0))
        self._papers.row_at(first)  # reads a page of them
        yield
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        for row in range(first, min(first + self.most_in_sight, self._papers.rowCount())):
            index = self._papers.index(row)
            option.rect = self.visualRect(index)
            option.state = QStyle.StateFlag.State_Enabled
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if self.delegate.prepare(option, index):
                yield
        self.viewport().setUpdatesEnabled(True)
        yield
        self.drawn.emit()

    @property
    def most_in_sight(self) -> int:
        """How many rows the list can show, cut off ones counted."""
        return self.viewport().height() // self.delegate.row_height() + 2

    def top_group(self) -> Group | None:
        """The group of the topmost paper in sight."""
        return self._papers.group_of(self.rowAt(0)) if self._papers.rowCount() else None

    # Selection and scroll by paper

    @Slot()
    def _remember(self) -> None:
        self._selected = self._selected_array()
        tops = [part.top() for part in self.selectionModel().selection().toList()]
        self._first_selected = min(tops, default=self._current_row)
        self._visible = []
        index = self.indexAt(QPoint(0, 0))
        row = index.row()
        while index.isValid() and self.visualRect(index).top() < self.viewport().height():
            paper = self._papers.id_at(row)
            if paper is not None:
                self._visible.append((paper, self.visualRect(index).top()))
            row += 1
            index = self._papers.index(row)

    @Slot()
    def _restore(self) -> None:
        self._select(self._papers.rows_of(self._selected))
        row = None if self._current is None else self._papers.row_of(self._current)
        if row is None:
            self._current = None
        else:
            index = self._papers.index(row)
            self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
        self._scroll_back()
        self.place_empty()
        self.draw_anew()

    @Slot()
    def _set_row_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.delegate.row_height())

    def _select(self, rows: NDArray[np.int64]) -> None:
        selection = QItemSelection()
        stretches = runs(rows)
        if len(stretches) > _MOST_STRETCHES:
            here = None if self._current is None else self._papers.row_of(self._current)
            stretches = [] if here is None else [(here, here)]
        for first, last in stretches:
            selection.select(self._papers.index(first), self._papers.index(last))
        self.selectionModel().select(selection, _Flag.ClearAndSelect)

    def _scroll_back(self) -> None:
        """Put the first paper that was visible, and still is here, where it was."""
        self.executeDelayedItemsLayout()
        height = self.verticalHeader().defaultSectionSize()
        for paper, top in self._visible:
            row = self._papers.row_of(paper)
            if row is not None:
                self.verticalScrollBar().setValue(row * height - top)
                return
        self.scrollToTop()

    def _selected_array(self) -> NDArray[np.int64]:
        ranges = sorted(
            (part.top(), part.bottom()) for part in self.selectionModel().selection().toList()
        )
        parts = [self._papers.ids_between(first, last) for first, last in ranges]
        return np.concatenate(parts) if parts else np.empty(0, np.int64)

    # Qt's events

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        paper = self._papers.id_at(current.row())
        if paper is None:
            return
        self._current_row = current.row()
        if paper != self._current:
            self._current = paper
            self.current_changed.emit(paper)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.delegate.keyboard = True
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in _BY_KEYBOARD:
            self.delegate.keyboard = True
        super().focusInEvent(event)
        # Qt makes the first row current when the keyboard comes here; what is current is chosen.
        if self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self.select_row(self.currentIndex().row())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.delegate.keyboard = False
        self._pressed_star = self._star_at(event)
        if self._pressed_star is None:
            super().mousePressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        if self.drag_data is not None and self.selected_ids():
            drag = QDrag(self)
            drag.setMimeData(self.drag_data(self.selected_ids()))
            drag.exec(Qt.DropAction.CopyAction)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed_star = self._star_at(event)
        if self._pressed_star is None:
            super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_star = self._pressed_star, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif pressed == self._star_at(event):
            self.star_clicked.emit(pressed)

    def _star_at(self, event: QMouseEvent) -> int | None:
        """The paper whose star is under the pointer of a left click."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return None
        on_star = self.delegate.star_rect(self.visualRect(index)).contains(point)
        return self._papers.id_at(index.row()) if on_star else None
