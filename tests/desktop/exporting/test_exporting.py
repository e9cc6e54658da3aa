"""Exporting from a window: what the dialog proposes, and the archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from paperdesk import tasks
from paperdesk.desktop.exporting.dialog import ExportDialog
from paperdesk.desktop.session.places import UNREAD
from paperdesk.library import Library
from paperdesk.model.edits import SetStar

if TYPE_CHECKING:
    from tests.desktop.window_driver import Driver


def opened(driver: Driver) -> ExportDialog:
    driver.control(Qt.Key.Key_E)
    (dialog,) = (d for d in driver.window.findChildren(ExportDialog) if d.isVisible())
    return dialog


def export(driver: Driver, dialog: ExportDialog, path: Path) -> None:
    dialog.path_field.setText(str(path))
    QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    driver.qtbot.waitUntil(lambda: not driver.window.session.jobs.pending, timeout=30_000)


def test_the_list_is_exported_under_its_name(first_page_window: Driver, tmp_path: Path) -> None:
    driver = first_page_window
    driver.window.sidebar.view.chosen.emit(UNREAD)
    driver.wait_for_answer()
    dialog = opened(driver)
    assert Path(dialog.request().path).name == "Unread.bib"
    assert (dialog.request().scope, dialog.export_button.text()) == ("search", "Export 2 papers")
    dialog.close()
    driver.search("herons")
    driver.go_to_list()
    dialog = opened(driver)
    assert Path(dialog.request().path).name == "herons.bib"
    export(driver, dialog, tmp_path / "herons.bib")
    written = (tmp_path / "herons.bib").read_text("utf-8")
    assert "Counting Herons" in written
    assert "Folding Laundry" not in written


def test_several_selected_papers_are_the_default(first_page_window: Driver) -> None:
    first_page_window.select("Counting Herons", "Folding Laundry with Robots")
    dialog = opened(first_page_window)
    assert dialog.request().scope == "chosen"
    dialog.close()


def test_a_list_becomes_a_feed_with_its_name(first_page_window: Driver, tmp_path: Path) -> None:
    driver = first_page_window
    driver.window.sidebar.view.chosen.emit(UNREAD)
    driver.wait_for_answer()
    dialog = opened(driver)
    for form, name in (
        ("json-feed", "Unread.feed.json"),
        ("csl-json", "Unread.json"),
        ("epub", "Unread.epub"),
        ("atom", "Unread.atom"),
    ):
        dialog.format_box.setCurrentIndex(dialog.format_box.findData(form))
        assert Path(dialog.request().path).name == name
    export(driver, dialog, tmp_path / "unread.atom")
    assert "<title>Unread</title>" in (tmp_path / "unread.atom").read_text("utf-8")


def test_the_archive_restores_the_whole_library(first_page_window: Driver, tmp_path: Path) -> None:
    driver = first_page_window
    driver.window.session.edit(SetStar((1,), True), "Star")
    driver.search("herons")
    driver.go_to_list()
    dialog = opened(driver)
    dialog.format_box.setCurrentIndex(dialog.format_box.findText("Paperdesk archive"))
    export(driver, dialog, tmp_path / "all.jsonl")
    restored = Library(tmp_path / "restored")
    tasks.restore(restored, tmp_path / "all.jsonl")
    assert sorted(paper.starred for paper in restored.papers([1, 2])) == [False, True]
    restored.close()


def test_an_export_that_fails_says_why(first_page_window: Driver, tmp_path: Path) -> None:
    driver = first_page_window
    dialog = opened(driver)
    folder = tmp_path / "gone"
    folder.mkdir()
    dialog.path_field.setText(str(folder / "papers.bib"))
    folder.rmdir()  # while the dialog is open
    QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    notice = driver.window.notice
    driver.qtbot.waitUntil(lambda: "ended with an error: " in notice.text(), timeout=30_000)
    assert str(folder / "papers.bib") in notice.text()
    assert "it cannot be written (No such file or directory)" in notice.text()
