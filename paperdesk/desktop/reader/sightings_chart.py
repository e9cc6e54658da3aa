"""A small chart of the days on which imports listed a paper, and of its votes on each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.theme.mirror import draw_text, mirrored
from paperdesk.desktop.widgets.basics import set_tip
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import Sighting

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Listings:
    """The days of a paper's listings, ascending, and one count of each day."""

    days: tuple[date, ...]
    noun: str = ""
    """`upvote` or `comment`; empty if no two days have the same count known."""
    counts: tuple[int | None, ...] = ()

    @property
    def text(self) -> str:
        """`Listed on 3 days, 18 Nov 2025 to 23 Dec 2025; 4 upvotes at first, 92 upvotes last`."""
        first, last = (wording.day(day.isoformat()) for day in (self.days[0], self.days[-1]))
        known = [count for count in self.counts if count is not None]
        n = len(self.days)
        if not known:
            return tr_n(
                "Listed on {n} day, {first} to {last}",
                "Listed on {n} days, {first} to {last}",
                n,
                first=first,
                last=last,
            )
        return tr_n(
            "Listed on {n} day, {first} to {last}; {before} at first, {now} last",
            "Listed on {n} days, {first} to {last}; {before} at first, {now} last",
            n,
            first=first,
            last=last,
            before=self.counted(known[0]),
            now=self.counted(known[-1]),
        )

    def counted(self, count: int) -> str:
        """`92 upvotes`."""
        if self.noun == "upvote":
            return tr_n("{n} upvote", "{n} upvotes", count)
        return tr_n("{n} comment", "{n} comments", count)


def listings(sightings: Sequence[Sighting]) -> Listings | None:
    """The listings to draw; None unless a paper was listed on two days or more.

    Of several imports on a day, the highest count holds.
    """
    upvotes: dict[date, int | None] = {}
    comments: dict[date, int | None] = {}
    for sighting in sightings:
        try:
            day = date.fromisoformat(sighting.seen)
        except ValueError:
            continue
        for counts, count in ((upvotes, sighting.upvotes), (comments, sighting.comments)):
            known = [each for each in (counts.get(day), count) if each is not None]
            counts[day] = max(known) if known else None
    days = tuple(sorted(upvotes))
    if len(days) < 2:
        return None
    for noun, counts in (("upvote", upvotes), ("comment", comments)):
        values = tuple(counts[day] for day in days)
        if len(days) - values.count(None) >= 2:
            return Listings(days, noun, values)
    return Listings(days)


class SightingsChart(QWidget):
    """Days in the order of reading, a point for each listing, as high as its count.

    72 px high, 36 without counts, and drawn at most 360 px wide.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.shown: Listings | None = None
        self.setAccessibleName(tr("Listings over time"))
        theme.changed.connect(self.update)

    def show_sightings(self, sightings: Sequence[Sighting]) -> bool:
        """Draw these; returns whether there is anything to draw."""
        self.shown = listings(sightings)
        text = self.shown.text if self.shown else ""
        self.setAccessibleDescription(text)
        set_tip(self, text)
        has_counts = self.shown is not None and bool(self.shown.counts)
        self.setFixedHeight(self._theme.px(72 if has_counts else 36))
        self.update()
        return self.shown is not None

    @property
    def _width(self) -> int:
        return min(self.width(), self._theme.px(360))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line of counts, its points, and the first and the last day below."""
        if self.shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        with mirrored(painter, self.rect()):
            self._paint(painter, self.shown)

    def _paint(self, painter: QPainter, shown: Listings) -> None:
        theme, px = self._theme, self._theme.px
        inside, top = px(5), px(20 if shown.counts else 8)
        area = QRectF(inside, top, self._width - 2 * inside, self.height() - top - px(24))
        painter.setFont(theme.font(12))
        self._paint_labels(painter, shown)
        painter.setPen(QPen(theme.colour("line_button"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        points = self._points(shown, area)
        painter.setPen(QPen(theme.colour("accent"), 2))
        if shown.counts:
            known = [p for p, n in zip(points, shown.counts, strict=True) if n is not None]
            painter.drawPolyline(QPolygonF(known))
        painter.setPen(QPen(theme.colour("accent"), 1.5))
        for point, count in zip(points, shown.counts or (0,) * len(points), strict=True):
            # A day whose count is not known is a ring on the ground line.
            painter.setBrush(theme.colour("reader" if count is None else "accent"))
            painter.drawEllipse(point, px(3), px(3))

    def _paint_labels(self, painter: QPainter, shown: Listings) -> None:
        theme, px = self._theme, self._theme.px
        known = [count for count in shown.counts if count is not None]
        painter.setPen(theme.colour("text2"))
        if known:
            top = QRectF(0, 0, self._width, px(16))
            draw_text(painter, top, _RIGHT, shown.counted(known[-1]))
            draw_text(painter, top, _LEFT, wording.number(known[0]))
        painter.setPen(theme.colour("text3"))
        below = QRectF(0, self.height() - px(20), self._width, px(20))
        for align, day in ((_LEFT, shown.days[0]), (_RIGHT, shown.days[-1])):
            draw_text(painter, below, align, wording.day(day.isoformat()))

    def _points(self, shown: Listings, area: QRectF) -> list[QPointF]:
        span = (shown.days[-1] - shown.days[0]).days
        highest = max((count for count in shown.counts if count is not None), default=0) or 1
        counts = shown.counts or (0,) * len(shown.days)
        return [
            QPointF(
                area.left() + area.width() * (day - shown.days[0]).days / span,
                area.bottom() - area.height() * (count or 0) / highest,
            )
            for day, count in zip(shown.days, counts, strict=True)
        ]
