"""The head of the preview: file, facts, switcher and close button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from paperdesk.desktop.importing.file_switcher import FileSwitcher
from paperdesk.desktop.importing.preview import texts as words
from paperdesk.desktop.widgets.basics import icon_button, label, set_tip
from paperdesk.desktop.widgets.elided_label import ElidedLabel
from paperdesk.model.preview import ARCHIVE
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.preview import Preview


class PreviewHead(QWidget):
    """Name and facts left, switcher and close button right. 64 px high with its line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.px
        self._preview_facts = ""
        self.title = ElidedLabel("page", self)
        self.facts = label("meta", self)
        self.switcher = FileSwitcher(theme, self)
        self.close_button = icon_button(theme, "ph.x", tr("Close without importing"), "Esc", self)
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
        """Show the file at index `place` of `of`."""
        title = tr("Merge {file}") if preview.format == ARCHIVE else tr("Import {file}")
        self.title.setText(title.format(file=preview.name))
        set_tip(self.title, preview.path or preview.name)
        self._preview_facts = words.facts(preview)
        self.switcher.show_place(place, of)

    def set_busy(self, busy: bool) -> None:
        """Show that the file is being read again, or its facts."""
        self.facts.setText(tr("Reading it again…") if busy else self._preview_facts)
