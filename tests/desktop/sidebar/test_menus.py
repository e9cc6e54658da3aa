"""The menus of tags, imports and saved searches, and their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from paperdesk.desktop.exporting.dialog import ExportDialog
from paperdesk.model.edits import SetSearches
from paperdesk.model.library_values import SavedSearch

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction

    from tests.desktop.window_driver import Driver

COMMON = ["Export…", "Add to the search", "Exclude from the search"]
DUMP = ["Show the receipt", "Rename… F2", "Re-import", "Undo this import", *COMMON]
SEARCH = ["Rename… F2", "Move up Alt+Up", "Move down Alt+Down", "Delete Del", *COMMON]
TAG = [
    "Rename… F2", "Colour…", "Shortcut…", "Merge into…", "Delete Del",
    "Use for recommendations", "Find similar papers", "Tag manager Ctrl+Shift+T", *COMMON,
]  # fmt: skip


@pytest.fixture
def window(shelf: Driver) -> Driver:
    """A window with a tag, an import and a saved search in its sidebar."""
    shelf.window.session.edit(SetSearches((SavedSearch("Fish", "fish"),)), "Save")
    shelf.qtbot.waitUntil(lambda: counts(shelf).get("Fish") == 2, timeout=20_000)
    return shelf


def counts(driver: Driver) -> dict[str, int]:
    """The numbers in the sidebar."""
    return {entry.title: entry.count for entry in driver.window.sidebar.view.entries()}


def go_to(driver: Driver, title: str) -> None:
    """Put the keyboard on an entry."""
    view = driver.window.sidebar.view
    place = next(e.place for e in view.entries() if e.place and e.place.title == title)
    view.select(place)
    driver.window.activateWindow()
    view.setFocus()


def menu_of(driver: Driver, title: str) -> dict[str, QAction]:
    """Open the menu of an entry by the keyboard: its actions by name and key."""
    go_to(driver, title)
    view, reason = driver.window.sidebar.view, QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, QPoint(), QPoint()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    actions = {}
    for action in menu.actions():
        key = action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        if not action.isSeparator():
            name, _, _ = action.text().partition("\t")
            actions[f"{name} {key}".strip()] = action
    return actions


@pytest.mark.parametrize(
    ("title", "names"), [("kites", TAG), ("shelf.jsonl", DUMP), ("Fish", SEARCH)]
)
def test_entries_offer_what_can_be_done_with_them(
    window: Driver, title: str, names: list[str]
) -> None:
    assert list(menu_of(window, title)) == names


@pytest.mark.parametrize(
    ("title", "papers"),
    [
        ("kites", {"A Survey of Kites", "Retrieval of Lost Kites"}),
        ("Fish", {"Herons in Cities", "Undated Notes on Lakes"}),
    ],
)
def test_the_papers_of_an_entry_are_exported_without_showing_it(
    window: Driver, tmp_path: Path, title: str, papers: set[str]
) -> None:
    shown = window.titles
    menu_of(window, title)["Export…"].trigger()
    (dialog,) = (d for d in window.window.findChildren(ExportDialog) if d.isVisible())
    assert dialog.scope_buttons["search"].text() == f"{title}, 2 papers"
    assert dialog.export_button.text() == "Export 2 papers"
    path = tmp_path / "out.csv"
    dialog.format_box.setCurrentIndex(dialog.format_box.findData("csv"))
    dialog.path_field.setText(str(path))
    QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    window.qtbot.waitUntil(lambda: not window.window.session.jobs.pending, timeout=30_000)
    text = path.read_text("utf-8-sig")
    assert {each for each in shown if each in text} == papers
    assert window.titles == shown


def test_an_import_is_undone_from_its_menu(window: Driver) -> None:
    menu_of(window, "shelf.jsonl")["Undo this import"].trigger()
    window.qtbot.waitUntil(lambda: "shelf.jsonl" not in counts(window), timeout=20_000)
    window.qtbot.waitUntil(lambda: "Herons in Cities" not in window.titles, timeout=20_000)


def test_a_tag_is_renamed_and_deleted_by_keys(window: Driver) -> None:
    window.select("Herons in Cities")
    go_to(window, "kites")
    window.press(Qt.Key.Key_F2)
    window.press("dragons")
    window.press(Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: "dragons" in counts(window), timeout=20_000)
    go_to(window, "dragons")
    window.press(Qt.Key.Key_Delete)
    window.qtbot.waitUntil(lambda: "dragons" not in counts(window), timeout=20_000)
    assert window.window.session.library.trashed_count() == 0, "the key is not that of the list"
    window.window.session.undo()
    window.qtbot.waitUntil(lambda: "dragons" in counts(window), timeout=20_000)
