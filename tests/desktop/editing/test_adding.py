"""Ctrl+N: papers typed or pasted, through the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from paperdesk.desktop.editing.add_dialog import AddDialog
from paperdesk.library import Library
from tests.desktop.filled_libraries import HERONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.desktop.window_driver import Driver

CONTROL = Qt.KeyboardModifier.ControlModifier
ENTRY = "@article{moss2021,\n  title = {Kites over the northern sea},\n  author = {Moss, Ada}\n}\n"


@pytest.fixture(autouse=True)
def _close_dialogs() -> Iterator[None]:
    yield
    if isinstance(dialog := QApplication.activeModalWidget(), AddDialog):
        dialog.done(0)


def opened(driver: Driver) -> AddDialog:
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    driver.control(Qt.Key.Key_N)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AddDialog)
    driver.qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.field.hasFocus()
    return dialog


def wait_for_hint(driver: Driver, dialog: AddDialog, hint: str) -> None:
    driver.qtbot.waitUntil(lambda: dialog.hint.text() == hint, timeout=10_000)


def wait_for_notice(driver: Driver, text: str) -> list[str]:
    """Wait for a notice; return its actions."""
    notice = driver.window.notice
    driver.qtbot.waitUntil(lambda: notice.text() == text, timeout=30_000)
    buttons = (notice.action_button, notice.other_button)
    return [button.text() for button in buttons if button.isVisible()]


def test_a_typed_id_becomes_a_paper_at_once_and_undo_removes_it(herons: Driver) -> None:
    dialog = opened(herons)
    QTest.keyClicks(dialog.field, "arxiv.org/abs/2301.00001")
    wait_for_hint(herons, dialog, "1 paper: arXiv 2301.00001")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert wait_for_notice(herons, "Added 'arXiv:2301.00001'.") == ["Undo"]
    herons.wait_for_count(3)
    herons.wait_for_answer()
    assert herons.shown.paper.arxiv_id == "2301.00001"
    assert herons.window.papers.current_id() == herons.shown.id
    herons.window.notice.action_button.click()
    herons.wait_for_count(2)


def test_enter_waits_until_the_text_is_read(herons: Driver) -> None:
    dialog = opened(herons)
    QTest.keyClicks(dialog.field, "Kites")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)  # before the pause after the last key
    wait_for_notice(herons, "Added 'Kites'.")


def test_several_lines_are_added_by_ctrl_enter_and_the_first_becomes_current(
    herons: Driver,
) -> None:
    dialog = opened(herons)
    QTest.keyClicks(dialog.field, "Sails")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(dialog.field, "Kites")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    QTest.keyClicks(dialog.field, "10.1000/kites.7")
    wait_for_hint(herons, dialog, "3 papers")
    assert dialog.add_button.text() == "Add 3 papers"
    QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    wait_for_notice(herons, "Added 3 papers.")
    herons.wait_for_count(5)
    herons.wait_for_answer()
    assert herons.shown.paper.title == "Sails"


def test_a_pasted_entry_is_one_paper(herons: Driver) -> None:
    dialog = opened(herons)
    QApplication.clipboard().setText(ENTRY)
    QTest.keyClick(dialog.field, Qt.Key.Key_V, CONTROL)
    wait_for_hint(herons, dialog, "1 paper: Kites over the northern sea")
    assert not herons.window.notice.isVisible()
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    wait_for_notice(herons, "Added 'Kites over the northern sea'.")
    herons.wait_for_count(3)
    herons.wait_for_answer()
    assert herons.shown.paper.authors == ("Ada Moss",)


def test_an_entry_that_is_begun_goes_on_in_the_next_line(herons: Driver) -> None:
    dialog = opened(herons)
    QTest.keyClicks(dialog.field, "@misc{")
    wait_for_hint(herons, dialog, "This is not read: a brace or comma is missing in this entry.")
    assert not dialog.add_button.isEnabled()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.field.toPlainText() == "@misc{\n"


def test_a_paper_that_is_there_is_shown(herons: Driver) -> None:
    herons.select("Words that Travel")
    dialog = opened(herons)
    QTest.keyClicks(dialog.field, "10.1234/herons")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    actions = wait_for_notice(herons, "'Counting Herons at 1920×1080' is in the library already.")
    assert actions == []
    herons.wait_for_answer()
    assert herons.count == 2
    assert herons.shown.paper.title == HERONS.title


def test_what_was_typed_is_there_again_after_esc(herons: Driver) -> None:
    dialog = opened(herons)
    QTest.keyClicks(dialog.field, "Kites over")
    QTest.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    again = opened(herons)
    assert again.field.toPlainText() == "Kites over"
    QTest.keyClicks(again.field, "Sails")  # all of it was selected
    assert again.field.toPlainText() == "Sails"


def test_it_is_a_way_to_begin(driver: Driver) -> None:
    driver.qtbot.waitUntil(lambda: driver.window.pages.on_first_run, timeout=20_000)
    button = driver.window.controllers.imports.first_run.add_button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AddDialog)
    QTest.keyClicks(dialog.field, "Kites")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    wait_for_notice(driver, "Added 'Kites'.")
    driver.wait_for_count(1)
    driver.qtbot.waitUntil(lambda: driver.window.pages.on_papers, timeout=20_000)
    driver.qtbot.waitUntil(lambda: driver.window.reader.paper is not None, timeout=20_000)
    assert driver.shown.paper.title == "Kites"


def test_what_was_added_last_is_stored_when_the_window_closes(
    herons: Driver, library: Path
) -> None:
    dialog = opened(herons)
    QTest.keyClicks(dialog.field, "Kites at dusk")
    wait_for_hint(herons, dialog, "1 paper: Kites at dusk")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert herons.window.session.jobs.running is not None
    herons.window.close()
    again = Library(library)
    assert "Kites at dusk" in [row.title for row in again.rows(again.newest(10))]
    again.close()


def test_a_long_pasted_text_scrolls_in_the_field(herons: Driver) -> None:
    dialog = opened(herons)
    dialog.field.setPlainText("\n".join(f"Kites {n}" for n in range(300)))
    wait_for_hint(herons, dialog, "300 papers")
    assert dialog.height() < herons.window.height()
    assert dialog.field.verticalScrollBar().maximum() > 0
