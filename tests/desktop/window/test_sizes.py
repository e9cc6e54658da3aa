"""The sizes of the window and of its text: narrow windows, other screens, another text size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from paperdesk.desktop.app import open_window
from paperdesk.desktop.settings.dialog import SettingsDialog
from paperdesk.desktop.window.splitter import NARROW
from tests.desktop.filled_libraries import HERONS, fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desktop.window_driver import Driver


@pytest.mark.parametrize("size", [12, 13])
def test_a_narrow_window_hides_the_sidebar_until_it_is_asked_for(driver: Driver, size: int) -> None:
    window = driver.window
    window.theme.set_fonts(size=size)
    window.resize(1280, 800)
    driver.qtbot.waitUntil(window.sidebar.isVisible)
    window.resize(960, 640)
    driver.qtbot.waitUntil(lambda: not window.sidebar.isVisible())
    window.activateWindow()
    driver.control(Qt.Key.Key_Backslash)
    assert window.sidebar.isVisible()
    assert window.sidebar.geometry().left() == 0
    driver.press(Qt.Key.Key_Escape)
    assert not window.sidebar.isVisible()
    window.resize(NARROW, 640)
    driver.qtbot.waitUntil(window.sidebar.isVisible)
    window.theme.set_fonts()


def test_a_window_of_a_larger_screen_opens_within_this_one(
    open_driver: Callable[[Path], Driver], library: Path
) -> None:
    first = open_driver(library).window
    first.resize(6000, 4000)
    first.move(3000, 2000)
    first.close()
    window = open_window(library)
    window.show()
    area = window.screen().availableGeometry()
    assert window.width() <= area.width()
    assert window.height() <= area.height()
    assert area.contains(window.pos())
    window.close()


def test_a_new_window_opens_within_the_screen(
    driver: Driver, library: Path, tmp_path: Path
) -> None:
    window = open_window(tmp_path / "other")
    assert window.screen().availableGeometry().contains(window.geometry())
    window.close()


def test_tags_and_note_take_another_text_size_while_running(
    open_driver: Callable[[Path], Driver], library: Path
) -> None:
    fill(library, HERONS)
    driver = open_driver(library)
    window = driver.window
    window.activateWindow()
    driver.select(HERONS.title)
    driver.press("n")
    driver.press("a note")
    driver.press(Qt.Key.Key_Escape)
    driver.press("t")
    driver.press("shore")
    driver.press(Qt.Key.Key_Return)
    driver.press(Qt.Key.Key_Escape)
    column = window.reader.column
    driver.qtbot.waitUntil(lambda: len(column.tags._chips) == 1)
    window.controllers.preferences.ask()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SettingsDialog)
    for size in (16, 13):
        dialog.size_box.setCurrentIndex(dialog.size_box.findData(size))
        font = window.theme.font
        assert column.note.editor.font().pixelSize() == font(14).pixelSize()
        for chip in (column.tags._chips[0], column.tags.add_button):
            assert chip.font().pixelSize() == font(12).pixelSize()
            assert chip.sizeHint().height() == window.theme.px(22)
        caption = column.note.findChild(QLabel)
        assert caption.fontInfo().pixelSize() == font(12).pixelSize()
    dialog.size_box.setCurrentIndex(dialog.size_box.findData(0))
    dialog.close()
