"""A window whose library cannot be written: what it shows, keeps, and offers later."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from paperdesk.desktop.session.jobs import AddPapers, Incoming
from paperdesk.desktop.window.unsaved_dialog import UnsavedDialog
from paperdesk.library import Library
from paperdesk.model.edits import EditHighlight, SetNote
from tests.desktop.filled_libraries import HERONS, WORDS
from tests.faults import fill_disk, locked_elsewhere, read_only, small_disk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from paperdesk.desktop.notes.editor import NotePane
    from tests.desktop.window_driver import Driver

LONG = "Herons stand still. " * 2_000
REFUSED = "'Star 1 paper' was not saved: the library is read-only."


def caption(note: NotePane) -> str:
    return next(each.text() for each in note.findChildren(QLabel) if each.text().startswith("Note"))


def in_library(driver: Driver, title: str) -> tuple[str, bool]:
    """The note and the star that the library holds."""
    library = driver.window.session.library
    papers = library.papers(library.newest(9))
    stored = next(each for each in papers if each.paper.title == title)
    return stored.note, stored.starred


@pytest.fixture
def mend(herons: Driver) -> Iterator[Callable[[], None]]:
    """The library is read-only until this is called."""
    with ExitStack() as fault:
        fault.enter_context(read_only(herons.window.session.library))
        yield fault.close


def type_note(driver: Driver, text: str) -> None:
    driver.press("n")
    driver.press(text)
    driver.press(Qt.Key.Key_Escape)


def test_a_refused_star_is_named_and_tried_again(herons: Driver, mend: Callable[[], None]) -> None:
    notice, stack = herons.window.notice, herons.window.session.undo_stack
    herons.press("s")
    assert (notice.text(), notice.action_button.text()) == (REFUSED, "Try again")
    assert not herons.shown.starred
    assert not stack.canUndo()
    mend()
    notice.action_button.click()
    assert herons.shown.starred
    assert notice.isHidden()
    assert stack.undoText() == "Star 1 paper"


def test_typed_text_stays_while_the_library_refuses_it(
    herons: Driver, mend: Callable[[], None]
) -> None:
    note = herons.window.reader.note
    type_note(herons, "Ask about the north colony")
    assert caption(note) == "Note · Not saved: the library is read-only"
    herons.select(WORDS.title)
    assert caption(note) == "Note"
    herons.press("s")
    herons.select(HERONS.title)
    assert note.editor.toPlainText() == "Ask about the north colony"
    assert caption(note) == "Note · Not saved: the library is read-only"
    assert in_library(herons, HERONS.title)[0] == ""
    mend()
    herons.qtbot.waitUntil(lambda: caption(note) == "Note · Saved", timeout=10_000)
    assert in_library(herons, HERONS.title)[0] == "Ask about the north colony"


def test_the_text_that_is_typed_last_is_stored(herons: Driver, mend: Callable[[], None]) -> None:
    type_note(herons, "Where?")
    herons.press("n")
    for _ in "here?":
        herons.press(Qt.Key.Key_Backspace)
    herons.press(Qt.Key.Key_Escape)
    mend()
    herons.qtbot.waitUntil(lambda: in_library(herons, HERONS.title)[0] == "W", timeout=10_000)


def test_triage_keeps_a_refused_note(herons: Driver, mend: Callable[[], None]) -> None:
    type_note(herons, "Ask")
    herons.control(Qt.Key.Key_T)
    page = herons.window.controllers.triage._page
    assert page is not None
    assert page.note.editor.toPlainText() == "Ask"
    assert caption(page.note) == "Note · Not saved: the library is read-only"


def test_a_lock_of_another_program_is_waited_for_with_a_word(herons: Driver) -> None:
    notice = herons.window.notice
    with locked_elsewhere(herons.window.session.library.folder):
        herons.press("s")
        assert notice.isHidden()
        herons.qtbot.waitUntil(lambda: notice.text() == "Waiting for another program")
        assert not notice.isHidden()
        assert not herons.shown.starred
    herons.qtbot.waitUntil(lambda: herons.shown.starred)
    assert notice.isHidden()


def test_a_closed_window_leaves_a_note_to_the_next(
    herons: Driver, library: Path, open_driver: Callable[[Path], Driver]
) -> None:
    with locked_elsewhere(library):
        type_note(herons, "Ask about the north colony")
        herons.window.close()
    again = open_driver(library)
    notice = again.window.notice
    assert notice.text() == "1 change was not saved when Paperdesk was last open."
    assert (notice.action_button.text(), notice.other_button.text()) == ("Restore", "Discard")
    notice.other_button.click()
    assert notice.text() == "Discarded 1 unsaved change."
    notice.action_button.click()
    assert notice.text() == "1 change was not saved when Paperdesk was last open."
    notice.action_button.click()
    again.select(HERONS.title)
    assert again.window.reader.note.editor.toPlainText() == "Ask about the north colony"
    assert in_library(again, HERONS.title)[0] == "Ask about the north colony"


def test_papers_that_were_typed_but_not_added_are_offered_again(
    herons: Driver, library: Path, open_driver: Callable[[Path], Driver]
) -> None:
    with locked_elsewhere(library):
        herons.window.session.jobs.run(AddPapers("Herons by the Sea"))
        herons.window.close()
    again = open_driver(library)
    assert again.count == 2
    again.window.notice.action_button.click()
    again.wait_for_total(3)
    assert not list(library.glob("unsaved-*"))


def test_a_restored_note_that_is_refused_again_is_shown(
    herons: Driver, mend: Callable[[], None]
) -> None:
    session = herons.window.session
    session.edits.edit(SetNote(herons.shown.id, "Left behind", ""), "Note on 1 paper")
    assert herons.window.reader.note.editor.toPlainText() == "Left behind"
    mend()
    session.edits.queue.try_again()
    assert caption(herons.window.reader.note) == "Note · Saved"


@pytest.fixture
def nowhere(herons: Driver, library: Path, tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Neither the library's folder nor that of the settings can be written until this is called."""
    config, away, aside = tmp_path / "config", tmp_path / "away", tmp_path / "config-aside"
    if config.exists():
        config.rename(aside)
    config.write_text("a file in place of the folder")
    library.rename(away)

    def mend() -> None:
        if away.exists():
            shutil.rmtree(library, ignore_errors=True)  # a child has perhaps begun a new one
            away.rename(library)
            config.unlink()

    yield mend
    mend()


