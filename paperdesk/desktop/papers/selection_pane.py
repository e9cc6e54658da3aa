"""The pane shown while several papers are selected: their number, state and actions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.widgets.basics import describe, label
from paperdesk.desktop.widgets.key_button import BarButton
from paperdesk.translation import tr, tr_in, tr_n

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
        self.setAccessibleName(tr("Selected papers"))
        self.setProperty("pane", "reader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.count = label("hero", self)
        self.facts = label("meta", self)
        self.star_button = BarButton(theme, "ph.star", tr("Star"), "S", self)
        self.tag_button = BarButton(theme, "ph.tag", tr("Tag"), "T", self)
        self.reading_button = BarButton(
            theme, "ph.book-open", tr_in("status", "Reading"), "L", self
        )
        self.read_button = BarButton(theme, "ph.check", tr_in("status", "Read"), "E", self)
        self.dismiss_button = BarButton(theme, "ph.eye-slash", tr("Dismiss"), "X", self)
        self.trash_button = BarButton(theme, "ph.trash", tr_in("button", "Trash"), "Del", self)
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
        n = counts.papers
        self.count.setText(tr_n("{n} paper selected", "{n} papers selected", n))
        parts = (
            (counts.starred, tr_n("{n} starred", "{n} starred", counts.starred)),
            (counts.unread, tr_n("{n} unread", "{n} unread", counts.unread)),
            (counts.trashed, tr_n("{n} in the trash", "{n} in the trash", counts.trashed)),
        )
        self.facts.setText(wording.DOT.join(text for count, text in parts if count))
        unstar = bool(counts.papers) and counts.starred == counts.papers
        self.star_button.setText(tr("Unstar") if unstar else tr("Star"))
        describe(self.star_button, tr("Remove the stars") if unstar else tr("Star"), "S")
        restore = bool(counts.papers) and counts.trashed == counts.papers
        self.trash_button.setText(tr("Restore") if restore else tr_in("button", "Trash"))
        name = tr("Restore from the trash") if restore else tr("Move to the trash")
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
