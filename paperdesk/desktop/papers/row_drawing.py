"""Renders the visible rows of a list in steps, so that no letter typed meanwhile waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QAbstractItemView

_FINISHED = object()


class RowDrawing(QObject):
    """Takes a step for each turn of the event loop; the view shows the old rows until the last."""

    finished = Signal()
    """The rows are on the screen."""

    def __init__(self, view: QAbstractItemView, draw: Callable[[], Iterator[None]]) -> None:
        """`draw` renders a row in each step."""
        super().__init__(view)
        self._view, self._draw = view, draw
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
        yield from self._draw()
        self._view.viewport().setUpdatesEnabled(True)
        yield
        self.finished.emit()
