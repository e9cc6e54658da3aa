"""The row above recommendations that says what steers them, and takes it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from paperdesk.desktop.widgets.basics import label, set_tip
from paperdesk.desktop.widgets.chips import RemovableChip
from paperdesk.desktop.wording import comma_list
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.desktop.widgets.chips import Colours
    from paperdesk.model.library_values import WordEffect
    from paperdesk.model.steering import Steering


class SteeringBar(QFrame):
    """Chips of pinned and banned words, and of papers to recommend less like. 32 px high."""

    word_removed = Signal(str)
    papers_removed = Signal()
    """Papers like those called unwanted may be recommended again."""
    reset_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Steering | None = None
        self.chips: list[SteeringChip] = []
        px = theme.px
        self.setProperty("pane", "list")
        self.setAccessibleName(tr("What steers recommendations"))
        self.setFixedHeight(theme.row(32))
        self._more = label("caption", self)
        self.reset_button = QPushButton(tr("Reset"), self)
        self.reset_button.setProperty("kind", "link")
        self.reset_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_tip(
            self.reset_button, tr("Take back all pinned and banned words, and “less like this”")
        )
        self.reset_button.clicked.connect(self.reset_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(16), 0, px(8), 0)
        self._row.setSpacing(px(6))
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        self._row.addWidget(self.reset_button)
        self.hide()

    def show_steering(self, steering: Steering) -> None:
        """Show what is set; nothing hides the row."""
        self.setVisible(bool(steering))
        if steering == self._shown:
            return
        self._shown = steering
        for old in self.chips:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        pinned, banned = steering.with_effect("pinned"), steering.with_effect("banned")
        self.chips = [
            *(self._word_chip(tr("pinned {word}", word=word), "pinned", word) for word in pinned),
            *(self._word_chip(tr("banned {word}", word=word), "banned", word) for word in banned),
        ]
        if count := len(steering.less_like):
            text = tr_n("less like {n} paper", "less like {n} papers", count)
            self.chips.append(self._chip(text, "banned", self.papers_removed.emit))
        self._fit()

    def _word_chip(self, text: str, effect: WordEffect, word: str) -> SteeringChip:
        return self._chip(text, effect, partial(self.word_removed.emit, word))

    def _chip(self, text: str, effect: WordEffect, remove: Callable[[], None]) -> SteeringChip:
        chip = SteeringChip(self._theme, text, effect, self)
        chip.clicked.connect(remove)
        self._row.insertWidget(self._row.indexOf(self._more), chip)
        return chip

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many chips as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        room = self.width() - px(16 + 8 + 40) - self.reset_button.sizeHint().width()
        hidden = []
        for chip in self.chips:
            room -= chip.sizeHint().width() + px(6)
            chip.setVisible(room >= 0)
            if room < 0:
                hidden.append(chip.text())
        self._more.setText(f"+{len(hidden)}" if hidden else "")
        set_tip(self._more, comma_list(hidden))


class SteeringChip(RemovableChip):
    """A pinned word in the colours of recognised terms, a banned one as an outline."""

    high = 24

    def __init__(self, theme: Theme, text: str, effect: WordEffect, parent: QWidget) -> None:
        super().__init__(theme, text, self._of_effect, parent)
        self._effect = effect
        self.setMaximumWidth(theme.px(200))
        self.setAccessibleName(tr("Take back: {text}", text=text))
        set_tip(self, tr("{text}\nTake this back (Delete)", text=text))

    def _of_effect(self) -> Colours:
        theme = self._theme
        if self._effect == "banned":
            return None, theme.colour("bad"), theme.colour("bad")
        ground, text = theme.colour("accent_soft"), theme.colour("accent")
        return ground, text if theme.mode == "contrast" else ground, text
