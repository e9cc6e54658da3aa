"""A sentence at a third of the height, shown where there is no content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from paperdesk.desktop.widgets.basics import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel


class Placeholder(QWidget):
    """A sentence, and one of what to do about it or why; hidden while there is none to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sentence = self._line("quiet")
        self._more = self._line("caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 0)
        layout.setSpacing(8)
        layout.addStretch(1)
        layout.addWidget(self._sentence)
        layout.addWidget(self._more)
        self._layout = layout
        layout.addStretch(2)
        self.hide()

    def add_button(self, button: QWidget) -> None:
        """Put a button below the sentences."""
        self._layout.insertSpacing(self._layout.count() - 1, 8)
        self._layout.insertWidget(
            self._layout.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter
        )

    def show_text(self, sentence: str, more: str = "") -> None:
        """Say it; an empty sentence hides."""
        self._sentence.setText(sentence)
        self._more.setText(more)
        self._more.setHidden(not more)
        self.setHidden(not sentence)

    def text(self) -> str:
        """The sentence."""
        return self._sentence.text()

    def _line(self, kind: str) -> QLabel:
        line = label(kind, self, wraps=True)
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return line
