"""The source of a stretch, line by line, with how each line was read; and the legend over it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from paperdesk.desktop import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPaintEvent

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.preview import PreviewItem

MOST_LINES = 40
"""Lines of one stretch that are shown; of more, the last says how many are left."""
READINGS: dict[str, tuple[str, str, str]] = {
    "title": ("title", "info", "info_soft"),
    "abstract": ("abstract", "line_control", ""),
    "summary": ("AI summary", "line_control", ""),
    "footer": ("footer", "ok", "ok_soft"),
    "header": ("page", "text3", ""),
    "lost": ("not read", "warn", ""),
}
"""How a line was read -> its name, the role of its bar, the role of its ground or none."""
_LEGEND = {
    "title": "title",
    "abstract": "abstract",
    "footer": "who and when",
    "header": "page furniture",
    "lost": "not read",
}
_SHARE = 0.53


def left_width(width: int) -> int:
    """How much of a width the source takes."""
    return round(width * _SHARE)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the file."""

    number: int
    text: str
    reading: str
    """A key of READINGS; empty for a blank line between parts."""
    begins: bool
    """Whether a run of this reading begins here: it is named once."""


def line_count(item: PreviewItem) -> int:
    """How many lines `source_lines` gives."""
    return min(MOST_LINES, _total(item))


def source_lines(item: PreviewItem) -> list[SourceLine]:
    """The lines shown of a stretch; a page's header leaves out its blank ones."""
    total = _total(item)
    shown = total if total <= MOST_LINES else MOST_LINES - 1
    lines: list[SourceLine] = []
    before = ""
    for number, text in islice(_numbered(item), shown):
        reading = _reading(item, number, text)
        lines.append(SourceLine(number, text, reading, reading not in ("", before)))
        before = reading
    if total > shown:
        lines.append(SourceLine(0, f"… and {wording.number(total - shown)} more lines", "", False))
    return lines


def _total(item: PreviewItem) -> int:
    return (
        len(item.source) if item.outcome != "page" else sum(map(bool, map(str.strip, item.source)))
    )


def _numbered(item: PreviewItem) -> Iterator[tuple[int, str]]:
    lines = enumerate(item.source, item.first_line)
    return ((n, text) for n, text in lines if item.outcome != "page" or text.strip())


def _reading(item: PreviewItem, number: int, text: str) -> str:
    blank = not text.strip()
    if item.outcome in ("skipped", "unused"):
        return "" if blank else "lost"
    for part in item.parts:
        if part.first <= number <= part.last:
            return part.kind
    return "" if blank else "lost"


class Legend(QWidget):
    """36 high with the line below it: what the bars mean, and the head of the right side."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._has_lines = True
        self.setFixedHeight(theme.px(35))
        self.setAccessibleName(f"Left the file: {', '.join(_LEGEND.values())}. What it becomes.")
        theme.changed.connect(self.update)

    def set_lines(self, has_lines: bool) -> None:
        """Whether the left side is there."""
        self._has_lines = has_lines
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As many keys as the left side has room for."""
        painter, px = QPainter(self), self._theme.px
        split = left_width(self.width()) if self._has_lines else 0
        self._write(painter, split + px(24), "What it becomes", 600)
        if not self._has_lines:
            return
        self._write(painter, px(24), "File", 600)
        left = px(76)
        for reading, name in _LEGEND.items():
            right = left + px(9) + self._width(name)
            if right > split - px(16):
                break
            bar = QRect(left, px(11), 3, px(14))
            painter.fillRect(bar, self._theme.colour(READINGS[reading][1]))
            self._write(painter, left + px(9), name, 400)
            left = right + px(20)

    def _width(self, text: str) -> int:
        return round(QFontMetricsF(self._theme.font(12)).horizontalAdvance(text))

    def _write(self, painter: QPainter, left: int, text: str, weight: int) -> None:
        painter.setFont(self._theme.font(12, weight))
        painter.setPen(self._theme.colour("text2"))
        place = QRect(left, 0, self.width() - left, self._theme.px(36))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
