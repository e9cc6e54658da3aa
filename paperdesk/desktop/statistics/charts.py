"""The charts of the statistics: what each draws, its rows as a table, and what it says in words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from paperdesk.desktop.statistics import drawing
from paperdesk.desktop.widgets.keycaps import hinted
from paperdesk.desktop.wording import day, number, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.statistics import Share, Statistics, Week

_PLOT_HEIGHT = 176
_ROW_HEIGHT = 24


@dataclass(frozen=True, slots=True)
class ReadChart:
    """A bar for the papers read in each week."""

    weeks: Sequence[Week]
    undated: int
    title = "Read per week"
    head = ("Week of", "Read")

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """A row of texts for each week, the last one first."""
        return [(day(week.monday), number(week.read)) for week in reversed(self.weeks)]

    @property
    def nothing(self) -> str:
        """Why there is nothing to draw, and what fills the chart; empty if there is something."""
        if any(week.read for week in self.weeks):
            return ""
        if self.undated:
            return "Nothing was read on a day that is known."
        return f"Nothing is read yet. Press {hinted('E')} on a paper when you have read it."

    @property
    def summary(self) -> str:
        """What the chart shows, as a sentence or two."""
        read = sum(week.read for week in self.weeks)
        text = f"{plural(read, 'paper')} read in {plural(len(self.weeks), 'week')}."
        return f"{text} {self._remark}." if self.undated else text

    @property
    def _remark(self) -> str:
        return f"{number(self.undated)} more on days not known" if self.undated else ""

    def height(self) -> int:
        """In pixels, for a font of 13."""
        return _PLOT_HEIGHT

    def paint(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        """Draw it."""
        names = [day(week.monday) for week in self.weeks]
        read = [week.read for week in self.weeks]
        drawing.paint_bars(painter, theme, area, names, read, self._remark)


@dataclass(frozen=True, slots=True)
class BacklogChart:
    """Two lines: how many papers had been added, and how many of them read."""

    weeks: Sequence[Week]
    added_before: int
    read_before: int
    title = "Added against read"
    head = ("Week of", "Added", "Read", "Added so far", "Read so far")

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """A row of texts for each week, the last one first."""
        so_far = zip(self.weeks, self._added(), self._read(), strict=True)
        rows = [
            (day(week.monday), *map(number, (week.added, week.read, added, read)))
            for week, added, read in so_far
        ]
        return rows[::-1]

    @property
    def nothing(self) -> str:
        """Why there is nothing to draw, and what fills the chart; empty if there is something."""
        return "" if self.weeks else f"No papers were added yet. {hinted('Ctrl+O')} imports files."

    @property
    def summary(self) -> str:
        """What the chart shows, as a sentence."""
        added, read = self._added()[-1], self._read()[-1]
        return f"{plural(added, 'paper')} added by now, {number(read)} read."

    def height(self) -> int:
        """In pixels, for a font of 13."""
        return _PLOT_HEIGHT

    def paint(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        """Draw it."""
        names = [day(week.monday) for week in self.weeks]
        lines = (("added", self._added()), ("read", self._read()))
        drawing.paint_lines(painter, theme, area, names, lines)

    def _added(self) -> list[int]:
        added = accumulate((week.added for week in self.weeks), initial=self.added_before)
        return list(added)[1:]

    def _read(self) -> list[int]:
        return list(accumulate((week.read for week in self.weeks), initial=self.read_before))[1:]


@dataclass(frozen=True, slots=True)
class ShareChart:
    """A bar for each kind of papers, the part that is read first."""

    title: str
    noun: str
    shares: Sequence[Share]
    when_empty: str
    """Why there are no shares, and what brings some."""

    @property
    def head(self) -> tuple[str, ...]:
        """The heads of the columns."""
        return self.noun.capitalize(), "Papers", "Read"

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """A row of texts for each bar."""
        return [(name, number(papers), number(read)) for name, papers, read in self.shares]

    @property
    def nothing(self) -> str:
        """Why there is nothing to draw, and what fills the chart; empty if there is something."""
        return "" if self.shares else self.when_empty

    @property
    def summary(self) -> str:
        """What the chart shows, as a sentence."""
        name, papers, read = self.shares[0]
        return f"Most papers: {name}, {plural(papers, 'paper')}, {number(read)} read."

    def height(self) -> int:
        """In pixels, for a font of 13."""
        return len(self.shares) * _ROW_HEIGHT

    def paint(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        """Draw it."""
        drawing.paint_shares(painter, theme, area, self.shares)


Chart = ReadChart | BacklogChart | ShareChart


def charts(found: Statistics) -> list[Chart]:
    """The charts, in the order of the page."""
    no_tags = f"No paper has a tag. Press {hinted('T')} on a paper to tag it."
    no_organisations = f"No paper has an organisation. {hinted('F2')} edits the details of a paper."
    no_sources = f"No papers are here. {hinted('Ctrl+O')} imports files."
    return [
        ReadChart(found.weeks, found.read_undated),
        BacklogChart(found.weeks, found.added_before, found.read_before),
        ShareChart("Tags", "tag", found.tags, no_tags),
        ShareChart("Organisations", "organisation", found.organisations, no_organisations),
        ShareChart("Where papers come from", "source", found.sources, no_sources),
    ]
