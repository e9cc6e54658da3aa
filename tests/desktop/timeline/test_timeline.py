"""The timeline: bars for months, and a range as a filter of the query."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paperdesk.desktop.timeline.strip import TimelineStrip
    from tests.desktop.window_driver import Driver


@pytest.fixture
def filled(animal_window: Driver) -> Driver:
    return animal_window


def shown(driver: Driver, title: str, facts: str) -> TimelineStrip:
    """The strip, once it shows these facts."""
    from PySide6.QtWidgets import QWidget

    strip: TimelineStrip = driver.window.findChild(QWidget, "timeline")  # type: ignore[assignment]
    driver.qtbot.waitUntil(lambda: (strip.title, strip.facts) == (title, facts))
    assert strip.isVisible()
    assert strip.accessibleDescription() == f"{title}, {facts}"
    return strip


def place(strip: TimelineStrip, share: float) -> QPoint:
    return QPoint(16 + round((strip.width() - 32) * share), 60)


def test_a_drag_writes_a_range_into_the_query(filled: Driver) -> None:
    filled.select("Bees")
    filled.press("e")
    filled.control(Qt.Key.Key_4)
    strip = shown(filled, "Apr 2024 to May 2025", "4 papers, 1 read")
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=place(strip, 0.9))
    QTest.mouseMove(strip, place(strip, 0.99))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=place(strip, 0.99))
    filled.wait_for_answer()
    assert filled.window.search_box.text() == "date:2025-04..2025-05"
    assert set(filled.titles) == {"Ants", "Bees", "Crabs"}
    shown(filled, "Apr to May 2025", "3 papers, 1 read")
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place(strip, 0.01))
    filled.wait_for_answer()
    assert filled.window.search_box.text() == "date:2024-04"
    assert filled.titles == ["Ducks"]
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    filled.wait_for_answer()
    assert filled.window.search_box.text() == ""


def test_the_keyboard_moves_the_range(filled: Driver) -> None:
    filled.control(Qt.Key.Key_4)
    filled.search("-ducks year:2025")
    strip = shown(filled, "Jan to Dec 2025", "3 papers, 0 read")
    strip.setFocus()
    filled.press(Qt.Key.Key_Delete)
    filled.wait_for_answer()
    assert filled.window.search_box.text() == "-ducks"
    shown(filled, "Apr to May 2025", "3 papers, 0 read")
    filled.press(Qt.Key.Key_Left)
    filled.wait_for_answer()
    assert filled.window.search_box.text() == "-ducks date:2025-04"
    assert filled.titles == ["Crabs"]
    filled.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    filled.wait_for_answer()
    assert filled.titles == ["Ants", "Bees"]
    filled.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    filled.wait_for_answer()
    assert filled.window.search_box.text() == "-ducks date:2025-04..2025-05"


def test_the_timeline_is_restored_and_hidden(
    filled: Driver, open_driver: Callable[[Path], Driver], library: Path
) -> None:
    filled.control(Qt.Key.Key_4)
    filled.window.close()
    again = open_driver(library)
    shown(again, "Apr 2024 to May 2025", "4 papers, 0 read")
    again.window.header.timeline_toggled.emit(False)
    assert not again.window.controllers.timeline.shown
