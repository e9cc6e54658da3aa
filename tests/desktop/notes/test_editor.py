"""The note editor: saving, and changes made elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from paperdesk.desktop.notes.editor import NotePane
from paperdesk.desktop.theme.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication) -> Iterator[NotePane]:
    owner = QObject()
    window = QWidget()
    layout = QVBoxLayout(window)
    note = NotePane(Theme(qapp, "light", parent=owner), window)
    layout.addWidget(note)
    layout.addWidget(QLineEdit(window))
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    note.editor.show_note(1, "held")
    note.editor.setFocus()
    qtbot.waitUntil(note.editor.hasFocus)
    yield note
    window.close()
    owner.deleteLater()


def _type(pane: NotePane, qtbot: QtBot, text: str) -> None:
    pane.editor.moveCursor(pane.editor.textCursor().MoveOperation.End)
    qtbot.keyClicks(pane.editor, text)


def _caption(pane: NotePane) -> str:
    return pane.findChild(QLabel).text()


def test_typing_is_saved_once_after_a_pause(pane: NotePane, qtbot: QtBot) -> None:
    said: list[tuple[int, str, str]] = []
    pane.editor.note_edited.connect(lambda *args: said.append(args))
    _type(pane, qtbot, " and new")
    assert said == []
    qtbot.waitUntil(lambda: bool(said), timeout=5000)
    assert said == [(1, "held and new", "held")]


def test_leaving_the_field_saves_at_once(pane: NotePane, qtbot: QtBot) -> None:
    _type(pane, qtbot, "!")
    with qtbot.waitSignal(pane.editor.note_edited, timeout=300) as edited:
        pane.window().findChild(QLineEdit).setFocus()
    assert edited.args == [1, "held!", "held"]


def test_another_paper_saves_the_first_under_its_own_id(pane: NotePane, qtbot: QtBot) -> None:
    _type(pane, qtbot, "!")
    with qtbot.waitSignal(pane.editor.note_edited, timeout=300) as edited:
        pane.editor.show_note(2, "second")
    assert edited.args == [1, "held!", "held"]
    assert pane.editor.toPlainText() == "second"
    with qtbot.assertNotEmitted(pane.editor.note_edited, wait=700):
        pane.editor.flush()


def test_flush_saves_now_and_only_once(pane: NotePane, qtbot: QtBot) -> None:
    _type(pane, qtbot, "!")
    with qtbot.waitSignal(pane.editor.note_edited, timeout=300):
        pane.editor.flush()
    with qtbot.assertNotEmitted(pane.editor.note_edited, wait=700):
        pane.editor.flush()


def test_typing_the_saved_text_again_saves_nothing(pane: NotePane, qtbot: QtBot) -> None:
    _type(pane, qtbot, "!")
    qtbot.keyClick(pane.editor, Qt.Key.Key_Backspace)
    with qtbot.assertNotEmitted(pane.editor.note_edited):
        pane.editor.flush()


def test_changes_in_the_library_are_merged_into_unsaved_text(pane: NotePane, qtbot: QtBot) -> None:
    _type(pane, qtbot, " typed")
    pane.editor.show_note(1, "From elsewhere.\nheld\nSo is this.")
    qtbot.keyClicks(pane.editor, " on")
    assert pane.editor.toPlainText() == "From elsewhere.\nheld typed on\nSo is this."
    with qtbot.waitSignal(pane.editor.note_edited, timeout=300) as edited:
        pane.editor.flush()
    assert edited.args[2] == "From elsewhere.\nheld\nSo is this."


def test_the_line_being_typed_and_that_written_elsewhere_both_stay(
    pane: NotePane, qtbot: QtBot
) -> None:
    _type(pane, qtbot, " typed")
    pane.editor.show_note(1, "held 𝑥 elsewhere")
    qtbot.keyClicks(pane.editor, " on")
    assert pane.editor.toPlainText() == "held 𝑥 elsewhere\nheld typed on"


def test_undo_in_the_editor_leaves_what_was_written_elsewhere(pane: NotePane, qtbot: QtBot) -> None:
    _type(pane, qtbot, " typed")
    pane.editor.show_note(1, "held\nelsewhere")
    pane.editor.undo()
    assert pane.editor.toPlainText() == "held typed\nelsewhere"


def test_undo_in_the_library_keeps_the_cursor_position(pane: NotePane, qtbot: QtBot) -> None:
    pane.editor.show_note(1, "held and longer")
    cursor = pane.editor.textCursor()
    cursor.setPosition(2)
    pane.editor.setTextCursor(cursor)
    pane.editor.show_note(1, "held")
    assert pane.editor.toPlainText() == "held"
    assert pane.editor.textCursor().position() == 2
    pane.editor.show_note(1, "held")
    assert pane.editor.textCursor().position() == 2
    pane.editor.show_note(1, "")
    assert pane.editor.textCursor().position() == 0
    with qtbot.assertNotEmitted(pane.editor.note_edited):
        pane.editor.flush()


def test_saved_is_shown_when_the_library_has_the_text(pane: NotePane, qtbot: QtBot) -> None:
    assert "Saved" in _caption(pane)
    _type(pane, qtbot, "!")
    assert "Saved" not in _caption(pane)
    pane.editor.flush()
    assert "Saved" not in _caption(pane)
    pane.editor.show_note(1, "held!")
    assert "Saved" in _caption(pane)
    pane.editor.show_note(2, "")
    assert "Saved" not in _caption(pane)


def test_the_editor_undoes_first(pane: NotePane, qtbot: QtBot) -> None:
    undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), pane.window())
    _type(pane, qtbot, "!")
    with qtbot.assertNotEmitted(undo.activated):
        qtbot.keySequence(pane.editor, "Ctrl+Z")
    assert pane.editor.toPlainText() == "held"
    with qtbot.waitSignal(undo.activated, timeout=1000):
        qtbot.keySequence(pane.editor, "Ctrl+Z")


def test_letters_are_typed_and_trigger_no_actions(pane: NotePane, qtbot: QtBot) -> None:
    star = QShortcut(QKeySequence("S"), pane.window())
    with qtbot.assertNotEmitted(star.activated):
        _type(pane, qtbot, "s")
    assert pane.editor.toPlainText() == "helds"


def test_a_dropped_file_is_not_inserted(pane: NotePane) -> None:
    file, text = QMimeData(), QMimeData()
    file.setUrls([QUrl.fromLocalFile("/tmp/page.txt")])
    text.setText("words")
    assert not pane.editor.canInsertFromMimeData(file)
    assert pane.editor.canInsertFromMimeData(text)


def test_the_note_grows_with_its_lines(pane: NotePane, qtbot: QtBot) -> None:
    before = pane.editor.height()
    pane.editor.show_note(1, "line\n" * 30)
    qtbot.waitUntil(lambda: pane.editor.height() > before * 3)
