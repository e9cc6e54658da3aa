"""The page of keyboard shortcuts; a click on a shortcut changes it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from paperdesk.desktop.theme.fonts import set_kind
from paperdesk.desktop.widgets.basics import describe, hairline, icon_button, label, set_tip
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from paperdesk.desktop.keyboard.rows import ShortcutRow
    from paperdesk.desktop.theme.theme import Theme

_WIDE = 640
_AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ShortcutsPage(QWidget):
    """Lists actions with their keys, in groups."""

    left = Signal()
    change_requested = Signal(str, QWidget)
    """The action, and the button that was clicked."""
    reset_requested = Signal(str)
    reset_all_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("keysPage")
        self.setAccessibleName(tr("Keyboard shortcuts"))
        self.setProperty("pane", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(tr("Keyboard shortcuts"))
        self.buttons: dict[str, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(hairline(self))
        layout.addWidget(self._area, 1)

    def show_shortcuts(self, groups: Mapping[str, Sequence[ShortcutRow]]) -> None:
        """Show groups with their headings; focus and scroll position stay."""
        focused = next((name for name, b in self.buttons.items() if b.hasFocus()), "")
        scrolled = self._area.verticalScrollBar().value()
        px = self._theme.px
        page = QWidget(self._area)
        page.setMaximumWidth(px(_WIDE))
        grid = QGridLayout(page)
        grid.setContentsMargins(px(24), px(8), px(24), px(24))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        self.buttons = {}
        for head, rows in groups.items():
            place = grid.rowCount()
            section = label("section", page)
            section.setText(head)
            section.setFixedHeight(px(40))
            grid.addWidget(section, place, 0, 1, 3)
            for below, row in enumerate(rows, place + 1):
                self._add(page, grid, below, row)
        grid.setRowStretch(grid.rowCount(), 1)
        self._area.setWidget(page)  # deletes the page before
        page.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        self.reset_button.setEnabled(any(r.changed for rows in groups.values() for r in rows))
        if focused in self.buttons:
            self.buttons[focused].setFocus()
        self._area.verticalScrollBar().setValue(scrolled)

    def _add(self, page: QWidget, grid: QGridLayout, place: int, row: ShortcutRow) -> None:
        words = label("body", page)
        words.setText(row.title[0].upper() + row.title[1:])
        grid.setRowMinimumHeight(place, self._theme.row(32))
        grid.addWidget(words, place, 0)
        text = tr(" or ").join(row.keys) or tr("none")
        if row.fixed:
            cap = label("key", page)
            cap.setText(text)
            cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(cap, place, 1, _AT_RIGHT)
            return
        button = QPushButton(text, page)
        set_kind(button, "cap")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(tr("{action}: {keys}", action=row.title, keys=text))
        set_tip(button, tr("Change this shortcut"))
        button.clicked.connect(partial(self.change_requested.emit, row.name, button))
        self.buttons[row.name] = button
        grid.addWidget(button, place, 1, _AT_RIGHT)
        if row.changed:
            name = tr("Reset the shortcut of {action}", action=row.title)
            reset = icon_button(self._theme, "ph.arrow-counter-clockwise", name, "", page)
            reset.setIconSize(QSize(self._theme.px(14), self._theme.px(14)))
            reset.setFixedSize(self._theme.px(24), self._theme.px(24))
            reset.clicked.connect(partial(self.reset_requested.emit, row.name))
            grid.addWidget(reset, place, 2)

    def _head(self) -> QWidget:
        px = self._theme.px
        head = QWidget(self)
        head.setFixedHeight(self._theme.row(64))
        title = label("page", head)
        title.setText(tr("Keyboard shortcuts"))
        more = label("meta", head)
        more.setText(tr("Click a shortcut to change it."))
        self.reset_button = QPushButton(tr("Reset all"), head)
        self.reset_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(self.reset_button, tr("Reset all shortcuts"))
        self.reset_button.clicked.connect(self.reset_all_requested)
        self.done_button = QPushButton(tr("Done"), head)
        set_kind(self.done_button, "primary")
        self.done_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(self.done_button, tr("Done"), "Esc")
        self.done_button.clicked.connect(self.left)
        row = QHBoxLayout(head)
        row.setContentsMargins(px(24), 0, px(16), 0)
        row.setSpacing(px(8))
        row.addWidget(title)
        row.addWidget(more, 1)
        row.addWidget(self.reset_button)
        row.addWidget(self.done_button)
        self.setFocusProxy(self.done_button)
        return head
