"""The choice in the preview to take over the marks that a file has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from paperdesk.desktop.importing.preview.inputs import RoleLabel
from paperdesk.desktop.widgets.basics import set_tip
from paperdesk.desktop.widgets.controls import Tick
from paperdesk.model.file_marks import marks_text
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.preview import Preview

_EXPLANATION = tr(
    "Keywords and groups become tags; read status, stars and notes are taken over.\n"
    "Your own marks stay. Undoing the import takes back what it brought."
)


class MarksChoice(QWidget):
    """A tick, and what marks the file has; hidden if it has none."""

    chosen = Signal(bool)
    """The user ticked or unticked it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.tick = Tick(theme, tr("Marks from this file"), self)
        self.tick.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_tip(self.tick, _EXPLANATION)
        self.tick.clicked.connect(self.chosen)
        self.text = RoleLabel(theme, 12, 400, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), 0, theme.px(24), theme.px(12))  # its ring is 4 wide
        row.setSpacing(theme.px(12))
        row.addWidget(self.tick)
        row.addWidget(self.text, 1)
        self.hide()

    def show_preview(self, preview: Preview) -> None:
        """Show the marks of a file."""
        text = marks_text(preview.marks)
        self.text.set_text(text)
        self.tick.setAccessibleDescription(text)
        self.setHidden(not text)
