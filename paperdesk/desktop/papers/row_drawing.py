"""Renders the visible rows of a list in steps, so that no letter typed meanwhile waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from paperdesk.desktop.papers.model import RowRole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.desktop.papers.delegate import PaperDelegate
    from paperdesk.desktop.widgets.row_table import RowTable

_FINISHED = object()


class RowDrawing(QObject):
    """Takes a step for each turn of the event loop; the view shows the old rows until the last."""

    finished = Signal()
    """The rows are on the screen."""

    def __init__(self, view: RowTable, delegate: PaperDelegate) -> None:
        super().__init__(view)
        self._view, self._delegate = view, delegate
        self._steps: Iterator[None] = iter(())
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._take_step)

    def start(self) -> None:
        """Begin with the first row, in place of a drawing under way."""
        self._view.viewport().setUpdatesEnabled(False)
        self._steps = self._drawing()
        self._timer.start()

    @Slot()
    def _take_step(self) -> None:
        if next(self._steps, _FINISHED) is not _FINISHED:
            self._timer.start()

    def _drawing(self) -> Iterator[None]:
        yield from self._draw_rows()
        self._view.viewport().setUpdatesEnabled(True)
        yield
        self.finished.emit()

    def _draw_rows(self) -> Iterator[None]:
        view, model = self._view, self._view.model()
        first = max(0, view.rowAt(0))
        model.index(first, 0).data(RowRole)  # reads a page of rows
        yield
        option = QStyleOptionViewItem()
        view.initViewItemOption(option)
        bottom = view.viewport().visibleRegion().boundingRect().bottom()
        for row in range(first, model.rowCount()):
            index = model.index(row, 0)
            option.rect = view.visualRect(index)
            if option.rect.top() > bottom:
                break
            option.state = QStyle.StateFlag.State_Enabled
            if view.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if self._delegate.prepare(option, index):
                yield
