"""The strip with the number of papers of each month as bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from paperdesk.desktop.theme.mirror import draw_text, mirrored
from paperdesk.desktop.theme.painting import paint_focus, paint_text
from paperdesk.desktop.wording import comma_list, day
from paperdesk.model.paper_texts import SHORT_MONTHS
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent

    from paperdesk.desktop.theme.theme import Theme

_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_BAR_LABELS = {1: tr("by month"), 3: tr("by quarter"), 12: tr("by year")}
_RESET_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_MIN_BAR_WIDTH = 4
"""The minimum width of a bar with its gap, for a 13 px font."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month, `YYYY-MM`, its number of papers, and how many of them are read."""

    name: str
    papers: int
    read: int


class TimelineStrip(QWidget):
    """Shows a bar for each month, or for each quarter or year if there is not enough space.

    Dragging selects a range, a click one bar; Delete or a click on the title removes the range.
    Arrow keys move the end of the range, with Ctrl its start, with Shift both.
    """

    range_chosen = Signal(object)
    """First and last month as `YYYY-MM`, or None."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._months: dict[int, Month] = {}
        self._first = self._last = 0  # months since the year 0
        self._range: tuple[int, int] | None = None
        self._pressed: int | None = None
        self._by_keyboard = False
        self.setObjectName("timeline")
        self.setFixedHeight(theme.row(112))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Timeline"))
        self.setToolTip(tr("Drag over months to show only their papers (Delete shows all)"))
        theme.changed.connect(self.update)

    def set_months(self, months: Sequence[Month]) -> None:
        """Show months, those with papers only."""
        self._months = {_number(month.name): month for month in months}
        self._first = min(self._months, default=0)
        self._last = max(self._months, default=0)
        self._update()

    def set_range(self, chosen: tuple[str, str] | None) -> None:
        """Mark a range, as first and last month."""
        self._range = (_number(chosen[0]), _number(chosen[1])) if chosen is not None else None
        self._update()

    @property
    def title(self) -> str:
        """`Mar to Jun 2024`: the range, or all months."""
        if not self._months:
            return tr("No dates")
        first, last = self._range or (self._first, self._last)
        if first == last:
            return day(_name(first))
        if first // 12 == last // 12:
            return tr(
                "{first_month} to {last_month} {year}",
                first_month=SHORT_MONTHS[first % 12],
                last_month=SHORT_MONTHS[last % 12],
                year=last // 12,
            )
        return tr("{first} to {last}", first=day(_name(first)), last=day(_name(last)))

    @property
    def facts(self) -> str:
        """`17 papers, 2 read`, in the range."""
        first, last = self._range or (self._first, self._last)
        months = [month for at, month in self._months.items() if first <= at <= last]
        read = sum(month.read for month in months)
        papers = sum(month.papers for month in months)
        return comma_list(
            [tr_n("{n} paper", "{n} papers", papers), tr_n("{n} read", "{n} read", read)]
        )

    def _update(self) -> None:
        self.setAccessibleDescription(comma_list([self.title, self.facts]))
        self.update()

    # Layout

    def _bars_rect(self) -> QRect:
        px = self._theme.px
        return self.rect().adjusted(px(16), px(32), -px(16), -px(24))

    def _months_per_bar(self) -> int:
        """1, 3 or 12: as few as the width allows."""
        max_bars = max(1, self._bars_rect().width() // self._theme.px(_MIN_BAR_WIDTH))
        months = self._last - self._first + 1
        return next((size for size in _BAR_LABELS if months <= max_bars * size), 12)

    def _bar_layout(self) -> tuple[int, int, float]:
        """The first month of the first bar, the number of bars, and their width."""
        months = self._months_per_bar()
        start = self._first // months * months
        count = (self._last - start) // months + 1
        return start, count, self._bars_rect().width() / count

    def _month_at(self, x: float) -> int:
        """The first month of the bar at a position."""
        start, count, width = self._bar_layout()
        if self.isRightToLeft():
            x = self.width() - x
        bar = int((x - self._bars_rect().left()) / width)
        return start + min(max(bar, 0), count - 1) * self._months_per_bar()

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._months:
            return
        self._by_keyboard = False
        if event.position().y() < self._bars_rect().top():
            self._emit_range(None)
            return
        self._pressed = self._month_at(event.position().x())
        self._drag(self._pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            self._drag(self._month_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            self._pressed = None
            self._emit_range(self._range)

    def _drag(self, month: int) -> None:
        pressed = self._pressed if self._pressed is not None else month
        self._range = min(pressed, month), max(pressed, month) + self._months_per_bar() - 1
        self._update()

    def event(self, event: QEvent) -> bool:
        """Claim Delete, which is the shortcut for moving papers to the trash."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() in _RESET_KEYS)
            if event.isAccepted():
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        later = -1 if self.isRightToLeft() else 1
        steps = {Qt.Key.Key_Left: -later, Qt.Key.Key_Right: later}
        if event.key() in _RESET_KEYS:
            self._emit_range(None)
        elif event.key() in steps and self._months:
            self._by_keyboard = True
            self._move(steps[Qt.Key(event.key())] * self._months_per_bar(), event.modifiers())
        else:
            super().keyPressEvent(event)

    def _move(self, step: int, modifiers: Qt.KeyboardModifier) -> None:
        first, last = self._range or (self._first, self._last)
        move_both = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if move_both or modifiers & Qt.KeyboardModifier.ControlModifier:
            first += step
        if move_both or not modifiers & Qt.KeyboardModifier.ControlModifier:
            last += step
        if self._first <= first <= last <= self._last:
            self._emit_range((first, last))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def _emit_range(self, chosen: tuple[int, int] | None) -> None:
        self._range = chosen
        self._update()
        self.range_chosen.emit(None if chosen is None else (_name(chosen[0]), _name(chosen[1])))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.colour("line"))
        with mirrored(painter, self.rect()):
            self._paint_title(painter)
            if self._months:
                self._paint_range(painter)
                self._paint_bars(painter)
                self._paint_years(painter)
        if self.hasFocus() and self._by_keyboard:
            paint_focus(painter, theme, self.rect(), 4)

    def _paint_title(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        line = QRect(px(16), 0, self.width() - px(32), px(28))
        painter.setFont(theme.font(13, 600))
        painter.setPen(theme.colour("text"))
        draw_text(painter, line, _LINE, self.title)
        title_width = painter.fontMetrics().horizontalAdvance(self.title) + px(8)
        painter.setFont(theme.font(12))
        label = _BAR_LABELS[self._months_per_bar()]
        label_width = painter.fontMetrics().horizontalAdvance(label) + px(8)
        facts = line.adjusted(title_width, 0, -label_width, 0)
        paint_text(painter, theme, facts, self.facts, painter.font(), "text2")
        painter.setPen(theme.colour("text3"))
        draw_text(painter, line, _LINE | Qt.AlignmentFlag.AlignRight, label)

    def _paint_bars(self, painter: QPainter) -> None:
        """Paint bars with unread above read papers; bars in the range have the accent colour."""
        theme, area, months = self._theme, self._bars_rect(), self._months_per_bar()
        start, count, width = self._bar_layout()
        sums = [self._sum(start + bar * months) for bar in range(count)]
        max_papers = max(papers for papers, _ in sums)
        gap = 1 if width < theme.px(8) else 2
        for bar, (papers, read) in enumerate(sums):
            if not papers:
                continue
            left = area.left() + round(bar * width)
            right = area.left() + round((bar + 1) * width) - gap
            height = max(2, round(area.height() * papers / max_papers))
            read_height = round(height * read / papers)
            bottom = area.bottom() + 1
            unread_bar = QRect(left, bottom - height, right - left, height - read_height)
            read_bar = QRect(left, bottom - read_height, right - left, read_height)
            in_range = self._is_in_range(start + bar * months)
            ink = theme.colour("accent" if in_range else "text2")
            painter.fillRect(unread_bar, ink)
            painter.fillRect(read_bar, theme.colour("line_button"))
            if in_range:  # tint the read part, too
                painter.setOpacity(0.5)
                painter.fillRect(read_bar, ink)
                painter.setOpacity(1)

    def _sum(self, month: int) -> tuple[int, int]:
        numbers = range(month, month + self._months_per_bar())
        months = [self._months[number] for number in numbers if number in self._months]
        return sum(each.papers for each in months), sum(each.read for each in months)

    def _is_in_range(self, month: int) -> bool:
        return self._range is not None and self._range[0] <= month <= self._range[1]

    def _paint_range(self, painter: QPainter) -> None:
        """Paint the background of the range, and a handle at each end."""
        if self._range is None:
            return
        theme, area, px = self._theme, self._bars_rect(), self._theme.px
        left, right = (self._x_of(month) for month in (self._range[0], self._range[1] + 1))
        background = QRectF(left, area.top(), right - left, area.height())
        painter.fillRect(background, theme.colour("accent_soft"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for x in (left, right):
            painter.fillRect(QRectF(x - 1, area.top(), 2, area.height()), theme.colour("accent"))
            painter.setPen(theme.colour("accent"))
            painter.setBrush(theme.colour("reader"))
            middle = area.center().y()
            painter.drawRoundedRect(QRectF(x - px(4), middle - px(8), px(8), px(16)), 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _x_of(self, month: int) -> float:
        start, _, width = self._bar_layout()
        area = self._bars_rect()
        x = area.left() + (month - start) / self._months_per_bar() * width
        return min(max(x, area.left()), area.right() + 1)

    def _paint_years(self, painter: QPainter) -> None:
        """Paint each year below its January, if it does not overlap the previous one."""
        theme, px = self._theme, self._theme.px
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("text2"))
        next_free_x = 0.0
        for year in range(self._first // 12, self._last // 12 + 1):
            x = self._x_of(max(year * 12, self._first))
            text = str(year)
            width = painter.fontMetrics().horizontalAdvance(text)
            if x >= next_free_x and x + width <= self.width() - px(8):
                place = QRectF(x, self._bars_rect().bottom() + 1, width + 2, px(24))
                draw_text(painter, place, _LINE, text)
                next_free_x = x + width + px(12)


def _number(month: str) -> int:
    """`2024-03` as the number of months since the year 0."""
    year, _, of_year = month.partition("-")
    return int(year) * 12 + int(of_year or 1) - 1


def _name(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"
