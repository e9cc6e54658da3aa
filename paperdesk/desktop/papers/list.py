"""The list of papers: selection and scroll position follow the papers, not the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QDrag
from PySide6.QtWidgets import QAbstractItemView, QWidget

from paperdesk.desktop.papers.current_paper import CurrentPaperRule, ListChange, ListState
from paperdesk.desktop.papers.delegate import PaperDelegate
from paperdesk.desktop.papers.model import GroupRole
from paperdesk.desktop.papers.row_drawing import RowDrawing
from paperdesk.desktop.widgets.row_table import RowTable
from paperdesk.late import Late
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    import numpy as np
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

    from paperdesk.desktop.papers.groups import Groups
    from paperdesk.desktop.papers.model import PaperModel
    from paperdesk.desktop.papers.painter import Density
    from paperdesk.desktop.session.ids import Ids
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import Row
else:
    np = Late("numpy")

_BY_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}
_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_MAX_RANGES = 1_000
"""Qt compares each range of a selection with each other: 14,000 took 2 s, 100,000 minutes. A
selection split into more, for example by another order, is reduced to the current paper."""
_Flag = QItemSelectionModel.SelectionFlag


class PaperTable(RowTable):
    """The view of a PaperModel. Selection and scroll position follow CurrentPaperRule."""

    current_changed = Signal(object)
    """Another paper became current: its id, or None."""
    selection_changed = Signal()
    star_clicked = Signal(int)
    """The star of a paper was clicked; the click does not select the paper."""
    menu_requested = Signal(QPoint)
    """Open the menu of the selected papers at this place of the screen."""
    drawn = Signal()
    """The rows of `redraw` are on the screen."""

    def __init__(self, theme: Theme, model: PaperModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.drag_data: Callable[[list[int]], QMimeData] | None = None
        """Returns the data of dragged papers; set by the owner. Without it, nothing is dragged."""
        self.steps_out: Callable[[int], bool] = _stays
        """Takes a step down (1) or up (-1) to another list; False within this one; set by the
        owner."""
        self.setDragEnabled(True)
        self.setObjectName("paperList")
        self.setAccessibleName(tr("Papers"))
        self._papers = model
        self.delegate = PaperDelegate(theme, self)
        self._current: int | None = None
        self._header_rows: list[int] = []
        self._pressed_star: int | None = None
        self._before = ListState(model.ids)  # when the model was about to be reset
        self._after: ListState | None = None  # what to show after the reset
        self._drawing = RowDrawing(self, self.delegate)
        self._drawing.finished.connect(self.drawn)
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._set_row_height()
        theme.changed.connect(self._set_row_height)
        self.setModel(model)
        # Connected after the view's own slots, so that the layout is up to date.
        model.modelAboutToBeReset.connect(self._save_view)
        model.modelReset.connect(self._restore_view)

    # Which papers are shown

    def show_papers(
        self,
        found: Ids,
        total: int,
        groups: Groups,
        change: ListChange,
        removed: Collection[int] = (),
        wanted: ListState | None = None,
    ) -> bool:
        """Show the papers that were found; True if CurrentPaperRule keeps others among them.

        `total` may be larger than their number: the model gets the remaining ones later.
        """
        after = CurrentPaperRule.after(change, self.list_state(), found, removed, wanted)
        more = len(after.ids) - len(found)
        if more:
            is_old = ~np.isin(after.ids, found)
            groups = groups.with_more((np.cumsum(~is_old) - 1)[is_old])
        self._after = after
        was_reset = self._papers.set_ids(after.ids, total + more, groups)
        self._after = None
        if not was_reset and change is not ListChange.DATA:
            self._apply(after)
        return bool(more)

    def list_state(self) -> ListState:
        """What is current, selected and in sight."""
        return ListState(self.ids, self._current, self._selected_array(), self._tops())

    # Selection

    @property
    def ids(self) -> Ids:
        """The papers known so far, in the order of the list. Do not modify."""
        return self._papers.ids

    def selected_ids(self) -> list[int]:
        """The selected papers, in the order of the list; rows not yet known are left out."""
        return [int(paper) for paper in self._selected_array()]

    @property
    def selected_count(self) -> int:
        """How many papers are selected."""
        return len(self._selected_array())

    def current_id(self) -> int | None:
        """The paper the keyboard is on."""
        return self._papers.id_at(self.currentIndex().row())

    def row_is_known(self, paper: int) -> bool:
        """Whether a paper is in the list, as far as its ids are known."""
        return self._papers.row_of(paper) is not None

    def select_id(self, paper: int) -> bool:
        """Select only this paper and scroll to it; False if it is not in the list."""
        row = self._papers.row_of(paper)
        if row is None:
            return False
        self.select_row(row)
        return True

    def shown_papers(self, papers: Sequence[int]) -> list[Row]:
        """The state of these papers as the list shows it, of those that it has drawn."""
        return self._papers.drawn_rows(papers)

    def following(self, paper: int, count: int) -> list[int]:
        """Up to `count` papers after one; none if it is not in the list."""
        return self._papers.following(paper, count)

    def select_row(self, row: int) -> None:
        """Select only the paper at the nearest existing row and scroll to it."""
        count = self._papers.rowCount()
        if count:
            row = min(max(row, 0), count - 1)
            # Of a group, select the first paper.
            is_header = self._papers.index(row).data(GroupRole) is not None
            index = self._papers.index(row + is_header)
            # The view's setCurrentIndex would toggle the row while Ctrl is held.
            self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)

    def leave(self) -> None:
        """Select no paper, and make none current, without a signal: another list has it now."""
        self._current = None
        self.selectionModel().clear()

    def select_next(self) -> None:
        """Select the next paper; the first one if none is current."""
        self.delegate.keyboard = True
        if not self.steps_out(1):
            self.select_row(self.currentIndex().row() + 1)

    def select_previous(self) -> None:
        """Select the previous paper."""
        self.delegate.keyboard = True
        if self.steps_out(-1):
            return
        row = self.currentIndex().row() - 1
        is_header = self._papers.index(max(row, 0)).data(GroupRole) is not None
        self.select_row(row - 1 if is_header and row else row)

    # Drawing

    def set_density(self, density: Density) -> None:
        """Show cards, compact cards or columns; the topmost paper stays on top."""
        if density == self.delegate.density:
            return
        before = self.list_state()
        self.delegate.set_density(density)
        self._set_row_height()
        self._scroll_to(tuple((paper, 0) for paper, _ in before.tops[:1]))

    @Slot()
    def redraw(self) -> None:
        """Render the visible rows anew, then show them at once."""
        self._drawing.start()

    @property
    def max_visible_rows(self) -> int:
        """How many rows fit into the list, including partly visible ones."""
        height = self.delegate.row_height()
        if self._header_rows:  # there may be one for each paper
            height = (height + self.delegate.header_height()) // 2
        return self.viewport().height() // height + 2

    # Resets of the model

    @Slot()
    def _save_view(self) -> None:
        self._before = self.list_state()

    @Slot()
    def _restore_view(self) -> None:
        self._set_row_height()
        ids, gone = self._papers.ids, self._before.ids.tolist()
        rule = CurrentPaperRule()
        self._apply(self._after or rule.after(ListChange.DATA, self._before, ids, gone))
        self.place_empty()
        self.redraw()

    def _apply(self, state: ListState) -> None:
        row = None if state.current is None else self._papers.row_of(state.current)
        index = QModelIndex() if row is None else self._papers.index(row)
        self._select(self._papers.ranges_of(state.selected), -1 if row is None else row)
        if self.currentIndex() != index:
            self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
        self.executeDelayedItemsLayout()
        if state.tops:
            self._scroll_to(state.tops)
        elif row == 0 or row is None:
            self.scrollToTop()
        else:
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        if row is None and self._current is not None:
            self._current = None
            self.current_changed.emit(None)

    def _tops(self) -> tuple[tuple[int, int], ...]:
        """The papers in sight, each with the distance of its row from the top of the view."""
        found = []
        index = self.indexAt(QPoint(0, 0))
        row = index.row()
        while index.isValid() and self.visualRect(index).top() < self.viewport().height():
            paper = self._papers.id_at(row)
            if paper is not None:
                found.append((paper, self.visualRect(index).top()))
            row += 1
            index = self._papers.index(row)
        return tuple(found)

    @Slot()
    def _set_row_height(self) -> None:
        height, header = self.delegate.row_height(), self.verticalHeader()
        header.setDefaultSectionSize(height)
        # Those resized before keep their size over a change of the default and a reset. Signals
        # would lay out the view for each of them: 250 ms for 3,000.
        before, self._header_rows = self._header_rows, self._papers.header_rows
        blocked = header.blockSignals(True)
        for row in before:
            if row < header.count():
                header.resizeSection(row, height)
        for row in self._header_rows:
            header.resizeSection(row, self.delegate.header_height())
        header.blockSignals(blocked)
        self.updateGeometries()
        self.viewport().update()

    def _select(self, ranges: list[tuple[int, int]], current: int) -> None:
        selection = QItemSelection()
        if len(ranges) > _MAX_RANGES:
            ranges = [] if current < 0 else [(current, current)]
        for first, last in ranges:
            selection.select(self._papers.index(first), self._papers.index(last))
        self.selectionModel().select(selection, _Flag.ClearAndSelect)

    def _scroll_to(self, tops: tuple[tuple[int, int], ...]) -> None:
        """Scroll so that the first of these papers that is in the list is where it was."""
        self.executeDelayedItemsLayout()
        for paper, top in tops:
            row = self._papers.row_of(paper)
            if row is not None:
                self.verticalScrollBar().setValue(self.verticalHeader().sectionPosition(row) - top)
                return
        self.scrollToTop()

    def _selected_array(self) -> Ids:
        ranges = sorted(
            (part.top(), part.bottom()) for part in self.selectionModel().selection().toList()
        )
        parts = [self._papers.ids_between(first, last) for first, last in ranges]
        return np.concatenate(parts) if len(parts) > 1 else [*parts, self._papers.ids[:0]][0]

    # Events

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self._update_current(current.row())

    def dataChanged(
        self,
        top_left: QModelIndex | QPersistentModelIndex,
        bottom_right: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        super().dataChanged(top_left, bottom_right, roles)
        self._update_current(self.currentIndex().row())  # its id may have become known

    def _update_current(self, row: int) -> None:
        paper = self._papers.id_at(row)
        if paper is not None and paper != self._current:
            self._current = paper
            self.current_changed.emit(paper)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.delegate.keyboard = True
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = 0 if pressed else _STEPS.get(event.key(), 0)
        if not (step and self.steps_out(step)):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in _BY_KEYBOARD:
            self.delegate.keyboard = True
        super().focusInEvent(event)
        # Qt makes the first row current on focus in; select it, too.
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu; the press before it has selected the paper under the pointer."""
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex()) & self.viewport().rect()
            place = self.viewport().mapToGlobal(rect.center())
        elif not self.indexAt(event.pos()).isValid():
            return
        if self.selected_count:
            self.menu_requested.emit(place)

    def _star_at(self, event: QMouseEvent) -> int | None:
        """The paper whose star was clicked with the left button."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return None
        on_star = self.delegate.star_rect(self.visualRect(index)).contains(point)
        return self._papers.id_at(index.row()) if on_star else None


def _stays(step: int) -> bool:
    return False
