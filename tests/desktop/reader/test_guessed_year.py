"""The year of a date that its page leaves out is marked in reader and triage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.cli.pages import BIRDS, ROBOTS, page, record
from tests.prepared_libraries import import_pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desktop.window_driver import Driver

INFERRED = page(
    record("Without a Year", ROBOTS, "4 authors|Nov 17 2"),
    record("With a Year", BIRDS, "1 authors|Mar 2, 2024"),
)


@pytest.fixture
def driver(open_driver: Callable[[Path], Driver], library: Path) -> Driver:
    import_pages(library, ("page.txt", INFERRED))
    driver = open_driver(library)
    driver.wait_for_total(2)
    driver.window.activateWindow()
    return driver


def test_a_guessed_year_is_marked_with_its_reason(driver: Driver) -> None:
    facts = driver.window.reader.column.facts
    driver.select("Without a Year")
    assert driver.shown.paper.published == "2025-11-17"
    assert "Published 17 Nov 2025 (year guessed)" in facts.plain_text()
    assert "the latest full date on the page is in 2024" in facts.toolTip()
    driver.select("With a Year")
    assert "Published 2 Mar 2024" in facts.plain_text()
    assert "guessed" not in facts.plain_text()
    assert facts.toolTip() == ""


def test_triage_marks_it_too(driver: Driver) -> None:
    driver.select("Without a Year")
    driver.control(Qt.Key.Key_T)
    triage = driver.window.controllers.triage._page
    while triage.paper is None or triage.paper.paper.title != "Without a Year":
        driver.press("k")
    assert "(year guessed)" in triage._facts.text()
    assert "2024" in triage._facts.toolTip()
