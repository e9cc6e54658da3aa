"""Which pairs the window offers as possible duplicates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperdesk.model.paper import Paper
from tests.desktop.filled_libraries import fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desktop.window_driver import Driver

ROBOTS = Paper("Folding Laundry with Robots", "We teach robots to fold laundry.", doi="10.1234/a")
OTHER = "Nothing of the sort was ever seen by anybody, say the herons."


def test_papers_with_other_dois_or_years_are_not_offered(
    open_driver: Callable[[Path], Driver], library: Path
) -> None:
    words = Paper("Words that Travel", "Words travel between schools.", published="2019")
    kites = Paper("A Survey of Kites", "Kites, one by one.", published="2024")
    fill(
        library,
        ROBOTS,
        replace(ROBOTS, abstract=OTHER, doi="10.1234/b"),
        words,
        replace(words, abstract=OTHER, published="2023"),
        kites,
        replace(kites, abstract=OTHER, published="2025"),
    )
    driver = open_driver(library)
    driver.wait_for_total(6)
    driver.window.window_actions.by_name["Possible duplicates"].trigger()
    page = driver.window.controllers.duplicates.page
    driver.qtbot.waitUntil(lambda: driver.window.pages.currentWidget() is page, timeout=20_000)
    driver.qtbot.waitUntil(lambda: not driver.window.session.jobs.pending, timeout=20_000)
    assert page.pair_view.keep.title.text == kites.title
    assert page.list.model().rowCount() == 1
