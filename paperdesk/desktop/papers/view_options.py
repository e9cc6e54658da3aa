"""How the list is shown: cards or columns, their order, groups, quick filters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Signal, Slot

from paperdesk.desktop.widgets.actions import Spec
from paperdesk.model.query_editing import sorted_by, toggled

if TYPE_CHECKING:
    from paperdesk.desktop.papers.header import ListHeader
    from paperdesk.desktop.papers.list import PaperList
    from paperdesk.desktop.papers.painter import Density
    from paperdesk.desktop.papers.pane import ListPane
    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.model.query import Filter

DENSITIES: tuple[Density, ...] = ("comfortable", "compact", "columns")
GROUPINGS = ("", "day", "week", "month")


class ListView(QObject):
    """Binds the header of the list, the titles of columns and the list.

    Columns take the reader's place; Enter shows the reader in theirs, and Esc goes back.
    """

    shown_alone = Signal(str)
    """`list` or `reader` gets the width of both; both are shown if empty."""

    def __init__(
        self,
        current: CurrentPapers,
        header: ListHeader,
        pane: ListPane,
        papers: PaperList,
    ) -> None:
        super().__init__(pane)
        self._current, self._header, self._pane = current, header, pane
        self._papers = papers
        self.density: Density = "comfortable"
        header.density_chosen.connect(self.set_density)
        header.groups_chosen.connect(self.set_groups)
        header.filter_chosen.connect(self._toggle_filter)
        header.columns_asked.connect(self._open_chooser)
        pane.columns.sort_clicked.connect(self._sort_by)
        papers.activated.connect(self._open_reader)
        papers.verticalScrollBar().valueChanged.connect(self._name_group)
        papers.model().modelReset.connect(self._name_group)
        current.query_changed.connect(self._show_order)
        self._show_order()

    def specs(self) -> list[Spec]:
        """The actions on how the list is shown."""
        return [
            Spec("Window", "Cards", ("Ctrl+1",), self.show_cards),
            Spec("Window", "Compact", ("Ctrl+2",), self.show_compact),
            Spec("Window", "Columns", ("Ctrl+3",), self.show_columns),
        ]

    def show_cards(self) -> None:
        """Show comfortable cards."""
        self.set_density("comfortable")

    def show_compact(self) -> None:
        """Show compact cards."""
        self.set_density("compact")

    def show_columns(self) -> None:
        """Show columns over the whole width."""
        self.set_density("columns")

    @Slot(str)
    def set_density(self, density: Density) -> None:
        """Show the list in one of DENSITIES."""
        self.density = density
        columns = density == "columns"
        self._header.set_density(density)
        self._pane.show_columns(columns)
        self.shown_alone.emit("list" if columns else "")
        self._papers.set_density(density)
        self._name_group()

    @Slot(str)
    def set_groups(self, by: str) -> None:
        """Group by one of GROUPINGS; the order becomes one by date where it is not."""
        self._header.set_groups(by)
        self._current.set_groups(by)

    # The reader in the place of columns

    @Slot()
    def _open_reader(self) -> None:
        if self.density == "columns":
            self.shown_alone.emit("reader")

    def close_reader(self) -> None:
        """Show the columns again, where the reader stands in their place."""
        if self.density == "columns":
            self.shown_alone.emit("list")

    # Order, groups, filters

    @Slot(str)
    def _sort_by(self, key: str) -> None:
        """A click on a title sorts by it; the next one turns the order round."""
        in_force, reverse = self._current.order
        wanted = f"-{key}" if key == in_force and not reverse else key
        plain = sorted_by(self._current.text, "")
        self._current.set_text(plain)
        if self._current.order != (wanted.removeprefix("-"), wanted.startswith("-")):
            self._current.set_text(sorted_by(plain, wanted))

    @Slot()
    def _show_order(self) -> None:
        order, reverse = self._current.order
        self._pane.columns.set_order(order, reverse=reverse)

    @Slot(object)
    def _toggle_filter(self, condition: Filter) -> None:
        self._current.set_text(toggled(self._current.text, condition))

    @Slot()
    def _open_chooser(self) -> None:
        button = self._header.columns_menu_button
        self._pane.columns.open_menu(button.mapToGlobal(QPoint(0, button.height())))

    @Slot()
    def _name_group(self) -> None:
        """Cards have no rows for groups: the header names the one on top."""
        cards = self.density == "comfortable"
        self._header.set_group(self._papers.top_group() if cards else None)

    # What is kept

    def state(self) -> dict[str, Any]:
        """What `restore` takes, of strings."""
        return {
            "density": self.density,
            "sort": self._current.sort,
            "groups": self._current.groups_by,
            "columns": json.dumps(self._pane.columns.layout_now()),
        }

    def restore(self, state: dict[str, str]) -> None:
        """Show the list as it was left; what is missing or unknown stays as it is."""
        density, groups = state.get("density"), state.get("groups")
        self._pane.columns.set_layout(json.loads(state.get("columns") or "[]"))
        if state.get("sort"):
            self._current.set_sort(state["sort"])
        if groups in GROUPINGS and groups:
            self.set_groups(groups)
        if density in DENSITIES:
            self.set_density(density)
