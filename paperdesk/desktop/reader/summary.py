"""The box with the AI summary of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from paperdesk.desktop.widgets.basics import IconBox, label
from paperdesk.desktop.widgets.text_view import TextView
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from paperdesk.desktop.theme.theme import Theme


class Summary(QFrame):
    """The AI summary, below a heading that says what it is."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("pane", "sunken")
        heading = label("caption", self)
        heading.setText(tr("Summary by the site’s AI, not by the authors"))
        heading.setFont(theme.font(12, 500))
        self._theme = theme
        self.text = TextView(theme, self._text_font, 21, self)
        self.text.setAccessibleName(tr("Summary by the site’s AI"))
        px = theme.px
        line = QHBoxLayout()
        line.setSpacing(px(6))
        line.addWidget(IconBox(theme, "ph.sparkle", "text3", 14, self))
        line.addWidget(heading, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(12), px(16), px(12))
        layout.setSpacing(px(4))
        layout.addLayout(line)
        layout.addWidget(self.text)

    def _text_font(self) -> QFont:
        return self._theme.font(14)
