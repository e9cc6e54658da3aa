"""A bar whose parts say how many records are of which kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from paperdesk.desktop.theme.mirror import mirrored
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.receipt import Kind

KIND_ROLES: dict[Kind, str] = {
    "added": "ok",
    "merged": "info",
    "duplicate": "warn",
    "unchanged": "text3",
    "repeated": "line_control",
    "skipped": "bad",
    "unused": "warn",
}
_MIN_WIDTH, _GAP = 10, 2


class OutcomeBar(QWidget):
    """Shows parts in proportion, none narrower than 10 px. 8 px high."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: list[tuple[Kind, int]] = []
        self.setFixedHeight(theme.px(8))
        self.setAccessibleName(tr("Records by what became of them"))
        theme.changed.connect(self.update)

    def set_parts(self, parts: Sequence[tuple[Kind, int]]) -> None:
        """Show these counts; zeros are left out."""
        self._parts = [(kind, count) for kind, count in parts if count]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The parts, 2 px apart."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left = 0.0
        wide = widths([count for _, count in self._parts], self.width())
        with mirrored(painter, self.rect()):
            for (kind, _), width in zip(self._parts, wide, strict=True):
                painter.setBrush(self._theme.colour(KIND_ROLES[kind]))
                painter.drawRoundedRect(QRectF(left, 0, width, self.height()), 2, 2)
                left += width + _GAP


def widths(counts: Sequence[int], room: int) -> list[float]:
    """The widths in pixels of parts with 2 px between them, filling `room`.

    Parts that would be under 10 get 10; what is left is shared by the others in proportion.
    """
    share = room - _GAP * (len(counts) - 1)
    small: set[int] = set()
    while True:
        rest = sum(count for place, count in enumerate(counts) if place not in small)
        left = share - _MIN_WIDTH * len(small)
        fresh = {
            place
            for place, count in enumerate(counts)
            if place not in small and left * count < _MIN_WIDTH * rest
        }
        if not fresh:
            return [
                _MIN_WIDTH if place in small else left * n / rest for place, n in enumerate(counts)
            ]
        small |= fresh
