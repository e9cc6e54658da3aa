"""Splitters: list and reader, and the sidebar beside both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from paperdesk.desktop.theme.theme import Theme

WIDE = 1360
"""Window width from which panes have their full width."""
NARROW = 1040
"""Window width below which the sidebar is hidden, and overlays the list when toggled.

It grows with the font, but is not less with a small one.
"""

_READER, _WIDE_READER = 448, 720
"""The least and the greatest width of the reader beside columns."""
_UNLIMITED = (1 << 24) - 1
"""Qt's own QWIDGETSIZE_MAX."""


@dataclass(frozen=True, slots=True)
class PaneWidths:
    """Widths of a left pane, in pixels before scaling by the theme."""

    least: int
    narrow: int
    """In a window narrower than WIDE."""
    wide: int
    most: int


class PaneSplitter(QSplitter):
    """A splitter whose left pane keeps its width when the window grows.

    Until the user moves the handle, the left pane has the default width for the window.
    """

    left: QWidget
    right: QWidget

    def __init__(self, theme: Theme, widths: PaneWidths, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._widths = theme, widths
        self.chosen_width: int | None = None
        """The left pane's width, once the user has chosen one."""
        self._alone: QWidget | None = None
        self._needed: Callable[[], int] | None = None
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)  # Qt accepts the mouse within five pixels
        self.splitterMoved.connect(self._moved)

    def set_panes(self, left: QWidget, right: QWidget) -> None:
        """Set the two panes; called once, before any other method."""
        self.left, self.right = left, right
        self.addWidget(left)
        self.addWidget(right)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        left.setMinimumWidth(self._theme.px(self._widths.least))
        left.setMaximumWidth(self._theme.px(self._widths.most))

    def fit(self) -> None:
        """Set the left pane to the width the user chose, or to the default for the window."""
        wide = self.window().width() >= self._theme.px(WIDE)
        width = self._theme.px(self._widths.wide if wide else self._widths.narrow)
        width = self.chosen_width or width
        self.setSizes([width, max(1, self.width() - width)])

    def show_only(self, pane: QWidget | None, needed: Callable[[], int] | None = None) -> None:
        """Give one pane the whole width; None shows both.

        `needed` returns the width of the left pane beside which the right one is shown, too, if
        there is room for it.
        """
        self._alone, self._needed = pane, needed
        self._arrange_panes()

    @Slot()
    def refit(self) -> None:
        """Give the right pane the room that another needed width leaves."""
        if self._needed is not None:
            self._arrange_panes()

    def _arrange_panes(self) -> None:
        alone = self._alone
        room = 0 if self._needed is None else self.width() - self._needed()
        both = alone is None or room >= self._theme.px(_READER)
        unlimited = alone is self.left
        self.left.setMaximumWidth(_UNLIMITED if unlimited else self._theme.px(self._widths.most))
        for each in (self.left, self.right):
            each.setVisible(both or each is alone)
        if alone is None:
            self.fit()
        elif both:
            right = min(room, self._theme.px(_WIDE_READER))
            self.setSizes([self.width() - right, right])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._needed is not None:
            self._arrange_panes()
        elif self.chosen_width is None:
            self.fit()

    @Slot()
    def _moved(self) -> None:
        if self._alone is None:
            self.chosen_width = self.sizes()[0]


class SidebarSplitter(PaneSplitter):
    """The sidebar and the rest. In a narrow window the sidebar is hidden."""

    sidebar_hidden = Signal(bool)
    """Whether the sidebar has no place beside the rest."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, PaneWidths(176, 208, 232, 320), parent)
        self._visible = True
        self._over = False

    def set_panes(self, left: QWidget, right: QWidget) -> None:
        """Set the sidebar and the rest."""
        super().set_panes(left, right)
        left.installEventFilter(self)

    @property
    def sidebar_visible(self) -> bool:
        """Whether the sidebar is shown in a window that is wide enough."""
        return self._visible

    @property
    def overlay_shown(self) -> bool:
        """Whether the sidebar overlays the list."""
        return self._over

    def set_sidebar_visible(self, visible: bool) -> None:
        """Show or hide the sidebar in a window that is wide enough."""
        self._visible = visible
        self._arrange()

    def toggle(self) -> None:
        """Show or hide the sidebar; in a narrow window it overlays the list."""
        if not self._narrow():
            self.set_sidebar_visible(not self._visible)
        elif self._over:
            self.close_overlay()
        else:
            self._over = True
            self.left.setParent(self.window())
            self.left.setGeometry(0, 0, self._theme.px(232), self.height())
            self.left.show()
            self.left.raise_()
            self.left.setFocus()

    def close_overlay(self) -> None:
        """Hide the sidebar if it overlays the list."""
        if self._over:
            self._over = False
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._over = False
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide an overlaying sidebar on Esc."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if self._over and escape and event.type() == QEvent.Type.KeyPress:
            self.close_overlay()
            return True
        return super().eventFilter(watched, event)

    def _narrow(self) -> bool:
        return self.width() < max(NARROW, self._theme.px(NARROW))

    def _arrange(self) -> None:
        if self._over:
            return
        if self.left.parent() is not self:
            self.insertWidget(0, self.left)
        beside = self._visible and not self._narrow()
        self.left.setVisible(beside)
        self.sidebar_hidden.emit(not beside)
