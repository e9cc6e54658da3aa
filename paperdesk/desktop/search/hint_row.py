"""The line below the chips: parts of the query that were read as plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from paperdesk.desktop.widgets.basics import IconBox, set_tip
from paperdesk.desktop.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.desktop.theme.theme import Theme


class HintRow(QFrame):
    """Hidden while there are no hints. 28 px high."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self.setProperty("pane", "list")
        self.setFixedHeight(theme.row(28))
        self._text = ElidedLabel("meta", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(6))
        row.addWidget(IconBox(theme, "ph.info", "text2", 14, self))
        row.addWidget(self._text, 1)
        self.hide()

    def show_hints(self, hints: Sequence[str]) -> None:
        """Show these sentences, in full in the tooltip."""
        text = " ".join(hints)
        self._text.setText(text)
        set_tip(self, text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """The text."""
        return self._text.text()
