"""Edits that another program holds up or a fault refuses: order, undo, texts that are kept."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QTimer

from paperdesk.desktop.session.edits import Edits
from paperdesk.library import Library
from paperdesk.model.edits import (
    AddHighlight,
    AddTag,
    EditHighlight,
    RemoveHighlight,
    SetField,
    SetNote,
    SetStar,
    Several,
)
from paperdesk.model.highlight import Highlight, HighlightValues
from tests.desktop.filled_libraries import fill
from tests.faults import fill_disk, locked_elsewhere, no_room, read_only, small_disk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

LONG = "Herons stand still. " * 20_000


class Opened:
    """The edits of a window, and what they say."""

    def __init__(self, folder: Path) -> None:
        self._owner = QObject()
        self.library = Library(folder)
        self.edits = Edits(self.library, self._owner)
        self.said: list[str] = []
        self.waited: list[bool] = []
        self.notes: list[tuple[int, str]] = []
        self.left: list[str] = []
        self.homeless: list[int] = []
        self.edits.queue.refused.connect(self.said.append)
        self.edits.queue.waiting.connect(self.waited.append)
        self.edits.note_unsaved.connect(lambda *each: self.notes.append(each))
        self.edits.left_found.connect(self.left.append)
        self.edits.homeless_found.connect(self.homeless.append)

    def note(self, paper: int = 1) -> str:
        return self.library.papers([paper])[0].note

    def starred(self, paper: int = 1) -> bool:
        return self.library.rows([paper])[0].starred

    def close(self) -> None:
        self.edits.close()
        self.library.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def opened(folder: Path) -> Iterator[Opened]:
    one = Opened(folder)
    yield one
    one.close()


def test_edits_wait_for_another_program_in_their_order(opened: Opened, qtbot: QtBot) -> None:
    edits, frames = opened.edits, QTimer()
    beats: list[int] = []
    frames.timeout.connect(lambda: beats.append(1))
    with locked_elsewhere(opened.library.folder):
        edits.edit(SetStar((1,), True), "Star")
        edits.edit(AddTag((1,), "late"), "Tag")
        edits.undo()
        frames.start(10)
        qtbot.waitUntil(lambda: opened.waited == [True])
        assert len(beats) > 10, "the window goes on"
        assert not opened.starred()
        assert not edits.stack.canUndo()
        assert opened.said == []
    qtbot.waitUntil(lambda: opened.waited == [True, False])
    assert opened.starred()
    assert not opened.library.papers([1])[0].tags
    assert (edits.stack.undoText(), edits.stack.redoText()) == ("Star", "Tag")


def test_a_short_lock_is_not_mentioned(opened: Opened, qtbot: QtBot) -> None:
    with locked_elsewhere(opened.library.folder):
        opened.edits.edit(SetStar((1,), True), "Star")
        assert not opened.starred()
    qtbot.waitUntil(opened.starred)
    assert opened.waited == []


def test_a_refused_edit_leaves_stack_and_library_as_they_were(opened: Opened) -> None:
    edits = opened.edits
    edits.edit(SetStar((2,), True), "Star")
    edits.undo()
    with read_only(opened.library):
        edits.edit(SetStar((1,), True), "Star 1 paper")
        assert opened.said == ["'Star 1 paper' was not saved: the library is read-only."]
        assert (edits.stack.undoText(), edits.stack.redoText()) == ("", "Star")
        edits.redo()
        assert opened.said[1:] == ["2 changes were not saved: the library is read-only."]
        assert edits.stack.redoText() == "Star"
        assert not opened.starred(2)
    edits.queue.try_again()
    assert opened.starred(1)
    assert edits.stack.undoText() == "Star 1 paper"


def test_an_undo_that_is_refused_can_be_tried_again(opened: Opened) -> None:
    edits = opened.edits
    edits.edit(SetStar((1,), True), "Star")
    with read_only(opened.library):
        edits.undo()
        assert opened.said == ["'Undo Star' was not saved: the library is read-only."]
        assert opened.starred()
        assert edits.stack.undoText() == "Star"
    edits.queue.try_again()
    assert not opened.starred()
    assert edits.stack.redoText() == "Star"


def test_a_refused_note_is_kept_and_stored_when_the_fault_is_gone(
    opened: Opened, qtbot: QtBot
) -> None:
    edits = opened.edits
    with no_room(opened.library):
        edits.edit(SetNote(1, LONG, ""), "Note")
        edits.edit(SetNote(1, LONG + "More.", LONG), "Note")
        assert opened.said == ["'Note' was not saved: the disk is full."]
        assert opened.notes == [(1, "the disk is full")]
        (stored,) = opened.library.papers([1])
        assert (stored.note, edits.shown(stored).note) == ("", LONG + "More.")
        assert not edits.stack.canUndo()
    qtbot.waitUntil(lambda: opened.note() == LONG + "More.", timeout=10_000)
    assert opened.notes[1:] == [(1, "")]
    edits.undo()
    assert opened.note() == ""
    assert not list(opened.library.folder.glob("unsaved-*"))


def test_a_refused_comment_is_shown_and_changed_before_it_is_stored(opened: Opened) -> None:
    mark = Highlight("title", 0, 8, "Counting", "yellow", "2026-01-01T00:00:00Z")
    opened.library.apply(AddHighlight(1, mark))
    with read_only(opened.library):
        for was, comment in itertools.pairwise(("", "Do they", "Do they sleep?")):
            made_on = HighlightValues("yellow", was, ())
            opened.edits.edit(EditHighlight(1, "yellow", comment, (), made_on), "Comment")
            (stored,) = opened.library.papers([1])
            assert stored.highlights[0].comment == ""
            assert opened.edits.shown(stored).highlights[0].comment == comment
    opened.edits.queue.try_again()
    (stored,) = opened.library.papers([1])
    assert stored.highlights[0].comment == "Do they sleep?"
    opened.edits.undo()
    (stored,) = opened.library.papers([1])
    assert stored.highlights[0].comment == ""


def test_what_was_refused_is_not_named_as_done(opened: Opened) -> None:
    mark = Highlight("title", 0, 8, "Counting", "yellow", "2026-01-01T00:00:00Z")
    opened.library.apply(AddHighlight(1, mark))
    acted: list[str] = []
    opened.edits.acted.connect(acted.append)
    with read_only(opened.library):
        opened.edits.edit(RemoveHighlight(1), "Delete a highlight")
        assert (acted, len(opened.said)) == ([], 1)
    opened.edits.queue.try_again()
    assert acted == ["Highlight deleted."]


def test_refused_fields_are_kept_until_they_are_stored(opened: Opened, qtbot: QtBot) -> None:
    fields = Several((SetField(1, "title", "Herons"), SetField(1, "venue", "The Shore")))
    with read_only(opened.library):
        opened.edits.edit(fields, "Edit details")
        assert list(opened.library.folder.glob("unsaved-*.json"))
    qtbot.waitUntil(lambda: opened.library.rows([1])[0].title == "Herons", timeout=10_000)
    assert not list(opened.library.folder.glob("unsaved-*"))


def test_what_waits_when_the_window_closes_is_offered_at_the_next_start(folder: Path) -> None:
    first = Opened(folder)
    with locked_elsewhere(folder):
        first.edits.edit(SetNote(1, "Where do they sleep?"), "Note on 1 paper")
        first.edits.edit(SetStar((2,), True), "Star 1 paper")
        first.close()
    again = Opened(folder)
    again.edits.find_left()
    assert again.left == ["2 changes were not saved when Paperdesk was last open."]
    again.edits.restore_left()
    assert again.homeless == []
    assert again.note() == "Where do they sleep?"
    assert again.starred(2)
    again.close()
    third = Opened(folder)
    third.edits.find_left()
    assert third.left == []
    third.close()


_CRASH = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QObject
from paperdesk.desktop.session.edits import Edits
from paperdesk.library import Library
from paperdesk.model.edits import SetNote
app, owner = QCoreApplication([]), QObject()
library = Library(Path(sys.argv[1]))
library.db.execute("pragma query_only = on")
edits = Edits(library, owner)
edits.edit(SetNote(1, "Typed before the crash"), "Note on 1 paper")
print("typed", flush=True)
sys.stdin.read()
"""


