"""The export dialog: scope, format, path and the problems it reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from paperdesk.desktop.exporting.dialog import ExportDialog, ExportRequest
from paperdesk.desktop.theme.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

FORMATS = [("bibtex", "BibTeX", ".bib"), ("csv", "CSV", "csv"), ("markdown", "Markdown", ".md")]


@pytest.fixture
def dialog(qapp: QApplication, qtbot: QtBot, library: Path) -> Iterator[ExportDialog]:
    owner = QWidget()
    theme = QObject()
    made = ExportDialog(Theme(qapp, "light", parent=theme), library, owner)
    made.show_choices(3, 24, 345, FORMATS)
    yield made
    owner.deleteLater()
    theme.deleteLater()


def _text(dialog: ExportDialog) -> str:
    return "\n".join(w.text() for w in dialog.findChildren(QLabel) if w.isVisibleTo(dialog))


def _format(dialog: ExportDialog, name: str) -> None:
    dialog.format_box.setCurrentIndex(dialog.format_box.findData(name))


@pytest.mark.parametrize(
    ("counts", "scope", "button"),
    [
        ((3, 24, 345), "chosen", "Export 3 papers"),
        ((1, 24, 345), "search", "Export 24 papers"),
        ((0, 345, 345), "search", "Export 345 papers"),
        ((1, 0, 1), "everything", "Export 1 paper"),
    ],
)
def test_the_narrowest_scope_is_preselected(
    dialog: ExportDialog, counts: tuple[int, int, int], scope: str, button: str
) -> None:
    dialog.show_choices(*counts, FORMATS)
    assert dialog.request().scope == scope
    assert dialog.export_button.text() == button
    for name, count in zip(("chosen", "search", "everything"), counts, strict=True):
        assert dialog.scope_buttons[name].isEnabled() == bool(count)  # type: ignore[index]


def test_export_requests_the_choices(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.open()
    dialog.scope_buttons["everything"].click()
    _format(dialog, "csv")
    dialog.path_field.setText(str(tmp_path / "list.csv"))
    with qtbot.waitSignal(dialog.export_requested) as signal:
        dialog.export_button.click()
    assert signal.args == [ExportRequest("everything", "csv", str(tmp_path / "list.csv"))]
    assert not dialog.isVisible()


def test_closing_requests_nothing(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.open()
    with qtbot.assertNotEmitted(dialog.export_requested):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_keyboard_alone_exports(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitExposed(dialog):
        dialog.open()
    dialog.path_field.setText(str(tmp_path / "a.bib"))
    dialog.scope_buttons["chosen"].setFocus()
    qtbot.keyClick(dialog.scope_buttons["chosen"], Qt.Key.Key_Down)
    qtbot.keyClick(dialog.format_box, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.export_requested) as signal:
        qtbot.keyClick(dialog.path_field, Qt.Key.Key_Return)
    assert signal.args == [ExportRequest("search", "csv", str(tmp_path / "a.csv"))]


def test_the_suffix_follows_the_format(dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.path_field.setText(str(tmp_path / "v1.2 of it.BIB"))
    _format(dialog, "csv")
    assert dialog.path_field.text() == str(tmp_path / "v1.2 of it.csv")
    _format(dialog, "markdown")
    dialog.by_note.click()
    assert dialog.path_field.text() == str(tmp_path / "v1.2 of it")
    assert dialog.request() == ExportRequest(
        "chosen", "markdown", str(tmp_path / "v1.2 of it"), folder=True
    )
    _format(dialog, "bibtex")
    assert dialog.request() == ExportRequest("chosen", "bibtex", str(tmp_path / "v1.2 of it.bib"))


def test_notes_are_offered_for_markdown_only(dialog: ExportDialog, qtbot: QtBot) -> None:
    with qtbot.waitExposed(dialog):
        dialog.open()
    assert not dialog.by_note.isVisibleTo(dialog)
    low = dialog.height()
    _format(dialog, "markdown")
    assert dialog.by_note.isVisibleTo(dialog)
    assert dialog.height() > low
    _format(dialog, "csv")
    assert dialog.height() == low


def test_the_archive_has_the_whole_library(dialog: ExportDialog, qtbot: QtBot) -> None:
    with qtbot.waitExposed(dialog):
        dialog.open()
    assert "The whole library" not in _text(dialog)
    _format(dialog, "archive")
    assert "The whole library: papers, stars, tags, notes" in _text(dialog)
    assert dialog.scope_buttons["everything"].isChecked()
    assert dialog.request().scope == "everything"
    assert dialog.request().path.endswith(".jsonl")
    assert dialog.export_button.text() == "Export the library"
    assert not any(radio.isEnabled() for radio in dialog.scope_buttons.values())
    _format(dialog, "csv")
    assert dialog.request().scope == "chosen"
    assert dialog.export_button.text() == "Export 3 papers"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Unread", "Unread.bib"),
        ("ml/rl", "ml rl.bib"),
        ('tag:"a b" year:>2020', "tag a b year 2020.bib"),
        ("", "papers.bib"),
        ("..", "papers.bib"),
        ("x" * 500, f"{'x' * 60}.bib"),
    ],
)
def test_the_file_is_named_after_the_list(dialog: ExportDialog, name: str, file: str) -> None:
    dialog.show_choices(0, 24, 345, FORMATS, name)
    assert Path(dialog.path_field.text()).name == file
    assert dialog.export_button.isEnabled()


def test_an_existing_file_is_reported(dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "there.bib").write_text("old")
    dialog.path_field.setText(str(tmp_path / "there.bib"))
    assert "there.bib already exists and will be replaced." in _text(dialog)
    assert dialog.export_button.isEnabled()
    dialog.path_field.setText(str(tmp_path / "new.bib"))
    assert "replaced" not in _text(dialog)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "Name a file."),
        ("no/such/folder/a.bib", "There is no folder"),
        ("inside", "inside is a folder; name a file in it."),
        ("nul\0.bib", "No file can have this name."),
        ("n" * 5000, "No file can have this name."),
    ],
)
def test_a_bad_path_is_reported(dialog: ExportDialog, tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "inside").mkdir()
    dialog.path_field.setText(f"{tmp_path}/{name}" if name else "  ")
    assert why in _text(dialog)
    assert not dialog.export_button.isEnabled()


def test_notes_need_a_folder(dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    _format(dialog, "markdown")
    dialog.by_note.click()
    dialog.path_field.setText(str(tmp_path / "plain"))
    assert "plain is a file; notes need a folder." in _text(dialog)
    dialog.path_field.setText(str(tmp_path))
    assert dialog.export_button.isEnabled()


def test_a_relative_path_becomes_absolute(dialog: ExportDialog) -> None:
    dialog.path_field.setText("mine.bib")
    assert Path(dialog.request().path).is_absolute()
    dialog.path_field.setText("~/mine.bib")
    assert dialog.request().path == str(Path.home() / "mine.bib")


def test_a_file_can_be_browsed_for(
    dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = str(tmp_path / "chosen.bib")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (chosen, ""))
    dialog.browse_button.click()
    assert dialog.path_field.text() == chosen
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    dialog.browse_button.click()
    assert dialog.path_field.text() == chosen


def test_everything_has_a_name_and_the_dialog_its_width(dialog: ExportDialog) -> None:
    dialog.path_field.setText("/nowhere/" + "long " * 100)
    for part in dialog.findChildren(QWidget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisibleTo(dialog):
            assert part.accessibleName(), part
    assert dialog.minimumWidth() == dialog.maximumWidth() == dialog.theme.px(560)
    assert dialog.layout().minimumSize().width() <= dialog.theme.px(560)


@pytest.mark.parametrize("name", ["library.sqlite", "backups/x.bib", "index/papers.bib"])
def test_files_of_the_library_are_refused_before_the_export(
    dialog: ExportDialog, library: Path, name: str
) -> None:
    path = library / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    dialog.path_field.setText(str(path))
    assert "This belongs to the library; choose another place." in _text(dialog)
    assert not dialog.export_button.isEnabled()
    dialog.path_field.setText(str(library / "papers.bib"))
    assert "This belongs" not in _text(dialog)
    assert dialog.export_button.isEnabled()
