"""The main job through the window: drop a dump, read the list, mark it, find it, come back."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)

from paperdesk.desktop.session.jobs import UndoImport
from paperdesk.desktop.wording import MONTHS
from paperdesk.paths import resource
from tests.cli.pages import BIRDS, FIRST, HEAD, SECOND, WORDS, page, record
from tests.prepared_libraries import import_pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paperdesk.desktop.session.jobs import Job
    from tests.desktop.window_driver import Driver
    from tests.prepared_libraries import PreparedLibraries

NAMES = {
    "searchBox": QLineEdit,
    "paperList": QAbstractItemView,
    "sidebar": QWidget,
    "reader": QWidget,
    "titleLabel": QLabel,
    "abstractView": QTextBrowser,
    "noteEditor": QPlainTextEdit,
    "tagEditor": QWidget,
    "starButton": QWidget,
    "statusButton": QWidget,
    "jobBar": QWidget,
    "importReport": QWidget,
}


@pytest.fixture
def pages(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text(FIRST, "utf-8")
    second.write_text(SECOND, "utf-8")
    return first, second


@pytest.fixture
def filled(
    open_driver: Callable[[Path], Driver], library: Path, prepared_libraries: PreparedLibraries
) -> Driver:
    prepared_libraries.copy(library, import_pages, ("first.txt", FIRST), ("second.txt", SECOND))
    driver = open_driver(library)
    driver.wait_for_total(3)
    return driver


@pytest.fixture
def imported(driver: Driver, pages: tuple[Path, Path]) -> Driver:
    driver.drop(*pages)
    driver.go_to_list()
    driver.wait_for_count(3)
    return driver


def test_all_parts_are_there_at_once(driver: Driver) -> None:
    assert driver.window.objectName() == "mainWindow"
    for name, kind in NAMES.items():
        assert isinstance(driver.window.findChild(QWidget, name), kind), name


def test_dropped_pages_become_rows_and_receipts(driver: Driver, pages: tuple[Path, Path]) -> None:
    one, two = driver.drop(*pages)
    assert (one.added, one.unchanged) == (2, 0)
    assert (two.added, two.unchanged) == (1, 1)
    assert driver.window.pages.currentWidget() is driver.window.controllers.receipts.place
    (again,) = driver.drop(pages[0])
    assert (again.added, again.unchanged) == (0, 2)
    driver.press(Qt.Key.Key_Escape)
    driver.wait_for_count(2)  # those of the last import
    assert driver.titles == ["Folding Laundry with Robots", "Counting Herons"]


def test_a_copied_page_can_be_pasted_anywhere(driver: Driver) -> None:
    driver.window.papers.setFocus()
    (receipt,) = driver.paste(FIRST)
    assert receipt.added == 2
    assert receipt.name == "Pasted text"
    driver.wait_for_count(2)


def test_the_day_of_pasting_is_no_evidence_for_the_pages_day(driver: Driver) -> None:
    later = datetime.date.today() + datetime.timedelta(days=2)  # so of last year, or before
    header = f"{MONTHS[later.month - 1][:3]} {later.day}"
    counted = record("Counting Herons", BIRDS, f"2 authors|{header}")
    driver.paste(page(counted, head=HEAD.replace("Nov 18", header)))
    (dump,) = driver.window.session.library.counts().dumps
    assert "" < dump.page_day < datetime.date.today().isoformat()


def test_text_pasted_into_a_field_stays_there_and_is_offered(filled: Driver) -> None:
    from PySide6.QtWidgets import QApplication

    filled.window.search_box.setFocus()
    QApplication.clipboard().setText(page(record("A New Paper", BIRDS, "2 authors|May 1, 2025")))
    filled.control(Qt.Key.Key_V)
    assert "A New Paper" in filled.window.search_box.text()
    assert filled.window.notice.isVisible()
    filled.window.search_box.clear()
    filled.receipts_after(filled.window.notice.action_button.click)
    filled.wait_for_count(1)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\0\0", None])
def test_a_bad_file_gives_a_receipt_that_says_so(
    driver: Driver, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "bad.txt"
    if content is not None:
        file.write_bytes(content)
    (receipt,) = driver.drop(file)
    assert "bad.txt" in receipt.error
    assert driver.count == 0
    texts = [label.text() for label in driver.window.controllers.receipts.page.findChildren(QLabel)]
    assert any(receipt.error in text for text in texts)
    assert not driver.window.notice.isVisible()


def test_search_answers_as_you_type(filled: Driver) -> None:
    filled.search("laundr")
    assert filled.titles == ["Folding Laundry with Robots"]
    filled.search("-herons sort:title")
    assert filled.titles == ["Folding Laundry with Robots", "Words that Travel"]
    filled.search("zeppelin")
    assert filled.count == 0
    filled.search("")
    assert filled.count == 3


def test_marks_by_key_survive_a_restart(
    filled: Driver, open_driver: Callable[[Path], Driver], library: Path
) -> None:
    filled.select("Counting Herons")
    filled.press("s")
    assert filled.shown.starred
    filled.press("l")
    filled.press("n")
    filled.press("Ask about the north colony")
    filled.window.close()
    again = open_driver(library)
    again.search("is:starred")
    assert again.titles == ["Counting Herons"]
    again.select("Counting Herons")
    assert again.shown.status == "reading"
    assert again.shown.note == "Ask about the north colony"
    again.search("colony")
    again.qtbot.waitUntil(lambda: again.titles == ["Counting Herons"], timeout=20_000)


def test_single_letters_do_not_act_in_a_text_field(filled: Driver) -> None:
    filled.select("Counting Herons")
    filled.window.search_box.setFocus()
    filled.press("sxe")
    assert filled.window.search_box.text() == "sxe"
    assert not filled.shown.starred
    assert filled.shown.status == "unread"


def test_every_change_is_undone_and_redone(filled: Driver) -> None:
    filled.select("Counting Herons")
    before = filled.shown
    filled.press("s")
    filled.press("x")
    filled.window.controllers.tagging.tag("birds/waders", True)
    filled.press("n")
    filled.press("late")
    filled.window.reader.flush()
    after = filled.shown
    assert (after.starred, after.status, after.note) == (True, "dismissed", "late")
    assert [tag.name for tag in after.tags] == ["birds/waders"]
    filled.window.papers.setFocus()
    for _ in range(4):
        filled.control(Qt.Key.Key_Z)
    assert filled.shown == before
    assert filled.window.session.library.counts().tags == ()
    for _ in range(4):
        filled.redo()
    assert filled.shown == after


def test_an_import_is_undone_and_redone(imported: Driver) -> None:
    imported.select("Folding Laundry with Robots")
    imported.control(Qt.Key.Key_Z)
    imported.wait_for_count(0)
    imported.qtbot.waitUntil(lambda: imported.window.pages.on_first_run, timeout=20_000)
    imported.redo()
    imported.wait_for_count(3)


def test_undo_this_import_on_the_receipt(filled: Driver, tmp_path: Path) -> None:
    file = tmp_path / "third.txt"
    file.write_text(page(record("A New Paper", BIRDS, "2 authors|May 1, 2025")), "utf-8")
    (receipt,) = filled.drop(file)
    filled.wait_for_count(1)
    assert receipt.dump is not None
    filled.window.controllers.receipts.page.undo_clicked.emit(receipt.dump)
    filled.wait_for_count(3)


def test_in_unread_a_row_stays_until_it_is_left(filled: Driver) -> None:
    filled.search("is:unread")
    first, second = filled.titles[:2]
    filled.select(first)
    filled.press("e")
    filled.wait_for_answer()
    assert filled.titles[0] == first
    filled.press("j")
    filled.qtbot.waitUntil(lambda: first not in filled.titles, timeout=20_000)
    assert filled.shown.paper.title == second


def test_opening_a_paper_never_changes_its_status(filled: Driver) -> None:
    for title in filled.titles:
        filled.select(title)
        assert filled.shown.status == "unread"


def test_a_star_is_clicked_without_selecting(filled: Driver) -> None:
    filled.select("Counting Herons")
    row = filled.titles.index("Words that Travel")
    index = filled.window.papers.model().index(row, 0)
    rect = filled.window.papers.visualRect(index)
    star = filled.window.papers.itemDelegate().star_rect(rect).center()
    QTest.mouseClick(
        filled.window.papers.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        star,
    )
    assert filled.shown.paper.title == "Counting Herons"
    filled.search("is:starred")
    assert filled.titles == ["Words that Travel"]


def test_the_sidebar_filters_by_tag_and_dump(filled: Driver) -> None:
    filled.select("Counting Herons", "Words that Travel")
    filled.window.controllers.tagging.tag("to read", True)
    filled.search("")
    sidebar = filled.window.sidebar.view
    places = sidebar.model()
    filled.qtbot.waitUntil(lambda: places.place_of('tag:"to read"') is not None, timeout=20_000)
    sidebar.chosen.emit(places.place_of('tag:"to read"'))
    filled.wait_for_answer()
    assert sorted(filled.titles) == ["Counting Herons", "Words that Travel"]
    assert filled.window.search_box.text() == 'tag:"to read"'
    sidebar.combined.emit(places.place_of("dump:first.txt"), False)
    filled.wait_for_answer()
    assert filled.titles == ["Counting Herons"]
    sidebar.combined.emit(places.place_of('tag:"to read"'), True)
    assert filled.window.search_box.text() == '-tag:"to read" dump:first.txt'
    sidebar.chosen.emit(places.place_of("dump:first.txt"))
    filled.wait_for_answer()
    assert sorted(filled.titles) == ["Counting Herons", "Folding Laundry with Robots"]
    assert sidebar.place() == places.place_of("dump:first.txt")
    filled.search("laundry")
    assert sidebar.place() is None


def test_the_first_run_offers_the_sample(driver: Driver) -> None:
    driver.qtbot.waitUntil(
        lambda: driver.window.pages.currentWidget() is driver.window.controllers.imports.first_run,
        timeout=20_000,
    )
    with driver.qtbot.waitSignal(driver.window.session.imported, timeout=60_000) as signal:
        driver.window.controllers.imports.first_run.sample_clicked.emit()
    (receipt,) = signal.args[0]
    assert receipt.added == 40
    assert resource("sample.txt").is_file()
    driver.wait_for_count(40)


def test_papers_dragged_to_a_tag_get_it(filled: Driver) -> None:
    filled.select("Counting Herons")
    filled.window.controllers.tagging.tag("birds", True)
    filled.select("Words that Travel", "Folding Laundry with Robots")
    assert filled.window.papers.drag_data is not None
    data = filled.window.papers.drag_data(filled.window.papers.selected_ids())
    assert "Words that Travel" in data.text()
    filled.window.sidebar.view.dropped_on_tag.emit("birds", data)
    filled.search("tag:birds")
    assert filled.count == 3


def test_a_page_dropped_on_a_tag_tags_what_it_brings(filled: Driver, tmp_path: Path) -> None:
    from PySide6.QtCore import QMimeData, QUrl

    file = tmp_path / "third.txt"
    file.write_text(page(record("A New Paper", BIRDS, "2 authors|May 1, 2025")), "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop = filled.window.sidebar.view.dropped_on_tag
    filled.receipts_after(lambda: drop.emit("birds", data))
    filled.go_to_list()
    filled.search("tag:birds")
    assert filled.titles == ["A New Paper"]


def test_chosen_papers_are_copied_as_lines(filled: Driver) -> None:
    from PySide6.QtWidgets import QApplication

    filled.select("Folding Laundry with Robots")
    filled.control(Qt.Key.Key_C)
    assert QApplication.clipboard().text() == "- Folding Laundry with Robots, 4 authors, 2023-12-15"


def test_a_watched_folder_is_imported_once_and_quietly(
    driver: Driver, pages: tuple[Path, Path], tmp_path: Path
) -> None:
    from dataclasses import replace

    from paperdesk import settings

    folder = tmp_path / "watched"
    folder.mkdir()
    (folder / "first.txt").write_bytes(pages[0].read_bytes())
    driver.window.controllers.preferences.save(replace(settings.read(), watched_folder=str(folder)))
    driver.wait_for_count(2)
    assert driver.window.pages.currentWidget() is not driver.window.controllers.receipts.place
    driver.qtbot.waitUntil(lambda: driver.window.notice.isVisible(), timeout=20_000)
    (folder / "second.txt").write_bytes(pages[1].read_bytes())
    driver.wait_for_count(3)


def test_possible_duplicates_are_merged_and_taken_back(driver: Driver) -> None:
    twice = page(record("Learning", BIRDS), record("Learning", WORDS), record("Other", BIRDS))
    driver.paste(twice)
    driver.wait_for_count(3)
    driver.window.controllers.duplicates.open()
    assert driver.window.pages.currentWidget() is driver.window.controllers.duplicates.page
    driver.window.controllers.duplicates.page.merge()
    driver.wait_for_count(2)
    driver.control(Qt.Key.Key_Z)
    driver.wait_for_count(3)
    driver.search("is:duplicate")
    assert driver.titles == ["Learning", "Learning"]


def test_the_preview_can_be_left_and_dated(driver: Driver, tmp_path: Path) -> None:
    from paperdesk.model.preview import Choices

    file = tmp_path / "page.txt"
    file.write_text(page(record("Counting Herons", BIRDS, "1 authors|Mar 2")), "utf-8")
    driver.window.import_files([file])
    preview = driver.window.controllers.imports.page
    driver.qtbot.waitUntil(lambda: driver.window.pages.currentWidget() is preview, timeout=20_000)
    driver.press(Qt.Key.Key_Escape)
    assert driver.window.pages.currentWidget() is not preview
    assert driver.count == 0
    driver.window.import_files([file])
    driver.qtbot.waitUntil(lambda: driver.window.pages.currentWidget() is preview, timeout=20_000)
    with driver.qtbot.waitSignal(driver.window.controllers.imports.previewed, timeout=20_000):
        preview.choices_changed.emit(Choices(date="2021"))
    driver.receipts_after(preview.accepted.emit)
    driver.go_to_list()
    driver.wait_for_count(1)
    driver.press("j")
    assert driver.shown.paper.published == "2021-03-02"


def test_an_older_receipt_opens_from_its_dump(filled: Driver) -> None:
    filled.window.controllers.receipts.open(1)
    assert filled.window.pages.currentWidget() is filled.window.controllers.receipts.place
    receipt = filled.window.controllers.receipts.page.receipt
    assert receipt is not None
    assert (receipt.name, receipt.added) == ("first.txt", 2)


def test_undoing_an_older_import_says_what_stays(filled: Driver) -> None:
    filled.select("Folding Laundry with Robots")
    filled.press("s")
    filled.window.session.undo_import([1])
    filled.wait_for_count(3)
    filled.qtbot.waitUntil(
        lambda: "1 stays because you marked it" in filled.window.notice.text(), timeout=20_000
    )


def kill_undo(driver: Driver) -> None:
    """Kill the child process that undoes an import."""
    from PySide6.QtCore import QProcess

    children = driver.window.session.findChildren(QProcess)
    (undoing,) = (child for child in children if "undo-import" in child.arguments())
    undoing.kill()


def test_an_undo_that_failed_is_offered_again(driver: Driver, pages: tuple[Path, Path]) -> None:
    driver.drop(pages[0])
    driver.go_to_list()
    driver.wait_for_count(2)
    stack = driver.window.session.undo_stack
    name = stack.undoText()
    actions = driver.window.window_actions.by_name
    assert (actions["Undo"].text(), actions["Redo"].text()) == ("Undo Import of first.txt", "Redo")
    driver.control(Qt.Key.Key_Z)
    kill_undo(driver)
    driver.qtbot.waitUntil(lambda: "ended with an error" in driver.window.notice.text())
    assert (stack.undoText(), stack.redoText()) == (name, "")
    assert driver.count == 2
    driver.control(Qt.Key.Key_Z)
    driver.wait_for_count(0)
    assert (stack.undoText(), stack.redoText()) == ("", name)
    assert (actions["Undo"].text(), actions["Redo"].text()) == ("Undo", "Redo Import of first.txt")
    driver.redo()
    driver.wait_for_count(2)
    assert (stack.undoText(), stack.redoText()) == (name, "")


def test_an_import_is_undone_only_once(driver: Driver, pages: tuple[Path, Path]) -> None:
    driver.drop(pages[0])
    driver.go_to_list()
    driver.wait_for_count(2)
    driver.select("Folding Laundry with Robots")
    driver.press("s")
    session = driver.window.session
    session.undo_import([1])
    driver.wait_for_count(1)
    started: list[Job] = []
    session.jobs.started.connect(started.append)
    driver.control(Qt.Key.Key_Z)
    assert not driver.shown.starred
    driver.qtbot.waitUntil(lambda: not session.undo_stack.canUndo())
    driver.control(Qt.Key.Key_Z)
    assert session.undo_stack.redoText().startswith("Star")
    assert UndoImport(1) not in [*started, *session.jobs.pending]


def test_undo_and_redo_pressed_at_once_leave_the_import(filled: Driver) -> None:
    name = filled.window.session.undo_stack.undoText()
    for _ in range(2):
        filled.control(Qt.Key.Key_Z)
        filled.redo()
    filled.wait_for_count(3)
    assert filled.window.session.undo_stack.undoText() == name


def test_the_export_dialog_has_a_child_write_the_file(filled: Driver, tmp_path: Path) -> None:
    from paperdesk.desktop.exporting.dialog import ExportDialog

    filled.search("herons")
    filled.go_to_list()
    path = tmp_path / "out.bib"
    jobs = filled.window.session.jobs
    with filled.qtbot.waitSignal(jobs.finished, timeout=30_000):
        filled.control(Qt.Key.Key_E)
        (dialog,) = filled.window.findChildren(ExportDialog)
        dialog.path_field.setText(str(path))
        QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    text = path.read_text("utf-8")
    assert "Counting Herons" in text
    assert "Laundry" not in text


def test_the_text_of_a_dump_is_kept_only_if_wished(driver: Driver) -> None:
    from dataclasses import replace

    from paperdesk import settings

    driver.window.controllers.preferences.save(replace(settings.read(), keep_dumps=False))
    driver.paste(FIRST)
    db = driver.window.session.library.db
    assert db.execute("select count(*) from dump_texts").fetchone() == (0,)