def test_a_note_that_was_not_stored_survives_a_crash(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _CRASH, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"typed\n"
        beside = Opened(folder)
        beside.edits.find_left()
        assert beside.left == [], "the other window still has it"
        beside.close()
        os.kill(process.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    again = Opened(folder)
    again.edits.find_left()
    assert again.left == ["1 change was not saved when Paperdesk was last open."]
    again.edits.restore_left()
    assert again.note() == "Typed before the crash"
    assert not list(folder.glob("unsaved-*"))
    again.close()


def leave_note(folder: Path, text: str) -> None:
    """Close a window whose note was refused."""
    opened = Opened(folder)
    with read_only(opened.library):
        opened.edits.edit(SetNote(1, text, ""), "Note")
        opened.edits.close()
    opened.library.close()


@pytest.mark.parametrize("later", ["", "Left behind", "Written later"])
def test_a_note_written_meanwhile_keeps_both(folder: Path, later: str) -> None:
    leave_note(folder, "Left behind")
    opened = Opened(folder)
    opened.library.apply(SetNote(1, later))
    opened.edits.find_left()
    opened.edits.restore_left()
    assert opened.note().count("Left behind") == 1
    assert later in opened.note()
    opened.close()


def test_a_note_of_a_paper_that_is_gone_stays(folder: Path) -> None:
    leave_note(folder, "Left behind")
    opened = Opened(folder)
    opened.library.db.execute("delete from papers where id = 1")
    opened.library.db.conn.commit()
    for _ in range(2):
        opened.edits.find_left()
        opened.edits.restore_left()
        assert opened.homeless == [1]
        assert opened.edits.held_text() == "Note:\nLeft behind\n"
        opened.close()
        opened = Opened(folder)
    opened.edits.find_left()
    assert len(opened.left) == 1
    opened.close()


def commented(opened: Opened) -> EditHighlight:
    """A comment on the only highlight, which is made here."""
    opened.library.apply(AddHighlight(1, Highlight("title", 0, 8, "Counting", "pink", "")))
    was = HighlightValues("pink", "", ())
    return EditHighlight(1, "pink", "Of mine", ("birds",), was)


def test_a_comment_on_a_highlight_that_is_gone_stays_until_it_is_discarded(folder: Path) -> None:
    opened = Opened(folder)
    comment = commented(opened)
    with read_only(opened.library):
        opened.edits.edit(comment, "Change a highlight")
        opened.edits.close()
    opened.library.apply(RemoveHighlight(1))
    opened.library.close()
    again = Opened(folder)
    again.edits.find_left()
    again.edits.restore_left()
    assert again.homeless == [1]
    assert again.edits.held_text() == "Change a highlight:\nOf mine\nbirds\n"
    assert list(folder.glob("unsaved-*.json"))
    again.edits.discard_held()
    again.close()
    assert not list(folder.glob("unsaved-*.json"))


def test_a_comment_that_waited_while_its_highlight_was_deleted_stays(
    folder: Path, opened: Opened, qtbot: QtBot
) -> None:
    comment = commented(opened)
    others = Library(folder)
    with locked_elsewhere(folder):
        opened.edits.edit(comment, "Change a highlight")
    others.apply(RemoveHighlight(1))
    others.close()
    qtbot.waitUntil(lambda: opened.homeless == [1], timeout=10_000)
    assert "Of mine" in opened.edits.held_text()


def test_discarding_can_be_taken_back(folder: Path) -> None:
    leave_note(folder, "Left behind")
    opened = Opened(folder)
    opened.edits.find_left()
    left = opened.edits.discard_left()
    assert not list(folder.glob("unsaved-*"))
    opened.edits.put_back(left)
    assert len(opened.left) == 2
    assert list(folder.glob("unsaved-*"))
    opened.edits.restore_left()
    assert opened.note() == "Left behind"
    assert not list(folder.glob("unsaved-*"))
    opened.close()


def test_a_damaged_recovery_file_is_left_alone(folder: Path) -> None:
    damaged = folder / "unsaved-0-0.json"
    damaged.write_text('[{"edit": {"is": "SetNote"')
    opened = Opened(folder)
    opened.edits.find_left()
    assert opened.left == []
    opened.close()
    assert damaged.exists()


def test_a_library_folder_that_is_gone_is_not_made_anew(
    folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    opened = Opened(folder)
    folder.rename(tmp_path / "elsewhere")
    opened.edits.edit(SetNote(1, "Kept"), "Note")
    assert opened.said == [
        "'Note' was not saved: another program removed or replaced library.sqlite."
    ]
    assert not folder.exists()
    (kept,) = (tmp_path / "config").glob("unsaved-*.json")
    assert "Kept" in kept.read_text(encoding="utf-8")
    (tmp_path / "elsewhere").rename(folder)
    qtbot.waitUntil(lambda: opened.note() == "Kept", timeout=10_000)
    assert not kept.exists()
    opened.close()


def test_a_library_that_was_replaced_is_not_written_until_it_is_opened_again(
    folder: Path, tmp_path: Path
) -> None:
    shutil.copy(folder / "library.sqlite", tmp_path / "copy")
    opened = Opened(folder)
    (tmp_path / "copy").replace(folder / "library.sqlite")
    opened.edits.edit(SetNote(1, "Kept", ""), "Note")
    opened.edits.edit(SetStar((1,), True), "Star")
    assert opened.notes == [(1, "another program removed or replaced library.sqlite")]
    assert not opened.edits.stack.canUndo()
    opened.close()
    again = Opened(folder)
    assert again.note() == ""
    again.edits.find_left()
    again.edits.restore_left()
    assert (again.note(), again.starred()) == ("Kept", False)
    assert again.library.db.execute("pragma integrity_check").fetchone() == ("ok",)
    again.close()


def test_a_note_for_a_full_disk_is_kept_in_the_config_folder(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk"):
        folder = tmp_path / "disk" / "library"
        fill(folder)
        opened = Opened(folder)
        filler = fill_disk(tmp_path / "disk")
        opened.edits.edit(SetNote(1, LONG[:100_000]), "Note")
        assert opened.said == ["'Note' was not saved: the disk is full."]
        assert list((tmp_path / "config").glob("unsaved-*.json"))
        opened.close()
        filler.unlink()
        again = Opened(folder)
        again.edits.find_left()
        again.edits.restore_left()
        assert again.note() == LONG[:100_000]
        assert not list((tmp_path / "config").glob("unsaved-*.json"))
        again.close()
