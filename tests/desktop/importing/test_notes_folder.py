"""The folder of notes while a window is open: edits go out, and come back to be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from paperdesk import settings
from paperdesk.model.edits import AddTag, SetNote
from paperdesk.settings import NotesFolder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desktop.window_driver import Driver

WAIT = 60_000
"""Milliseconds for a child process on a busy machine."""


@pytest.fixture
def notes(animal_window: Driver, tmp_path: Path) -> Path:
    """A folder that the window keeps up to date, with the notes of its four papers."""
    folder = tmp_path / "notes"
    name_folder(animal_window, folder)
    animal_window.qtbot.waitUntil(lambda: folder.is_dir() and len(files(folder)) == 4, timeout=WAIT)
    controller = animal_window.window.controllers.notes
    animal_window.qtbot.waitUntil(lambda: not controller.runner.pending, timeout=WAIT)
    return folder


def name_folder(driver: Driver, folder: Path) -> None:
    library = driver.window.session.library.folder
    chosen = settings.with_notes_folder(settings.read(), library, NotesFolder(str(folder)))
    driver.window.controllers.preferences.save(chosen)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix == ".md"]


def file_of(folder: Path, paper: int) -> Path:
    (path,) = (each for each in files(folder) if f"paperdesk: {paper}\n" in each.read_text("utf-8"))
    return path


def edit_file(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    beside = path.with_name("~editing")
    beside.write_text(text.replace(old, new, 1), "utf-8")
    beside.replace(path)


def test_edits_in_the_window_reach_the_file(animal_window: Driver, notes: Path) -> None:
    session = animal_window.window.session
    session.edit(SetNote(1, "Typed in the window"), "Note")
    session.edit(AddTag((1,), "window"), "Tag")
    path = file_of(notes, 1)
    animal_window.qtbot.waitUntil(
        lambda: (
            {"Typed in the window", 'tags: ["window"]'} <= set(path.read_text("utf-8").split("\n"))
        ),
        timeout=WAIT,
    )


def test_edits_in_a_file_reach_the_window_and_are_undone(
    animal_window: Driver, notes: Path
) -> None:
    driver, path = animal_window, file_of(notes, 2)
    session, notice = driver.window.session, driver.window.notice
    edit_file(path, "note -->\n", "note -->\nTyped in an editor")
    driver.qtbot.waitUntil(
        lambda: session.library.papers([2])[0].note == "Typed in an editor", timeout=WAIT
    )
    driver.qtbot.waitUntil(
        lambda: notice.text().startswith("Edited in the folder of notes: '"), timeout=WAIT
    )
    assert session.undo_stack.undoText() == "Edit in the folder of notes"
    driver.qtbot.mouseClick(notice.action_button, Qt.MouseButton.LeftButton)
    driver.qtbot.waitUntil(lambda: session.library.papers([2])[0].note == "", timeout=WAIT)
    driver.qtbot.waitUntil(
        lambda: "Typed in an editor" not in path.read_text("utf-8"), timeout=WAIT
    )
    session.redo()
    driver.qtbot.waitUntil(lambda: "Typed in an editor" in path.read_text("utf-8"), timeout=WAIT)


def test_a_broken_file_is_named_once(animal_window: Driver, notes: Path) -> None:
    driver, path = animal_window, file_of(notes, 1)
    session, controller = driver.window.session, driver.window.controllers.notes
    said: list[str] = []
    session.noticed.connect(said.append)
    edit_file(path, "tags: []", "tags: [")
    driver.qtbot.waitUntil(lambda: len(said) == 1, timeout=WAIT)
    assert said[0].startswith(f"Notes: {path}: line ")
    session.edit(AddTag((2,), "later"), "Tag")
    other = file_of(notes, 2)
    driver.qtbot.waitUntil(lambda: "later" in other.read_text("utf-8"), timeout=WAIT)
    driver.qtbot.waitUntil(lambda: not controller.runner.pending, timeout=WAIT)
    assert len(said) == 1


def test_a_folder_that_is_gone_is_named_once_and_changes_nothing(
    animal_window: Driver, notes: Path
) -> None:
    driver = animal_window
    session, runner = driver.window.session, driver.window.controllers.notes.runner
    said: list[str] = []
    session.noticed.connect(said.append)
    aside = notes.with_name("aside")
    notes.rename(aside)
    for tag in ("one", "two"):
        with driver.qtbot.waitSignal(runner.finished, timeout=WAIT):
            session.edit(AddTag((1,), tag), "Tag")
    assert len(said) == 1
    assert "nothing was changed" in said[0]
    assert not notes.exists()
    aside.rename(notes)
    session.edit(AddTag((1,), "three"), "Tag")
    driver.qtbot.waitUntil(lambda: "three" in file_of(notes, 1).read_text("utf-8"), timeout=WAIT)
    edit_file(file_of(notes, 1), "note -->\n", "note -->\nback again")
    driver.qtbot.waitUntil(
        lambda: session.library.papers([1])[0].note == "back again", timeout=WAIT
    )


def test_no_folder_is_named_any_more(animal_window: Driver, notes: Path) -> None:
    driver = animal_window
    driver.window.controllers.preferences.save(replace(settings.read(), notes_folders={}))
    before = {path: path.read_bytes() for path in files(notes)}
    driver.window.session.edit(AddTag((1,), "later"), "Tag")
    assert not driver.window.controllers.notes._timer.isActive()
    assert {path: path.read_bytes() for path in files(notes)} == before
