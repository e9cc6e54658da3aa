"""The page of the digest: preview, choices, saving, opening a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from paperdesk.desktop.digest.page import FILES
from paperdesk.model.edits import SetSearches, SetStatus
from paperdesk.model.library_values import SavedSearch
from tests.cli.cli_runner import paperdesk
from tests.desktop.test_accessibility import nameless

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.desktop.digest.choices import PartRow
    from paperdesk.desktop.digest.page import DigestPage
    from tests.desktop.window_driver import Driver


@pytest.fixture
def page(first_page_window: Driver) -> DigestPage:
    driver = first_page_window
    searches = (SavedSearch("Wading birds", "herons"), SavedSearch("None", "nothing"))
    driver.window.session.edit(SetSearches(searches), "Save")
    driver.go_to_list()
    driver.control(Qt.Key.Key_G)
    page = driver.window.controllers.digests.page
    driver.qtbot.waitUntil(page.isVisible)
    wait_for(driver, page, "Counting Herons")
    return page


def wait_for(driver: Driver, page: DigestPage, text: str) -> None:
    driver.qtbot.waitUntil(lambda: text in page.preview.toPlainText(), timeout=60_000)


def lines(page: DigestPage) -> list[str]:
    return page.preview.toPlainText().split("\n")


def row_of(page: DigestPage, name: str) -> PartRow:
    (row,) = (row for row in page.choices.rows if row.tick.accessibleName() == name)
    return row


def test_the_preview_groups_papers_and_says_why(page: DigestPage) -> None:
    shown = lines(page)
    assert shown[1].startswith("Your reading, ")
    assert shown[2] == "Wading birds, 1 new"
    assert shown[3] == "Counting Herons"
    assert any(line.startswith("Matches Herons in title; listed ") for line in shown)
    assert "Unread of the period, 1" in shown
    assert row_of(page, "Wading birds").count.text() == "1"
    assert row_of(page, "None").count.text() == "0"
    assert not row_of(page, "Trending").tick.isChecked()


def test_what_is_unticked_goes(page: DigestPage, first_page_window: Driver) -> None:
    driver = first_page_window
    row_of(page, "Wading birds").tick.click()
    wait_for(driver, page, "Unread of the period, 2")
    assert "Wading birds" not in page.preview.toPlainText()
    row_of(page, "Unread of the period").tick.click()
    wait_for(driver, page, "Nothing new in this period.")
    row_of(page, "Trending").tick.click()
    wait_for(driver, page, "Trending, 2 unread")
    for row in page.choices.rows:
        row.tick.setChecked(False)
    driver.qtbot.waitUntil(page.problem.isVisible, timeout=60_000)
    assert not page.save_button.isEnabled()
    row_of(page, "Trending").tick.click()
    driver.qtbot.waitUntil(page.preview.isVisible, timeout=60_000)
    page.choices.limit_field.setText("1")
    wait_for(driver, page, "Trending, 1 of 2 unread")


def test_what_is_read_meanwhile_goes(page: DigestPage, first_page_window: Driver) -> None:
    driver = first_page_window
    driver.window.session.edit(SetStatus((1, 2), "read"), "Mark as read")
    wait_for(driver, page, "Nothing new in this period.")


def test_a_title_opens_its_paper(page: DigestPage, first_page_window: Driver) -> None:
    driver = first_page_window
    page.preview.anchorClicked.emit(QUrl("https://nowhere.example"))
    page.preview.anchorClicked.emit(QUrl("paper:1"))
    driver.qtbot.waitUntil(lambda: driver.window.pages.on_papers)
    driver.qtbot.waitUntil(lambda: driver.window.reader.paper is not None)
    assert driver.shown.id == 1


@pytest.mark.parametrize(("form", "name", "suffix"), FILES[::6], ids=["html", "json-feed"])
def test_it_is_saved_as_the_command_writes_it(
    page: DigestPage,
    first_page_window: Driver,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    name: str,
    suffix: str,
) -> None:
    driver, path = first_page_window, tmp_path / f"week{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "week"), ""))
    (action,) = (a for a in page.save_menu.actions() if a.text() == f"{name} ({suffix})")
    action.trigger()
    driver.qtbot.waitUntil(path.exists, timeout=60_000)
    driver.qtbot.waitUntil(lambda: not driver.window.session.jobs.pending, timeout=60_000)
    other, library = tmp_path / "command", driver.window.session.library.folder
    run = paperdesk(library, "digest", "--format", form, "-o", str(other))
    assert run.code == 0, run.err
    assert path.read_bytes() == other.read_bytes()


def test_a_file_of_the_library_is_refused(page: DigestPage, first_page_window: Driver) -> None:
    driver = first_page_window
    session = driver.window.session
    with driver.qtbot.waitSignal(session.noticed) as noticed:
        driver.window.controllers.digests.save(session.library.folder / "library.sqlite", "md")
    assert "belongs to the library" in noticed.args[0]
    assert not session.jobs.pending


def test_it_has_names_and_escape_leaves_it(page: DigestPage, first_page_window: Driver) -> None:
    driver = first_page_window
    assert nameless(driver.window) == []
    QTest.keyClick(page.choices.since_box, Qt.Key.Key_Escape)
    driver.qtbot.waitUntil(lambda: driver.window.pages.on_papers)


def test_an_empty_library_says_what_to_do(driver: Driver) -> None:
    driver.window.window_actions.by_name["Digest"].trigger()
    page = driver.window.controllers.digests.page
    driver.qtbot.waitUntil(page.problem.isVisible, timeout=60_000)
    assert not page.save_button.isEnabled()
