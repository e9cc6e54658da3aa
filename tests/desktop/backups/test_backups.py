"""Backups made and restored from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from paperdesk.desktop.backups.restore_dialog import RestoreDialog
from paperdesk.model.edits import AddTag, SetNote, SetStar
from paperdesk.store import backups

if TYPE_CHECKING:
    from tests.desktop.window_driver import Driver


def restore_dialog(driver: Driver) -> RestoreDialog:
    driver.window.window_actions.by_name["Restore from a backup…"].trigger()
    (dialog,) = driver.window.findChildren(RestoreDialog)
    driver.qtbot.waitUntil(dialog.isVisible)
    return dialog


def back_up(driver: Driver) -> None:
    notice = driver.window.notice
    driver.window.window_actions.by_name["Back up now"].trigger()
    driver.qtbot.waitUntil(lambda: notice.text().startswith("Backed up: "), timeout=20_000)


def test_a_backup_is_made_and_restored_and_that_is_undone(first_page_window: Driver) -> None:
    driver = first_page_window
    session, folder = driver.window.session, driver.window.session.library.folder
    session.edit(SetStar((1,), True), "Star")
    back_up(driver)
    papers = driver.count
    assert f"{papers} papers, 1 star" in driver.window.notice.text()
    session.edit(SetNote(1, "Written after the backup."), "Note")
    session.edit(AddTag((1,), "late"), "Tag")
    session.edit(SetStar((1,), False), "Unstar")
    dialog = restore_dialog(driver)
    driver.qtbot.waitUntil(lambda: "1 star" in dialog.choice.itemText(0))
    assert dialog.changes.text().splitlines() == ["stars: 0 → 1", "notes: 1 → 0", "tags: 1 → 0"]
    driver.qtbot.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    notice = driver.window.notice
    driver.qtbot.waitUntil(lambda: notice.text().endswith("is restored."), timeout=30_000)
    (paper,) = session.library.papers([1])
    assert (paper.starred, paper.note, paper.tags) == (True, "", ())
    assert not session.undo_stack.canUndo()
    assert notice.action_button.text() == "Undo"
    (made, first) = backups.listed(folder)
    assert (made.reason, first.reason) == ("restore", "")
    driver.qtbot.mouseClick(notice.action_button, Qt.MouseButton.LeftButton)
    driver.qtbot.waitUntil(
        lambda: session.library.papers([1])[0].note == "Written after the backup.", timeout=30_000
    )
    driver.qtbot.waitUntil(lambda: not session.jobs.pending, timeout=30_000)
    assert driver.count == papers


def test_without_backups_the_dialog_says_so(first_page_window: Driver) -> None:
    dialog = restore_dialog(first_page_window)
    assert dialog.changes.text().startswith("There are no backups yet.")
    assert not dialog.restore_button.isEnabled()
    dialog.reject()


def test_the_backup_of_the_day_is_made_quietly(first_page_window: Driver) -> None:
    driver = first_page_window
    folder = driver.window.session.library.folder
    runner = driver.window.controllers.backups.runner
    for _ in range(2):
        driver.window.controllers.backups.look_after()
        driver.qtbot.waitUntil((folder / "backups" / "last-check").exists, timeout=30_000)
        driver.qtbot.waitUntil(lambda: not runner.pending, timeout=30_000)
    assert len(backups.paths(folder)) == 1
    assert driver.window.notice.isHidden()


def test_a_check_speaks_only_of_what_it_finds(first_page_window: Driver) -> None:
    driver = first_page_window
    with driver.window.session.library.db.conn as connection:
        connection.execute("update papers set title_key = 'other' where id = 1")
    driver.window.controllers.backups.look_after()
    notice = driver.window.notice
    driver.qtbot.waitUntil(lambda: not notice.isHidden(), timeout=30_000)
    assert notice.text().startswith("A check of the library found 1 thing: identity: paper 1")
    assert notice.action_button.text() == "Restore from a backup…"


def test_a_backup_that_fails_is_said(first_page_window: Driver) -> None:
    driver = first_page_window
    (driver.window.session.library.folder / "backups").write_text("a file in its place")
    driver.window.window_actions.by_name["Back up now"].trigger()
    notice = driver.window.notice
    driver.qtbot.waitUntil(lambda: "No backup was made" in notice.text(), timeout=20_000)
    assert "no backup can be written" in notice.text()
