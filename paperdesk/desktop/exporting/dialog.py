"""What to export, as what, and where to.

dialog = ExportDialog(theme, parent)
dialog.show_choices(chosen, found, total, formats)   how many papers; (name, label, suffix) each
dialog.wished(ExportWish)                            the user pressed Export; the dialog is closed
dialog.open()
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.widgets.basics import describe
from paperdesk.desktop.widgets.controls import ComboBox, Radio
from paperdesk.desktop.widgets.dialog import Dialog
from paperdesk.desktop.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.desktop.theme.theme import Theme

What = Literal["chosen", "search", "everything"]
_STEM = "papers"
_BY_NOTE = ".md"
"""Of the format with this suffix, a folder of notes can be written as well."""


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What the user wants written."""

    what: What
    format: str
    """The name of the format."""
    path: str
    """A file, or a folder where `folder` is set; absolute."""
    folder: bool = False
    """A note per paper."""


class ExportDialog(Dialog):
    """Starts with the chosen papers if several are, else with the search if it leaves any out."""

    wished = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Export papers", parent)
        self.setObjectName("exportDialog")
        self._counts: dict[What, int] = {}
        self._formats: Sequence[tuple[str, str, str]] = ()
        self.what: dict[What, Radio] = {}
        self.format_box = ComboBox(theme, "Format", self)
        self.one_file = Radio(theme, "One file", self)
        self.by_note = Radio(theme, "A note per paper, in a folder", self)
        self.path_field = QLineEdit(self)
        self.path_field.setAccessibleName("File")
        self.browse_button = self.button("Browse…")
        describe(self.browse_button, "Choose where to write")
        self._state = ElidedLabel("meta", self)
        self._wrong = ElidedLabel("bad", self)
        self.cancel_button = self.button("Cancel")
        self.export_button = self.button("Export", primary=True)
        self._arrange()
        self._connect()
        self.path_field.setFocus()

    def show_choices(
        self, chosen: int, found: int, total: int, formats: Sequence[tuple[str, str, str]]
    ) -> None:
        """Offer the chosen, the found and all papers, by their numbers, and formats (name, label,
        suffix), at least one."""
        self._counts = {"chosen": chosen, "search": found, "everything": total}
        self._formats = formats
        for what, radio in self.what.items():
            radio.setText(_said(what, self._counts[what]))
            radio.setAccessibleName(radio.text())
            radio.setEnabled(bool(self._counts[what]))
        self.what[_first(chosen, found, total)].setChecked(True)
        self.format_box.clear()
        for name, named, _ in formats:
            self.format_box.addItem(named, name)
        self.path_field.setText(str(_documents() / f"{_STEM}{self._suffix()}"))
        self._renew()

    def wish(self) -> ExportWish:
        """What is chosen now."""
        what = next(what for what, radio in self.what.items() if radio.isChecked())
        return ExportWish(
            what, str(self.format_box.currentData()), str(self._path()), self._by_folder()
        )

    # What it is built of

    def _arrange(self) -> None:
        self._what_group, self._file_group = QButtonGroup(self), QButtonGroup(self)
        kinds: tuple[What, ...] = ("chosen", "search", "everything")
        for what in kinds:
            self.what[what] = Radio(self.theme, _said(what, 0), self)
            self._what_group.addButton(self.what[what])
        self._files = _stacked(self.one_file, self.by_note)
        for radio in (self.one_file, self.by_note):
            self._file_group.addButton(radio)
        self.one_file.setChecked(True)
        self.add_row("Papers", _stacked(*self.what.values()))
        self.add_row("Format", self.format_box, self._files)
        self.add_row("File", self.beside(self.path_field, self.browse_button), self._lines())
        self.add_buttons(self.cancel_button, self.export_button)

    def _lines(self) -> QWidget:
        """What is to be known of the file; its place is kept, so that nothing moves."""
        lines = QWidget(self)
        lines.setFixedHeight(self.theme.px(24))
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, self.theme.px(4), 0, 0)
        column.addWidget(self._state)
        column.addWidget(self._wrong)
        return lines

    def _connect(self) -> None:
        self._what_group.buttonClicked.connect(self._renew)
        self._file_group.buttonClicked.connect(self._rename)
        self.format_box.currentIndexChanged.connect(self._rename)
        self.path_field.textChanged.connect(self._renew)
        self.browse_button.clicked.connect(self._browse)
        self.cancel_button.clicked.connect(self.reject)
        self.export_button.clicked.connect(self._wish)

    # What it shows

    def _suffix(self) -> str:
        place = max(0, self.format_box.currentIndex())
        return "." + self._formats[place][2].lstrip(".") if self._formats else ""

    def _by_folder(self) -> bool:
        return self._suffix() == _BY_NOTE and self.by_note.isChecked()

    def _path(self) -> Path:
        path = Path(self.path_field.text().strip()).expanduser()
        return path if path.is_absolute() else _documents() / path

    @Slot()
    def _rename(self) -> None:
        """Give the file the ending of its format, or none if it is a folder."""
        text = self.path_field.text().strip()
        endings = {"." + suffix.lstrip(".") for _, _, suffix in self._formats}
        ending = next((e for e in endings if text.casefold().endswith(e)), "")
        stem = text.removesuffix(text[len(text) - len(ending) :]) if ending else text
        if stem:
            self.path_field.setText(stem if self._by_folder() else stem + self._suffix())
        self._renew()

    @Slot()
    def _renew(self) -> None:
        if self._files.isHidden() == (self._suffix() == _BY_NOTE):
            self._files.setVisible(self._files.isHidden())
            self.fit()
        text = self.path_field.text().strip()
        wrong = _obstacle(self._path(), folder=self._by_folder()) if text else "Name a file."
        self._wrong.setText(wrong)
        self._wrong.setToolTip(wrong)
        self._wrong.setHidden(not wrong)
        self._state.setText("" if wrong else _state(self._path(), folder=self._by_folder()))
        self._state.setHidden(not self._state.text())
        count = sum(self._counts[w] for w, radio in self.what.items() if radio.isChecked())
        self.export_button.setText(f"Export {wording.plural(count, 'paper')}")
        describe(self.export_button, self.export_button.text())
        self.export_button.setEnabled(bool(count) and not wrong)

    # What the user does

    @Slot()
    def _browse(self) -> None:
        if self._by_folder():
            name = QFileDialog.getExistingDirectory(self, "Export to a folder", str(self._path()))
        else:
            # What is there already is said in the dialog itself.
            plain = QFileDialog.Option.DontConfirmOverwrite
            name, _ = QFileDialog.getSaveFileName(
                self, "Export to a file", str(self._path()), options=plain
            )
        if name:
            self.path_field.setText(name)

    @Slot()
    def _wish(self) -> None:
        wish = self.wish()
        self.accept()
        self.wished.emit(wish)


