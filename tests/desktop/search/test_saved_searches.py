"""Saved searches through the window: kept, counted, renamed, moved, deleted, and all taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from paperdesk.desktop.sidebar.model import entry_at
from paperdesk.library import Library
from paperdesk.model.edits import SetSearches
from paperdesk.model.library_values import SavedSearch
from paperdesk.tasks.archiving import archive, restore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desktop.window_driver import Driver

ALT = Qt.KeyboardModifier.AltModifier


def entries(driver: Driver) -> dict[str, int]:
    """The saved searches of the sidebar with their counts, in order."""
    model = driver.window.sidebar.view.model()
    found = [entry for row in range(model.rowCount()) if (entry := entry_at(model.index(row, 0)))]
    return {
        entry.title: entry.count for entry in found if entry.place and entry.place.kind == "search"
    }


def go_to(driver: Driver, title: str) -> QPoint:
    """Choose a saved search in the sidebar; where it stands."""
    view = driver.window.sidebar.view
    model = view.model()
    (index,) = model.match(model.index(0, 0), Qt.ItemDataRole.DisplayRole, title, 1)
    view.scrollTo(index)
    place = view.visualRect(index).center()
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )
    view.setFocus()
    return place


def save(driver: Driver, query: str, name: str = "") -> None:
    driver.search(query)
    driver.control(Qt.Key.Key_S)
    assert driver.window.chips.name_field.hasFocus()
    if name:
        driver.press(name)
    driver.press(Qt.Key.Key_Return)


@pytest.fixture
def saved(shelf: Driver) -> Driver:
    save(shelf, "kites", "All kites")
    save(shelf, "is:starred retrieval", "Starred finds")
    save(shelf, "tag:water/*")
    shelf.qtbot.waitUntil(lambda: entries(shelf).get("water") == 2, timeout=20_000)
    return shelf


def test_a_search_is_saved_and_counted(saved: Driver) -> None:
    assert entries(saved) == {"All kites": 2, "Starred finds": 0, "water": 2}
    assert saved.window.chips.save_button.text() == "Saved"
    go_to(saved, "All kites")
    saved.wait_for_answer()
    assert (saved.window.search_box.text(), saved.count) == ("kites", 2)
    place = saved.window.sidebar.view.place()
    assert place is not None
    assert place.title == "All kites"


def test_counts_are_live(saved: Driver) -> None:
    saved.search("")
    saved.select("Herons in Cities")
    saved.press("s")
    saved.qtbot.waitUntil(lambda: entries(saved)["Starred finds"] == 1, timeout=20_000)


def test_no_name_saves_nothing(shelf: Driver) -> None:
    shelf.search("kites")
    QTest.mouseClick(shelf.window.chips.save_button, Qt.MouseButton.LeftButton)
    assert shelf.window.chips.name_field.text() == "kites"
    shelf.press(Qt.Key.Key_Escape)
    assert not shelf.window.chips.name_field.isVisible()
    assert shelf.window.search_box.text() == "kites"
    assert entries(shelf) == {}


def test_saving_under_a_name_in_use_changes_that_search(saved: Driver) -> None:
    save(saved, "herons", "All kites")
    assert list(entries(saved)) == ["All kites", "Starred finds", "water"]
    assert saved.window.session.library.searches()[0] == SavedSearch("All kites", "herons")


def test_a_search_is_renamed_in_place(saved: Driver) -> None:
    go_to(saved, "Starred finds")
    saved.press(Qt.Key.Key_F2)
    saved.press("Finds")
    saved.press(Qt.Key.Key_Return)
    assert list(entries(saved)) == ["All kites", "Finds", "water"]
    go_to(saved, "Finds")
    saved.press(Qt.Key.Key_F2)
    saved.press("water")
    saved.press(Qt.Key.Key_Return)
    assert list(entries(saved)) == ["All kites", "water 2", "water"]
    saved.window.papers.setFocus()
    saved.control(Qt.Key.Key_Z)
    saved.control(Qt.Key.Key_Z)
    assert list(entries(saved)) == ["All kites", "Starred finds", "water"]


def test_searches_are_moved_by_keys(saved: Driver) -> None:
    go_to(saved, "water")
    saved.press(Qt.Key.Key_Up, ALT)
    saved.press(Qt.Key.Key_Up, ALT)
    saved.press(Qt.Key.Key_Up, ALT)
    assert list(entries(saved)) == ["water", "All kites", "Starred finds"]
    saved.press(Qt.Key.Key_Down, ALT)
    assert list(entries(saved)) == ["All kites", "water", "Starred finds"]


def test_searches_are_moved_by_dragging_in_one_step(saved: Driver) -> None:
    view = saved.window.sidebar.view
    top, bottom = go_to(saved, "All kites"), go_to(saved, "water")
    before = saved.window.session.undo_stack.count()
    text = saved.window.search_box.text()
    left = Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view.viewport(), left, none, bottom)
    QTest.mouseMove(view.viewport(), QPoint(bottom.x(), (top.y() + bottom.y()) // 2))
    QTest.mouseMove(view.viewport(), top)
    QTest.mouseRelease(view.viewport(), left, none, top)
    assert list(entries(saved)) == ["water", "All kites", "Starred finds"]
    assert saved.window.session.undo_stack.count() == before + 1
    assert saved.window.search_box.text() == text
    saved.window.papers.setFocus()
    saved.control(Qt.Key.Key_Z)
    assert list(entries(saved)) == ["All kites", "Starred finds", "water"]


def test_a_search_is_deleted_and_comes_back(saved: Driver, open_driver: Callable[[Path], Driver],
                                             library: Path) -> None:  # fmt: skip
    go_to(saved, "Starred finds")
    saved.press(Qt.Key.Key_Delete)
    assert list(entries(saved)) == ["All kites", "water"]
    saved.window.papers.setFocus()
    saved.control(Qt.Key.Key_Z)
    assert list(entries(saved)) == ["All kites", "Starred finds", "water"]
    saved.window.close()
    again = open_driver(library)
    again.qtbot.waitUntil(lambda: len(entries(again)) == 3, timeout=20_000)


def test_saved_searches_are_in_the_archive(tmp_path: Path) -> None:
    one, other = Library(tmp_path / "one"), Library(tmp_path / "other")
    searches = (SavedSearch("Kites", "kites"), SavedSearch("Again", "kites is:unread"))
    one.apply(SetSearches(searches))
    archive(one, tmp_path / "archive.jsonl")
    restore(other, tmp_path / "archive.jsonl")
    assert other.searches() == searches
    one.close()
    other.close()
