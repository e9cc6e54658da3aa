"""The quick filters: a menu of checkable terms of the query."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from paperdesk.desktop.widgets.basics import describe
from paperdesk.desktop.widgets.menu import Menu
from paperdesk.model.query import Filter
from paperdesk.model.query_editing import find_filter

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme

FILTERS = (
    ("Unread", Filter("is", "unread")),
    ("Reading", Filter("is", "reading")),
    ("Starred", Filter("is", "starred")),
    ("Has a note", Filter("has", "note")),
    ("Has a highlight", Filter("has", "highlight")),
    ("Has code", Filter("has", "code")),
    ("Has an abstract", Filter("has", "abstract")),
    ("On arXiv", Filter("has", "arxiv")),
    ("Without tags", Filter("tag", "none")),
)


class FilterButton(QToolButton):
    """Opens the menu; checked while the query contains a quick filter.

    A term that the query contains is checked, and named `Not: …` if it is excluded.
    """

    filter_chosen = Signal(object)
    """A Filter to include in the query, or to remove from it."""

    timeline_toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.px
        self._text = ""
        self.timeline_shown = False
        self.setIcon(theme.icon("ph.funnel"))
        self.setIconSize(QSize(px(16), px(16)))
        self.setFixedSize(px(32), px(32))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(True)
        describe(self, "Filters")
        menu = Menu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def set_query(self, text: str) -> None:
        """Set the query whose filters are shown."""
        self._text = text
        terms = [find_filter(text, condition) for _, condition in FILTERS]
        self.setChecked(any(term is not None for term in terms))

    @Slot()
    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        for name, condition in FILTERS:
            term = find_filter(self._text, condition)
            excluded = term is not None and term.negated
            action = menu.addAction(f"Not: {name.lower()}" if excluded else name)
            action.setCheckable(True)
            action.setChecked(term is not None)
            action.triggered.connect(partial(self.filter_chosen.emit, condition))
        menu.addSeparator()
        timeline = menu.addAction("Timeline\tCtrl+4")
        timeline.setCheckable(True)
        timeline.setChecked(self.timeline_shown)
        timeline.triggered.connect(self.timeline_toggled)
