"""The cache of row pixmaps: each look is painted once, the oldest are dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from paperdesk.desktop.theme.pixmap_cache import RowPixmapCache
from tests.desktop.factories import light_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.theme.theme import Theme

LARGE = QSize(1000, 1000)
"""Six of them are as many pixels as are cached."""


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)


class Drawn:
    """A cache, and the looks that were painted for it."""

    def __init__(self, theme: Theme) -> None:
        self._owner = QObject()
        self.looks: list[str] = []
        self.cache = RowPixmapCache(theme, "list", self._draw, self._owner)

    def _draw(self, painter: QPainter, look: str, rect: QRect) -> None:
        self.looks.append(look)

    def paint(self, look: str, size: QSize = LARGE, ratio: float = 1) -> None:
        image = QImage(size * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        painter = QPainter(image)
        self.cache.paint(painter, QRect(QPoint(), size), look)
        painter.end()


@pytest.fixture
def drawn(theme: Theme) -> Drawn:
    return Drawn(theme)


def test_a_look_is_drawn_once_for_each_size_and_screen(drawn: Drawn) -> None:
    for _ in range(2):
        drawn.paint("a", QSize(90, 9))
        drawn.paint("b", QSize(90, 9))
        drawn.paint("a", QSize(91, 9))
        drawn.paint("a", QSize(90, 9), ratio=2)
    assert drawn.looks == ["a", "b", "a", "a"]


def test_between_pixels_rows_are_drawn_each_time(drawn: Drawn) -> None:
    for _ in range(2):
        drawn.paint("a", QSize(90, 8), ratio=1.5)
    assert drawn.looks == ["a", "a"]


def test_what_was_not_painted_for_long_is_forgotten(drawn: Drawn) -> None:
    for look in "abcdef":
        drawn.paint(look)
    drawn.paint("a")
    drawn.paint("g")
    assert drawn.looks == list("abcdefg")
    drawn.paint("a")
    assert drawn.looks == list("abcdefg"), "it was painted since"
    drawn.paint("b")
    assert drawn.looks == list("abcdefgb")


def test_another_theme_is_drawn_anew(drawn: Drawn, theme: Theme) -> None:
    drawn.paint("a")
    theme.set_choice("dark")
    drawn.paint("a")
    assert drawn.looks == ["a", "a"]


def test_what_is_prepared_need_not_be_drawn(drawn: Drawn, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    ratio = widget.devicePixelRatioF()
    assert drawn.cache.prepare(widget, LARGE, "a") == ratio.is_integer()
    assert not drawn.cache.prepare(widget, LARGE, "a")
    drawn.paint("a", ratio=ratio)
    assert drawn.looks == ["a"]
