"""Notes in a window: preview, links, backlinks, and saving."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton

from paperdesk.desktop.notes.preview import NotePreview
from paperdesk.store.database import open_database
from tests.desktop.filled_libraries import HERONS, WORDS, fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desktop.window_driver import Driver
    from tests.prepared_libraries import PreparedLibraries

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shelf(
    open_driver: Callable[[Path], Driver], library: Path, prepared_libraries: PreparedLibraries
) -> Driver:
    prepared_libraries.copy(library, fill)
    driver = open_driver(library)
    driver.window.activateWindow()
    driver.select(WORDS.title)
    return driver


def write(driver: Driver, text: str) -> None:
    """Press N and type."""
    driver.press("n")
    for number, line in enumerate(text.split("\n")):
        if number:
            driver.press(Qt.Key.Key_Return)
        driver.press(line)


def test_a_title_is_completed_and_links_both_ways(shelf: Driver) -> None:
    write(shelf, "see [[coun")
    completer = shelf.window.reader.note.editor.completer
    assert completer.open
    shelf.press(Qt.Key.Key_Return)
    note = shelf.window.reader.note.editor
    assert note.toPlainText() == f"see [[{HERONS.title}]]"
    shelf.press(Qt.Key.Key_M, CONTROL_SHIFT)
    preview = shelf.window.reader.note.preview
    assert preview.isVisible()
    assert not note.isVisible()
    assert preview.toPlainText() == f"see {HERONS.title}"
    preview.anchorClicked.emit(
        QUrl(f"paper:{shelf.titles.index('Counting Herons at 1920×1080') + 1}")
    )
    assert shelf.shown.paper.title == HERONS.title
    lines = shelf.window.reader.column.linked.findChildren(QPushButton)
    assert [line.accessibleName() for line in lines if line.isVisible()] == [WORDS.title]
    lines[0].click()
    assert shelf.shown.paper.title == WORDS.title


def test_the_preview_follows_the_editor(shelf: Driver) -> None:
    write(shelf, "# Head\n\nwith **weight** and <b>no HTML</b>")
    shelf.press(Qt.Key.Key_M, CONTROL_SHIFT)
    preview = shelf.window.reader.note.preview
    assert preview.toPlainText() == "Head\nwith weight and <b>no HTML</b>"
    shelf.press(Qt.Key.Key_M, CONTROL_SHIFT)
    assert shelf.window.reader.note.editor.hasFocus()
    assert shelf.shown.note.startswith("# Head")


def test_nothing_is_loaded_by_a_preview(
    shelf: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = tmp_path / "big.png"
    QImage(400, 300, QImage.Format.Format_RGB32).save(str(picture))
    monkeypatch.chdir(tmp_path)
    preview = shelf.window.reader.note.preview
    shelf.window.reader.note.editor.show_note(1, "a line")
    shelf.window.reader.note.set_preview(True)
    empty = preview.height()
    # As the note's own text, and as what might slip through to Qt.
    for text in (f"![x]({picture.as_uri()})", "![x](big.png)", f"![x]({picture})"):
        preview.show_note(text)
        assert "x" in preview.toPlainText()
        preview.document().setMarkdown(text)
        shelf.qtbot.waitUntil(lambda: preview.height() < empty + 100)
    assert isinstance(preview, NotePreview)


def test_links_of_a_preview_open_only_web_pages(shelf: Driver) -> None:
    preview = shelf.window.reader.note.preview
    with shelf.qtbot.assertNotEmitted(preview.link_clicked):
        preview.anchorClicked.emit(QUrl("file:///etc/passwd"))
    with shelf.qtbot.waitSignal(preview.link_clicked) as clicked:
        preview.anchorClicked.emit(QUrl("https://example.org/a"))
    assert clicked.args == ["https://example.org/a"]


def test_a_preview_follows_undo(shelf: Driver) -> None:
    write(shelf, "first")
    shelf.press(Qt.Key.Key_M, CONTROL_SHIFT)
    shelf.window.session.undo()
    assert shelf.shown.note == ""
    assert shelf.window.reader.note.editor.isVisible()


def test_unsaved_text_survives_an_import_of_the_same_paper(shelf: Driver, library: Path) -> None:
    write(shelf, "half a thou")
    fill(library, WORDS, name="again.txt")
    shelf.window.controllers.current.refresh_requested.emit()
    shelf.press("ght")
    shelf.window.reader.flush()
    assert shelf.shown.note == "half a thought"


TYPE_AND_DIE = """
import os, signal, sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
app = QApplication([])
from paperdesk.desktop.app import open_window
window = open_window(Path(sys.argv[1]))
window.show()
window.papers.select_id(2)
window.reader.edit_note()
QTest.keyClicks(window.reader.note.editor, "kept")
while window.session.paper(2).note != "kept":
    app.processEvents()
QTest.keyClicks(window.reader.note.editor, " and lost")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_window_loses_only_the_last_unsaved_text(library: Path) -> None:
    fill(library)
    run = subprocess.run(
        [sys.executable, "-c", TYPE_AND_DIE, str(library)], capture_output=True, timeout=120
    )
    assert run.returncode == -signal.SIGKILL, run.stderr
    db = open_database(library)
    assert db.execute("select note from papers where id = 2").fetchone() == ("kept",)
    db.close()
