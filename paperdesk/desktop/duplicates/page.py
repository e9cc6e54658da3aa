"""The page of possible duplicates: one pair after another, side by side, merged or not.

page = DuplicatesPage(theme, parent)             objectName `duplicatesPage`
page.show_duplicates(pairs)                      now, and again whenever they changed
page.merged(id, keep)                            merge the pair, keeping the paper `keep`
page.refused(id)                                 it is no duplicate
page.merge_all_asked()                           merge all pairs
page.left()                                      the page is to be left
page.link_clicked(address)                       an address in an abstract

Keys: S swaps which paper is kept, N and M decide, J and K go on and back, L shows the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from paperdesk.desktop import wording
from paperdesk.desktop.duplicates.list import PairList
from paperdesk.desktop.duplicates.pair_view import PairView
from paperdesk.desktop.widgets.basics import describe, hairline, icon_button, label
from paperdesk.desktop.widgets.elided_label import ElidedLabel
from paperdesk.desktop.widgets.key_button import KeyButton
from paperdesk.desktop.widgets.placeholder import Nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.duplicates import Duplicate

_WHEN = "Papers of one title with different abstracts, or of nearly one title, come here."


class DuplicatesPage(QWidget):
    """Shows the pair at its place in the list; a decision takes it off and shows the next."""

    merged = Signal(int, int)
    """A Duplicate's id, and the paper that is to be kept."""
    refused = Signal(int)
    merge_all_asked = Signal()
    left = Signal()
    link_clicked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pairs: list[Duplicate] = []
        self._place = 0
        self._swapped = False
        self._shown: tuple[Duplicate, bool] | None = None
        self.setObjectName("duplicatesPage")
        self.setProperty("pane", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Possible duplicates")
        self._title = label("page", self)
        self._title.setText("Possible duplicates")
        self._facts = ElidedLabel("meta", self)
        self.list_button = self._icon("ph.list", "Show all pairs", "L", self._toggle_list)
        self.list_button.setCheckable(True)
        self.previous_button = self._icon("ph.caret-up", "Previous pair", "K", self.go_back)
        self.next_button = self._icon("ph.caret-down", "Next pair", "J", self.go_on)
        # Esc is the window's: it leaves every page.
        self.close_button = self._icon("ph.x", "Close", "Esc", None)
        self.list = PairList(theme, self)
        self.list.hide()
        self.pair_view = PairView(theme, self)
        self._area = self._scroll_area()
        self._nothing = Nothing(self)
        self.merge_all_button = QPushButton(self)
        self.merge_all_button.setProperty("kind", "flat")
        self.merge_all_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.swap_button = self._decide("Swap sides", "S", self.swap)
        self.refuse_button = self._decide("Not a duplicate", "N", self.refuse)
        self.merge_button = self._decide("Merge", "M", self.merge, primary=True)
        self._line, self._foot = hairline(self), self._foot_bar()
        self._arrange()
        self.list.place_chosen.connect(self._go)
        self.close_button.clicked.connect(self.left)
        self.merge_all_button.clicked.connect(self.merge_all_asked)
        self.pair_view.link_clicked.connect(self.link_clicked)
        self.setFocusProxy(self._area)
        self._renew()

    def show_duplicates(self, pairs: Sequence[Duplicate]) -> None:
        """Show these pairs. The pair in sight stays while it is among them, with its sides."""
        before = _papers(self._pairs[self._place]) if self._pairs else None
        self._pairs = list(pairs)
        same = next((n for n, pair in enumerate(self._pairs) if _papers(pair) == before), None)
        if same is None:
            self._swapped = False
        self._place = self._place if same is None else same
        self._renew()

    @property
    def pair(self) -> Duplicate | None:
        """The pair in sight."""
        return self._pairs[self._place] if self._pairs else None

    # What the user does

    @Slot()
    def merge(self) -> None:
        """Merge the pair in sight, keeping the paper at the left."""
        pair, swapped = self.pair, self._swapped
        if pair is not None:
            self._take_off()
            self.merged.emit(pair.id, pair.right.id if swapped else pair.left.id)

    @Slot()
    def refuse(self) -> None:
        """Say that the pair in sight is no duplicate."""
        if (pair := self.pair) is not None:
            self._take_off()
            self.refused.emit(pair.id)

    @Slot()
    def swap(self) -> None:
        """Keep the other paper."""
        self._swapped = not self._swapped
        self._renew()

    @Slot()
    def go_on(self) -> None:
        """Show the next pair, if there is one."""
        self._go(self._place + 1)

    @Slot()
    def go_back(self) -> None:
        """Show the pair before, if there is one."""
        self._go(self._place - 1)

    @Slot(int)
    def _go(self, place: int) -> None:
        if 0 <= place < len(self._pairs) and place != self._place:
            self._place, self._swapped = place, False
            self._renew()

    def _take_off(self) -> None:
        """The pair is decided. Its signal comes after this: it may bring all pairs anew."""
        del self._pairs[self._place]
        self._swapped = False
        self._renew()

    @Slot()
    def _toggle_list(self) -> None:
        self.list.setVisible(not self.list.isVisibleTo(self))
        self.list_button.setChecked(self.list.isVisibleTo(self))

    # What it shows

    def _renew(self) -> None:
        count = len(self._pairs)
        self._place = min(self._place, max(0, count - 1))
        pair = self.pair
        self.list.show_pairs(self._pairs, self._place)
        self._nothing.show_text("" if pair else "No possible duplicates.", _WHEN)
        for part in (self._area, self._line, self._foot, self.list_button, self._facts):
            part.setVisible(pair is not None)
        self.list.setVisible(pair is not None and self.list_button.isChecked())
        self.previous_button.setEnabled(self._place > 0)
        self.next_button.setEnabled(self._place < count - 1)
        self.merge_all_button.setVisible(count > 1)
        self.merge_all_button.setText(f"Merge all {wording.number(count)}")
        describe(self.merge_all_button, f"Merge all {wording.number(count)} pairs")
        if pair is not None:
            self._facts.setText(f"{self._place + 1:,} of {wording.number(count)} · {pair.reason}")
            self._show_pair(pair)

    def _show_pair(self, pair: Duplicate) -> None:
        if self._shown == (pair, self._swapped):
            return
        same = self._shown is not None and _papers(self._shown[0]) == _papers(pair)
        self._shown = pair, self._swapped
        both = (pair.right, pair.left) if self._swapped else (pair.left, pair.right)
        self.pair_view.show_pair(*both)
        if not same:
            self._area.verticalScrollBar().setValue(0)

    # What it is built of

    def _icon(
        self, icon: str, name: str, key: str, act: Callable[[], object] | None
    ) -> QToolButton:
        button = icon_button(self._theme, icon, name, key, self, own=True)
        if act is not None:
            button.clicked.connect(act)
            self._listen(key, act)
        return button

    def _decide(
        self, name: str, key: str, act: Callable[[], object], *, primary: bool = False
    ) -> KeyButton:
        button = KeyButton(self._theme, name, key, self, primary=primary)
        button.clicked.connect(act)
        self._listen(key, act)
        return button

    def _listen(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    def _scroll_area(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setProperty("pane", "reader")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        area.setAccessibleName("The two papers")
        area.setWidget(self.pair_view)
        self.pair_view.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        return area

    def _head(self) -> QWidget:
        px = self._theme.px
        head = QWidget(self)
        head.setFixedHeight(self._theme.row(64) - 1)
        self._title.setFixedHeight(px(24))
        self._facts.setFixedHeight(px(20))
        words = QVBoxLayout()
        words.setSpacing(px(1))
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        words.addStretch(1)
        row = QHBoxLayout(head)
        row.setContentsMargins(px(24), 0, px(16), 0)
        row.setSpacing(px(6))
        row.addLayout(words, 1)
        buttons = self.list_button, self.previous_button, self.next_button, self.close_button
        for button in buttons:
            row.addWidget(button)
        return head

    def _foot_bar(self) -> QWidget:
        px = self._theme.px
        foot = QWidget(self)
        foot.setFixedHeight(self._theme.row(64) - 1)
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(8))
        row.addWidget(self.merge_all_button)
        row.addStretch(1)
        for button in (self.swap_button, self.refuse_button, self.merge_button):
            row.addWidget(button)
        return foot

    def _arrange(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.list)
        body.addWidget(self._area, 1)
        body.addWidget(self._nothing, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(hairline(self))
        layout.addLayout(body, 1)
        layout.addWidget(self._line)
        layout.addWidget(self._foot)


def _papers(pair: Duplicate) -> tuple[int, int]:
    """What a pair is known by: its number may be another the next time."""
    return pair.left.id, pair.right.id
