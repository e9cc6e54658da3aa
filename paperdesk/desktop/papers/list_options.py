"""The view options of the list: density, sort order, grouping, quick filters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Signal, Slot

from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.query_editing import find_filter, include, remove_term, with_sort

if TYPE_CHECKING:
    from paperdesk.desktop.papers.header import ListHeader
    from paperdesk.desktop.papers.list import PaperTable
    from paperdesk.desktop.papers.painter import Density
    from paperdesk.desktop.papers.pane import ListPane
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.model.query import Filter

DENSITIES: tuple[Density, ...] = ("comfortable", "compact", "columns")


class ListOptions(QObject):
    """Applies what is chosen in the header and the column header.

    Columns use the width of list and reader where both have no room; Enter shows the reader alone,
    Esc the columns again.
    """

    single_pane_chosen = Signal(str)
    """Show only the `list` or the `reader`; both if empty."""
    density_set = Signal(str)
    """One of DENSITIES."""

    def __init__(
        self,
        current: CurrentPapers,
        header: ListHeader,
        pane: ListPane,
        papers: PaperTable,
    ) -> None:
        super().__init__(pane)
        self._current, self._header, self._pane = current, header, pane
        self._papers = papers
        self.density: Density = "comfortable"
        header.density_chosen.connect(self.set_density)
        header.groups_chosen.connect(self.set_groups)
        header.filter_chosen.connect(self._toggle_filter)
        header.columns_requested.connect(self._open_chooser)
        pane.columns.sort_clicked.connect(self._sort_by)
        papers.activated.connect(self._open_reader)
        current.query_changed.connect(self._show_order)
        self._show_order()

    def specs(self) -> list[Spec]:
        """The actions."""
        return [
            Spec("Window", "Cards", ("Ctrl+1",), self.show_cards),
            Spec("Window", "Compact", ("Ctrl+2",), self.show_compact),
            Spec("Window", "Columns", ("Ctrl+3",), self.show_columns),
        ]

    def show_cards(self) -> None:
        """Show cards."""
        self.set_density("comfortable")

    def show_compact(self) -> None:
        """Show compact cards."""
        self.set_density("compact")

    def show_columns(self) -> None:
        """Show columns, with the reader where there is room."""
        self.set_density("columns")

    @Slot(str)
    def set_density(self, density: Density) -> None:
        """Show the list in one of DENSITIES."""
        self.density = density
        columns = density == "columns"
        self._header.set_density(density)
        self._pane.show_columns(columns)
        self.single_pane_chosen.emit("list" if columns else "")
        self._papers.set_density(density)
        self.density_set.emit(density)

    @Slot(str)
    def set_groups(self, by: str) -> None:
        """Group by one of GROUPINGS; the list is then sorted by date."""
        self._current.set_groups(by)

    # The reader alone

    @Slot()
    def _open_reader(self) -> None:
        if self.density == "columns":
            self.single_pane_chosen.emit("reader")

    def close_reader(self) -> None:
        """Show the columns again instead of the reader."""
        if self.density == "columns":
            self.single_pane_chosen.emit("list")

    # Order, groups, filters

    @Slot(str)
    def _sort_by(self, key: str) -> None:
        """Sort by a column; if the list is sorted by it already, reverse the order."""
        order, reverse = self._current.order
        new_order = key, key == order and not reverse
        without_sort = with_sort(self._current.text, "")
        self._current.set_text(without_sort)
        if self._current.order != new_order:
            prefix = "-" if new_order[1] else ""
            self._current.set_text(with_sort(without_sort, prefix + key))

    @Slot()
    def _show_order(self) -> None:
        order, reverse = self._current.order
        self._pane.columns.set_order(order, reverse=reverse)
        self._header.set_groups(self._current.groups_by)

    @Slot(object)
    def _toggle_filter(self, condition: Filter) -> None:
        text = self._current.text
        term = find_filter(text, condition)
        if term is None:
            self._current.set_text(include(text, condition))
        else:
            self._current.set_text(remove_term(text, term.start, term.end))

    @Slot()
    def _open_chooser(self) -> None:
        button = self._header.columns_menu_button
        self._pane.columns.open_menu(button.mapToGlobal(QPoint(0, button.height())))

    # State

    def state(self) -> dict[str, Any]:
        """The options, for `restore`."""
        return {
            "density": self.density,
            "columns": json.dumps(self._pane.columns.current_layout()),
        }

    def restore(self, state: dict[str, str]) -> None:
        """Restore saved options; missing or unknown ones are not changed."""
        density = state.get("density")
        self._pane.columns.set_layout(json.loads(state.get("columns") or "[]"))
        if density in DENSITIES:
            self.set_density(density)
