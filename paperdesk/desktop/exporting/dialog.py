"""The dialog that asks which papers to export, in which format and where.

dialog = ExportDialog(theme, library, parent)
dialog.show_choices(chosen, found, total, formats, name)
    paper counts; formats: (name, label, suffix); the name of the list, for the file
dialog.export_requested(ExportRequest)               Export was pressed; the dialog is closed
dialog.open()
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from paperdesk.desktop.exporting.file_names import (
    documents_folder,
    file_stem,
    overwrite_text,
    path_problem,
)
from paperdesk.desktop.widgets.basics import describe, label, set_tip
from paperdesk.desktop.widgets.controls import ComboBox, Radio
from paperdesk.desktop.widgets.dialog import Dialog
from paperdesk.desktop.widgets.elided_label import ElidedLabel
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.desktop.theme.theme import Theme

Scope = Literal["chosen", "search", "everything"]
ARCHIVE = "archive", tr("Paperdesk archive"), ".jsonl"
"""Name, label and suffix, as of a format; it has the whole library."""
_ARCHIVED = tr(
    "The whole library: papers, stars, tags, notes, highlights, imports. An empty library can be "
    "restored from it."
)
_LONGEST_LABEL = 48
_NOTES_SUFFIX = ".md"
"""Suffix of the format that can also be written as a folder of notes."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Which papers to export, in which format, to which path."""

    scope: Scope
    format: str
    """Name of the format."""
    path: str
    """Absolute path of the file, or of the folder if `folder` is set."""
    folder: bool = False
    """Whether to write one note per paper."""


