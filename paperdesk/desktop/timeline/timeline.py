"""The timeline of the list; its range is a `date:` filter of the query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.query import Filter, Query
from paperdesk.model.query_editing import with_dates
from paperdesk.model.query_tree import leaves

if TYPE_CHECKING:
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.desktop.timeline.strip import TimelineStrip


class Timeline(QObject):
    """Keeps strip and query in sync. The strip is built when first shown."""

    built = Signal(QWidget)
    """The strip was built; insert it above the list."""
    toggled = Signal(bool)
    """The strip was shown or hidden."""

    def __init__(
        self, session: Session, current: CurrentPapers, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._current = session, current
        self._theme, self._window = theme, window
        self._strip: TimelineStrip | None = None
        session.search.answered.connect(self._request_months)
        session.search.counted.connect(self._request_months)
        session.search.dated.connect(self._show_months)

    def specs(self) -> list[Spec]:
        """The action that shows or hides the strip."""
        return [Spec("Window", "Timeline", ("Ctrl+4",), self.toggle)]

    @property
    def shown(self) -> bool:
        """Whether the strip is visible."""
        return self._strip is not None and not self._strip.isHidden()

    def toggle(self) -> None:
        """Show or hide the strip."""
        self.show(not self.shown)

    @Slot(bool)
    def show(self, on: bool) -> None:
        """Show or hide the strip."""
        self.toggled.emit(on)
        if on and self._strip is None:
            from paperdesk.desktop.timeline.strip import TimelineStrip

            self._strip = TimelineStrip(self._theme, self._window)
            self._strip.range_chosen.connect(self._apply_range)
            self.built.emit(self._strip)
        if self._strip is not None:
            self._strip.setVisible(on)
        self._request_months()

    @Slot()
    def _request_months(self) -> None:
        if self.shown:
            self._session.search.date(with_dates(self._current.text, ""))

    @Slot(object)
    def _show_months(self, months: list[tuple[str, int, int]]) -> None:
        if self._strip is not None:
            from paperdesk.desktop.timeline.strip import Month

            self._strip.set_months([Month(*month) for month in months])
            self._strip.set_range(_range(self._current.text))

    @Slot(object)
    def _apply_range(self, chosen: tuple[str, str] | None) -> None:
        value = "" if chosen is None else chosen[0] if chosen[0] == chosen[1] else "..".join(chosen)
        self._current.set_text(with_dates(self._current.text, value))


def _range(text: str) -> tuple[str, str] | None:
    """The first and last month of a query's date filter; None without a closed range."""
    for leaf, included in leaves(Query.parse(text).tree):
        if not included or not isinstance(leaf, Filter) or leaf.value == "none":
            continue
        if leaf.field in ("date", "year"):
            first, _, last = leaf.value.partition("..")
            last = last or first
            if len(first) >= 4 and len(last) >= 4:
                return (first[:7] if len(first) > 4 else f"{first}-01"), (
                    last[:7] if len(last) > 4 else f"{last}-12"
                )
    return None
