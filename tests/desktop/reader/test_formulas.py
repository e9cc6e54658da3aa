"""Formulas in the lines of an abstract: their size, and the distances of lines."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontMetricsF

from paperdesk.model.tex_symbols import X_HEIGHT
from tests.desktop.factories import painted
from tests.desktop.filled_libraries import HERONS, fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paperdesk.desktop.reader.text import ReadingView
    from tests.desktop.window_driver import Driver

SMALL = (
    r"We study $x^2 + y$ and bound it by $\tilde{O}(\sqrt{T})$ for every $x_i \in \mathbb{R}^{d}$ "
    r"with high probability, where $\|x\|_2^2$ is the norm. The sum $\sum_{i=1}^n x_i$ converges, "
    r"and mathcal{S} were grey at 10^{-3}, while $\frac{a}{b}$ stays small for herons at night. "
) * 2
TALL = SMALL + r"But $\int_0^1 \frac{f}{\frac{g}{h}}$ is tall, and words follow it here. " + SMALL
PLAIN = (
    r"We study $x^2 + y$ and bound it by $\tilde{O}(\sqrt{T})$ for every $x_i \in \mathbb{R}^{d}$ "
    r"with high probability, and the sum $\sum_{i=1}^n x_i$ converges for herons at night. "
) * 2
LETTERS = "n $n$ n"


@pytest.fixture
def open_abstract(open_driver: Callable[[Path], Driver], library: Path) -> Callable[[str], Driver]:
    """Opens a window at a paper with an abstract, and waits for its formulas."""

    def open_one(text: str) -> Driver:
        fill(library, replace(HERONS, abstract=text))
        driver = open_driver(library)
        driver.window.theme.set_choice("light")
        driver.select(HERONS.title)
        view = abstract(driver)
        driver.qtbot.waitUntil(lambda: "$" not in view.document().toPlainText(), timeout=20_000)
        return driver

    return open_one


def abstract(driver: Driver) -> ReadingView:
    return driver.window.reader.views["abstract"]


def baseline_distances(view: ReadingView) -> list[float]:
    painted(view)
    layout = view.document().firstBlock().layout()
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    baselines = [line.y() + line.ascent() for line in lines]
    return [round(b - a, 2) for a, b in pairwise(baselines)]


@pytest.mark.parametrize("size", [14, 17, 24])
def test_lines_with_small_formulas_are_as_high_as_the_others(
    open_abstract: Callable[[str], Driver], size: int
) -> None:
    driver = open_abstract(SMALL)
    driver.window.reader.set_text_size(size)
    view = abstract(driver)
    assert set(baseline_distances(view)) == {driver.window.theme.px(round(size * 1.65))}
    for mode in ("dark", "contrast"):
        driver.window.theme.set_choice(mode)
        assert len(set(baseline_distances(view))) == 1
    driver.window.theme.set_choice("light")


def test_a_tall_formula_makes_room_for_itself(open_abstract: Callable[[str], Driver]) -> None:
    view = abstract(open_abstract(TALL))
    start = view.text.index(r"$\int")
    drawing = view._formulas.drawing(view.text[start + 1 : view.text.index("$", start + 1)])
    assert drawing is not None
    distances = baseline_distances(view)
    assert max(distances) > min(distances) * 1.3
    assert max(distances) < min(distances) * 3


def test_lines_around_a_tall_formula_are_as_high_as_others(
    open_abstract: Callable[[str], Driver],
) -> None:
    text = PLAIN + r"But $\int_0^1 \frac{f}{\frac{g}{h}}$ is tall. " + PLAIN
    distances = baseline_distances(abstract(open_abstract(text)))
    usual = [distance for distance in distances if distance == min(distances)]
    assert len(usual) >= len(distances) - 2, "all but those above and below the formula"


def test_the_words_keep_their_rectangles_in_even_lines(
    open_abstract: Callable[[str], Driver],
) -> None:
    view = abstract(open_abstract(SMALL))
    painted(view)
    line = view._theme.px(28)
    tops = {round(rect.top(), 1) for rect in view._rects(0, len(view.text))}
    assert len(tops) == view.document().firstBlock().layout().lineCount()
    distances = [b - a for a, b in pairwise(sorted(tops))]
    assert all(abs(distance - line) <= 0.2 for distance in distances)


@pytest.mark.parametrize("reading", ["serif", "sans"])
def test_an_x_of_a_formula_is_as_high_as_that_of_the_text(
    open_abstract: Callable[[str], Driver], reading: str
) -> None:
    driver = open_abstract(LETTERS)
    theme, view = driver.window.theme, abstract(driver)
    theme.set_fonts(reading=reading)
    metrics = QFontMetricsF(view.document().defaultFont())
    drawing = view._formulas.drawing("n")
    assert drawing is not None
    width = view.rect_of(2, 5).width()
    assert width == pytest.approx(drawing.width * metrics.xHeight() / X_HEIGHT, abs=0.5)
    theme.set_fonts()


def test_the_last_line_is_not_cut_off(open_abstract: Callable[[str], Driver]) -> None:
    view = abstract(open_abstract(r"A sum $\sum_{i=1}^n x_i$"))
    with_room, image = view.height(), painted(view)
    last = [image.pixelColor(x, with_room - 1) for x in range(image.width())]
    assert len({colour.rgb() for colour in last}) == 1, "the limit of the sum ends above the edge"
