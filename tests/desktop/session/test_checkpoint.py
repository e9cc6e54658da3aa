"""A window moves its edits into library.sqlite when it is idle."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desktop.window_driver import Driver


def test_a_copy_of_the_file_alone_has_the_edits_of_an_idle_window(
    animal_window: Driver, library: Path, tmp_path: Path
) -> None:
    animal_window.select(animal_window.titles[0])
    animal_window.press("s")
    wal = library / "library.sqlite-wal"
    animal_window.qtbot.waitUntil(lambda: wal.stat().st_size == 0, timeout=20_000)
    shutil.copy(library / "library.sqlite", tmp_path / "copy")
    copy = sqlite3.connect(tmp_path / "copy")
    assert copy.execute("select count(*) from papers where starred").fetchone() == (1,)
    copy.close()