class ExportDialog(Dialog):
    """Preselects the selected papers if there are several, else those of the list."""

    export_requested = Signal(object)

    def __init__(self, theme: Theme, library: Path, parent: QWidget | None = None) -> None:
        """`library`: the library's folder."""
        super().__init__(theme, tr("Export papers"), parent)
        self._library = library
        self.setObjectName("exportDialog")
        self._counts: dict[Scope, int] = {}
        self._list_label = ""
        self._scope_before: Scope | None = None
        self._formats: Sequence[tuple[str, str, str]] = ()
        self.scope_buttons: dict[Scope, Radio] = {}
        self.format_box = ComboBox(theme, tr("Format"), self)
        self.one_file = Radio(theme, tr("One file"), self)
        self.by_note = Radio(theme, tr("A note per paper, in a folder"), self)
        self._archived = label("caption", self, wraps=True)
        self._archived.setText(_ARCHIVED)
        self._archived.setContentsMargins(0, theme.px(4), 0, 0)
        self.path_field = QLineEdit(self)
        self.path_field.setAccessibleName(tr("File"))
        self.browse_button = self.button(tr("Browse…"))
        describe(self.browse_button, tr("Choose where to write"))
        self._state = ElidedLabel("meta", self)
        self._problem = ElidedLabel("bad", self)
        self.cancel_button = self.button(tr("Cancel"))
        self.export_button = self.button(tr("Export"), primary=True)
        self._arrange()
        self._connect()
        self.path_field.setFocus()

    def show_choices(
        self,
        chosen: int,
        found: int,
        total: int,
        formats: Sequence[tuple[str, str, str]],
        name: str = "",
        list_label: str = tr("This list"),
    ) -> None:
        """Show the numbers of selected, listed and all papers, and the formats (name, label,
        suffix), to which the archive is added; the file is named after the list."""
        short = len(list_label) <= _LONGEST_LABEL
        self._list_label = list_label if short else f"{list_label[: _LONGEST_LABEL - 1]}…"
        self._counts = {"chosen": chosen, "search": found, "everything": total}
        self._formats = formats = (*formats, ARCHIVE)
        for scope, radio in self.scope_buttons.items():
            radio.setText(self._scope_text(scope))
            radio.setAccessibleName(radio.text())
        self.scope_buttons[_initial_scope(chosen, found)].setChecked(True)
        self.format_box.clear()
        for form, text, _ in formats:
            self.format_box.addItem(text, form)
        self.path_field.setText(str(documents_folder() / f"{file_stem(name)}{self._suffix()}"))
        self._refresh()

    def request(self) -> ExportRequest:
        """Return the current choices."""
        return ExportRequest(
            self._scope(), str(self.format_box.currentData()), str(self._path()), self._is_folder()
        )

    # Layout

    def _arrange(self) -> None:
        self._scope_group, self._file_group = QButtonGroup(self), QButtonGroup(self)
        scopes: tuple[Scope, ...] = ("chosen", "search", "everything")
        for scope in scopes:
            self.scope_buttons[scope] = Radio(self.theme, self._scope_text(scope), self)
            self._scope_group.addButton(self.scope_buttons[scope])
        self._files = _stacked(self.one_file, self.by_note)
        for radio in (self.one_file, self.by_note):
            self._file_group.addButton(radio)
        self.one_file.setChecked(True)
        self.add_row(tr("Papers"), _stacked(*self.scope_buttons.values()))
        self.add_row(tr("Format"), self.format_box, self._files, self._archived)
        self.add_row(tr("File"), self.beside(self.path_field, self.browse_button), self._lines())
        self.add_buttons(self.cancel_button, self.export_button)

    def _lines(self) -> QWidget:
        """Lines about the file, at a fixed height so that the dialog does not move."""
        lines = QWidget(self)
        lines.setFixedHeight(self.theme.px(24))
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, self.theme.px(4), 0, 0)
        column.addWidget(self._state)
        column.addWidget(self._problem)
        return lines

    def _connect(self) -> None:
        self._scope_group.buttonClicked.connect(self._refresh)
        self._file_group.buttonClicked.connect(self._rename)
        self.format_box.currentIndexChanged.connect(self._choose_format)
        self.path_field.textChanged.connect(self._refresh)
        self.browse_button.clicked.connect(self._browse)
        self.cancel_button.clicked.connect(self.reject)
        self.export_button.clicked.connect(self._request_export)

    # State

    def _suffix(self) -> str:
        place = max(0, self.format_box.currentIndex())
        return "." + self._formats[place][2].lstrip(".") if self._formats else ""

    def _is_archive(self) -> bool:
        return bool(self.format_box.currentData() == ARCHIVE[0])

    def _scope_text(self, scope: Scope) -> str:
        count = self._counts.get(scope, 0)
        if scope == "chosen":
            return tr_n("{n} selected paper", "{n} selected papers", count)
        label = tr("Everything") if scope == "everything" else self._list_label
        return tr_n("{list}, {n} paper", "{list}, {n} papers", count, list=label)

    def _scope(self) -> Scope:
        return next(scope for scope, radio in self.scope_buttons.items() if radio.isChecked())

    def _is_folder(self) -> bool:
        return self._suffix() == _NOTES_SUFFIX and self.by_note.isChecked()

    def _path(self) -> Path:
        path = Path(self.path_field.text().strip()).expanduser()
        return path if path.is_absolute() else documents_folder() / path

    @Slot()
    def _choose_format(self) -> None:
        """Choose everything for an archive, and again what was chosen before for another format."""
        if self._is_archive():
            self._scope_before = self._scope()
            self.scope_buttons["everything"].setChecked(True)
        elif self._scope_before:
            self.scope_buttons[self._scope_before].setChecked(True)
            self._scope_before = None
        self._rename()

    @Slot()
    def _rename(self) -> None:
        """Give the path the suffix of the format, or none for a folder."""
        text = self.path_field.text().strip()
        suffixes = {"." + suffix.lstrip(".") for _, _, suffix in self._formats}
        fitting = (ending for ending in suffixes if text.casefold().endswith(ending))
        ending = max(fitting, key=len, default="")
        stem = text.removesuffix(text[len(text) - len(ending) :]) if ending else text
        if stem:
            self.path_field.setText(stem if self._is_folder() else stem + self._suffix())
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        for scope, radio in self.scope_buttons.items():
            radio.setEnabled(bool(self._counts[scope]) and not self._is_archive())
        self._files.setVisible(self._suffix() == _NOTES_SUFFIX)
        self._archived.setVisible(self._is_archive())
        self.fit()
        text = self.path_field.text().strip()
        problem = tr("Name a file.")
        if text:
            problem = path_problem(self._path(), self._library, folder=self._is_folder())
        self._problem.setText(problem)
        set_tip(self._problem, problem)
        self._problem.setHidden(not problem)
        self._state.setText(
            "" if problem else overwrite_text(self._path(), folder=self._is_folder())
        )
        self._state.setHidden(not self._state.text())
        count = self._counts[self._scope()]
        self.export_button.setText(
            tr("Export the library")
            if self._is_archive()
            else tr_n("Export {n} paper", "Export {n} papers", count)
        )
        describe(self.export_button, self.export_button.text())
        self.export_button.setEnabled(bool(count) and not problem)

    # Actions

    @Slot()
    def _browse(self) -> None:
        if self._is_folder():
            name = QFileDialog.getExistingDirectory(
                self, tr("Export to a folder"), str(self._path())
            )
        else:
            # The dialog itself says that a file will be replaced.
            plain = QFileDialog.Option.DontConfirmOverwrite
            name, _ = QFileDialog.getSaveFileName(
                self, tr("Export to a file"), str(self._path()), options=plain
            )
        if name:
            self.path_field.setText(name)

    @Slot()
    def _request_export(self) -> None:
        request = self.request()
        self.accept()
        self.export_requested.emit(request)


def _initial_scope(chosen: int, found: int) -> Scope:
    if chosen > 1:
        return "chosen"
    return "search" if found else "everything"


def _stacked(*parts: QWidget) -> QWidget:
    """Stack widgets at their own widths."""
    parent = parts[0].parentWidget()
    assert parent is not None
    stack = QWidget(parent)
    column = QVBoxLayout(stack)
    column.setContentsMargins(0, 2, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
    column.addStretch(1)
    return stack
