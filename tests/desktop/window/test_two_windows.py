"""Two windows on one library: what one writes, the other neither loses nor undoes."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from paperdesk.desktop.highlights.popover import HighlightPopover
from paperdesk.library import Library
from paperdesk.model.edits import (
    NOTHING,
    AddHighlight,
    AddTag,
    SetNote,
    SetStar,
    SetStatus,
    SetTagKey,
    SetTrashed,
    Several,
)
from paperdesk.model.highlight import make_highlight
from tests.desktop.filled_libraries import HERONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paperdesk.desktop.reader.reader import Reader
    from paperdesk.model.edits import Edit
    from tests.desktop.window_driver import Driver


@pytest.fixture
def other(herons: Driver, open_driver: Callable[[Path], Driver], library: Path) -> Driver:
    """A second window on the library of `herons`, which shows the same paper."""
    driver = open_driver(library)
    driver.select(HERONS.title)
    return driver


def come_forward(driver: Driver) -> None:
    """Make a window the active one, with the focus in its list."""
    driver.window.activateWindow()
    driver.window.papers.setFocus()
    driver.qtbot.waitUntil(driver.window.papers.hasFocus)


def write(driver: Driver, text: str) -> None:
    """Type into the note, where the caret is; it is not saved yet."""
    QTest.keyClicks(driver.window.reader.note.editor, text)


def test_notes_typed_in_two_windows_both_stay(herons: Driver, other: Driver) -> None:
    write(herons, "Of mine.")
    write(other, "Of theirs.")
    herons.window.reader.flush()
    other.window.reader.flush()
    assert herons.shown.note.split("\n") == ["Of mine.", "Of theirs."]
    assert other.window.reader.note.editor.toPlainText() == herons.shown.note


def test_the_undo_of_a_note_leaves_what_another_window_wrote(herons: Driver, other: Driver) -> None:
    write(herons, "Of mine.")
    write(other, "Of theirs.")
    herons.window.reader.flush()
    other.window.reader.flush()
    herons.window.session.undo()
    assert herons.shown.note == "Of theirs."


def test_what_is_typed_in_two_steps_is_one_undo_unless_another_wrote_between(
    herons: Driver, other: Driver
) -> None:
    stack, paper = herons.window.session.undo_stack, herons.shown.id
    for text in ("one, ", "two"):
        write(herons, text)
        herons.window.reader.flush()
    assert stack.count() == 1
    other.window.session.edit(SetNote(paper, "one, two\nOf theirs.", was="one, two"), "Note")
    write(herons, ", three")
    herons.window.reader.flush()
    assert herons.shown.note == "one, two, three\nOf theirs."
    while stack.canUndo():
        herons.window.session.undo()
    assert herons.shown.note == "Of theirs."


def open_comment(driver: Driver) -> HighlightPopover:
    """Open the highlight that both windows show."""
    (mark,) = driver.shown.highlights
    highlights = driver.window.controllers.reader_highlights
    driver.window.reader.update_paper(driver.shown)
    highlights._open(mark.id)
    popover = driver.window.findChild(HighlightPopover)
    assert popover is not None
    return popover


def test_comments_typed_in_two_windows_both_stay(herons: Driver, other: Driver) -> None:
    words = make_highlight("title", HERONS.title, 0, 5, "pink", "")
    herons.window.session.edit(AddHighlight(herons.shown.id, words), "Highlight")
    mine, theirs = open_comment(herons), open_comment(other)
    mine.comment.setPlainText("Of mine.")
    theirs.comment.setPlainText("Of theirs.")
    for popover in (mine, theirs):
        popover.save()
    (mark,) = herons.shown.highlights
    assert mark.comment.split("\n") == ["Of mine.", "Of theirs."]
    assert theirs.comment.toPlainText() == mark.comment


def test_a_comment_on_a_highlight_that_was_deleted_elsewhere_stays(
    herons: Driver, other: Driver
) -> None:
    words = make_highlight("title", HERONS.title, 0, 5, "pink", "")
    herons.window.session.edit(AddHighlight(herons.shown.id, words), "Highlight")
    popover = open_comment(other)
    popover.comment.setPlainText("Of theirs.")
    herons.window.session.undo()
    assert herons.shown.highlights == ()
    popover.save()
    (mark,) = herons.shown.highlights
    assert mark.comment == "Of theirs."


def command(library: Path, *words: str) -> None:
    """Run a command line on the library, as a process of its own."""
    command = [sys.executable, "-m", "paperdesk", "--library", str(library), *words]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def test_a_star_of_one_window_shows_in_the_other(herons: Driver, other: Driver) -> None:
    herons.window.session.edit(SetStar((herons.shown.id,), True), "Star")
    reader = other.window.reader
    other.qtbot.waitUntil(lambda: bool(reader.paper and reader.paper.starred), timeout=5_000)


def test_what_three_commands_write_shows_without_moving_the_windows(
    herons: Driver, other: Driver, library: Path
) -> None:
    paper = herons.shown.id
    before = herons.window.papers.list_state()
    commands = [
        ("mark", str(paper), "--note", "From the command line.", "--tag", "late"),
        ("add", "A paper from elsewhere"),
        ("mark", str(paper), "--status", "reading"),
    ]
    with ThreadPoolExecutor(3) as pool:
        done = [pool.submit(command, library, *words) for words in commands]
        herons.qtbot.waitUntil(lambda: all(each.done() for each in done), timeout=60_000)
    for each in done:
        each.result()
    for driver in (herons, other):
        driver.wait_for_total(3)
        editor, reader = driver.window.reader.note.editor, driver.window.reader
        driver.qtbot.waitUntil(partial(shows, reader, "From the command line."), timeout=5_000)
        assert editor.toPlainText() == "From the command line."
        assert reader.paper is not None
        assert "late" in [tag.name for tag in reader.paper.tags]
        assert reader.paper.status == "reading"
    after = herons.window.papers.list_state()
    assert (after.current, list(after.selected)) == (before.current, list(before.selected))
    assert after.tops[: len(before.tops)] == before.tops
    herons.window.reader.note.editor.moveCursor(QTextCursor.MoveOperation.End)
    write(herons, " And of mine.")
    herons.window.reader.flush()
    assert herons.shown.note == "From the command line. And of mine."


def shows(reader: Reader, note: str) -> bool:
    """Whether the reader shows all that the commands wrote."""
    paper = reader.paper
    return paper is not None and (paper.note, paper.status) == (note, "reading")


@pytest.mark.parametrize("in_triage", [False, True])
@pytest.mark.parametrize(
    ("key", "done"),
    [
        ("s", SetStar((1,), True)),
        ("u", SetStatus((1,), "read")),
        (Qt.Key.Key_Delete, SetTrashed((1,), True)),
        ("1", AddTag((1,), "late")),
    ],
)
def test_a_key_does_not_take_back_what_another_did_just_now(
    herons: Driver, library: Path, in_triage: bool, key: str | Qt.Key, done: Edit
) -> None:
    herons.window.session.edit(Several((AddTag((2,), "late"), SetTagKey("late", "1"))), "Tag")
    herons.qtbot.waitUntil(lambda: bool(herons.window.controllers.tagging._keys), timeout=5_000)
    come_forward(herons)
    if in_triage:
        herons.control(Qt.Key.Key_T)
        while herons.window.controllers.current.selected() != (1,):
            herons.press("j")
    others = Library(library)
    others.apply(done)
    herons.press(key)  # the window does not show it yet
    assert others.apply(done).inverse == NOTHING
    others.close()


def test_an_import_undone_by_command_leaves_the_undo_stack(
    herons: Driver, library: Path, tmp_path: Path
) -> None:
    (tmp_path / "one.jsonl").write_text('{"title": "Tides of Fundy", "year": 2021}\n')
    herons.drop(tmp_path / "one.jsonl")
    stack = herons.window.session.undo_stack
    assert stack.canUndo()
    dump = herons.window.session.library.dumps()[0]
    herons.qtbot.waitUntil(lambda: not herons.window.session.jobs.pending, timeout=30_000)
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(command, library, "undo-import", str(dump.id))
        herons.qtbot.waitUntil(done.done, timeout=60_000)
        done.result()
    herons.qtbot.waitUntil(lambda: not stack.canUndo(), timeout=5_000)


def test_undo_says_what_it_left_alone(herons: Driver, other: Driver) -> None:
    paper = herons.shown.id
    said: list[str] = []
    herons.window.session.reverted.connect(lambda sentence, _: said.append(sentence))
    herons.window.session.edit(
        Several((SetStatus((paper,), "read"), AddTag((paper,), "x"))), "Mark"
    )
    other.window.session.edit(SetStatus((paper,), "reading"), "Mark")
    herons.window.session.undo()
    assert said[-1].endswith("Changed elsewhere since, and left as it is: status.")
    assert (herons.shown.status, herons.shown.tags) == ("reading", ())
    herons.window.session.edit(SetStatus((paper,), "read"), "Mark")
    other.window.session.edit(SetStatus((paper,), "unread"), "Mark")
    herons.window.session.undo()
    assert said[-1].startswith("There was nothing left to undo of 'Mark'.")
    assert not herons.window.session.undo_stack.canUndo()
    assert not herons.window.session.undo_stack.canRedo()
