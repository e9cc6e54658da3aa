"""Merging all possible duplicates at once: a backup is made before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperdesk.model.paper import Paper
from paperdesk.store import backups
from tests.desktop.filled_libraries import fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desktop.window_driver import Driver

TITLES = ("Counting Herons along the Western Shore", "How Bees Remember the Way to Flowers")


@pytest.fixture
def driver(library: Path, open_driver: Callable[[Path], Driver]) -> Driver:
    """A window with two pairs of possible duplicates on the page."""
    told = (("2024", "Birds, one by one, on a shore."), ("2025", "Nothing was ever seen there."))
    fill(
        library,
        *(Paper(title, text, published=year) for title in TITLES for year, text in told),
    )
    driver = open_driver(library)
    duplicates = driver.window.controllers.duplicates
    duplicates.open()
    driver.qtbot.waitUntil(lambda: len(duplicates._pairs) == 2, timeout=30_000)
    return driver


def merge_all(driver: Driver) -> None:
    driver.window.controllers.duplicates.page.merge_all_button.click()


def test_a_backup_is_made_before_all_are_merged(driver: Driver, library: Path) -> None:
    merge_all(driver)
    driver.qtbot.waitUntil(lambda: driver.count == 2, timeout=30_000)
    (made,) = backups.listed(library)
    assert (made.reason, made.contents and made.contents.papers) == ("merge", 4)
    driver.window.session.undo()
    driver.qtbot.waitUntil(lambda: driver.count == 4)


def test_without_a_backup_all_are_merged_only_if_the_user_says_so(
    driver: Driver, library: Path
) -> None:
    (library / "backups").write_text("a file in its place")
    merge_all(driver)
    notice = driver.window.notice
    driver.qtbot.waitUntil(lambda: "no backup could be made" in notice.text(), timeout=30_000)
    assert driver.count == 4
    notice.action_button.click()
    driver.qtbot.waitUntil(lambda: driver.count == 2)
