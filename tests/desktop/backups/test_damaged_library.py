"""The page in place of the window where the library is damaged."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from paperdesk.desktop.app import open_window
from paperdesk.desktop.backups.damaged_library import DamagedLibrary
from paperdesk.desktop.theme.tokens import MODES
from paperdesk.errors import LibraryDamaged
from paperdesk.library import Library
from paperdesk.store import backups
from tests.desktop.factories import light_theme
from tests.desktop.window_driver import texts_of
from tests.store.damaged_libraries import PAGE, fill
from tests.store.libraries import snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.theme.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled") / "library"
    fill(folder, papers=100)
    return folder


@pytest.fixture
def damaged(filled: Path, library: Path) -> Path:
    """A library with a backup, whose first page is overwritten."""
    shutil.copytree(filled, library)
    with closing(Library(library)) as opened:
        backups.make(opened.db.conn, library)
    file = library / "library.sqlite"
    file.write_bytes(b"\xff" * PAGE + file.read_bytes()[PAGE:])
    return library


_PAGES: list[DamagedLibrary] = []
"""Nothing else refers to the last page: the garbage collector would take it while it is painted."""


def page(folder: Path, theme: Theme, qtbot: QtBot) -> DamagedLibrary:
    with pytest.raises(LibraryDamaged) as refused:
        open_window(folder)
    dialog = DamagedLibrary(theme, folder, str(refused.value))
    _PAGES[:] = [dialog]
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.mark.parametrize("mode", MODES)
def test_it_says_what_happened_and_what_can_be_done(
    damaged: Path, theme: Theme, qtbot: QtBot, mode: str
) -> None:
    theme.set_choice(mode)
    dialog = page(damaged, theme, qtbot)
    texts = texts_of(dialog.findChildren(QWidget))
    assert "The library is damaged" in texts
    assert "The library is damaged (file is not a database)." in texts
    assert str(damaged) in texts
    qtbot.waitUntil(lambda: "100 papers" in dialog.choice.itemText(0))
    assert dialog.restore_button.isEnabled()
    assert dialog.salvage_button.isEnabled()


def test_a_backup_is_restored(filled: Path, damaged: Path, theme: Theme, qtbot: QtBot) -> None:
    dialog = page(damaged, theme, qtbot)
    with qtbot.waitSignal(dialog.accepted, timeout=30_000):
        qtbot.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    with closing(Library(damaged)) as restored, closing(Library(filled)) as whole:
        assert snapshot(restored.db) == snapshot(whole.db)


def test_what_is_readable_is_salvaged(
    filled: Path, damaged: Path, theme: Theme, qtbot: QtBot
) -> None:
    dialog = page(damaged, theme, qtbot)
    qtbot.mouseClick(dialog.salvage_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.restore_button.text() == "Open library", timeout=30_000)
    assert "What could not be read:" in dialog.result_line.text()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    with closing(Library(damaged)) as salvaged, closing(Library(filled)) as whole:
        assert snapshot(salvaged.db) == snapshot(whole.db)
    assert list((damaged / "backups").glob("damaged-*/library.sqlite")), "it is kept"


def test_a_library_that_is_gone_can_be_restored_only(
    damaged: Path, theme: Theme, qtbot: QtBot
) -> None:
    (damaged / "library.sqlite").unlink()
    dialog = page(damaged, theme, qtbot)
    assert dialog.reason.text().startswith("This file is missing")
    assert not dialog.salvage_button.isEnabled()
    assert dialog.restore_button.isEnabled()


def test_what_fails_is_said_and_the_page_stays(damaged: Path, theme: Theme, qtbot: QtBot) -> None:
    dialog = page(damaged, theme, qtbot)
    (backup,) = backups.paths(damaged)
    backup.write_bytes(b"overwritten, too")
    qtbot.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: backup.name in dialog.result_line.text(), timeout=30_000)
    assert dialog.isVisible()
    assert dialog.restore_button.isEnabled()


@pytest.mark.parametrize("page_number", [2, 9, 20, 33])
def test_a_window_on_damaged_pages_opens_or_says_so(
    filled: Path, library: Path, open_driver: Callable[[Path], object], page_number: int
) -> None:
    shutil.copytree(filled, library)
    data = bytearray((library / "library.sqlite").read_bytes())
    data[(page_number - 1) * PAGE : page_number * PAGE] = b"\xee" * PAGE
    (library / "library.sqlite").write_bytes(data)
    with suppress(LibraryDamaged):  # any other error fails the test
        open_driver(library)
