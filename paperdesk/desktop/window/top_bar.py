"""The bar over list and reader: search box, Import, Triage, menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from paperdesk.desktop.widgets.basics import describe, icon_button
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.search.box import SearchBox
    from paperdesk.desktop.theme.theme import Theme


class TopBar(QFrame):
    """The window sets the menu of `menu_button`. 56 px high."""

    import_clicked = Signal()
    triage_clicked = Signal()
    sidebar_clicked = Signal()

    def __init__(self, theme: Theme, search_box: SearchBox, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, px = theme, theme.px
        self.setProperty("pane", "bar")
        self.setFixedHeight(px(56))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(12), 0)
        row.setSpacing(px(8))
        self.sidebar_button = icon_button(theme, "ph.layout", tr("Show sidebar"), "Ctrl+\\", self)
        self.sidebar_button.clicked.connect(self.sidebar_clicked)
        self.sidebar_button.hide()
        row.addWidget(self.sidebar_button)
        search_box.setMaximumWidth(px(720))
        row.addWidget(search_box, 1)
        row.addStretch(0)
        self.import_button = self._button(tr("Import"), "ph.download-simple")
        describe(self.import_button, tr("Import papers from files"), "Ctrl+O")
        self.import_button.clicked.connect(self.import_clicked)
        self.triage_button = self._button(tr("Triage"), "ph.cards")
        describe(self.triage_button, tr("Go through these papers one at a time"), "Ctrl+T")
        self.triage_button.clicked.connect(self.triage_clicked)
        self.menu_button = icon_button(theme, "ph.list", tr("Menu"), "", self)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row.addWidget(self.import_button)
        row.addWidget(self.triage_button)
        row.addWidget(self.menu_button)

    def _button(self, name: str, icon: str) -> QPushButton:
        button = QPushButton(name, self)
        button.setIcon(self._theme.icon(icon))
        button.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        return button
