"""What stands under a paper's abstract and note: its sources, orphans, links to it, sightings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from paperdesk.desktop.widgets.basics import describe, label, plain_tip
from paperdesk.desktop.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.desktop.theme.theme import Theme


class SourceLine(QWidget):
    """Where the abstract comes from, and the way to the text as it is stored."""

    as_stored_asked = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._source = label("caption", self, wraps=True)
        self._button = QPushButton(self)
        self._button.setObjectName("asStoredButton")
        self._button.setProperty("kind", "link")
        self._button.setFont(theme.font(12))
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setCheckable(True)
        self._button.clicked.connect(self.as_stored_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._source, 1)
        row.addWidget(self._button)

    def show_source(self, source: str, *, differs: bool, as_stored: bool) -> bool:
        """Show where a text is from; whether there is anything to show.

        The button is there where what is shown differs from what is stored.
        """
        self._source.setText(source)
        self._button.setVisible(differs)
        self._button.setChecked(as_stored)
        name = "Show it readable" if as_stored else "Show the text as stored"
        self._button.setText(name)
        describe(self._button, name, "Ctrl+U")
        return bool(source) or differs


class Lines(QWidget):
    """A head and some lines that can be chosen; `chosen(number)` says which."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, tip: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._tip = theme, tip
        self._shown: tuple[str, tuple[tuple[int, str], ...]] = ("", ())
        self._head = label("section", self)
        self._buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self._theme.px(2))
        self._column.addWidget(self._head)

    def show_lines(self, head: str, lines: Sequence[tuple[int, str]]) -> None:
        """Show these, each a number and its words."""
        if (head, tuple(lines)) == self._shown:
            return
        self._shown = head, tuple(lines)
        self._head.setText(head)
        for old in self._buttons:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [self._line(number, words) for number, words in lines]

    def _line(self, number: int, words: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "row")
        button.setFixedHeight(self._theme.row(28))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(words)
        button.setToolTip(plain_tip(f"{words}\n{self._tip}"))
        text = ElidedLabel("body", button)
        text.setText(words)
        text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(button)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(text)
        button.clicked.connect(partial(self._choose, number))
        self._column.addWidget(button)
        button.show()
        return button

    @Slot()
    def _choose(self, number: int, checked: bool = False) -> None:
        self.chosen.emit(number)
