"""The page of possible duplicates: one pair at a time, side by side.

page = DuplicatesPage(theme, parent)             objectName `duplicatesPage`
page.show_duplicates(pairs)                      shows pairs; call again after changes
page.merged(id, keep)                            merge the pair, keeping the paper `keep`
page.rejected(id)                                the pair is not a duplicate
page.merge_all_requested()                       merge all pairs
page.left()                                      close the page
page.link_clicked(address)                       a link in an abstract

Keys: S swaps the sides, N rejects, M merges, J next, K previous, L shows the list.
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
from paperdesk.desktop.widgets.keycaps import hinted
from paperdesk.desktop.widgets.placeholder import Placeholder
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.duplicates import Duplicate


class DuplicatesPage(QWidget):
    """Shows the current pair; a decision removes it and shows the next."""

    merged = Signal(int, int)
    """Id of a Duplicate, id of the paper to keep."""
    rejected = Signal(int)
    merge_all_requested = Signal()
    left = Signal()
    link_clicked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pairs: list[Duplicate] = []
        self._row = 0
        self._swapped = False
        self._shown: tuple[Duplicate, bool] | None = None
        self.setObjectName("duplicatesPage")
        self.setProperty("pane", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Possible duplicates"))
        self._title = label("page", self)
        self._title.setText(tr("Possible duplicates"))
        self._facts = ElidedLabel("meta", self)
        self.list_button = self._icon_button(
            "ph.list", tr("Show all pairs"), "L", self._toggle_list
        )
        self.list_button.setCheckable(True)
        self.previous_button = self._icon_button(
            "ph.caret-up", tr("Previous pair"), "K", self.show_previous
        )
        self.next_button = self._icon_button("ph.caret-down", tr("Next pair"), "J", self.show_next)
        # The window handles Esc on every page.
        self.close_button = self._icon_button("ph.x", tr("Close"), "Esc", None)
        self.list = PairList(theme, self)
        self.list.hide()
        self.pair_view = PairView(theme, self)
        self._area = self._scroll_area()
        self._placeholder = Placeholder(self)
        self.merge_all_button = QPushButton(self)
        self.merge_all_button.setProperty("kind", "flat")
        self.merge_all_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.swap_button = self._decision_button(tr("Swap sides"), "S", self.swap)
        self.reject_button = self._decision_button(tr("Not a duplicate"), "N", self.reject)
        self.merge_button = self._decision_button(tr("Merge"), "M", self.merge, primary=True)
        self._line, self._foot = hairline(self), self._build_foot()
        self._arrange()
        self.list.row_chosen.connect(self._show_row)
        self.close_button.clicked.connect(self.left)
        self.merge_all_button.clicked.connect(self.merge_all_requested)
        self.pair_view.link_clicked.connect(self.link_clicked)
        self._refresh()

    def show_duplicates(self, pairs: Sequence[Duplicate]) -> None:
        """Show these pairs. The current pair and its sides stay if it is among them."""
        current = _paper_ids(self._pairs[self._row]) if self._pairs else None
        self._pairs = list(pairs)
        same = next((n for n, pair in enumerate(self._pairs) if _paper_ids(pair) == current), None)
        if same is None:
            self._swapped = False
        self._row = self._row if same is None else same
        self._refresh()

    @property
    def pair(self) -> Duplicate | None:
        """The current pair."""
        return self._pairs[self._row] if self._pairs else None

    # Actions

    @Slot()
    def merge(self) -> None:
        """Merge the current pair, keeping the left paper."""
        pair, swapped = self.pair, self._swapped
        if pair is not None:
            self._remove_current()
            self.merged.emit(pair.id, pair.right.id if swapped else pair.left.id)

    @Slot()
    def reject(self) -> None:
        """Mark the current pair as not a duplicate."""
        if (pair := self.pair) is not None:
            self._remove_current()
            self.rejected.emit(pair.id)

    @Slot()
    def swap(self) -> None:
        """Swap the sides: keep the other paper."""
        self._swapped = not self._swapped
        self._refresh()

    @Slot()
    def show_next(self) -> None:
        """Show the next pair, if any."""
        self._show_row(self._row + 1)

    @Slot()
    def show_previous(self) -> None:
        """Show the previous pair, if any."""
        self._show_row(self._row - 1)

    @Slot(int)
    def _show_row(self, row: int) -> None:
        if 0 <= row < len(self._pairs) and row != self._row:
            self._row, self._swapped = row, False
            self._refresh()

    def _remove_current(self) -> None:
        """Remove the decided pair. Call it before the signal, which may reload all pairs."""
        del self._pairs[self._row]
        self._swapped = False
        self._refresh()

    @Slot()
    def _toggle_list(self) -> None:
        self.list.setVisible(not self.list.isVisibleTo(self))
        self.list_button.setChecked(self.list.isVisibleTo(self))

    # State

    def _refresh(self) -> None:
        count = len(self._pairs)
        self._row = min(self._row, max(0, count - 1))
        pair = self.pair
        self.list.show_pairs(self._pairs, self._row)
        self._placeholder.show_text(
            "" if pair else tr("No possible duplicates."),
            tr(
                "Papers with near-identical titles, or with one id, appear here when you import "
                "them ({key}).",
                key=hinted("Ctrl+O"),
            ),
        )
        for part in (self._area, self._line, self._foot, self.list_button, self._facts):
            part.setVisible(pair is not None)
        # Tab would not leave a page whose proxy is hidden.
        self.setFocusProxy(self.close_button if pair is None else self._area)
        self.list.setVisible(pair is not None and self.list_button.isChecked())
        self.previous_button.setEnabled(self._row > 0)
        self.next_button.setEnabled(self._row < count - 1)
        self.merge_all_button.setVisible(count > 1)
        self.merge_all_button.setText(tr("Merge all {number}", number=wording.number(count)))
        describe(self.merge_all_button, tr_n("Merge all {n} pair", "Merge all {n} pairs", count))
        if pair is not None:
            row, number = wording.number(self._row + 1), wording.number(count)
            place = tr("{place} of {number}", place=row, number=number)
            self._facts.setText(f"{place} · {pair.reason}")
            self._show_pair(pair)

    def _show_pair(self, pair: Duplicate) -> None:
        if self._shown == (pair, self._swapped):
            return
        same = self._shown is not None and _paper_ids(self._shown[0]) == _paper_ids(pair)
        self._shown = pair, self._swapped
        sides = (pair.right, pair.left) if self._swapped else (pair.left, pair.right)
        self.pair_view.show_pair(*sides)
        if not same:
            self._area.verticalScrollBar().setValue(0)

    # Layout

    def _icon_button(
        self, icon: str, name: str, key: str, act: Callable[[], object] | None
    ) -> QToolButton:
        button = icon_button(self._theme, icon, name, key, self, own=True)
        if act is not None:
            button.clicked.connect(act)
            self._add_shortcut(key, act)
        return button

    def _decision_button(
        self, name: str, key: str, act: Callable[[], object], *, primary: bool = False
    ) -> KeyButton:
        button = KeyButton(self._theme, name, key, self, primary=primary)
        button.clicked.connect(act)
        self._add_shortcut(key, act)
        return button

    def _add_shortcut(self, key: str, act: Callable[[], object]) -> None:
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
        area.setAccessibleName(tr("The two papers"))
        area.setWidget(self.pair_view)
        self.pair_view.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        return area

    def _build_head(self) -> QWidget:
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

    def _build_foot(self) -> QWidget:
        px = self._theme.px
        foot = QWidget(self)
        foot.setFixedHeight(self._theme.row(64) - 1)
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(8))
        row.addWidget(self.merge_all_button)
        row.addStretch(1)
        for button in (self.swap_button, self.reject_button, self.merge_button):
            row.addWidget(button)
        return foot

    def _arrange(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.list)
        body.addWidget(self._area, 1)
        body.addWidget(self._placeholder, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._build_head())
        layout.addWidget(hairline(self))
        layout.addLayout(body, 1)
        layout.addWidget(self._line)
        layout.addWidget(self._foot)


def _paper_ids(pair: Duplicate) -> tuple[int, int]:
    """Identify a pair across reloads, which renumber the pairs."""
    return pair.left.id, pair.right.id
