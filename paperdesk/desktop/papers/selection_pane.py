"""The pane shown while several papers are selected: their number, state and actions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.widgets.basics import describe, label
from paperdesk.desktop.widgets.key_button import BarButton

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import StateCounts

_COLUMNS = 3


class SelectionPane(QWidget):
    """Shows a summary of the selected papers, and buttons. It changes nothing itself."""

    star_clicked = Signal()
    tags_requested = Signal()
    status_clicked = Signal(str)
    trash_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("selectionPane")
        self.setAccessibleName("Selected papers")
        self.setProperty("pane", "reader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.count = label("hero", self)
        self.facts = label("meta", self)
        self.star_button = BarButton(theme, "ph.star", "Star", "S", self)
        self.tag_button = BarButton(theme, "ph.tag", "Tag", "T", self)
        self.reading_button = BarButton(theme, "ph.book-open", "Reading", "L", self)
        self.read_button = BarButton(theme, "ph.check", "Read", "E", self)
        self.dismiss_button = BarButton(theme, "ph.eye-slash", "Dismiss", "X", self)
        self.trash_button = BarButton(theme, "ph.trash", "Trash", "Del", self)
        self.star_button.clicked.connect(self.star_clicked)
        self.tag_button.clicked.connect(self.tags_requested)
        self.trash_button.clicked.connect(self.trash_clicked)
        for status, button in (
            ("reading", self.reading_button),
            ("read", self.read_button),
            ("dismissed", self.dismiss_button),
        ):
            button.clicked.connect(partial(self.status_clicked.emit, status))
        self._arrange()
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_counts(self, counts: StateCounts) -> None:
        """Show how many papers are selected, and how many of them are starred, unread, trashed."""
        self.count.setText(f"{wording.plural(counts.papers, 'paper')} selected")
        named = {
            "starred": counts.starred,
            "unread": counts.unread,
            "in the trash": counts.trashed,
        }
        parts = [f"{wording.number(count)} {name}" for name, count in named.items() if count]
        self.facts.setText(wording.DOT.join(parts))
        unstar = bool(counts.papers) and counts.starred == counts.papers
        self.star_button.setText("Unstar" if unstar else "Star")
        describe(self.star_button, "Remove the stars" if unstar else "Star", "S")
        restore = bool(counts.papers) and counts.trashed == counts.papers
        self.trash_button.setText("Restore" if restore else "Trash")
        name = "Restore from the trash" if restore else "Move to the trash"
        describe(self.trash_button, name, "Del")

    def _arrange(self) -> None:
        px = self._theme.px
        grid = QGridLayout()
        grid.setSpacing(px(8))
        for number, button in enumerate(
            (
                self.star_button,
                self.tag_button,
                self.reading_button,
                self.read_button,
                self.dismiss_button,
                self.trash_button,
            )
        ):
            grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self.count)
        column.addSpacing(px(8))
        column.addWidget(self.facts)
        column.addSpacing(px(24))
        column.addLayout(grid)
        column.addStretch(2)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(column)
        row.addStretch(1)

    def _restyle(self) -> None:
        self.count.setFont(self._theme.reading_font(24, 600))
