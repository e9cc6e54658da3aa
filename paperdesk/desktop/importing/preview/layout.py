"""Which text of a stretch stands where and how high it is, before anything is painted."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetricsF

from paperdesk.desktop.importing.preview.lines import (
    SourceLine,
    left_width,
    line_count,
    source_lines,
)
from paperdesk.desktop.theme.text_layout import break_lines

if TYPE_CHECKING:
    from paperdesk.desktop.importing.preview.texts import PreviewRow
    from paperdesk.desktop.theme.theme import Theme

LINE, ABOVE, BELOW = 20, 8, 9
"""A line of text; the room over the title and under the last line."""
EDGE = 4
"""The room over and under the source."""
ICON, TITLE, SIDE = 24, 48, 24
"""From the left side's end to icon and title; from the text's end to the right edge."""
_MOST_TITLE, _MOST_BODY = 2, 3
_OVER_META = 11
_SAMPLE = "the patience of a reader is measured by how long a list may grow"
_RAGGED = 1.05
"""Lines end with a word, so a text needs somewhat more than its width."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A row's texts broken into lines."""

    title: list[str]
    body: list[str]
    source: list[SourceLine]


class RowLayout:
    """Measures for one width, in pixels. Without lines there is no left side."""

    def __init__(self, theme: Theme, width: int, has_lines: bool) -> None:
        px = theme.px
        self._theme = theme
        self.width, self.has_lines = width, has_lines
        self.split = left_width(width) if has_lines else 0
        self.right_width = max(px(80), width - px(SIDE) - self.split - px(TITLE))
        self._title_font, self._font = theme.font(14, 600), theme.font(13)
        self._title_metrics = QFontMetricsF(self._title_font)
        self._letter = QFontMetricsF(self._font).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        self._word_widths: dict[str, int] = {}

    def height(self, row: PreviewRow) -> int:
        """As high as the higher side.

        The source mostly is, whatever the right side holds: then no text is measured, which keeps
        the sizes of thousands of rows cheap.
        """
        px = self._theme.px
        left = 0
        if self.has_lines and row.item:
            left = line_count(row.item) * px(LINE) + 2 * px(EDGE)
        around = px(ABOVE) + px(BELOW) + (px(_OVER_META + LINE) if row.meta else 0)
        if left >= around + (_MOST_TITLE + _MOST_BODY) * px(LINE):
            return left
        lines = self._title_lines(row) + self._body_lines(row)
        return max(left, around + lines * px(LINE))

    def lay_out(self, row: PreviewRow) -> Laid:
        """The row's texts; as many lines as `height` has room for."""
        title_width, title_lines = self._title_width(row), self._title_lines(row)
        return Laid(
            _lines(row.title, self._title_font, title_width, title_lines),
            _lines(row.body, self._font, self.right_width, self._body_lines(row)),
            source_lines(row.item) if self.has_lines and row.item else [],
        )

    def word_width(self, row: PreviewRow) -> int:
        """What becomes of it takes half of the room at most."""
        if row.word not in self._word_widths:
            wide = QFontMetricsF(self._theme.font(12, 500)).horizontalAdvance(row.word)
            self._word_widths[row.word] = min(round(wide + 0.5), self.right_width // 2)
        return self._word_widths[row.word]

    def _title_width(self, row: PreviewRow) -> int:
        beside = self.word_width(row) + self._theme.px(16) if row.word else 0
        return self.right_width - beside

    def _title_lines(self, row: PreviewRow) -> int:
        """No letter is wider than the font is high, so that most titles need not be measured."""
        room = self._title_width(row)
        if len(row.title) * self._title_font.pixelSize() <= room:
            return 1
        return 1 if self._title_metrics.horizontalAdvance(row.title) <= room else _MOST_TITLE

    def _body_lines(self, row: PreviewRow) -> int:
        """Of an abstract by the number of its letters, at 2 µs instead of 200; a reason whole."""
        if not row.meta:
            return len(_lines(row.body, self._font, self.right_width, _MOST_BODY))
        wide = len(row.body) * self._letter * _RAGGED
        return min(_MOST_BODY, math.ceil(wide / self.right_width))


def _lines(text: str, font: QFont, width: int, most: int) -> list[str]:
    return [line for line, _ in break_lines(text, (), font, width, most)]
