"""The settings dialog: it shows what is set, and each change holds at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from paperdesk import settings
from paperdesk.desktop.settings.dialog import SettingsDialog
from paperdesk.desktop.theme.theme import Theme
from paperdesk.settings import NotesFolder, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.desktop.window_driver import Driver

Opened = tuple[SettingsDialog, list[Settings]]


@pytest.fixture
def open_dialog(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> Iterator[Callable[..., Opened]]:
    """Opens a dialog; with it comes the list of what it has told."""
    owner, keeper = QWidget(), QObject()
    theme = Theme(qapp, "light", parent=keeper)

    def open_one(settings: Settings | None = None) -> Opened:
        made = SettingsDialog(theme, settings or Settings(), tmp_path / "library", owner)
        told: list[Settings] = []
        made.changed.connect(told.append)
        with qtbot.waitExposed(made):
            made.open()
        return made, told

    yield open_one
    owner.deleteLater()
    keeper.deleteLater()


def _text(dialog: SettingsDialog) -> str:
    return "\n".join(w.text() for w in dialog.findChildren(QLabel) if w.isVisibleTo(dialog))


def test_it_shows_what_is_set(open_dialog: Callable[..., Opened], tmp_path: Path) -> None:
    settings = Settings("dark", "sans", True, False, str(tmp_path))
    dialog, told = open_dialog(settings)
    assert dialog.theme_box.currentText() == "Dark"
    assert dialog.reading_box.currentText() == "Same as interface"
    assert dialog.interface_box.currentText() == "Inter"
    assert dialog.preview_tick.isChecked()
    assert not dialog.keep_tick.isChecked()
    assert dialog.folder_field.text() == str(tmp_path)
    assert told == []


def test_every_change_tells_all_settings(
    open_dialog: Callable[..., Opened], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog, told = open_dialog()
    dialog.theme_box.setCurrentIndex(3)
    dialog.interface_box.setCurrentIndex(1)
    dialog.reading_box.setCurrentIndex(2)
    dialog.preview_tick.click()
    dialog.keep_tick.click()
    dialog.passing_tick.click()
    dialog.topics_tick.click()
    dialog.memory_box.setCurrentIndex(dialog.memory_box.findText("64 MB"))
    dialog.folder_field.setText(str(tmp_path))
    qtbot.keyClick(dialog.folder_field, Qt.Key.Key_Return)
    assert [settings.theme for settings in told] == ["contrast"] * 9
    assert told[-1] == Settings(
        "contrast", "system", True, False, str(tmp_path), True, interface_font="system",
        search_cache_mb=64, show_topics=True,
    )  # fmt: skip
    assert dialog.settings == told[-1]
    assert dialog.isVisible()
    dialog.done_button.click()
    assert not dialog.isVisible()
    assert len(told) == 9


def test_a_size_of_memory_of_ones_own_stays(open_dialog: Callable[..., Opened]) -> None:
    dialog, told = open_dialog(Settings(search_cache_mb=50))
    assert dialog.memory_box.currentText() == "50 MB"
    dialog.keep_tick.click()
    assert told[-1].search_cache_mb == 50


def test_how_many_backups_are_kept_can_be_set(open_dialog: Callable[..., Opened]) -> None:
    dialog, told = open_dialog(Settings(backup_days=10))
    boxes = dialog.days_box, dialog.weeks_box, dialog.months_box, dialog.backups_box
    assert [box.currentText() for box in boxes] == [
        "10 days", "4 weeks", "12 months", "at most 2,000 MB",
    ]  # fmt: skip
    chosen = "1 day", "no weeks", "24 months", "at most 500 MB"
    for box, text in zip(boxes, chosen, strict=True):
        box.setCurrentIndex(box.findText(text))
    assert told[-1] == Settings(backup_days=1, backup_weeks=0, backup_months=24, backups_mb=500)


def test_the_keyboard_alone_sets(open_dialog: Callable[..., Opened], qtbot: QtBot) -> None:
    dialog, told = open_dialog()
    qtbot.keyClick(dialog.theme_box, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.preview_tick, Qt.Key.Key_Space)
    assert told[-1] == Settings(theme="light", import_without_preview=True)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(told) == 2


def test_a_folder_that_is_not_there_is_said_and_not_set(
    open_dialog: Callable[..., Opened], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog, told = open_dialog(Settings(watched_folder=str(tmp_path)))
    for wrong in (str(tmp_path / "none"), "nul\0", "n" * 5000):
        dialog.folder_field.setText(wrong)
        qtbot.keyClick(dialog.folder_field, Qt.Key.Key_Return)
        assert "There is no folder" in _text(dialog)
    assert told == []
    dialog.folder_field.clear()
    qtbot.keyClick(dialog.folder_field, Qt.Key.Key_Return)
    assert "There is no folder" not in _text(dialog)
    assert told == [Settings()]


def test_a_folder_typed_and_left_is_taken(
    open_dialog: Callable[..., Opened], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog, told = open_dialog()
    dialog.activateWindow()
    dialog.folder_field.setFocus()
    qtbot.waitUntil(dialog.folder_field.hasFocus)
    dialog.folder_field.setText(f" {tmp_path} ")
    dialog.theme_box.setFocus()
    assert told == [Settings(watched_folder=str(tmp_path))]


def test_a_folder_can_be_chosen(
    open_dialog: Callable[..., Opened], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, told = open_dialog()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    dialog.folder_field.button.click()
    assert told == [Settings(watched_folder=str(tmp_path))]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    dialog.folder_field.button.click()
    assert len(told) == 1


def test_the_folder_of_notes_is_that_of_the_library(
    open_dialog: Callable[..., Opened], tmp_path: Path, qtbot: QtBot
) -> None:
    other = {str(tmp_path / "other"): ["/elsewhere", ""]}
    dialog, told = open_dialog(Settings(notes_folders=other))
    assert dialog.notes_field.text() == ""
    dialog.notes_field.setText(str(tmp_path))
    qtbot.keyClick(dialog.notes_field, Qt.Key.Key_Return)
    dialog.notes_query_field.setText("is:starred ")
    dialog.notes_query_field.editingFinished.emit()
    library = tmp_path / "library"
    assert settings.notes_folder(library, told[-1]) == NotesFolder(str(tmp_path), "is:starred")
    assert told[-1].notes_folders.items() >= other.items()
    dialog.notes_field.setText(str(tmp_path / "none"))
    qtbot.keyClick(dialog.notes_field, Qt.Key.Key_Return)
    assert "There is no folder" in _text(dialog)
    dialog.notes_field.clear()
    qtbot.keyClick(dialog.notes_field, Qt.Key.Key_Return)
    assert told[-1] == Settings(notes_folders=other)


def test_setting_the_same_again_tells_nothing(
    open_dialog: Callable[..., Opened], qtbot: QtBot
) -> None:
    dialog, told = open_dialog()
    qtbot.keyClick(dialog.folder_field, Qt.Key.Key_Return)
    assert told == []
    dialog.preview_tick.click()
    dialog.preview_tick.click()
    assert told == [replace(Settings(), import_without_preview=True), Settings()]
    dialog.theme_box.setCurrentIndex(0)
    assert len(told) == 2


def test_everything_has_a_name_and_the_dialog_its_width(
    open_dialog: Callable[..., Opened],
) -> None:
    dialog, _ = open_dialog(Settings(watched_folder="/nowhere/" + "long" * 200))
    dialog.folder_field.apply()
    for part in dialog.findChildren(QWidget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisibleTo(dialog):
            assert part.accessibleName(), part
    assert dialog.width() == dialog.theme.px(560)
    assert dialog.layout().minimumSize().width() <= dialog.width()


def test_the_window_takes_another_size_of_text_at_once(driver: Driver) -> None:
    window = driver.window
    delegate, before = window.papers.delegate, window.papers.delegate.row_height()
    window.controllers.preferences.ask()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SettingsDialog)
    dialog.size_box.setCurrentIndex(dialog.size_box.findData(16))
    assert delegate.row_height() > before
    assert window.papers.verticalHeader().defaultSectionSize() == delegate.row_height()
    assert settings.read().font_size == 16
    dialog.size_box.setCurrentIndex(dialog.size_box.findData(0))
    dialog.close()
    assert delegate.row_height() == before
