"""Everything that can be empty says what would fill it, with the key that is set for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextBrowser, QWidget

from paperdesk.desktop.backups.restore_dialog import RestoreDialog
from paperdesk.model.edits import AddTag

if TYPE_CHECKING:
    from tests.desktop.window_driver import Driver

LISTS = {
    "is:reading": ("Nothing to read later", "L"),
    "is:starred": ("No stars yet", "S"),
    "is:annotated": ("No notes or highlights yet", "N", "H"),
    "is:dismissed": ("Nothing is dismissed", "X"),
    "is:trashed": ("The trash is empty", "Del"),
    "is:foryou sort:foryou": ("unread ones like them are listed here", "(S)", "(T)"),
    "tag:empty": ("No paper has this tag", "T"),
    "tag:unknown retreival": ("Nothing matches", "Search everything", "Ctrl+N"),
}
"""Queries that find none of four papers without marks; texts of the empty list for each."""
PAGES = {
    "All highlights": ("No highlights yet", "H"),
    "Possible duplicates": ("No possible duplicates", "Ctrl+O"),
    "Statistics": (
        "Nothing is read yet. Press E",
        "No paper has a tag. Press T",
        "No paper has an organisation. F2",
    ),
}
"""Actions that open a page with nothing on it; texts of the page for each."""


def texts(widget: QWidget) -> str:
    """What is written in a widget, as a user reads it."""
    found = []
    for part in widget.findChildren(QWidget):
        if not part.isVisibleTo(widget):
            continue
        if isinstance(part, QLabel):
            html = QTextDocument()
            html.setHtml(part.text())
            found.append(html.toPlainText())
        elif isinstance(part, QTextBrowser):
            found.append(part.toPlainText())
        elif isinstance(part, QPlainTextEdit):
            found.append(part.placeholderText())
    return "\n".join(found)


def wait_for(driver: Driver, widget: QWidget, wanted: tuple[str, ...]) -> None:
    """Wait until a widget shows all of these texts."""
    missing: list[str] = []

    def said() -> bool:
        shown = texts(widget)
        missing[:] = [text for text in wanted if text not in shown]
        return not missing

    try:
        driver.qtbot.waitUntil(said, timeout=20_000)
    except AssertionError:
        pytest.fail(f"{missing} is not in: {texts(widget)}")


def test_empty_lists_say_what_fills_them(animal_window: Driver) -> None:
    driver = animal_window
    driver.window.session.edit(AddTag((), "empty"), "Tag")
    for query, wanted in LISTS.items():
        driver.window.controllers.current.set_text(query)
        driver.wait_for_answer()
        wait_for(driver, driver.window.papers, wanted)
    wait_for(driver, driver.window.reader, ("No paper selected", "J and K"))
    driver.window.window_actions.by_name["Triage"].trigger()
    assert "Ctrl+O" in driver.window.notice.text()
    driver.window.controllers.keys.set_keys("Star", ["F8"])
    driver.search("is:starred")
    wait_for(driver, driver.window.papers, ("No stars yet", "Press F8 on a paper"))
    driver.window.controllers.keys.set_keys("Star", [])
    driver.search("is:starred starred")
    driver.search("is:starred")
    wait_for(driver, driver.window.papers, ("No stars yet", "Press Ctrl+K on a paper"))


def test_a_library_all_read_leads_to_reading_and_to_more(animal_window: Driver) -> None:
    driver = animal_window
    driver.window.papers.selectAll()
    driver.press("e")
    driver.search("is:unread")
    wait_for(driver, driver.window.papers, ("All read.", "Go to Reading", "Ctrl+O"))
    driver.window.window_actions.by_name["Digest"].trigger()
    digest = driver.window.controllers.digests.page
    wait_for(driver, digest, ("Nothing new in this period", "press Ctrl+O"))


def test_empty_pages_say_what_fills_them(animal_window: Driver) -> None:
    driver = animal_window
    driver.select(driver.titles[0])
    wait_for(driver, driver.window.reader, ("No note yet. Press N", "[["))
    pages = driver.window.pages
    for action, wanted in PAGES.items():
        driver.window.window_actions.by_name[action].trigger()
        wait_for(driver, pages.currentWidget(), wanted)
        driver.window.go_back()


def test_an_empty_library_says_what_fills_it(driver: Driver) -> None:
    window, pages = driver.window, driver.window.pages
    window.window_actions.by_name["Statistics"].trigger()
    wait_for(driver, pages.currentWidget(), ("No papers were added yet. Ctrl+O", "Ctrl+O imports"))
    page = window.controllers.statistics.page
    assert page.cards
    for card in page.cards:
        for part in (card.picture, card.table, card.table_button, card.copy_button):
            assert not part.isVisibleTo(page)
        assert not card.save_button.isVisibleTo(page)
    window.window_actions.by_name["Digest"].trigger()
    wait_for(driver, pages.currentWidget(), ("No papers yet", "Ctrl+O"))
    window.window_actions.by_name["Tag manager"].trigger()
    wait_for(driver, pages.currentWidget(), ("No tags yet", "Press T"))
    window.controllers.tags.page.filter.setText("x")
    wait_for(driver, pages.currentWidget(), ("No tag has “x”", "New tag"))
    window.window_actions.by_name["Help"].trigger()
    window.controllers.help.page.field.setText("nosuchword")
    wait_for(driver, pages.currentWidget(), ("No page of help", "Ctrl+K"))
    hints = [entry.title for entry in window.sidebar.view.entries() if entry.is_hint]
    assert hints == ["T tags a paper", "Ctrl+O imports files"]
    dialog = RestoreDialog(window.theme, window.session.library.folder, window)
    driver.qtbot.addWidget(dialog)
    wait_for(driver, dialog, ("There are no backups yet", "Ctrl+K"))
