"""Importing a stored file again from its menu, in particular where papers part."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from paperdesk.library import Library
from paperdesk.model.edits import Merge, SetNote
from paperdesk.store.edits.apply import apply
from paperdesk.tasks import import_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desktop.window_driver import Driver

EDITORIALS = [
    {"title": "Editorial", "authors": ["Ann One"], "year": 2001},
    {"title": "Editorial", "authors": ["Bob Two"], "year": 2015, "doi": "10.1000/2"},
]


def make_library(folder: Path, file: Path, *, merged: bool) -> None:
    """Import two editorials; `merged`: as one paper with a note, as by an earlier rule."""
    file.write_text("\n".join(map(json.dumps, EDITORIALS)), "utf-8")
    with closing(Library(folder)) as library:
        assert list(import_files(library, [file]))
        if merged:
            apply(library.db, Merge(1, 2))
            library.db.execute("delete from aliases")
            apply(library.db, SetNote(1, "mine"))


def test_the_preview_shows_which_papers_part(
    open_driver: Callable[[Path], Driver], library: Path, tmp_path: Path
) -> None:
    make_library(library, tmp_path / "editorials.jsonl", merged=True)
    driver = open_driver(library)
    driver.wait_for_count(1)
    imports = driver.window.controllers.imports
    driver.window.controllers.receipts.again_requested.emit(1)
    page = imports.page
    driver.qtbot.waitUntil(lambda: driver.window.pages.currentWidget() is page, timeout=30_000)
    assert "1 paper parts from others: “Editorial”" in page.head.facts.text()
    assert not page.fields.isVisible()
    assert page.foot.accept_button.text() == "Import again"
    assert driver.count == 1
    driver.window.activateWindow()
    page.setFocus()
    driver.press(Qt.Key.Key_Return)
    driver.wait_for_count(2)
    notes = {
        paper.paper.published: paper.note
        for paper in driver.window.session.library.papers([1, 2, 3])
    }
    assert notes == {"2001": "mine", "2015": ""}
    driver.window.session.undo()
    driver.wait_for_count(1)


def test_without_parting_papers_there_is_no_preview(
    open_driver: Callable[[Path], Driver], library: Path, tmp_path: Path
) -> None:
    make_library(library, tmp_path / "editorials.jsonl", merged=False)
    driver = open_driver(library)
    driver.wait_for_count(2)
    controllers = driver.window.controllers
    with driver.qtbot.waitSignal(driver.window.session.noticed, timeout=30_000) as said:
        controllers.receipts.again_requested.emit(1)
    assert said.args == ["Imported editorials.jsonl again: 2 unchanged."]
    assert "page" not in vars(controllers.imports) or not controllers.imports.page.isVisible()
