"""The pages of days, weeks and months; a period is a `date:` filter of the query."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.periods import Period, name_in, period_of
from paperdesk.model.query_editing import include, with_dates, with_sort
from paperdesk.model.query_tree import Word
from paperdesk.model.search_protocol import FindPeriod
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.desktop.trending.bar import PeriodBar
    from paperdesk.model.periods import Unit
    from paperdesk.model.search_protocol import PeriodFound


class Trending(QObject):
    """Keeps bar and query in sync. The bar is shown in the order `trending`; built when needed."""

    built = Signal(QWidget)
    """The bar was built; insert it below the header of the list."""

    def __init__(
        self, session: Session, current: CurrentPapers, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._current = session, current
        self._theme, self._window = theme, window
        self._bar: PeriodBar | None = None
        self._unit: Unit = "day"
        """Of the page that was shown last."""
        self._found: PeriodFound | None = None
        self._number = 0  # of the newest request
        self._opening = False
        """Whether the next reply opens a page."""
        self._steps = 0
        """Pages to go on, once the reply says which there are."""
        current.query_changed.connect(self._follow_query)
        session.search.answered.connect(self._request)
        session.search.period_found.connect(self._on_found)

    def specs(self) -> list[Spec]:
        """The actions."""
        return [
            Spec("Papers", "Previous day, week or month", ("[",), partial(self.step, -1)),
            Spec("Papers", "Next day, week or month", ("]",), partial(self.step, 1)),
        ]

    def step(self, pages: int) -> None:
        """Go to an earlier or later page that has papers; from no page, to the newest one."""
        period = period_of(self._current.text)
        if period is None:
            self.open_unit(self._unit)
            return
        self._steps += pages
        if self._is_known(period):
            self._go(period)
        else:
            self._request()

    @Slot(str)
    def open_unit(self, unit: Unit) -> None:
        """Open the page of a day, week or month: the last one in the present page, or of all."""
        period = period_of(self._current.text)
        self._opening, self._steps = True, 0
        name = name_in(unit, period.last_day) if period else ""
        self._ask(unit, name)

    @Slot()
    def leave_pages(self) -> None:
        """Show the papers of all days."""
        self._current.set_text(with_dates(self._current.text, ""))

    @Slot(str)
    def search(self, word: str) -> None:
        """Show the papers of the page with a word."""
        self._current.set_text(include(self._current.text, Word(word)))

    # The page

    @property
    def _query(self) -> str:
        return with_dates(self._current.text, "")

    def _is_known(self, period: Period) -> bool:
        found = self._found
        return found is not None and (found.query, found.unit) == (self._query, period.unit)

    def _go(self, period: Period) -> None:
        """Go on by the pages asked for, as far as there are any."""
        assert self._found is not None
        names, steps, self._steps = self._found.names, self._steps, 0
        place = bisect_left(names, period.name)
        is_page = place < len(names) and names[place] == period.name
        place += steps - (not is_page and steps > 0)
        if names and steps:
            self._open(period.unit, names[min(max(place, 0), len(names) - 1)])

    def _open(self, unit: Unit, name: str) -> None:
        self._unit = unit
        text = with_dates(self._current.text, Period(unit, name).value)
        in_order = self._current.order[0] == "trending"
        self._current.set_text(text if in_order else with_sort(text, "trending"))

    # The child

    @Slot()
    def _request(self) -> None:
        """Ask what the bar shows."""
        period = period_of(self._current.text)
        if period is not None and not self._opening and (self._steps or self._is_shown):
            self._ask(period.unit, period.name)

    def _ask(self, unit: Unit, name: str) -> None:
        self._number += 1
        self._session.search.request(FindPeriod(self._number, self._query, unit, name))

    @Slot(object)
    def _on_found(self, found: PeriodFound) -> None:
        if found.id != self._number or found.query != self._query:
            return
        self._found = found
        period = period_of(self._current.text)
        if self._opening:
            self._opening = False
            if found.names:
                place = bisect_left(found.names, found.name)
                is_page = place < len(found.names) and found.names[place] == found.name
                self._open(found.unit, found.names[place if is_page else max(place - 1, 0)])
            else:
                self._session.noticed.emit(tr("No paper of this list has a date."))
        elif period is not None and self._is_known(period):
            self._go(period)
            self._show()

    # The bar

    @property
    def _is_shown(self) -> bool:
        return self._bar is not None and not self._bar.isHidden()

    @Slot()
    def _follow_query(self) -> None:
        self._opening, self._steps = False, 0  # what was asked for before is outdated
        self._show()

    def _show(self) -> None:
        """Show the bar in the order `trending`, with what is known of the page."""
        in_order = self._current.order[0] == "trending"
        if in_order and self._bar is None:
            from paperdesk.desktop.trending.bar import PeriodBar

            self._bar = bar = PeriodBar(self._theme, self._window)
            bar.unit_chosen.connect(self.open_unit)
            bar.all_chosen.connect(self.leave_pages)
            bar.step_clicked.connect(self.step)
            bar.term_clicked.connect(self.search)
            self.built.emit(bar)
        if self._bar is None:
            return
        self._bar.setVisible(in_order)
        if in_order:
            period = period_of(self._current.text)
            found = self._found if period is not None and self._is_known(period) else None
            self._bar.show_page(period, found)
