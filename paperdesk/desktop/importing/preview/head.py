"""The head of the preview: which file, which of several, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from paperdesk.desktop.importing.preview import texts as words
from paperdesk.desktop.widgets.basics import icon_button, label
from paperdesk.desktop.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.preview import Preview


class FileSwitcher(QWidget):
    """`1 of 3` between two buttons; it is not there for one file."""

    asked = Signal(int)
    """Which file is wanted, from 0."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = 0
        self._back = icon_button(theme, "ph.caret-left", "Previous file", "", self)
        self._count = label("meta", self)
        self._on = icon_button(theme, "ph.caret-right", "Next file", "", self)
        self.buttons = (self._back, self._on)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for part in (self._back, self._count, self._on):
            row.addWidget(part)
        self._back.clicked.connect(self._go_back)
        self._on.clicked.connect(self._go_on)

    def show_place(self, place: int, of: int) -> None:
        """The file at `place` (from 0) of `of` is shown."""
        self.place = place
        self._count.setText(f"{place + 1} of {of}")
        self._back.setEnabled(place > 0)
        self._on.setEnabled(place < of - 1)
        self.setVisible(of > 1)

    @Slot()
    def _go_back(self) -> None:
        self.asked.emit(self.place - 1)

    @Slot()
    def _go_on(self) -> None:
        self.asked.emit(self.place + 1)


class PreviewHead(QWidget):
    """64 high with the line below it: name and count left, switcher and × right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.px
        self._preview_facts = ""
        self.title = ElidedLabel("page", self)
        self.facts = label("meta", self)
        self.switcher = FileSwitcher(theme, self)
        self.close_button = icon_button(theme, "ph.x", "Close without importing", "Esc", self)
        self.setFixedHeight(theme.row(64) - 1)
        named = QVBoxLayout()
        named.setContentsMargins(0, 0, 0, px(2))
        named.setSpacing(px(6))
        named.addStretch(1)
        named.addWidget(self.title)
        named.addWidget(self.facts)
        named.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), 0, px(16), 0)
        row.setSpacing(px(8))
        row.addLayout(named, 1)
        row.addWidget(self.switcher)
        row.addWidget(self.close_button)

    def show_preview(self, preview: Preview, place: int, of: int) -> None:
        """Show one file, the one at `place` of `of`."""
        self.title.setText(f"Import {preview.name}")
        self.title.setToolTip(preview.path or preview.name)
        self._preview_facts = words.facts(preview)
        self.switcher.show_place(place, of)

    def set_busy(self, busy: bool) -> None:
        """Say that the file is read anew, or what was found in it."""
        self.facts.setText("Reading it again…" if busy else self._preview_facts)
