"""The bar above trending papers: day, week or month, previous and next, and what rises."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from paperdesk.desktop.trending.terms import RisingTerms
from paperdesk.desktop.widgets.basics import describe, icon_button
from paperdesk.desktop.widgets.elided_label import ElidedLabel
from paperdesk.desktop.wording import period_name
from paperdesk.model.periods import UNITS
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.periods import Period
    from paperdesk.model.search_protocol import PeriodFound

_NAMES = {"": tr("All"), "day": tr("Day"), "week": tr("Week"), "month": tr("Month")}

_DESCRIPTIONS = {
    "": tr("Trending of all days"),
    "day": tr("Trending by day"),
    "week": tr("Trending by week"),
    "month": tr("Trending by month"),
}


class PeriodBar(QFrame):
    """Buttons for the pages of days, weeks and months. It changes nothing itself."""

    unit_chosen = Signal(str)
    """`day`, `week` or `month`."""
    all_chosen = Signal()
    step_clicked = Signal(int)
    """-1 for the page before, 1 for the next one."""
    term_clicked = Signal(str)
    """A rising word."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("periodBar")
        self.setProperty("pane", "list")
        self.setAccessibleName(tr("Days, weeks and months"))
        self._group = QButtonGroup(self)
        self.buttons = {unit: self._button(unit) for unit in ("", *UNITS)}
        self.previous_button = icon_button(theme, "ph.caret-left", tr("Previous"), "[", self)
        self.next_button = icon_button(theme, "ph.caret-right", tr("Next"), "]", self)
        for step, button in ((-1, self.previous_button), (1, self.next_button)):
            button.setIconSize(QSize(theme.px(16), theme.px(16)))
            button.clicked.connect(partial(self._emit_step, step))
        self.title = ElidedLabel("strong", self)
        self.terms = RisingTerms(theme, self)
        self.terms.clicked.connect(self.term_clicked)
        self._arrange()
        theme.changed.connect(self._set_fonts)
        self.show_page(None, None)

    def show_page(self, period: Period | None, found: PeriodFound | None) -> None:
        """Show a page, None for the papers of all days, and what is known of it."""
        self.buttons[period.unit if period else ""].setChecked(True)
        self._set_fonts()
        for part in (self.previous_button, self.next_button, self.title):
            part.setVisible(period is not None)
        self.title.setText(period_name(period.unit, period.name) if period else "")
        if period:  # until it is known which pages there are, both keys are heard
            names = found.names if found else ("", "~")
            self.previous_button.setEnabled(bool(names) and names[0] < period.name)
            self.next_button.setEnabled(bool(names) and names[-1] > period.name)
        if period is None:
            self.terms.hide()
        elif found is not None and found.name == period.name:
            has_earlier = self.previous_button.isEnabled()
            self.terms.show_terms(found.terms, period.unit, has_earlier=has_earlier)
            self.terms.show()

    def _button(self, unit: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(_NAMES[unit])
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(button, _DESCRIPTIONS[unit])
        self._group.addButton(button)
        button.clicked.connect(partial(self._emit_unit, unit))
        return button

    def _emit_unit(self, unit: str, checked: bool = False) -> None:
        if unit:
            self.unit_chosen.emit(unit)
        else:
            self.all_chosen.emit()

    def _emit_step(self, step: int, checked: bool = False) -> None:
        self.step_clicked.emit(step)

    def _set_fonts(self) -> None:
        """Make the checked button bold; all have the width of bold text, so that none moves."""
        bold = self._theme.font(12, 600)
        for button in self.buttons.values():
            button.setFont(bold)
            width = button.fontMetrics().horizontalAdvance(button.text())
            button.setFont(bold if button.isChecked() else self._theme.font(12))
            button.setFixedSize(width + self._theme.px(16), self._theme.px(28))

    def _arrange(self) -> None:
        px = self._theme.px
        top = QWidget(self)
        row = QHBoxLayout(top)
        row.setContentsMargins(px(12), 0, px(8), px(4))
        row.setSpacing(px(2))
        for button in self.buttons.values():
            row.addWidget(button)
        row.addSpacing(px(8))
        row.addWidget(self.title, 1)
        row.addWidget(self.previous_button)
        row.addWidget(self.next_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.terms)
