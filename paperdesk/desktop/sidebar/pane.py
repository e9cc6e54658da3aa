"""The pane around the sidebar, with the name of the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from paperdesk.desktop.sidebar.sidebar import Sidebar
from paperdesk.desktop.widgets.basics import icon_button, label
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme


class SidebarPane(QFrame):
    """The sidebar below the name of the application."""

    toggle_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "sidebar")
        self.view = Sidebar(theme, self)
        px = theme.px
        top = QWidget(self)
        top.setFixedHeight(theme.row(56))
        name = label("app", top)
        name.setText("Paperdesk")
        self.toggle_button = icon_button(theme, "ph.layout", tr("Hide sidebar"), "Ctrl+\\", top)
        self.toggle_button.clicked.connect(self.toggle_clicked)
        head = QHBoxLayout(top)
        head.setContentsMargins(px(16), 0, px(9), 0)
        head.addWidget(name)
        head.addStretch(1)
        head.addWidget(self.toggle_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.view, 1)
