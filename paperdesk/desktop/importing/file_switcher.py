"""The buttons that switch between the files of one import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from paperdesk.desktop.widgets.basics import icon_button, label
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme


class FileSwitcher(QWidget):
    """`1 of 3` between two buttons; hidden for one file."""

    switched = Signal(int)
    """Index of the file to show."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = 0
        self._previous = icon_button(theme, "ph.caret-left", tr("Previous file"), "", self)
        self._count = label("meta", self)
        self._next = icon_button(theme, "ph.caret-right", tr("Next file"), "", self)
        self.buttons = (self._previous, self._next)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for part in (self._previous, self._count, self._next):
            row.addWidget(part)
        self._previous.clicked.connect(self._show_previous)
        self._next.clicked.connect(self._show_next)

    def show_place(self, place: int, of: int) -> None:
        """Show the position: index `place` of `of`."""
        self.place = place
        self._count.setText(tr("{place} of {number}", place=place + 1, number=of))
        self._previous.setEnabled(place > 0)
        self._next.setEnabled(place < of - 1)
        self.setVisible(of > 1)

    @Slot()
    def _show_previous(self) -> None:
        self.switched.emit(self.place - 1)

    @Slot()
    def _show_next(self) -> None:
        self.switched.emit(self.place + 1)