def answer(driver: Driver, act: Callable[[UnsavedDialog], None]) -> list[str]:
    """Close the window, and act on the dialog that asks; what it showed."""
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, UnsavedDialog)
        seen.append(dialog.text.toPlainText())
        act(dialog)

    QTimer.singleShot(0, look)
    driver.window.close()
    return seen


def test_a_window_with_a_note_that_can_be_kept_nowhere_asks_before_it_closes(
    herons: Driver,
    nowhere: Callable[[], None],
    library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    type_note(herons, "Ask about the north colony")
    (seen,) = answer(herons, lambda dialog: dialog.cancel_button.click())
    assert "Ask about the north colony" in seen
    assert herons.window.isVisible()

    def copy(dialog: UnsavedDialog) -> None:
        dialog.copy_button.click()
        dialog.reject()

    answer(herons, copy)
    assert (QApplication.clipboard().text(), herons.window.isVisible()) == (seen, True)
    chosen = [str(tmp_path / "missing" / "note.txt"), str(tmp_path / "note.txt")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen.pop(0), ""))

    def save(dialog: UnsavedDialog) -> None:
        dialog.save_button.click()
        assert dialog.message.text().startswith("note.txt cannot be written: ")
        dialog.save_button.click()

    answer(herons, save)
    assert not herons.window.isVisible()
    assert (tmp_path / "note.txt").read_text() == seen
    assert not library.exists()


def test_a_window_closes_without_asking_once_the_note_can_be_kept(
    herons: Driver, nowhere: Callable[[], None], library: Path
) -> None:
    type_note(herons, "Ask about the north colony")
    nowhere()
    herons.window.close()
    assert not herons.window.isVisible()
    opened = Library(library)
    notes = [paper.note for paper in opened.papers(opened.newest(9))]
    opened.close()
    assert "Ask about the north colony" in notes


def test_changes_of_highlights_that_are_gone_are_shown(herons: Driver) -> None:
    edits, notice = herons.window.session.edits, herons.window.notice
    edits.edit(EditHighlight(99, "pink", "Of mine", ()), "Change a highlight")
    assert notice.text() == "1 unsaved change belongs to a paper or highlight that is gone."
    notice.action_button.click()
    (dialog,) = herons.window.findChildren(UnsavedDialog)
    assert "Of mine" in dialog.text.toPlainText()
    dialog.leave_button.click()
    assert edits.held_text().strip() == ""


def test_a_job_that_finds_the_disk_full_says_so_and_where(
    tmp_path: Path, open_driver: Callable[[Path], Driver]
) -> None:
    with small_disk(tmp_path / "disk", "8m"):
        folder = tmp_path / "disk" / "library"
        driver = open_driver(folder)
        (tmp_path / "many.jsonl").write_text(
            "".join(f'{{"title": "Herons {n}", "abstract": "{n} {LONG}"}}\n' for n in range(200))
        )
        fill_disk(tmp_path / "disk")
        driver.window.session.import_files([Incoming(tmp_path / "many.jsonl")])
        notice = driver.window.notice
        driver.qtbot.waitUntil(lambda: "disk is full" in notice.text(), timeout=60_000)
        assert notice.text().startswith("Importing many.jsonl ended with an error in ")
        assert str(folder) in notice.text()
        driver.window.close()
