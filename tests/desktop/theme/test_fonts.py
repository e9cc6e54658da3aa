"""The fonts that come with Paperdesk: their families, weights, and what is used without them."""

from __future__ import annotations

import sys
from statistics import mean, quantiles
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QImage, QPainter, QTextLayout
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from paperdesk.desktop.theme.fonts import bundled_family, set_kind, system_serif
from paperdesk.desktop.widgets.text_view import measure
from paperdesk.paths import resource
from tests.desktop.factories import light_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.settings import ReadingFont


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)


def ink(font: QFont, text: str = "Hamburgefonstiv") -> int:
    """How much black a text has."""
    image = QImage(500, 60, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(QRectF(0, 0, 500, 60), text)
    painter.end()
    return sum(255 - level for level in bytes(image.constBits()))


def test_the_fonts_are_installed_and_loaded(theme: Theme) -> None:
    assert theme.font(13).families()[0] == QFontInfo(theme.font(13)).family() == "Inter"
    assert QFontInfo(theme.reading_font(17)).family() == "Literata"


@pytest.mark.parametrize("size", [12, 13, 14])
def test_each_weight_of_the_interface_is_heavier_than_the_one_before(
    theme: Theme, size: int
) -> None:
    regular, medium, semibold = (ink(theme.font(size, weight)) for weight in (400, 500, 600))
    assert regular * 1.05 < medium
    assert medium * 1.05 < semibold


def test_a_title_is_heavier_than_the_text(theme: Theme) -> None:
    assert ink(theme.reading_font(24)) * 1.2 < ink(theme.reading_font(24, 600))


def test_digits_for_columns_are_equally_wide(theme: Theme) -> None:
    font = theme.font(12, tabular=True)
    assert len({QFontMetricsF(font).horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_a_large_title_is_drawn_finer_than_an_enlarged_text(theme: Theme) -> None:
    title = theme.reading_font(32)
    enlarged = QFont(title)
    enlarged.setVariableAxis(QFont.Tag("opsz"), 12)
    assert ink(title) < ink(enlarged)


def test_kinds_have_their_weight_and_follow_the_size_of_the_style_sheet(
    qtbot: QtBot, theme: Theme
) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    for part, kind, size in ((QLabel("", box), "page", 16), (QPushButton(box), "primary", 13)):
        set_kind(part, kind)
        part.ensurePolished()
        assert ink(part.font()) == ink(theme.font(size, 600))


def test_a_package_that_is_missing_has_no_family(qapp: QApplication) -> None:
    assert bundled_family("fontpkg_of_nothing") == ""


def test_the_system_names_some_serif(theme: Theme) -> None:
    theme.set_fonts(reading="system")
    assert theme.reading_font(17).families() == system_serif()
    assert system_serif()[0] != "Literata"


def test_without_the_fonts_the_systems_are_used(
    theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = theme.font(13).families()[1:]
    for package in ("fontpkg_inter", "fontpkg_literata"):
        monkeypatch.setitem(sys.modules, package, None)  # as if it were not installed
    bundled_family.cache_clear()
    try:
        theme.set_fonts(size=14)
        assert theme.font(13).families() == own
        assert theme.reading_font(17).families() == system_serif()
    finally:
        monkeypatch.undo()
        bundled_family.cache_clear()


def full_lines(texts: list[str], font: QFont) -> Iterator[int]:
    """How many characters each line holds that is not the last of its text."""
    for text in texts:
        layout = QTextLayout(text, font)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(measure(font))
            if line.textStart() + line.textLength() < len(text):
                start = line.textStart()
                yield len(text[start : start + line.textLength()].rstrip())
        layout.endLayout()


@pytest.mark.parametrize("size", [14, 17, 20, 24])
@pytest.mark.parametrize("reading", ["serif", "sans"])
def test_a_full_line_of_an_abstract_holds_69_characters(
    theme: Theme, reading: ReadingFont, size: int
) -> None:
    theme.set_fonts(reading=reading)
    sample = resource("sample.txt").read_text(encoding="utf-8")
    abstracts = [line for line in sample.splitlines() if len(line) > 200]
    lengths = list(full_lines(abstracts, theme.reading_font(size)))
    assert len(lengths) > 100
    assert 68 < mean(lengths) < 71
    deciles = quantiles(lengths, n=10)
    assert deciles[0] >= 64
    assert deciles[-1] <= 75
