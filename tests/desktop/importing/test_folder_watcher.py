"""The watched folder: which files in it are imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from paperdesk.desktop.importing.folder_watcher import FolderWatcher

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def watcher(qtbot: QtBot) -> Iterator[FolderWatcher]:
    parent = QObject()
    watcher = FolderWatcher(parent)
    yield watcher
    watcher.close()
    parent.deleteLater()


def test_downloads_are_left_until_they_are_complete(
    watcher: FolderWatcher, tmp_path: Path, qtbot: QtBot
) -> None:
    for name in ("a.part", "b.crdownload", "c.TMP", "d.txt.download", ".e.txt", "whole.txt"):
        (tmp_path / name).write_text("A page.")
    (tmp_path / "folder.txt").mkdir()
    with qtbot.waitSignal(watcher.found, timeout=20_000) as signal:
        watcher.watch(str(tmp_path))
    assert signal.args == [[tmp_path / "whole.txt"]]
