"""Why the paper is recommended: words that can be pinned and banned, and what brought them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from paperdesk.desktop.widgets.basics import IconBox, set_tip
from paperdesk.desktop.widgets.chips import Chip
from paperdesk.desktop.widgets.elided_label import ElidedLabel
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from paperdesk.desktop.theme.theme import Theme


class ReasonLine(QWidget):
    """A line with a chip for each word of the reason, and a button for papers not to recommend."""

    word_clicked = Signal(str, QPoint)
    """A word, and where to open its menu on the screen."""
    less_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: tuple[str, ...] = ()
        self.chips: list[WordChip] = []
        self.setAccessibleName(tr("Why it is recommended"))
        self._why = ElidedLabel("caption", self)
        self.less_button = QPushButton(tr("Less like this"), self)
        self.less_button.setProperty("kind", "link")
        self.less_button.setFont(theme.font(12))
        self.less_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_tip(self.less_button, tr("Recommend fewer papers like this one"))
        self.less_button.clicked.connect(self.less_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(6))
        self._row.addWidget(IconBox(theme, "ph.sparkle", "text3", 14, self))
        self._row.addWidget(self._why, 1)
        self._row.addWidget(self.less_button)

    def show_reason(self, words: Sequence[str], why: str) -> None:
        """Show the words of a reason, and what they have to do with the user."""
        self._why.setText(why)
        set_tip(self._why, why)
        if tuple(words) == self._words:
            return
        self._words = tuple(words)
        for old in self.chips:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.chips = [WordChip(self._theme, word, self) for word in words]
        before: QWidget | None = None
        for place, chip in enumerate(self.chips, 1):
            chip.clicked.connect(partial(self._ask, chip))
            self._row.insertWidget(place, chip)
            chip.show()
            if before is not None:
                QWidget.setTabOrder(before, chip)
            before = chip
        if before is not None:
            QWidget.setTabOrder(before, self.less_button)

    def text(self) -> str:
        """What follows the words."""
        return self._why.text()

    @Slot()
    def _ask(self, chip: WordChip, checked: bool = False) -> None:
        self.word_clicked.emit(chip.text(), chip.mapToGlobal(QPoint(0, chip.height())))


class WordChip(Chip):
    """A word of a reason, an outline."""

    def __init__(self, theme: Theme, word: str, parent: QWidget) -> None:
        super().__init__(theme, word, parent)
        self.setAccessibleName(tr("Pin or ban the word {word}", word=word))
        set_tip(self, tr("{word}\nPin or ban this word", word=word))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Edge and word."""
        ground = self._theme.colour("hover") if self.underMouse() else None
        colour = self._theme.colour
        self._draw(QPainter(self), ground, colour("line_control"), colour("text2"))
