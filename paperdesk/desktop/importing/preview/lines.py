"""The source lines of a row with how each was read, and their legend."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.theme.mirror import draw_text, mirrored
from paperdesk.translation import tr, tr_in, tr_n

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPaintEvent

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.preview import PreviewItem

MAX_LINES = 40
"""Lines shown of one item; the last says how many more there are."""
READINGS: dict[str, tuple[str, str, str]] = {
    "title": (tr_in("field", "title"), "info", "info_soft"),
    "abstract": (tr_in("field", "abstract"), "line_control", ""),
    "summary": (tr_in("field", "AI summary"), "line_control", ""),
    "footer": (tr("authors and date"), "ok", "ok_soft"),
    "header": (tr("page header"), "text3", ""),
    "lost": (tr_in("outcome", "not read"), "warn", ""),
}
"""How a line was read -> its name, the role of its bar, the role of its background or none."""
_LEGEND = ("title", "abstract", "footer", "header", "lost")
"""The readings explained above the lines."""
_SHARE = 0.53


def left_width(width: int) -> int:
    """Return the width of the source."""
    return round(width * _SHARE)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the file."""

    number: int
    text: str
    reading: str
    """Key of READINGS; empty for a blank line between parts."""
    is_first: bool
    """Whether it is the first line of its reading, which is named once."""


def line_count(item: PreviewItem) -> int:
    """Return the number of lines that `source_lines` returns."""
    return min(MAX_LINES, _total(item))


def source_lines(item: PreviewItem) -> list[SourceLine]:
    """Return the visible lines of an item, without the blank lines of a page header."""
    total = _total(item)
    shown = total if total <= MAX_LINES else MAX_LINES - 1
    lines: list[SourceLine] = []
    previous = ""
    for number, text in islice(_numbered(item), shown):
        reading = _reading(item, number, text)
        lines.append(SourceLine(number, text, reading, reading not in ("", previous)))
        previous = reading
    if total > shown:
        more = tr_n("… and {n} more line", "… and {n} more lines", total - shown)
        lines.append(SourceLine(0, more, "", False))
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
    """The meaning of the bars, and the heading of the right side. 36 px high with its line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._has_lines = True
        self.setFixedHeight(theme.px(35))
        names = wording.comma_list([READINGS[reading][0] for reading in _LEGEND])
        self.setAccessibleName(tr("Left the file: {names}. What it becomes.", names=names))
        theme.changed.connect(self.update)

    def set_lines(self, has_lines: bool) -> None:
        """Set whether the source is shown."""
        self._has_lines = has_lines
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the legend entries that fit the side of the source."""
        painter = QPainter(self)
        with mirrored(painter, self.rect()):
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        px = self._theme.px
        split = left_width(self.width()) if self._has_lines else 0
        self._paint_text(painter, split + px(24), tr("What it becomes"), 600)
        if not self._has_lines:
            return
        self._paint_text(painter, px(24), tr("File"), 600)
        left = px(76)
        for reading in _LEGEND:
            name, role, _ = READINGS[reading]
            right = left + px(9) + self._width(name)
            if right > split - px(16):
                break
            bar = QRect(left, px(11), 3, px(14))
            painter.fillRect(bar, self._theme.colour(role))
            self._paint_text(painter, left + px(9), name, 400)
            left = right + px(20)

    def _width(self, text: str) -> int:
        return round(QFontMetricsF(self._theme.font(12)).horizontalAdvance(text))

    def _paint_text(self, painter: QPainter, left: int, text: str, weight: int) -> None:
        painter.setFont(self._theme.font(12, weight))
        painter.setPen(self._theme.colour("text2"))
        place = QRect(left, 0, self.width() - left, self._theme.px(36))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        draw_text(painter, place, flags, text)
