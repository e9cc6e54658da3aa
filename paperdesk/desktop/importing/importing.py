"""Ways in: the open dialog, drops and pastes; the preview before, the receipt after."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTemporaryDir, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from paperdesk import settings
from paperdesk.desktop import wording
from paperdesk.desktop.importing.preview.runner import PreviewRunner
from paperdesk.desktop.session.jobs import Incoming, import_options
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.errors import InputError
from paperdesk.paths import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData

    from paperdesk.desktop.importing.first_run import FirstRun
    from paperdesk.desktop.importing.preview.page import ImportPreview
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.preview import Choices, Preview

_HEAD = 64_000
"""Characters of a paste that are looked at to see whether it is a page."""
_ENCODINGS = ("utf-8", "utf-16", "cp1252", "latin-1", "cp1251", "gb18030", "shift_jis")


class Imports(QObject):
    """Takes files and texts, previews them, has them imported, and shows the receipts."""

    previewed = Signal(QWidget)
    """The preview wants to be seen."""
    left = Signal()
    """The preview is done with."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window
        self._previews = PreviewRunner(session.library.folder, self)
        self._files: list[Incoming] = []
        self._shown_previews: list[Preview] = []
        self._shown = 0
        self._renewed: int | None = None  # the file whose preview is being read anew
        self._tag = ""
        self._pasted, self._pastes = QTemporaryDir(), 0
        self._previews.finished.connect(self._show_previews)

    def close(self) -> None:
        """Drop a preview under way."""
        self._previews.close()

    def specs(self) -> list[Spec]:
        """The ways in."""
        return [
            Spec("Library", "Import files…", ("Ctrl+O",), self.open_files),
            Spec("Library", "Import a folder…", ("Ctrl+Shift+O",), self.open_folder),
            Spec("Library", "Paste a copied page", ("Ctrl+V",), self.paste),
        ]

    @cached_property
    def page(self) -> ImportPreview:
        """The preview; made before it is first shown."""
        from paperdesk.desktop.importing.preview.page import ImportPreview

        page = ImportPreview(self._theme, self._window)
        page.accepted.connect(self._accept)
        page.cancelled.connect(self._cancel)
        page.choices_changed.connect(self._choose)
        page.file_asked.connect(self._show_preview)
        page.open_clicked.connect(self.open_files)
        return page

    @cached_property
    def first_run(self) -> FirstRun:
        """The page of an empty library."""
        from paperdesk.desktop.importing.first_run import FirstRun

        page = FirstRun(self._theme, self._window)
        page.open_clicked.connect(self.open_files)
        page.paste_clicked.connect(self.paste)
        page.sample_clicked.connect(self.sample)
        return page

    # Ways in

    def open_files(self) -> None:
        """Ask which files to import."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "Import papers")
        if names:
            self.read([Path(name) for name in names])

    def open_folder(self) -> None:
        """Ask which folder to import."""
        name = QFileDialog.getExistingDirectory(self._window, "Import a folder")
        if name:
            self.read([Path(name)])

    def paste(self) -> None:
        """Import what the clipboard holds: files, or the text of a page."""
        self.take(QGuiApplication.clipboard().mimeData())

    def sample(self) -> None:
        """Import the sample."""
        self._session.import_files([Incoming(resource("sample.txt"))])

    def take(self, data: QMimeData | None, tag: str = "") -> None:
        """Import what was dropped or pasted; `tag` is put on the papers it brings."""
        paths = dropped_paths(data)
        if paths:
            self.read(paths, tag)
        elif data is not None and data.hasText() and data.text().strip():
            self.read_text(data.text(), tag)
        else:
            self._session.noticed.emit("There is no text to read in the clipboard.")

    def read(self, paths: Sequence[Path], tag: str = "") -> None:
        """Preview files, or import them at once where the user wants that."""
        self._begin([Incoming(path) for path in paths], tag)

    def read_text(self, text: str, tag: str = "") -> None:
        """The same for the text of a page."""
        self._pastes += 1
        folder = Path(self._pasted.filePath(str(self._pastes)))
        folder.mkdir()
        # A name without a date: one in a file's name is taken for the page's.
        path = folder / "Pasted text"
        path.write_text(text, "utf-8", errors="replace", newline="")
        self._begin([Incoming(path)], tag)

    def _begin(self, files: list[Incoming], tag: str) -> None:
        self._files, self._tag, self._shown, self._renewed = files, tag, 0, None
        if settings.read().import_without_preview:
            self._session.import_files(files, tag)
            return
        self.page.set_busy(True)
        self._previews.read(["--", *(str(file.path) for file in files)])

    @Slot()
    def offer_page(self) -> None:
        """Where a page was pasted into a text field, offer to read it as one."""
        text = QGuiApplication.clipboard().text()
        if is_page(text):
            self._session.offered.emit(
                "The pasted text is a page of papers.",
                "Read as a page",
                partial(self.read_text, text),
            )

    # The preview

    @Slot(object)
    def _show_previews(self, previews: list[Preview]) -> None:
        """Previews of all files, or of the one that was read anew."""
        self.page.set_busy(False)
        if not previews:
            self._session.noticed.emit("The preview broke off; paperdesk.log says more.")
            return
        first = self._renewed is None
        if self._renewed is None:
            self._shown_previews = previews
        else:
            anew = [replace(preview, file=self._renewed) for preview in previews]
            others = [p for p in self._shown_previews if p.file != self._renewed]
            self._shown_previews = sorted(others + anew, key=_file_of)
            self._renewed = None
        if first and all(preview.error for preview in self._shown_previews):
            self._accept()  # nothing to look at: the receipt says why
        else:
            self._show_preview(min(self._shown, len(self._shown_previews) - 1))
            self.previewed.emit(self.page)

    @Slot(int)
    def _show_preview(self, place: int) -> None:
        from paperdesk.formats import readable_formats

        self._shown = place
        formats = [(known.name, known.label) for known in readable_formats()]
        self.page.show_preview(
            self._shown_previews[place], formats, _ENCODINGS, place, len(self._shown_previews)
        )

    @Slot(object)
    def _choose(self, choices: Choices) -> None:
        self._renewed = self._shown_previews[self._shown].file
        file = self._files[self._renewed]
        file.choices = choices
        self.page.set_busy(True)
        self._previews.read([*import_options(choices), "--", str(file.path)])

    @Slot()
    def _accept(self) -> None:
        self.left.emit()
        self._session.import_files(self._files, self._tag)

    @Slot()
    def _cancel(self) -> None:
        self._previews.close()
        self.left.emit()


def _file_of(preview: Preview) -> int:
    return preview.file


def dropped_paths(data: QMimeData | None) -> list[Path]:
    """The local files and folders of a drop or a paste."""
    if data is None or not data.hasUrls():
        return []
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def is_page(text: str) -> bool:
    """Whether pasted text is a page of papers, by its beginning."""
    from paperdesk.formats import Source, recognise

    if text.count("\n") < 4:
        return False
    try:
        recognise(Source.from_text(text[:_HEAD]))
    except InputError:
        return False
    return True


def drop_text(data: QMimeData) -> str:
    """What a drop would do: `Drop to read 3 files`."""
    files = dropped_paths(data)
    what = wording.plural(len(files), "file") if files else "the text"
    return f"Drop to read {what}"
