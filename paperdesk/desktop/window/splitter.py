"""Two panes with a hairline between them; the left one may be hidden, or lie over the right one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QSplitter, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from paperdesk.desktop.theme.theme import Theme

WIDE = 1360
"""From this window width on, panes have their full width."""
NARROW = 1040
"""Below this window width the sidebar hides, and lies over the list when asked for."""


_UNLIMITED = (1 << 24) - 1
"""Qt's own QWIDGETSIZE_MAX."""


@dataclass(frozen=True, slots=True)
class Widths:
    """Widths of a left pane, in pixels of the theme."""

    least: int
    narrow: int
    """In a window that is not WIDE."""
    wide: int
    most: int


class SideBySide(QSplitter):
    """A splitter whose left pane keeps its width when the window grows.

    Until the user has moved the line, the left pane has the width that fits the window.
    """

    def __init__(self, theme: Theme, left: QWidget, right: QWidget, widths: Widths) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme, self._widths = theme, widths
        self.chosen_width: int | None = None
        """The left pane's width, once the user has chosen one."""
        self.setChildrenCollapsible(False)
        self.left, self.right = left, right
        self.setHandleWidth(1)  # Qt takes hold of it five pixels wide
        self.addWidget(left)
        self.addWidget(right)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        left.setMinimumWidth(theme.px(widths.least))
        left.setMaximumWidth(theme.px(widths.most))
        self.splitterMoved.connect(self._moved)

    def fit(self) -> None:
        """Give the left pane its width: the user's, or the one that fits the window."""
        wide = self.window().width() >= self._theme.px(WIDE)
        width = self._theme.px(self._widths.wide if wide else self._widths.narrow)
        width = self.chosen_width or width
        self.setSizes([width, max(1, self.width() - width)])

    def show_only(self, pane: QWidget | None) -> None:
        """Give one pane all the room; both have theirs with None."""
        alone = pane is self.left
        self.left.setMaximumWidth(_UNLIMITED if alone else self._theme.px(self._widths.most))
        for each in (self.left, self.right):
            each.setVisible(pane in (None, each))
        if pane is None:
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.chosen_width is None:
            self.fit()

    @Slot()
    def _moved(self) -> None:
        self.chosen_width = self.sizes()[0]


class SidebarSplit(SideBySide):
    """The sidebar and the rest. In a narrow window the sidebar hides by itself."""

    def __init__(self, theme: Theme, sidebar: QWidget, rest: QWidget) -> None:
        super().__init__(theme, sidebar, rest, Widths(176, 208, 232, 320))
        self._sidebar = sidebar
        self._wanted = True
        self._over = False
        sidebar.installEventFilter(self)

    @property
    def wanted(self) -> bool:
        """Whether the sidebar shows where there is room for it."""
        return self._wanted

    def set_wanted(self, wanted: bool) -> None:
        """Show or hide the sidebar where there is room for it."""
        self._wanted = wanted
        self._arrange()

    def toggle(self) -> None:
        """Show or hide the sidebar; in a narrow window, lay it over the list."""
        if not self._narrow():
            self.set_wanted(not self._wanted)
        elif self._over:
            self.put_away()
        else:
            self._over = True
            self._sidebar.setParent(self.window())
            self._sidebar.setGeometry(0, 0, self._theme.px(232), self.height())
            self._sidebar.show()
            self._sidebar.raise_()
            self._sidebar.setFocus()

    def put_away(self) -> None:
        """Take away a sidebar that lies over the list."""
        if self._over:
            self._over = False
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._over = False
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc puts away a sidebar that lies over the list."""
        if (
            self._over and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape  # type: ignore[attr-defined]
        ):
            self.put_away()
            return True
        return super().eventFilter(watched, event)

    def _narrow(self) -> bool:
        return self.width() < self._theme.px(NARROW)

    def _arrange(self) -> None:
        if self._over:
            return
        if self._sidebar.parent() is not self:
            self.insertWidget(0, self._sidebar)
        self._sidebar.setVisible(self._wanted and not self._narrow())
