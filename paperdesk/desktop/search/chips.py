"""The row of a query's terms as chips, and the button that saves the query."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from paperdesk.desktop.widgets.basics import label, set_tip
from paperdesk.desktop.widgets.chips import RemovableChip, tag_colours
from paperdesk.desktop.widgets.name_field import NameField
from paperdesk.desktop.wording import comma_list
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.desktop.widgets.chips import Colours


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A term to show as a chip: `text[start:end]` of the query."""

    text: str
    start: int
    end: int
    colour: str = ""
    """The hue of a tag."""
    excluded: bool = False


class QueryChips(QFrame):
    """Chips without room are counted: `+2`. 32 px high."""

    removed = Signal(int, int)
    """Start and end of the term to remove from the query."""
    saved = Signal(str)
    """The name for the saved search."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._terms: tuple[QueryTerm, ...] = ()
        self._name = ""
        self.chips: list[QueryChip] = []
        px = theme.px
        self.setProperty("pane", "list")
        self.setAccessibleName(tr("Terms of the search"))
        self.setFixedHeight(theme.row(32))
        self._more = label("caption", self)
        self.name_field = NameField(tr("Name of the saved search"), self)
        self.name_field.named.connect(self._save)
        self.name_field.left.connect(self._end_naming)
        self.save_button = QPushButton(tr("Save"), self)
        self.save_button.setProperty("kind", "link")
        self.save_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.save_button.setToolTip(tr("Save this search in the sidebar"))
        self.save_button.clicked.connect(self.ask_name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(16), 0, px(8), 0)
        self._row.setSpacing(px(6))
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        self._row.addWidget(self.name_field, 1000)
        self._row.addWidget(self.save_button)

    def show_chips(self, terms: Sequence[QueryTerm]) -> None:
        """Show these terms. Existing chips are reused, so that the focus stays."""
        if tuple(terms) == self._terms:
            return
        self._terms = tuple(terms)
        for chip, term in zip(self.chips, terms, strict=False):
            chip.show_term(term)
        surplus, self.chips = self.chips[len(terms) :], self.chips[: len(terms)]
        for term in terms[len(self.chips) :]:
            self.chips.append(self._chip(term))
        self._fit()
        if any(chip.hasFocus() for chip in surplus):
            # At once: Qt would move the focus to another pane.
            successor = [*self.chips, self.save_button][max(0, len(self.chips) - 1)]
            successor.setFocus(Qt.FocusReason.TabFocusReason)
        for old in surplus:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()

    def set_save(self, name: str) -> None:
        """Offer to save the query under a name; empty: it is saved already."""
        self._name = name
        self.save_button.setEnabled(bool(name))
        self.save_button.setText(tr("Save") if name else tr("Saved"))

    @Slot()
    def ask_name(self) -> None:
        """Open the field for the name, with the proposed name selected."""
        if self._name:
            for part in (*self.chips, self._more, self.save_button):
                part.hide()
            self.name_field.open(self._name)

    @Slot(str)
    def _save(self, name: str) -> None:
        self._end_naming()
        self.saved.emit(name)

    @Slot()
    def _end_naming(self) -> None:
        self.name_field.hide()
        self.save_button.show()
        self._fit()

    def _chip(self, term: QueryTerm) -> QueryChip:
        chip = QueryChip(self._theme, term, self)
        chip.clicked.connect(partial(self._remove, chip))
        self._row.insertWidget(len(self.chips), chip)
        return chip

    def _remove(self, chip: QueryChip) -> None:
        self.removed.emit(chip.term.start, chip.term.end)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many chips as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the chips there is room for, and the number of the others."""
        if self.name_field.isVisibleTo(self):
            return
        px = self._theme.px
        room = self.width() - px(16 + 8 + 6) - self.save_button.sizeHint().width()
        widths = [chip.sizeHint().width() + px(6) for chip in self.chips]
        shown = len(widths)
        while shown > 1 and sum(widths[:shown]) + (px(28) if shown < len(widths) else 0) > room:
            shown -= 1
        for number, chip in enumerate(self.chips):
            chip.setVisible(number < shown)
        hidden = self._terms[shown:]
        self._more.setText(f"+{len(hidden)}" if hidden else "")
        set_tip(self._more, comma_list([term.text for term in hidden]))


class QueryChip(RemovableChip):
    """A term of the query."""

    high = 24

    def __init__(self, theme: Theme, term: QueryTerm, parent: QWidget) -> None:
        super().__init__(theme, term.text, self._of_term, parent)
        self.setMaximumWidth(theme.px(200))
        self.show_term(term)

    def show_term(self, term: QueryTerm) -> None:
        """Show this term."""
        self.term = term
        self.setText(term.text)
        self.setAccessibleName(tr("Remove {term}", term=term.text))
        set_tip(self, tr("{term}\nRemove this from the search (Delete)", term=term.text))
        self.updateGeometry()

    def _of_term(self) -> Colours:
        """An outline for excluded terms, the colours of a tag, or those of recognised terms."""
        theme, term = self._theme, self.term
        if term.excluded:
            return None, theme.colour("bad"), theme.colour("bad")
        if term.colour:
            return tag_colours(theme, term.colour)
        ground, text = theme.colour("accent_soft"), theme.colour("accent")
        return ground, text if theme.mode == "contrast" else ground, text
