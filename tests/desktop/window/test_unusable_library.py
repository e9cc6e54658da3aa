"""The dialog shown instead of the window where the library cannot be opened."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from paperdesk.desktop.app import open_window
from paperdesk.desktop.theme.tokens import MODES
from paperdesk.desktop.window.unusable_library import UnusableLibrary
from paperdesk.errors import LibraryError
from tests.desktop.factories import light_theme
from tests.desktop.window_driver import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.theme.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)


@pytest.fixture
def stranger(library: Path) -> Path:
    """A folder whose library.sqlite belongs to another program."""
    library.mkdir()
    connection = sqlite3.connect(library / "library.sqlite")
    connection.execute("create table songs (title)")
    connection.close()
    return library


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("size", [13, 16])
def test_a_library_that_cannot_be_opened_is_explained(
    stranger: Path, theme: Theme, qtbot: QtBot, mode: str, size: int
) -> None:
    theme.set_choice(mode)
    theme.set_fonts(size=size)
    with pytest.raises(LibraryError) as refused:
        open_window(stranger)
    dialog = UnusableLibrary(theme, stranger, str(refused.value))
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    texts = texts_of(dialog.findChildren(QWidget))
    assert "The library cannot be opened" in texts
    assert any(text.startswith("This is a database of another program.") for text in texts)
    assert str(stranger) in texts
    for line in dialog.findChildren(QLabel):
        assert line.height() >= line.heightForWidth(line.width()), line.text()
        assert dialog.rect().contains(line.geometry())
    assert dialog.folder_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    theme.set_fonts()


def test_a_folder_that_is_not_there_cannot_be_shown(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "gone"
    dialog = UnusableLibrary(theme, folder, f"{folder}: no permission.")
    qtbot.addWidget(dialog)
    assert not dialog.folder_button.isEnabled()
    assert "No permission." in [part.text() for part in dialog.findChildren(QLabel)]
