"""Merging the archive of another library in the window: preview, receipt, undo and redo."""

from __future__ import annotations

import platform
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog

from paperdesk import tasks
from paperdesk.library import Library
from paperdesk.model.edits import AddTag, SetNote, SetStar
from paperdesk.model.paper import Paper
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.model.library_values import StoredPaper
    from tests.desktop.window_driver import Driver

WAIT = 60_000
"""Milliseconds for a child process on a busy machine."""


@pytest.fixture
def archive(animal_window: Driver, tmp_path: Path) -> Path:
    """An archive of the first paper of the window with marks, and of one that is not there."""
    (first,) = animal_window.window.session.library.papers([1])
    path = tmp_path / "laptop.jsonl"
    with closing(Library(tmp_path / "laptop")) as library:
        import_papers(library.db, [first.paper, Paper("Tides and Their Tables")], "theirs.txt")
        library.apply(SetStar((1,), True))
        library.apply(SetNote(1, "Read in the group."))
        library.apply(AddTag((1,), "tides"))
        tasks.archive(library, path)
    return path


def first(driver: Driver) -> StoredPaper:
    (paper,) = driver.window.session.library.papers([1])
    return paper


def test_an_archive_is_previewed_merged_undone_and_merged_again(
    animal_window: Driver, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = animal_window
    session, imports = driver.window.session, driver.window.controllers.imports
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(archive), ""))
    shown: list[str] = []
    imports.previewed.connect(
        lambda page: shown.extend([
            page.head.title.text(), page.head.facts.text(), page.foot.accept_button.text()
        ])
    )  # fmt: skip
    (receipt,) = driver.receipts_after(
        driver.window.window_actions.by_name["Merge an archive…"].trigger
    )
    facts = f"2 papers from laptop on {platform.node()}, nothing stored yet"
    assert shown == ["Merge laptop.jsonl", facts, "Merge 2 papers"]
    assert (receipt.added, receipt.merged) == (1, 1)
    assert first(driver).starred
    assert first(driver).note == "Read in the group."
    assert session.undo_stack.undoText() == "Merge of laptop.jsonl"
    driver.wait_for_total(5)
    session.undo()
    driver.wait_for_total(4)
    assert not first(driver).starred
    assert first(driver).tags == ()
    driver.qtbot.waitUntil(lambda: session.undo_stack.canRedo(), timeout=WAIT)
    driver.qtbot.waitUntil(lambda: not session.jobs.pending, timeout=WAIT)
    session.redo()
    driver.wait_for_total(5)
    driver.qtbot.waitUntil(lambda: first(driver).starred, timeout=WAIT)


def test_a_dropped_archive_is_merged_too(animal_window: Driver, archive: Path) -> None:
    (receipt,) = animal_window.drop(archive)
    assert (receipt.format, receipt.added, receipt.merged) == ("archive", 1, 1)


def test_a_damaged_archive_says_so_and_changes_nothing(
    animal_window: Driver, archive: Path
) -> None:
    archive.write_bytes(archive.read_bytes()[:-40])
    (receipt,) = animal_window.drop(archive)
    assert receipt.error == "laptop.jsonl: line 9 of this archive is damaged or cut off."
    assert not first(animal_window).starred


def test_a_file_that_is_no_archive_says_so(animal_window: Driver, tmp_path: Path) -> None:
    (tmp_path / "list.bib").write_text("@misc{a, title={Bees}}")
    imports = animal_window.window.controllers.imports
    (receipt,) = animal_window.receipts_after(partial(imports.merge, tmp_path / "list.bib"))
    assert receipt.error == "list.bib: this is not a Paperdesk archive."
