"""Why something failed, shown where its content would be, with what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from paperdesk.desktop.widgets.basics import IconBox, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from paperdesk.desktop.theme.theme import Theme

_WIDTH = 480


class ErrorMessage(QWidget):
    """Icon, heading, reason and buttons, one below the other; hidden without a reason."""

    def __init__(self, theme: Theme, heading: str, parent: QWidget, *buttons: QPushButton) -> None:
        super().__init__(parent)
        px = theme.px
        head = label("page", self, wraps=True)
        head.setText(heading)
        self._reason = label("quiet", self, wraps=True, selectable=True)
        for part in (head, self._reason):
            part.setFixedWidth(px(_WIDTH))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        icon = IconBox(theme, "ph.warning-circle", "bad", 32, self)
        column.addWidget(icon)
        column.addSpacing(px(12))
        column.addWidget(head)
        column.addSpacing(px(8))
        column.addWidget(self._reason)
        column.addSpacing(px(24) if buttons else 0)
        column.addLayout(row)
        # Beside stretches, the texts are as high as they need to be for their width.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(column)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(24), px(24), px(24))
        layout.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(2)
        self.hide()

    def show_text(self, reason: str) -> None:
        """Show a reason; empty hides the message."""
        self._reason.setText(reason)
        self.setHidden(not reason)
