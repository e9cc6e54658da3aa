"""The window by Tab alone, with text of 200 %: every control is reached, and in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from tests.desktop.window_driver import Driver


@pytest.mark.parametrize(
    ("page", "fewest"),
    [("", 20), ("duplicates", 5), ("statistics", 6), ("digests", 8), ("help", 6)],
)
def test_tab_goes_through_the_window(first_page_window: Driver, page: str, fewest: int) -> None:
    driver, window = first_page_window, first_page_window.window
    window.activateWindow()
    window.theme.set_fonts(size=26)
    window.resize(1920, 1080)
    driver.go_to_list()
    if page:
        getattr(window.controllers, page).open()
        driver.qtbot.waitUntil(lambda: not window.pages.on_papers)
    reached = set()
    for _ in range(150):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert not focused.visibleRegion().isEmpty(), focused.accessibleName()
        reached.add(focused)
        driver.press(Qt.Key.Key_Tab)
    assert len(reached) >= fewest
