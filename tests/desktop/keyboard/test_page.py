"""The page of keys lists what it is given, and is left by its button."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from paperdesk import settings
from paperdesk.desktop.keyboard.page import ShortcutsPage
from paperdesk.desktop.keyboard.rows import ShortcutRow
from paperdesk.desktop.keyboard.shortcuts import OF_PAGES
from paperdesk.desktop.theme.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.desktop.window_driver import Driver


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Iterator[ShortcutsPage]:
    owner = QObject()
    made = ShortcutsPage(Theme(qapp, "light", parent=owner))
    qtbot.addWidget(made)
    yield made
    owner.deleteLater()


def _labels(page: ShortcutsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def _tips(page: ShortcutsPage) -> list[str]:
    return [button.toolTip() for button in page.findChildren(QToolButton)]


def test_it_lists_names_and_keys_by_group(page: ShortcutsPage, qtbot: QtBot) -> None:
    undo = ShortcutRow("Undo", "Undo", ("Ctrl+Z", "Alt+Backspace"))
    page.show_shortcuts(
        {
            "Papers": [ShortcutRow("Star", "Star", ("S",)), ShortcutRow("Next", "Next", ())],
            "Window": [undo],
        }
    )
    page.show()
    said = ["Papers", "Star", "Next", "Window", "Undo"]
    assert [text for text in _labels(page) if text in said] == said
    assert [button.accessibleName() for button in page.buttons.values()] == [
        "Star: S",
        "Next: none",
        "Undo: Ctrl+Z or Alt+Backspace",
    ]


def test_shown_again_it_lists_the_keys_of_now(page: ShortcutsPage, qtbot: QtBot) -> None:
    page.show_shortcuts({"Papers": [ShortcutRow("Star", "Star", ("S",))]})
    page.show_shortcuts({"Papers": [ShortcutRow("Star", "Star", ("F",), changed=True)]})
    assert page.buttons["Star"].text() == "F"
    assert page.reset_button.isEnabled()
    assert "Reset the shortcut of Star" in _tips(page)


def test_it_is_left_by_its_button(page: ShortcutsPage, qtbot: QtBot) -> None:
    page.show()
    page.setFocus()
    assert page.done_button.hasFocus() or page.focusProxy() is page.done_button
    with qtbot.waitSignal(page.left):
        page.done_button.click()


def test_an_action_takes_the_key_that_is_pressed(driver: Driver) -> None:
    window = driver.window
    driver.press("?")
    page = window.controllers.keys.page
    page.buttons["Star"].setFocus()
    driver.press(Qt.Key.Key_Space)
    driver.press("g")
    assert window.controllers.keys.popover.hint.text() == "G is free."
    driver.press(Qt.Key.Key_Return)
    assert window.controllers.keys.of("Star") == ("G",)
    assert page.buttons["Star"].text() == "G"
    assert settings.read().keys == {"Star": ["G"]}
    assert window.reader.findChild(QToolButton, "starButton").toolTip() == "Star (G)"
    assert window.window_actions.by_name["Star"].shortcut().toString() == "G"


def test_a_key_in_use_changes_hands_and_all_come_back(driver: Driver) -> None:
    window = driver.window
    driver.press("?")
    page = window.controllers.keys.page
    page.buttons["Star"].click()
    driver.press("t")
    assert "“Tag”, which would lose it" in window.controllers.keys.popover.hint.text()
    driver.press(Qt.Key.Key_Return)
    assert (window.controllers.keys.of("Star"), window.controllers.keys.of("Tag")) == (("T",), ())
    assert page.buttons["Tag"].text() == "none"
    page.reset_button.click()
    assert (window.controllers.keys.of("Star"), window.controllers.keys.of("Tag")) == (
        ("S",),
        ("T",),
    )
    assert settings.read().keys == {}


def test_one_of_several_keys_is_changed_and_the_other_stays(driver: Driver) -> None:
    driver.press("?")
    driver.window.controllers.keys.page.buttons["Search"].click()
    driver.press(Qt.Key.Key_F3)
    driver.press(Qt.Key.Key_Return)
    assert driver.window.controllers.keys.of("Search") == ("F3", "Ctrl+F")
    driver.press(Qt.Key.Key_F3)
    assert driver.window.search_box.hasFocus()


def test_keys_are_kept_until_the_next_window(
    open_driver: Callable[[Path], Driver], tmp_path: Path
) -> None:
    settings.write(replace(settings.read(), keys={"Star": ["G"], "No longer there": ["H"]}))
    driver = open_driver(tmp_path / "library")
    assert driver.window.controllers.keys.of("Star") == ("G",)
    driver.window.controllers.keys.reset("Star")
    assert driver.window.controllers.keys.of("Star") == ("S",)


def test_no_two_actions_come_with_one_key(driver: Driver) -> None:
    keys = [key for spec in driver.window.window_actions.specs for key in spec.keys]
    assert len(keys) == len(set(keys))
    names = [spec.name for spec in driver.window.window_actions.specs]
    assert len(names) == len(set(names))


def test_keys_of_single_pages_are_listed_as_those_pages_have_them(
    first_page_window: Driver,
) -> None:
    window = first_page_window.window
    shown = {
        "Possible duplicates": window.controllers.duplicates.page,
        "Tag manager": window.controllers.tags.page,
    }
    assert set(shown) == set(OF_PAGES)
    for group, keys in OF_PAGES.items():
        tips = {
            part.accessibleName(): part.toolTip() for part in shown[group].findChildren(QWidget)
        }
        for name, key in keys:
            assert tips[name].endswith(f"({key})"), name
    window.controllers.keys.open()
    said = [cap.text() for cap in window.controllers.keys.page.findChildren(QLabel)]
    assert {"Possible duplicates", "Swap sides", "Tag manager", "F2"} <= set(said)
    assert "Swap sides" not in window.controllers.keys.page.buttons, "nothing to press there"
