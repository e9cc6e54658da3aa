"""The painted lines above the abstract in one half of a pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from paperdesk.desktop.duplicates.comparison import MARKS, OUTCOME_NAMES, TAGS
from paperdesk.desktop.theme.mirror import mirrored
from paperdesk.desktop.theme.painting import chip_width, paint_chip, paint_text
from paperdesk.desktop.widgets.basics import set_tip
from paperdesk.desktop.wording import comma_list
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from paperdesk.desktop.duplicates.comparison import Side
    from paperdesk.desktop.theme.theme import Theme

_NAME_WIDE, _CHIP_HIGH, _ICON = 104, 22, 14


class PaintedLine(QWidget):
    """Base of lines that paint their parts one after the other and elide the last."""

    def __init__(self, theme: Theme, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(theme.px(height))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the parts, from right to left where the window is read so."""
        painter = QPainter(self)
        with mirrored(painter, self.rect()):
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        raise NotImplementedError


class SideHead(PaintedLine):
    """What a merge does with this half, and at the right the source of the paper."""

    def __init__(self, theme: Theme, text: str, role: str, parent: QWidget) -> None:
        super().__init__(theme, 20, parent)
        self._text, self._role, self._source = text, role, ""

    def show_source(self, source: str) -> None:
        """Show the source of the paper."""
        self._source = source
        name = tr("{name}: {value}", name=self._text, value=source) if source else self._text
        self.setAccessibleName(name)
        set_tip(self, source)
        self.update()

    def _paint(self, painter: QPainter) -> None:
        theme, rect, right = self._theme, self.rect(), Qt.AlignmentFlag.AlignRight
        width = paint_text(painter, theme, rect, self._text, theme.font(12, 600), self._role)
        rect.setLeft(width + theme.px(16))
        paint_text(painter, theme, rect, self._source, theme.font(12), "text2", right)


class FieldLine(PaintedLine):
    """A field's name, its value or chips, and what a merge does with it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, 28, parent)
        self._name = ""
        self._side: Side | None = None

    def show_side(self, name: str, side: Side) -> None:
        """Show one field of one paper."""
        self._name, self._side = name, side
        tags = comma_list([tag.name for tag in side.tags])
        value = tags or side.value or _missing(name)
        parts = tr("{name}: {value}", name=name, value=value), OUTCOME_NAMES[side.outcome]
        self.setAccessibleName(comma_list([part for part in parts if part]))
        set_tip(self, value)
        self.update()

    def _paint(self, painter: QPainter) -> None:
        side, theme = self._side, self._theme
        if side is None:
            return
        name = QRect(0, 0, theme.px(_NAME_WIDE), self.height())
        paint_text(painter, self._theme, name, self._name, theme.font(13), "text2")
        rect = self.rect().adjusted(theme.px(_NAME_WIDE), 0, 0, 0)
        if side.tags:
            self._paint_chips(painter, rect, side)
            return
        outcome = self._outcome_width()
        rect.setRight(rect.right() - outcome)
        if side.value:
            width = paint_text(painter, self._theme, rect, side.value, theme.font(13, 500), "text")
        else:
            width = paint_text(
                painter, self._theme, rect, _missing(self._name), theme.font(13), "text3"
            )
        if side.outcome:
            self._paint_outcome(painter, rect.left() + width + theme.px(10), side)

    def _outcome_width(self) -> int:
        assert self._side is not None
        word = QFontMetricsF(self._theme.font(12)).horizontalAdvance(
            OUTCOME_NAMES[self._side.outcome]
        )
        return round(word) + self._theme.px(10 + _ICON + 4) if self._side.outcome else 0

    def _paint_outcome(self, painter: QPainter, left: int, side: Side) -> None:
        theme = self._theme
        role = "text3" if side.outcome == "same" else "ok"
        if role == "ok":
            icon = theme.px(_ICON)
            theme.icon("ph.check", role).paint(
                painter, QRect(left, (self.height() - icon) // 2, icon, icon)
            )
            left += icon + theme.px(4)
        rect = QRect(left, 0, self.width() - left, self.height())
        paint_text(painter, self._theme, rect, OUTCOME_NAMES[side.outcome], theme.font(12), role)

    def _paint_chips(self, painter: QPainter, rect: QRect, side: Side) -> None:
        """Paint the chips that fit; the last may be elided."""
        high, gap, left = self._theme.px(_CHIP_HIGH), self._theme.px(6), rect.left()
        top = (self.height() - high) // 2
        for tag in side.tags:
            if left >= rect.right() - high:
                return
            wide = chip_width(self._theme, tag.name, rect.right() + 1 - left)
            paint_chip(painter, self._theme, QRect(left, top, wide, high), tag)
            left += wide + gap


def _missing(name: str) -> str:
    return tr("none") if name in (TAGS, MARKS) else tr("not given")
