"""The tour of hints: each once, beside what it is about, when that is first of use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from paperdesk import settings
from paperdesk.desktop.app import first_rows_window
from paperdesk.desktop.window.hint_bubble import place_beside
from tests.cli.pages import FIRST
from tests.desktop.animal_page import animals
from tests.prepared_libraries import import_pages

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.desktop.window_driver import Driver
    from tests.prepared_libraries import PreparedLibraries

Act = Callable[["Driver"], object]
ESC = Qt.Key.Key_Escape


class Opens(Protocol):
    """Opens a window after these hints were seen."""

    def __call__(self, seen: list[str]) -> Driver: ...


@pytest.fixture
def open_animals(
    open_driver: Callable[..., Driver], library: Path, prepared_libraries: PreparedLibraries
) -> Opens:
    """Opens a window as the application does, on four papers, after some hints were seen."""
    prepared_libraries.copy(library, import_pages, ("animals.txt", animals()))

    def open_one(seen: list[str]) -> Driver:
        settings.write(replace(settings.read(), hints_seen=seen))
        driver = open_driver(library, first_rows_window)
        driver.wait_for_total(4)
        driver.go_to_list()
        return driver

    return open_one


def is_shown(driver: Driver) -> bool:
    bubble = driver.window.controllers.hints.bubble
    return bubble is not None and bubble.isVisible()


def wait_for_hint(driver: Driver) -> QWidget:
    """What the hint that comes is about."""
    driver.qtbot.waitUntil(lambda: is_shown(driver), timeout=20_000)
    bubble = driver.window.controllers.hints.bubble
    assert bubble is not None
    assert bubble.anchor is not None
    return bubble.anchor


def click(driver: Driver, button: str) -> None:
    place = getattr(driver.window.controllers.hints.bubble, button)
    QTest.mouseClick(place, Qt.MouseButton.LeftButton)


def open_three_papers(driver: Driver) -> None:
    driver.press("jjj")


def star(driver: Driver) -> None:
    driver.press("s")


def tag(driver: Driver) -> None:
    driver.press("t")
    driver.press("birds")
    driver.press(Qt.Key.Key_Return)
    driver.press(ESC)


def search(driver: Driver) -> None:
    driver.search("heron")
    driver.press(Qt.Key.Key_Return)


def save_search(driver: Driver) -> None:
    driver.control(Qt.Key.Key_S)
    driver.press(Qt.Key.Key_Return)


def use_menu(driver: Driver) -> None:
    menu = driver.window.window_actions.menu
    menu.popup(QPoint())
    menu.hide()
    driver.window.activateWindow()  # a desktop does it by itself


def test_an_import_is_followed_by_a_hint_at_the_search(
    open_driver: Callable[..., Driver], library: Path, tmp_path: Path
) -> None:
    file = tmp_path / "page.txt"
    file.write_text(FIRST, "utf-8")
    driver = open_driver(library, first_rows_window)
    window, said = driver.window, list[str]()
    window.controllers.announcements.announced.connect(said.append)
    driver.drop(file)
    assert not is_shown(driver)
    driver.go_to_list()
    assert wait_for_hint(driver) is window.search_box
    bubble = window.controllers.hints.bubble
    assert bubble is not None
    assert window.papers.hasFocus()
    assert not bubble.geometry().intersects(
        QRect(window.list_pane.mapTo(window, QPoint()), window.list_pane.size())
    )
    assert bubble.text().startswith("Press / to search")
    driver.qtbot.waitUntil(lambda: any(text.startswith(bubble.text()[:-1]) for text in said))
    driver.press("/")
    driver.qtbot.waitUntil(lambda: not is_shown(driver))
    assert settings.read().hints_seen == ["search"]


TOUR: dict[str, tuple[Act, Act]] = {
    "search": (lambda driver: None, search),
    "star": (open_three_papers, star),
    "tags": (star, tag),
    "save": (search, save_search),
    "commands": (use_menu, lambda driver: driver.press(Qt.Key.Key_F1)),
}
"""Hint -> what makes it of use, and the use that ends it."""


@pytest.mark.parametrize("name", TOUR)
def test_a_hint_comes_when_it_is_of_use_and_goes_with_the_use(
    open_animals: Opens, name: str
) -> None:
    arise, use = TOUR[name]
    driver = open_animals([other for other in TOUR if other != name])
    window = driver.window
    arise(driver)
    anchors = {
        "search": window.search_box,
        "star": window.reader.bar.star_button,
        "tags": window.reader.bar.tag_button,
        "save": window.chips.save_button,
        "commands": window.top_bar.menu_button,
    }
    assert wait_for_hint(driver) is anchors[name]
    assert window.papers.hasFocus()
    use(driver)
    driver.qtbot.waitUntil(lambda: not is_shown(driver))


def test_what_is_known_needs_no_hint_and_a_window_shows_one_at_most(open_animals: Opens) -> None:
    driver = open_animals(["search"])
    star(driver)  # before the third paper is opened
    open_three_papers(driver)
    assert wait_for_hint(driver) is driver.window.reader.bar.tag_button
    assert sorted(settings.read().hints_seen) == ["search", "star", "tags"]
    driver.press(ESC)
    with driver.qtbot.waitSignal(driver.window.controllers.hints._soon.timeout, timeout=20_000):
        use_menu(driver)
    assert not is_shown(driver)


def test_a_hint_that_was_seen_does_not_return_with_the_next_start(
    open_animals: Opens, open_driver: Callable[..., Driver], library: Path
) -> None:
    first = open_animals([])
    assert wait_for_hint(first) is first.window.search_box
    first.window.close()
    second = open_animals(settings.read().hints_seen)
    open_three_papers(second)
    assert wait_for_hint(second) is second.window.reader.bar.star_button


@pytest.mark.parametrize(
    ("dismiss", "wants_more"),
    [
        (lambda driver: driver.press(ESC), True),
        (lambda driver: click(driver, "accept_button"), True),
        (lambda driver: click(driver, "decline_button"), False),
    ],
    ids=["Esc", "Got it", "No more hints"],
)
def test_a_hint_is_dismissed_and_the_tour_begins_anew(
    open_animals: Opens, dismiss: Callable[[Driver], None], wants_more: bool
) -> None:
    driver = open_animals([])
    wait_for_hint(driver)
    dismiss(driver)
    assert not is_shown(driver)
    assert driver.window.papers.hasFocus()
    assert settings.read().hints is wants_more
    driver.window.window_actions.by_name["Show hints again"].trigger()
    assert wait_for_hint(driver) is driver.window.search_box
    assert settings.read().hints


def test_escape_clears_the_search_first(open_animals: Opens) -> None:
    driver = open_animals(["search"])
    search(driver)
    open_three_papers(driver)
    wait_for_hint(driver)
    driver.press(ESC)
    assert driver.window.search_box.text() == ""


@pytest.mark.parametrize("place", ["note", "dialog", "triage", "page"])
def test_no_hint_is_shown_to_one_who_does_something_else(open_animals: Opens, place: str) -> None:
    driver = open_animals(["search"])
    window, hints = driver.window, driver.window.controllers.hints
    open_three_papers(driver)
    begin = {"note": "Note", "dialog": "Settings…", "triage": "Triage", "page": "Statistics"}
    with driver.qtbot.waitSignal(hints._soon.timeout, timeout=20_000):
        window.window_actions.by_name[begin[place]].trigger()
    assert not is_shown(driver)
    if dialog := QApplication.activeModalWidget():
        dialog.close()
    driver.go_to_list()
    assert wait_for_hint(driver) is window.reader.bar.star_button


def test_esc_in_a_button_of_the_hint_dismisses_it(open_animals: Opens) -> None:
    driver = open_animals([])
    wait_for_hint(driver)
    bubble = driver.window.controllers.hints.bubble
    assert bubble is not None
    bubble.accept_button.setFocus(Qt.FocusReason.TabFocusReason)
    driver.press(ESC)
    assert not is_shown(driver)
    assert driver.window.papers.hasFocus()


@pytest.mark.parametrize(
    ("anchor", "avoided", "body", "tip"),
    [
        # Below the search box, but beside the list, from left to right and from right to left.
        ((200, 10, 600, 30), (160, 56, 400, 700), (568, 48), (584, 40)),
        ((200, 10, 600, 30), (440, 56, 400, 700), (132, 48), (415, 40)),
        # Below what is at the edge of the window, but inside it.
        ((960, 10, 30, 30), (160, 56, 400, 700), (692, 48), (974, 40)),
        # Beside what is over the list; over it where there is no room beside it.
        ((500, 60, 56, 20), (160, 56, 400, 700), (564, 19), (556, 69)),
        ((500, 60, 50, 20), (0, 0, 1000, 760), (374, 88), (524, 80)),
    ],
)
def test_where_a_hint_is(
    anchor: tuple[int, ...], avoided: tuple[int, ...], body: tuple[int, int], tip: tuple[int, int]
) -> None:
    around = QRect(0, 0, 1000, 760)
    placed, point = place_beside(QSize(300, 100), QRect(*anchor), around, QRect(*avoided), 8)
    assert (placed.topLeft().toTuple(), point.toTuple()) == (body, tip)
