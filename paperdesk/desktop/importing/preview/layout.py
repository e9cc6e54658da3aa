"""Layout of a row: its lines of text and its height."""

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
"""Height of a line; margins above the title and below the last line."""
EDGE = 4
"""Margin above and below the source."""
ICON, TITLE, SIDE = 24, 48, 24
"""From the split to icon and title; from the text to the right edge."""
_MAX_TITLE_LINES, _MAX_BODY_LINES = 2, 3
_ABOVE_META = 11
_SAMPLE = "the patience of a reader is measured by how long a list may grow"
_WRAP_FACTOR = 1.05
"""Lines break between words, so a text needs more than its width."""


@dataclass(frozen=True, slots=True)
class RowTexts:
    """The texts of a row, broken into lines."""

    title: list[str]
    body: list[str]
    source: list[SourceLine]


class RowLayout:
    """Measures rows for a width in pixels. Without source lines there is no left side."""

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
        """Return the height of the higher side.

        Usually the source is higher than any right side; then no text is measured, which keeps
        thousands of rows cheap.
        """
        px = self._theme.px
        left = 0
        if self.has_lines and row.item:
            left = line_count(row.item) * px(LINE) + 2 * px(EDGE)
        around = px(ABOVE) + px(BELOW) + (px(_ABOVE_META + LINE) if row.meta else 0)
        if left >= around + (_MAX_TITLE_LINES + _MAX_BODY_LINES) * px(LINE):
            return left
        lines = self._title_lines(row) + self._body_lines(row)
        return max(left, around + lines * px(LINE))

    def lay_out(self, row: PreviewRow) -> RowTexts:
        """Return the lines of a row that fit its height."""
        title_width, title_lines = self._title_width(row), self._title_lines(row)
        return RowTexts(
            _lines(row.title, self._title_font, title_width, title_lines),
            _lines(row.body, self._font, self.right_width, self._body_lines(row)),
            source_lines(row.item) if self.has_lines and row.item else [],
        )

    def word_width(self, row: PreviewRow) -> int:
        """Return the width of the outcome, at most half of the right side."""
        if row.word not in self._word_widths:
            wide = QFontMetricsF(self._theme.font(12, 500)).horizontalAdvance(row.word)
            self._word_widths[row.word] = min(round(wide + 0.5), self.right_width // 2)
        return self._word_widths[row.word]

    def _title_width(self, row: PreviewRow) -> int:
        beside = self.word_width(row) + self._theme.px(16) if row.word else 0
        return self.right_width - beside

    def _title_lines(self, row: PreviewRow) -> int:
        """Count the title lines; letters are at most 1 em wide, so most need no measuring."""
        room = self._title_width(row)
        if len(row.title) * self._title_font.pixelSize() <= room:
            return 1
        return 1 if self._title_metrics.horizontalAdvance(row.title) <= room else _MAX_TITLE_LINES

    def _body_lines(self, row: PreviewRow) -> int:
        """Count the body lines: abstracts are estimated (2 µs, not 200), reasons measured."""
        if not row.meta:
            return len(_lines(row.body, self._font, self.right_width, _MAX_BODY_LINES))
        wide = len(row.body) * self._letter * _WRAP_FACTOR
        return min(_MAX_BODY_LINES, math.ceil(wide / self.right_width))


def _lines(text: str, font: QFont, width: int, most: int) -> list[str]:
    return [line for line, _ in break_lines(text, (), font, width, most)]
