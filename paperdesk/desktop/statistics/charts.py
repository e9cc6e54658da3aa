"""The charts of the statistics: what each draws, its rows as a table, and what it says in words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from paperdesk.desktop.statistics import drawing
from paperdesk.desktop.widgets.keycaps import hinted
from paperdesk.desktop.wording import day, number
from paperdesk.translation import tr, tr_in, tr_n

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
    title = tr("Read per week")
    head = (tr("Week of"), tr("Read"))

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
            return tr("Nothing was read on a day that is known.")
        return tr(
            "Nothing is read yet. Press {key} on a paper when you have read it.", key=hinted("E")
        )

    @property
    def summary(self) -> str:
        """What the chart shows, as a sentence or two."""
        read = sum(week.read for week in self.weeks)
        papers = tr_n("{n} paper read", "{n} papers read", read)
        weeks = tr_n("in {n} week", "in {n} weeks", len(self.weeks))
        if not self.undated:
            return tr("{papers} {in_weeks}.", papers=papers, in_weeks=weeks)
        return tr("{papers} {in_weeks}. {more}.", papers=papers, in_weeks=weeks, more=self._remark)

    @property
    def _remark(self) -> str:
        if not self.undated:
            return ""
        return tr_n("{n} more on days not known", "{n} more on days not known", self.undated)

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
    title = tr("Added against read")
    head = (tr("Week of"), tr("Added"), tr("Read"), tr("Added so far"), tr("Read so far"))

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
        if self.weeks:
            return ""
        return tr("No papers were added yet. {key} imports files.", key=hinted("Ctrl+O"))

    @property
    def summary(self) -> str:
        """What the chart shows, as a sentence."""
        added, read = self._added()[-1], self._read()[-1]
        return tr_n(
            "{n} paper added by now, {read} read.",
            "{n} papers added by now, {read} read.",
            added,
            read=number(read),
        )

    def height(self) -> int:
        """In pixels, for a font of 13."""
        return _PLOT_HEIGHT

    def paint(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        """Draw it."""
        names = [day(week.monday) for week in self.weeks]
        lines = ((tr("{number} added"), self._added()), (tr("{number} read"), self._read()))
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
    kind: str
    """The head of the first column."""
    shares: Sequence[Share]
    when_empty: str
    """Why there are no shares, and what brings some."""

    @property
    def head(self) -> tuple[str, ...]:
        """The heads of the columns."""
        return self.kind, tr("Papers"), tr("Read")

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
        return tr_n(
            "Most papers: {name}, {n} paper, {read} read.",
            "Most papers: {name}, {n} papers, {read} read.",
            papers,
            name=name,
            read=number(read),
        )

    def height(self) -> int:
        """In pixels, for a font of 13."""
        return len(self.shares) * _ROW_HEIGHT

    def paint(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        """Draw it."""
        drawing.paint_shares(painter, theme, area, self.shares)


Chart = ReadChart | BacklogChart | ShareChart


def charts(found: Statistics) -> list[Chart]:
    """The charts, in the order of the page."""
    no_tags = tr("No paper has a tag. Press {key} on a paper to tag it.", key=hinted("T"))
    no_organisations = tr(
        "No paper has an organisation. {key} edits the details of a paper.", key=hinted("F2")
    )
    no_sources = tr("No papers are here. {key} imports files.", key=hinted("Ctrl+O"))
    return [
        ReadChart(found.weeks, found.read_undated),
        BacklogChart(found.weeks, found.added_before, found.read_before),
        ShareChart(tr("Tags"), tr_in("column", "Tag"), found.tags, no_tags),
        ShareChart(tr("Organisations"), tr("Organisation"), found.organisations, no_organisations),
        ShareChart(tr("Where papers come from"), tr("Source"), found.sources, no_sources),
    ]
