"""Trending papers by day, week and month: keys, buttons and rising words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from paperdesk.desktop.session.places import TRENDING
from tests.finder.test_periods import build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paperdesk.desktop.trending.bar import PeriodBar
    from tests.desktop.window_driver import Driver
    from tests.prepared_libraries import PreparedLibraries


@pytest.fixture
def filled(
    open_driver: Callable[[Path], Driver], library: Path, prepared_libraries: PreparedLibraries
) -> Driver:
    """A window on papers of March and April 2025."""
    prepared_libraries.copy(library, build)
    driver = open_driver(library)
    driver.wait_for_total(16)
    driver.go_to_list()
    return driver


def bar(driver: Driver) -> PeriodBar:
    from paperdesk.desktop.trending.bar import PeriodBar

    found: PeriodBar | None = driver.window.findChild(PeriodBar, "periodBar")  # type: ignore[assignment]
    assert found is not None
    return found


def wait_for_page(driver: Driver, text: str, count: int) -> None:
    """Wait until the search box has a query and the list its papers."""
    driver.qtbot.waitUntil(lambda: driver.window.search_box.text() == text, timeout=20_000)
    driver.wait_for_count(count)


def test_the_sidebar_lists_trending_papers_and_keys_go_from_day_to_day(filled: Driver) -> None:
    filled.window.sidebar.view.chosen.emit(TRENDING)
    filled.wait_for_answer()
    assert filled.window.sidebar.view.place() == TRENDING
    assert (bar(filled).isVisible(), bar(filled).title.isVisible()) == (True, False)
    filled.window.papers.setFocus()
    filled.press("[")
    wait_for_page(filled, "sort:trending date:2025-04-09", 1)
    assert filled.titles == ["A Kite over Meadows"]
    for _ in range(3):  # faster than any answer
        filled.press("[")
    wait_for_page(filled, "sort:trending date:2025-04-04", 1)
    filled.press("]")
    wait_for_page(filled, "sort:trending date:2025-04-05", 1)
    assert bar(filled).title.text() == "5 Apr 2025"
    for _ in range(30):
        filled.press("]")
    wait_for_page(filled, "sort:trending date:2025-04-09", 1)
    page = bar(filled)
    filled.qtbot.waitUntil(lambda: not page.next_button.isEnabled(), timeout=20_000)
    assert page.previous_button.isEnabled()


def test_a_key_opens_the_newest_day_from_any_list(filled: Driver) -> None:
    filled.search("title:shore")
    filled.go_to_list()
    filled.press("]")
    wait_for_page(filled, "title:shore date:2025-04-06 sort:trending", 1)


def test_buttons_go_from_month_to_week_and_back_to_all(filled: Driver) -> None:
    filled.search("sort:trending")
    page = bar(filled)
    QTest.mouseClick(page.buttons["month"], Qt.MouseButton.LeftButton)
    wait_for_page(filled, "sort:trending date:2025-04", 8)
    QTest.mouseClick(page.previous_button, Qt.MouseButton.LeftButton)
    wait_for_page(filled, "sort:trending date:2025-03", 6)
    assert page.title.text() == "March 2025"
    QTest.mouseClick(page.buttons["week"], Qt.MouseButton.LeftButton)
    wait_for_page(filled, "sort:trending date:2025-03-31..2025-04-06", 6)
    QTest.mouseClick(page.buttons[""], Qt.MouseButton.LeftButton)
    wait_for_page(filled, "sort:trending", 16)


def test_a_rising_word_is_searched(filled: Driver) -> None:
    filled.search("sort:trending date:2025-04")
    terms = bar(filled).terms
    filled.qtbot.waitUntil(lambda: len(terms.buttons) == 4, timeout=20_000)
    assert terms.head.text() == "Rising"
    kites = next(button for button in terms.buttons if button.text() == "kites")
    assert kites.accessibleDescription() == (
        "In 88% of these papers, in 0% of those of the month before."
    )
    QTest.mouseClick(kites, Qt.MouseButton.LeftButton)
    wait_for_page(filled, "sort:trending date:2025-04 kites", 7)


def test_a_page_without_rising_words_says_why(filled: Driver) -> None:
    filled.search("sort:trending date:2025-03-02")
    terms = bar(filled).terms
    filled.qtbot.waitUntil(
        lambda: terms.head.text() == "No word rose against the day before.", timeout=20_000
    )
    filled.search("sort:trending date:2025-03")
    filled.qtbot.waitUntil(
        lambda: terms.head.text() == "There is no earlier month to compare with.", timeout=20_000
    )


def test_a_list_without_dates_says_so(filled: Driver) -> None:
    filled.search("title:some")
    filled.go_to_list()
    filled.press("[")
    notice = filled.window.notice
    filled.qtbot.waitUntil(notice.isVisible, timeout=20_000)
    assert filled.window.search_box.text() == "title:some"


def test_other_orders_have_no_bar(filled: Driver) -> None:
    filled.search("sort:trending")
    filled.search("sort:title")
    assert not bar(filled).isVisible()
