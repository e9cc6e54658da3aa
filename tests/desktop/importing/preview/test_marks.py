"""The choice `Marks from this file` in the window, by keyboard and mouse, and what it remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from paperdesk import settings
from tests.desktop.importing.preview.test_again import PAGE, opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desktop.window_driver import Driver

TITLE = "How moss grows on the roofs of old houses"
TAGGED = (
    f"@article{{a, title = {{{TITLE}}}, author = {{Moss, Ada}}, year = 2001,\n"
    " keywords = {moss}, groups = {Thesis}, readstatus = {read}, ranking = {rank5},\n"
    " annote = {From the file.}, note = {Best paper award}}\n"
)


def tagged_file(folder: Path) -> Path:
    file = folder / "moss.bib"
    file.write_text(TAGGED)
    return file


def show_paper(driver: Driver) -> None:
    driver.go_to_list()
    driver.search("moss roofs")
    driver.qtbot.waitUntil(lambda: TITLE in driver.titles, timeout=20_000)
    driver.select(TITLE)


def test_marks_are_left_out_at_first_and_taken_over_by_keyboard(
    shelf: Driver, tmp_path: Path
) -> None:
    page = shelf.window.controllers.imports.page
    opened(shelf, tagged_file(tmp_path))
    tick = page.marks.tick
    assert tick.isVisible()
    assert not tick.isChecked()
    assert page.marks.text.text() == "2 tags, 1 star, 1 note, 1 read"
    (receipt,) = shelf.receipts_after(page.foot.accept_button.click)
    assert receipt.notes == ()
    show_paper(shelf)
    assert (shelf.shown.tags, shelf.shown.status, shelf.shown.starred) == ((), "unread", False)

    opened(shelf, tmp_path / "moss.bib")
    page.fields.encoding.setFocus()
    shelf.press(Qt.Key.Key_Tab)
    assert tick.hasFocus()
    shelf.press(Qt.Key.Key_Space)
    assert tick.isChecked()
    assert settings.read().marks_from_files
    (receipt,) = shelf.receipts_after(lambda: shelf.press(Qt.Key.Key_Return))
    assert receipt.notes == ("Marks from this file: 2 tags, 1 star, 1 note, 1 read.",)
    show_paper(shelf)
    shown = shelf.shown
    assert [tag.name for tag in shown.tags] == ["moss", "Thesis"]
    assert (shown.status, shown.starred, shown.note) == ("read", True, "From the file.")
    assert shown.paper.keywords == ("moss",)
    assert shown.paper.details["note"] == "Best paper award"


def test_the_choice_is_remembered_and_set_by_mouse(shelf: Driver, tmp_path: Path) -> None:
    page = shelf.window.controllers.imports.page
    tick = page.marks.tick
    opened(shelf, tagged_file(tmp_path))
    shelf.qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
    assert tick.isChecked()
    page.foot.cancel_button.click()

    opened(shelf, tmp_path / "moss.bib")
    assert tick.isChecked()
    shelf.qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
    assert not tick.isChecked()
    assert not settings.read().marks_from_files
    shelf.qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
    (receipt,) = shelf.receipts_after(page.foot.accept_button.click)
    assert len(receipt.notes) == 1

    show_paper(shelf)
    assert shelf.shown.starred
    assert receipt.dump is not None
    shelf.window.session.undo_import([receipt.dump])
    shelf.wait_for_total(5)
    assert "Thesis" not in [each.tag.name for each in shelf.window.session.library.counts().tags]
    shelf.redo()  # with its marks, as it was
    shelf.wait_for_total(6)
    show_paper(shelf)
    assert shelf.shown.note == "From the file."


def test_a_file_without_marks_offers_no_choice(shelf: Driver, tmp_path: Path) -> None:
    page = shelf.window.controllers.imports.page
    file = tmp_path / "page.txt"
    file.write_text(PAGE)
    opened(shelf, file)
    assert not page.marks.isVisible()


def test_imports_without_preview_do_as_the_last_ones(shelf: Driver, tmp_path: Path) -> None:
    settings.write(settings.Settings(import_without_preview=True, marks_from_files=True))
    (receipt,) = shelf.drop(tagged_file(tmp_path))
    assert receipt.notes == ("Marks from this file: 2 tags, 1 star, 1 note, 1 read.",)
