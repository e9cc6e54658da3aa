"""Papers by month as bars over the list; a range of them is what the list shows.

strip = TimelineStrip(theme, parent)
strip.set_months([Month("2024-03", 17, 2), ...])       ascending, those with papers
strip.set_range(("2024-03", "2024-06") or None)        the range in force
strip.range_chosen((first, last) or None)              by mouse or keyboard

A drag chooses a range, a click one bar, Delete or a click on the title none. Arrows move the end of
the range, with Ctrl its beginning, with Shift both. Where there is no room for a bar a month, a bar
is a quarter or a year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from paperdesk.desktop.theme.painting import paint_focus
from paperdesk.desktop.wording import MONTHS, number, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent

    from paperdesk.desktop.theme.theme import Theme

_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_SPANS = {1: "by month", 3: "by quarter", 12: "by year"}
_ALL = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_LEAST = 4
"""The least width of a bar with its gap, for a 13 px font."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month, `YYYY-MM`, its papers, and how many of those are read."""

    name: str
    papers: int
    read: int


class TimelineStrip(QWidget):
    """112 high: a title line of 28, bars, years in 24."""

    range_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._months: dict[int, Month] = {}
        self._first = self._last = 0  # months, counted from the year 0
        self._range: tuple[int, int] | None = None
        self._pressed: int | None = None
        self._by_keyboard = False
        self.setObjectName("timeline")
        self.setFixedHeight(theme.row(112))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Timeline")
        self.setToolTip("Drag over months to see their papers alone (Delete shows all)")
        theme.changed.connect(self.update)

    def set_months(self, months: Sequence[Month]) -> None:
        """Show these months."""
        self._months = {_number(month.name): month for month in months}
        self._first = min(self._months, default=0)
        self._last = max(self._months, default=0)
        self._renew()

    def set_range(self, chosen: tuple[str, str] | None) -> None:
        """Show this range as chosen; its ends are months."""
        self._range = (_number(chosen[0]), _number(chosen[1])) if chosen is not None else None
        self._renew()

    @property
    def title(self) -> str:
        """`Mar to Jun 2024`, or the whole time there are papers from."""
        if not self._months:
            return "No dates"
        first, last = self._range or (self._first, self._last)
        if first == last:
            return f"{_short(first)} {first // 12}"
        if first // 12 == last // 12:
            return f"{_short(first)} to {_short(last)} {last // 12}"
        return f"{_short(first)} {first // 12} to {_short(last)} {last // 12}"

    @property
    def facts(self) -> str:
        """`17 papers, 2 read` of the range."""
        first, last = self._range or (self._first, self._last)
        inside = [month for at, month in self._months.items() if first <= at <= last]
        read = sum(month.read for month in inside)
        return f"{plural(sum(month.papers for month in inside), 'paper')}, {number(read)} read"

    def _renew(self) -> None:
        self.setAccessibleDescription(f"{self.title}, {self.facts}")
        self.update()

    # Where things are

    def _bars(self) -> QRect:
        px = self._theme.px
        return self.rect().adjusted(px(16), px(32), -px(16), -px(24))

    def _span(self) -> int:
        """How many months a bar is."""
        room = max(1, self._bars().width() // self._theme.px(_LEAST))
        months = self._last - self._first + 1
        return next((span for span in _SPANS if months <= room * span), 12)

    def _edges(self) -> tuple[int, int, float]:
        """The first month of the first bar, how many bars, how wide each."""
        span = self._span()
        start = self._first // span * span
        count = (self._last - start) // span + 1
        return start, count, self._bars().width() / count

    def _month_at(self, x: float) -> int:
        """The first month of the bar at a place."""
        start, count, wide = self._edges()
        bar = int((x - self._bars().left()) / wide)
        return start + min(max(bar, 0), count - 1) * self._span()

    # What the user does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._months:
            return
        self._by_keyboard = False
        if event.position().y() < self._bars().top():
            self._choose(None)
            return
        self._pressed = self._month_at(event.position().x())
        self._drag(self._pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            self._drag(self._month_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            self._pressed = None
            self._choose(self._range)

    def _drag(self, month: int) -> None:
        pressed = self._pressed if self._pressed is not None else month
        self._range = min(pressed, month), max(pressed, month) + self._span() - 1
        self._renew()

    def event(self, event: QEvent) -> bool:
        """Delete means the range here, not the papers chosen in the list."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() in _ALL)
            if event.isAccepted():
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in _ALL:
            self._choose(None)
        elif event.key() in steps and self._months:
            self._by_keyboard = True
            self._move(steps[Qt.Key(event.key())] * self._span(), event.modifiers())
        else:
            super().keyPressEvent(event)

    def _move(self, step: int, modifiers: Qt.KeyboardModifier) -> None:
        first, last = self._range or (self._first, self._last)
        both = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if both or modifiers & Qt.KeyboardModifier.ControlModifier:
            first += step
        if both or not modifiers & Qt.KeyboardModifier.ControlModifier:
            last += step
        if self._first <= first <= last <= self._last:
            self._choose((first, last))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def _choose(self, chosen: tuple[int, int] | None) -> None:
        self._range = chosen
        self._renew()
        self.range_chosen.emit(None if chosen is None else (_name(chosen[0]), _name(chosen[1])))

    # How it looks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Title, bars, years, handles, and the hairline to the list's header."""
        painter, theme = QPainter(self), self._theme
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.colour("line"))
        self._paint_title(painter)
        if self._months:
            self._paint_range(painter)
            self._paint_bars(painter)
            self._paint_years(painter)
        if self.hasFocus() and self._by_keyboard:
            paint_focus(painter, theme, self.rect(), 4)

    def _paint_title(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        place = QRect(px(16), 0, self.width() - px(32), px(28))
        painter.setFont(theme.font(13, 600))
        painter.setPen(theme.colour("text"))
        painter.drawText(place, _LINE, self.title)
        taken = painter.fontMetrics().horizontalAdvance(self.title) + px(8)
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("text2"))
        painter.drawText(place.adjusted(taken, 0, 0, 0), _LINE, self.facts)
        painter.setPen(theme.colour("text3"))
        painter.drawText(place, _LINE | Qt.AlignmentFlag.AlignRight, _SPANS[self._span()])

    def _paint_bars(self, painter: QPainter) -> None:
        """Unread over read, the chosen ones in accent; the smallest bar is 2 high."""
        theme, area, span = self._theme, self._bars(), self._span()
        start, count, wide = self._edges()
        sums = [self._sum(start + bar * span) for bar in range(count)]
        most = max(papers for papers, _ in sums)
        gap = 1 if wide < theme.px(8) else 2
        for bar, (papers, read) in enumerate(sums):
            if not papers:
                continue
            left = area.left() + round(bar * wide)
            right = area.left() + round((bar + 1) * wide) - gap
            high = max(2, round(area.height() * papers / most))
            low = round(high * read / papers)
            bottom = area.bottom() + 1
            chosen = self._is_chosen(start + bar * span)
            ink = theme.colour("accent" if chosen else "text2")
            painter.fillRect(left, bottom - high, right - left, high - low, ink)
            painter.fillRect(left, bottom - low, right - left, low, theme.colour("line_button"))
            if chosen:  # read ones, too, are in the range
                painter.setOpacity(0.5)
                painter.fillRect(left, bottom - low, right - left, low, ink)
                painter.setOpacity(1)

    def _sum(self, month: int) -> tuple[int, int]:
        inside = [
            self._months[at] for at in range(month, month + self._span()) if at in self._months
        ]
        return sum(one.papers for one in inside), sum(one.read for one in inside)

    def _is_chosen(self, month: int) -> bool:
        return self._range is not None and self._range[0] <= month <= self._range[1]

    def _paint_range(self, painter: QPainter) -> None:
        """The ground of the chosen months, and a handle at each end."""
        if self._range is None:
            return
        theme, area, px = self._theme, self._bars(), self._theme.px
        left, right = (self._x(month) for month in (self._range[0], self._range[1] + 1))
        ground = QRectF(left, area.top(), right - left, area.height())
        painter.fillRect(ground, theme.colour("accent_soft"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for x in (left, right):
            painter.fillRect(QRectF(x - 1, area.top(), 2, area.height()), theme.colour("accent"))
            painter.setPen(theme.colour("accent"))
            painter.setBrush(theme.colour("reader"))
            middle = area.center().y()
            painter.drawRoundedRect(QRectF(x - px(4), middle - px(8), px(8), px(16)), 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _x(self, month: int) -> float:
        start, _, wide = self._edges()
        area = self._bars()
        x = area.left() + (month - start) / self._span() * wide
        return min(max(x, area.left()), area.right() + 1)

    def _paint_years(self, painter: QPainter) -> None:
        """The year under its January, where it does not run into the one before."""
        theme, px = self._theme, self._theme.px
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("text2"))
        free = 0.0
        for year in range(self._first // 12, self._last // 12 + 1):
            x = self._x(max(year * 12, self._first))
            text = str(year)
            wide = painter.fontMetrics().horizontalAdvance(text)
            if x >= free and x + wide <= self.width() - px(8):
                painter.drawText(
                    QRectF(x, self._bars().bottom() + 1, wide + 2, px(24)), _LINE, text
                )
                free = x + wide + px(12)


def _number(month: str) -> int:
    """`2024-03` counted in months from the year 0."""
    year, _, of_year = month.partition("-")
    return int(year) * 12 + int(of_year or 1) - 1


def _name(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"


def _short(month: int) -> str:
    return MONTHS[month % 12][:3]
