"""The bar above the list: number of papers, sort order, view options."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QWidget,
)

from paperdesk.desktop.papers.filter_button import FilterButton
from paperdesk.desktop.widgets.basics import describe, icon_button
from paperdesk.desktop.widgets.elided_label import ElidedLabel
from paperdesk.desktop.widgets.menu import Menu
from paperdesk.translation import tr, tr_in, tr_n

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from paperdesk.desktop.papers.painter import Density
    from paperdesk.desktop.theme.theme import Theme

SORTS = {
    "relevance": tr("Best match"),
    "date": tr("Newest first"),
    "-date": tr("Oldest first"),
    "added": tr("Recently added"),
    "listed": tr("As listed"),
    "author": tr_in("order", "Author"),
    "title": tr_in("order", "Title"),
    "upvotes": tr("Most upvotes"),
    "comments": tr("Most comments"),
    "trending": tr("Trending"),
    "foryou": tr("For you"),
}
GROUPINGS = {
    "": tr("No grouping"),
    "day": tr("By day"),
    "week": tr("By week"),
    "month": tr("By month"),
}


class ListHeader(QFrame):
    """Number of papers, buttons and menus. It changes nothing itself."""

    sort_chosen = Signal(str)
    """A key of SORTS."""
    density_chosen = Signal(str)
    groups_chosen = Signal(str)
    """A key of GROUPINGS."""
    filter_chosen = Signal(object)
    """A Filter to include in the query, then to exclude, then to remove."""
    columns_requested = Signal()
    """Open the menu of columns."""
    timeline_toggled = Signal(bool)
    empty_trash_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self.setProperty("pane", "list")
        self.setFixedHeight(theme.row(40))
        self.count_label = ElidedLabel("count", self)
        self.empty_trash_button = QPushButton(tr("Empty trash"), self)
        self.empty_trash_button.setProperty("kind", "link")
        describe(self.empty_trash_button, tr("Empty the trash"))
        self.empty_trash_button.clicked.connect(self.empty_trash_clicked)
        self.sort_button = SortButton(theme, self)
        self._sorts = self._sort_menu()
        self.comfortable_button = icon_button(theme, "ph.rows", tr("Cards"), "Ctrl+1", self)
        self.compact_button = icon_button(theme, "ph.list", tr("Compact"), "Ctrl+2", self)
        self.columns_button = icon_button(theme, "ph.table", tr("Columns"), "Ctrl+3", self)
        self.columns_menu_button = icon_button(theme, "ph.columns", tr("Choose columns"), "", self)
        self.columns_menu_button.setIconSize(QSize(px(16), px(16)))
        self.columns_menu_button.clicked.connect(self.columns_requested)
        self.filter_button = FilterButton(theme, self)
        self.filter_button.filter_chosen.connect(self.filter_chosen)
        self.filter_button.timeline_toggled.connect(self.timeline_toggled)
        group = QButtonGroup(self)
        for name, button in self._densities().items():
            button.setCheckable(True)
            button.setIconSize(QSize(px(16), px(16)))
            group.addButton(button)
            button.clicked.connect(partial(self.density_chosen.emit, name))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(8), 0)
        row.setSpacing(px(2))
        row.addWidget(self.count_label, 1)
        row.addWidget(self.empty_trash_button)
        row.addWidget(self.columns_menu_button)
        row.addWidget(self.filter_button)
        row.addWidget(self.sort_button)
        row.addWidget(self.comfortable_button)
        row.addWidget(self.compact_button)
        row.addWidget(self.columns_button)
        self.set_in_trash(False)
        self.set_sort("date", words=False)
        self.set_groups("")
        self.set_density("comfortable")

    def set_count(self, papers: int) -> None:
        """Show the number of papers."""
        self.count_label.setText(tr_n("{n} paper", "{n} papers", papers))
        self.count_label.setAccessibleName(self.count_label.text())

    def set_groups(self, by: str) -> None:
        """Check the grouping in the menu."""
        for action in self._groupings.actions():
            action.setChecked(action.data() == by)

    def set_timeline(self, on: bool) -> None:
        """Set whether the timeline is visible."""
        self.filter_button.timeline_shown = on

    def set_query(self, text: str) -> None:
        """Set the query whose quick filters are checked."""
        self.filter_button.set_query(text)

    def set_in_trash(self, on: bool) -> None:
        """Show the button that empties the trash, or the filters."""
        self.empty_trash_button.setVisible(on)
        self.filter_button.setVisible(not on)

    def set_sort(self, name: str, *, reverse: bool = False, words: bool) -> None:
        """Show the sort order; `words`: whether the query has words, so that Best match applies."""
        text = SORTS[name]
        if reverse:
            text = SORTS.get(f"-{name}", tr("{order}, reversed", order=text))
            name = f"-{name}"
        self.sort_button.setText(text)
        self.sort_button.setAccessibleName(tr("Order: {order}", order=text))
        for action in self._sorts.actions():
            action.setChecked(action.data() == name)
            action.setVisible(words or action.data() != "relevance")

    def set_density(self, density: Density) -> None:
        """Check the button of a density."""
        self._densities()[density].setChecked(True)
        self.columns_menu_button.setVisible(density == "columns")

    def _densities(self) -> dict[Density, QToolButton]:
        return {
            "comfortable": self.comfortable_button,
            "compact": self.compact_button,
            "columns": self.columns_button,
        }

    def _sort_menu(self) -> QActionGroup:
        menu = Menu(self.sort_button)
        group = QActionGroup(menu)
        for name, text in SORTS.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setData(name)
            action.triggered.connect(partial(self.sort_chosen.emit, name))
            group.addAction(action)
        menu.addSeparator()
        self._groupings = QActionGroup(menu)
        for name, text in GROUPINGS.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setData(name)
            action.triggered.connect(partial(self.groups_chosen.emit, name))
            self._groupings.addAction(action)
        self.sort_button.setMenu(menu)
        return group


class SortButton(QToolButton):
    """A text button that opens a menu, with a caret after the text."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("sortButton")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(theme.px(32))
        describe(self, tr_in("of a list", "Order"))

    def sizeHint(self) -> QSize:
        """The width of the text, margins of 8 and the caret."""
        text = QFontMetrics(self._theme.font(12)).horizontalAdvance(self.text())
        return QSize(text + self._theme.px(8 + 4 + 12 + 8), self._theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px = self._theme.px
        size = px(12)
        caret = QRect(self.width() - px(8) - size, (self.height() - size) // 2, size, size)
        self._theme.icon("ph.caret-down-bold").paint(QPainter(self), caret)
