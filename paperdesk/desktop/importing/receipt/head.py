"""The head of a receipt: file, facts and actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.importing.file_switcher import FileSwitcher
from paperdesk.desktop.theme.fonts import set_kind
from paperdesk.desktop.widgets.basics import describe, set_tip
from paperdesk.desktop.widgets.elided_label import ElidedLabel
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.receipt import Receipt


class ReceiptHead(QWidget):
    """Title and facts left, switcher for several files and actions right. 64 px high."""

    csv_clicked = Signal()
    undo_clicked = Signal()
    done_clicked = Signal()
    open_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(theme.row(64) - 1)  # plus the line below it
        self._title = ElidedLabel("page", self)
        self._facts = ElidedLabel("meta", self)
        self.switcher = FileSwitcher(theme, self)
        self.csv_button = self._button(tr("Export as CSV"), "", "")
        self.undo_button = self._button(
            tr("Undo this import"), "Ctrl+Z", "ph.arrow-counter-clockwise"
        )
        self.open_button = self._button(tr("Open another file"), "Ctrl+O", "ph.folder-open")
        self.done_button = self._button(tr("Done"), "Esc", "")
        set_kind(self.done_button, "primary")
        self.csv_button.clicked.connect(self.csv_clicked)
        self.undo_button.clicked.connect(self.undo_clicked)
        self.open_button.clicked.connect(self.open_clicked)
        self.done_button.clicked.connect(self.done_clicked)
        self._arrange()

    def show_receipt(self, receipt: Receipt, place: int, count: int) -> None:
        """Show the receipt at index `place` of `count`."""
        self._title.setText(wording.receipt_title(receipt))
        set_tip(self._title, receipt.path or receipt.name)
        self._facts.setText(wording.receipt_facts(receipt))
        self._facts.setHidden(not self._facts.text())
        self.switcher.show_place(place, count)
        for button in (self.csv_button, self.undo_button):
            button.setVisible(receipt.dump is not None)
        self.open_button.setVisible(bool(receipt.error))

    def _button(self, name: str, key: str, icon: str) -> QPushButton:
        button = QPushButton(name, self)
        if icon:
            button.setIcon(self._theme.icon(icon))
            button.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(button, name, key)
        return button

    def _arrange(self) -> None:
        px = self._theme.px
        words = QVBoxLayout()
        self._title.setFixedHeight(px(24))
        self._facts.setFixedHeight(px(20))
        words.setSpacing(px(1))
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), 0, px(16), 0)
        row.setSpacing(px(6))
        row.addLayout(words, 1)
        row.addWidget(self.switcher)
        row.addSpacing(px(8))
        for button in (self.csv_button, self.undo_button, self.open_button, self.done_button):
            row.addWidget(button)
