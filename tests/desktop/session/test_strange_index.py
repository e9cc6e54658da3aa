"""A window that opens a library beside an index of another state has it rebuilt."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

from paperdesk.library import Library
from paperdesk.model.edits import SetNote
from tests.desktop.animal_page import animals
from tests.prepared_libraries import import_pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desktop.window_driver import Driver
    from tests.prepared_libraries import PreparedLibraries


def test_an_older_library_put_back_is_indexed_at_the_start(
    open_driver: Callable[[Path], Driver],
    library: Path,
    tmp_path: Path,
    prepared_libraries: PreparedLibraries,
) -> None:
    prepared_libraries.copy(library, import_pages, ("animals.txt", animals()))
    shutil.copy(library / "library.sqlite", tmp_path / "old")
    with closing(Library(library)) as newer:
        newer.apply(SetNote(1, "heron"))
        for _ in newer.drain():
            pass
    shutil.copy(tmp_path / "old", library / "library.sqlite")
    driver = open_driver(library)
    driver.qtbot.waitUntil(lambda: not driver.window.session.jobs.pending, timeout=30_000)
    driver.search("heron")
    assert driver.count == 0
    with closing(Library(library)) as again:
        assert again.index_is_current()
