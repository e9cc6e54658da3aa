"""The quick filters: a menu of checkable terms of the query."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from paperdesk.desktop.widgets import keycaps
from paperdesk.desktop.widgets.basics import describe
from paperdesk.desktop.widgets.menu import Menu
from paperdesk.late import Late
from paperdesk.model.query_tree import Filter
from paperdesk.translation import tr, tr_in

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model import query_editing
else:
    query_editing = Late("paperdesk.model.query_editing")

FILTERS = (
    (tr_in("status", "Unread"), tr("Not: unread"), Filter("is", "unread")),
    (tr_in("status", "Reading"), tr("Not: reading"), Filter("is", "reading")),
    (tr("Starred"), tr("Not: starred"), Filter("is", "starred")),
    (tr("Has a note"), tr("Not: has a note"), Filter("has", "note")),
    (tr("Has a highlight"), tr("Not: has a highlight"), Filter("has", "highlight")),
    (tr("Has code"), tr("Not: has code"), Filter("has", "code")),
    (tr("Has an abstract"), tr("Not: has an abstract"), Filter("has", "abstract")),
    (tr("On arXiv"), tr("Not: on arXiv"), Filter("has", "arxiv")),
    (tr("Without tags"), tr("Not: without tags"), Filter("tag", "none")),
)
"""Name, name if it is excluded, and condition of each quick filter."""


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
        describe(self, tr("Filters"))
        menu = Menu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def set_query(self, text: str) -> None:
        """Set the query whose filters are shown."""
        self._text = text
        terms = [query_editing.find_filter(text, condition) for _, _, condition in FILTERS]
        self.setChecked(any(term is not None for term in terms))

    @Slot()
    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        for name, negated, condition in FILTERS:
            term = query_editing.find_filter(self._text, condition)
            excluded = term is not None and term.negated
            action = menu.addAction(negated if excluded else name)
            action.setCheckable(True)
            action.setChecked(term is not None)
            action.triggered.connect(partial(self.filter_chosen.emit, condition))
        menu.addSeparator()
        timeline = menu.addAction("\t".join((tr("Timeline"), keycaps.shown("Ctrl+4"))))
        timeline.setCheckable(True)
        timeline.setChecked(self.timeline_shown)
        timeline.triggered.connect(self.timeline_toggled)
