"""The row of words that rise: each a link that searches for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from paperdesk.desktop.widgets.basics import label, set_tip
from paperdesk.translation import percent, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.search_protocol import RisingTerm

_NONE_ROSE = {
    "day": tr("No word rose against the day before."),
    "week": tr("No word rose against the week before."),
    "month": tr("No word rose against the month before."),
}
_NO_EARLIER = {
    "day": tr("There is no earlier day to compare with."),
    "week": tr("There is no earlier week to compare with."),
    "month": tr("There is no earlier month to compare with."),
}
_SHARES = {
    "day": tr("In {share} of these papers, in {before} of those of the day before."),
    "week": tr("In {share} of these papers, in {before} of those of the week before."),
    "month": tr("In {share} of these papers, in {before} of those of the month before."),
}


class RisingTerms(QWidget):
    """As many of the words as there is room for. 32 px high."""

    clicked = Signal(str)
    """A word."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: object = None
        self.buttons: list[QPushButton] = []
        self.setFixedHeight(theme.row(32))
        self.head = label("caption", self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(16), 0, theme.px(8), theme.px(4))
        self._row.setSpacing(0)
        self._row.addWidget(self.head)
        self._row.addStretch(1)

    def show_terms(self, terms: Sequence[RisingTerm], unit: str, *, has_earlier: bool) -> None:
        """Show the words that rose against the page before, or that there are none."""
        if (terms, unit, has_earlier) == self._shown:
            return
        self._shown = terms, unit, has_earlier
        if terms:
            self.head.setText(tr("Rising"))
        elif has_earlier:
            self.head.setText(_NONE_ROSE[unit])
        else:
            self.head.setText(_NO_EARLIER[unit])
        for old in self.buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = [self._button(term, unit) for term in terms]
        self._fit()

    def _button(self, term: RisingTerm, unit: str) -> QPushButton:
        button = QPushButton(term.word, self)
        button.setProperty("kind", "link")
        button.setFont(self._theme.font(12))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        shares = _SHARES[unit].format(share=percent(term.share), before=percent(term.before))
        button.setAccessibleName(tr("Search {word}", word=term.word))
        button.setAccessibleDescription(shares)
        set_tip(button, "\n".join((shares, tr("A click searches for it."))))
        button.clicked.connect(partial(self._emit_clicked, term.word))
        self._row.insertWidget(self._row.count() - 1, button)
        return button

    def _emit_clicked(self, word: str, checked: bool = False) -> None:
        self.clicked.emit(word)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many words as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        room = self.width() - px(16 + 8) - self.head.sizeHint().width()
        for button in self.buttons:
            room -= button.sizeHint().width()
            button.setVisible(room >= 0)
