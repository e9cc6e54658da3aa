"""The page of an empty library: every way to begin, by mouse and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QScrollArea

from paperdesk import settings, tasks
from paperdesk.desktop.importing.first_run import FirstRun, StartRow
from paperdesk.formats import readable_formats
from paperdesk.library import Library
from paperdesk.model.edits import AddTag, SetSearches
from paperdesk.model.library_values import SavedSearch
from paperdesk.model.paper import Paper
from tests.desktop.factories import light_theme
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.theme.theme import Theme
    from tests.desktop.window_driver import Driver

ROWS = ["open", "paste", "sample"]
WAYS = [*ROWS, "add", "watch", "restore"]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> Iterator[FirstRun]:
    made = FirstRun(theme)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.close()


def row_of(page: FirstRun, name: str) -> StartRow:
    row = getattr(page, f"{name}_button")
    assert isinstance(row, StartRow)
    return row


def test_each_way_is_one_click_or_key(page: FirstRun, qtbot: QtBot) -> None:
    for name in WAYS:
        button, signal = getattr(page, f"{name}_button"), getattr(page, f"{name}_clicked")
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        with qtbot.waitSignal(signal):
            qtbot.keyClick(button, Qt.Key.Key_Space)
        assert button.accessibleName()
    rows = page.findChildren(StartRow)
    assert [row.height() for row in rows] == [56] * len(ROWS)
    tops = [row.mapTo(page, row.rect().topLeft()).y() for row in rows]
    assert tops == [tops[0], tops[0] + 56, tops[0] + 112], "none lies over the next"


def test_tab_goes_from_way_to_way(page: FirstRun, qtbot: QtBot) -> None:
    row_of(page, "open").setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(row_of(page, "open").hasFocus)
    seen = []
    for _ in WAYS:
        seen.append(page.focusWidget())
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert seen == [getattr(page, f"{name}_button") for name in WAYS]


def test_the_keys_stand_on_the_rows(page: FirstRun) -> None:
    keys = {
        name: [
            label.text()
            for label in row_of(page, name).findChildren(QLabel)
            if label.property("kind") == "key"
        ]
        for name in ROWS
    }
    assert keys == {
        "open": ["Ctrl", "O"],
        "paste": ["Ctrl", "V"],
        "sample": ["Ctrl", "Enter"],
    }


def test_the_page_names_what_it_reads(page: FirstRun) -> None:
    words = " ".join(label.text() for label in page.findChildren(QLabel))
    for promised in ("Daily Papers pages", "40 papers", "nothing is sent", "drop files"):
        assert promised in words
    for known in readable_formats():
        if known.name == "typed":  # not a file
            continue
        feed = known.name in ("arxiv-atom", "arxiv-rss", "oai-pmh")
        names = ["feeds"] if feed else [w for w in known.label.split() if w != w.lower()]
        assert any(name in words for name in names or ["lists"]), known.label


def test_large_text_scrolls_in_a_small_window(qtbot: QtBot, qapp: QApplication) -> None:
    for theme in light_theme(qapp, 16):
        page = FirstRun(theme)
        qtbot.addWidget(page)
        page.resize(760, 500)
        page.show()
        assert page.height() == 500
        bar = page.findChild(QScrollArea).verticalScrollBar()
        assert bar.maximum() > 0
        page.close()


def test_an_archive_is_restored(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Library(tmp_path / "other")
    import_papers(other.db, [Paper("Counting Herons", "Grey ones.")])
    other.apply(AddTag((1,), "birds"))
    other.apply(SetSearches((SavedSearch("Grey", "grey"),)))
    tasks.archive(other, tmp_path / "all.jsonl")
    other.close()
    chosen = [str(tmp_path / "all.jsonl"), ""]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (chosen[0], ""))
    page = driver.window.controllers.imports.first_run
    driver.qtbot.waitUntil(lambda: driver.window.pages.on_first_run, timeout=20_000)
    driver.qtbot.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    driver.wait_for_count(1)
    assert driver.window.notice.text() == "all.jsonl is restored."
    driver.qtbot.waitUntil(lambda: driver.window.pages.on_papers, timeout=20_000)
    titles = [entry.title for entry in driver.window.sidebar.view.entries()]
    assert {"birds", "Grey"} <= set(titles)
    driver.search("grey")
    assert driver.titles == ["Counting Herons"]
    driver.window.controllers.imports.restore()
    assert driver.window.notice.text() == "An archive can only be restored into an empty library."


def test_a_file_that_is_no_archive_is_said(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.txt").write_text("no archive")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "page.txt"), ""))
    with driver.qtbot.waitSignal(driver.window.session.imported, timeout=20_000) as signal:
        driver.window.controllers.imports.restore()
    (receipt,) = signal.args[0]
    assert receipt.error == "page.txt: this is not a Paperdesk archive."


def test_a_folder_is_watched(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "new pages"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    page = driver.window.controllers.imports.first_run
    driver.qtbot.mouseClick(page.watch_button, Qt.MouseButton.LeftButton)
    assert settings.read().watched_folder == str(folder)
    assert driver.window.notice.text() == "New files in new pages are imported automatically."


def test_the_column_stands_in_the_middle(page: FirstRun) -> None:
    row = row_of(page, "open")
    left = row.mapTo(page, row.rect().topLeft()).x()
    right = page.width() - left - row.width()
    assert abs(left - right) <= 1
    assert left == (1000 - 560) // 2 + 2 + 6