def _said(what: What, count: int) -> str:
    match what:
        case "chosen":
            return f"{wording.plural(count, 'chosen paper')}"
        case "search":
            return f"This search, {wording.plural(count, 'paper')}"
        case "everything":
            return f"Everything, {wording.plural(count, 'paper')}"


def _first(chosen: int, found: int, total: int) -> What:
    if chosen > 1:
        return "chosen"
    return "search" if 0 < found < total else "everything"


def _documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    documents = Path(QStandardPaths.writableLocation(place))
    return documents if documents.is_absolute() and documents.is_dir() else Path.home()


def _obstacle(path: Path, *, folder: bool) -> str:
    """Why nothing can be written there, as far as can be seen; empty if nothing is in the way."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError):  # a name too long, or with a character no name can have
        return "No file can have this name."
    if folder and path.is_file():
        return f"{path.name} is a file; notes need a folder."
    if not folder and path.is_dir():
        return f"{path.name or path} is a folder; name a file in it."
    return "" if path.parent.is_dir() else f"There is no folder {path.parent}."


def _state(path: Path, *, folder: bool) -> str:
    """What writing does to what is there."""
    if not path.exists():
        return ""
    if folder:
        return f"The notes come into the folder {path.name}; notes of the same name are replaced."
    return f"{path.name} is there already and will be replaced."


def _stacked(*parts: QWidget) -> QWidget:
    """Parts one below the other, as wide as they need."""
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
