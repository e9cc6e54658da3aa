"""F1 opens help about the place one is in; examples can be tried."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence

from paperdesk import help as help_pages
from paperdesk.desktop.help.help import _BY_WIDGET, page_about

if TYPE_CHECKING:
    from paperdesk.desktop.help.page import HelpPages
    from tests.desktop.window_driver import Driver

DESKTOP = Path(help_pages.__file__).parent / "desktop"


def help_of(driver: Driver) -> HelpPages:
    driver.window.activateWindow()
    driver.press(Qt.Key.Key_F1)
    page = driver.window.controllers.help.page
    assert driver.window.pages.currentWidget() is page
    return page


def test_the_list_of_keys_is_that_of_the_actions(driver: Driver) -> None:
    """If it fails, put what it compares with below the marker of resources/help/keyboard.md."""
    keys = driver.window.controllers.keys.listed()
    (text,) = (page.text for page in help_pages.pages() if page.name == "keyboard")
    portable = {
        group: [
            (name, [QKeySequence(key).toString() or key for key in caps]) for name, caps in rows
        ]
        for group, rows in keys.items()
    }
    assert help_pages.with_keys(text, portable) == text


def test_help_on_an_empty_library_is_about_the_first_steps(driver: Driver) -> None:
    assert help_of(driver).page_name == "start"


def test_help_is_about_places_that_there_are() -> None:
    code = "".join(path.read_text("utf-8") for path in DESKTOP.rglob("*.py"))
    assert [name for name in _BY_WIDGET if f'setObjectName("{name}")' not in code] == []


@pytest.mark.parametrize(("widget", "name"), [("search_box", "searching"), ("reader", "reading")])
def test_help_is_about_the_place_of_the_focus(
    animal_window: Driver, widget: str, name: str
) -> None:
    place = getattr(animal_window.window, widget)
    assert page_about(place) == name
    animal_window.window.activateWindow()
    place.setFocus()
    assert help_of(animal_window).page_name == name


def test_help_about_a_page(animal_window: Driver) -> None:
    animal_window.window.controllers.keys.open()
    assert help_of(animal_window).page_name == "keyboard"


def test_an_example_is_tried_in_the_list(animal_window: Driver) -> None:
    page = help_of(animal_window)
    page.show_page("searching")
    page.text.anchorClicked.emit(QUrl("search:title%3A%22no%20such%20words%22"))
    assert animal_window.window.search_box.text() == 'title:"no such words"'
    assert animal_window.window.pages.on_papers
    animal_window.wait_for_count(0)


def test_a_link_leads_to_another_page(animal_window: Driver) -> None:
    page = help_of(animal_window)
    page.text.anchorClicked.emit(QUrl("help:numbers"))
    assert page.page_name == "numbers"
    assert "What the numbers mean" in page.text.toPlainText()


def test_pages_are_found_by_words(animal_window: Driver) -> None:
    page = help_of(animal_window)
    animal_window.press("privacy")
    assert page.page_name == "data"
    assert "Privacy" in page.text.toPlainText()
    page.field.setText("xyzzy")
    assert page.page_name == ""
    assert not page.text.isVisible()
    page.field.clear()
    assert page.text.isVisible()


def test_a_changed_key_is_in_the_list_of_keys(animal_window: Driver) -> None:
    animal_window.window.controllers.keys.set_keys("Help", ["F9"])
    animal_window.window.controllers.help.open()
    page = animal_window.window.controllers.help.page
    page.show_page("keyboard")
    assert "F9 Help" in page.text.toPlainText()


def test_escape_leads_back_to_the_list(animal_window: Driver) -> None:
    help_of(animal_window)
    animal_window.press(Qt.Key.Key_Escape)
    assert animal_window.window.pages.on_papers
