"""The controller of imports: open dialog, drops and pastes, and their preview."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, QTemporaryDir, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from paperdesk import settings
from paperdesk.desktop.importing.preview.runner import PreviewRunner
from paperdesk.desktop.session.jobs import Incoming, import_options
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.errors import InputError, PaperdeskError
from paperdesk.files import SCRATCH_PREFIX
from paperdesk.model.identifiers import lone_link
from paperdesk.paths import resource
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData

    from paperdesk.desktop.importing.first_run import FirstRun
    from paperdesk.desktop.importing.preview.page import ImportPreview
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.preview import Choices, Preview

_RECOGNISED_CHARACTERS = 64_000
"""How much of a pasted text is used to recognise a page."""
_ENCODINGS = ("utf-8", "utf-16", "cp1252", "latin-1", "cp1251", "gb18030", "shift_jis")


class Imports(QObject):
    """Previews files and pasted texts and starts their import."""

    previewed = Signal(QWidget)
    """The page to show."""
    add_requested = Signal()
    """Let the user type a paper."""
    watch_requested = Signal()
    """Let the user choose the watched folder."""
    link_pasted = Signal(str)
    """A lone arXiv id, DOI or web address was pasted or dropped, which is no page."""
    left = Signal()
    """The preview was accepted or cancelled."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window
        self._runner = PreviewRunner(session.library.folder, self)
        self._files: list[Incoming] = []
        self._previews: list[Preview] = []
        self._current = 0
        self._reread: int | None = None  # the file that is being read with other choices
        self._tag = ""
        self._dump = 0  # that is previewed before it is imported again
        self._archive: Path | None = None  # that is previewed before it is merged
        self._pasted: QTemporaryDir | None = None  # made at the first paste
        self._pastes = 0
        self._runner.finished.connect(self._show_previews)

    def close(self) -> None:
        """Cancel a running preview and remove pasted texts."""
        self._runner.close()
        if self._pasted is not None:
            self._pasted.remove()
            self._pasted = None

    def specs(self) -> list[Spec]:
        """Return the actions of this feature."""
        return [
            Spec("Library", "Import files…", ("Ctrl+O",), self.open_files),
            Spec("Library", "Import a folder…", ("Ctrl+Shift+O",), self.open_folder),
            Spec("Library", "Paste a copied page", ("Ctrl+V",), self.paste),
            Spec("Library", "Restore an archive…", (), self.restore),
            Spec("Library", "Merge an archive…", (), self.open_archive),
        ]

    @cached_property
    def page(self) -> ImportPreview:
        """The preview page, built when first used."""
        from paperdesk.desktop.importing.preview.page import ImportPreview

        page = ImportPreview(self._theme, self._window)
        page.accepted.connect(self._accept)
        page.cancelled.connect(self._cancel)
        page.choices_changed.connect(self._read_again)
        page.marks_chosen.connect(self._remember_marks)
        page.file_requested.connect(self._show_preview)
        page.open_clicked.connect(self.open_files)
        return page

    @cached_property
    def first_run(self) -> FirstRun:
        """The page of an empty library, built when first used."""
        from paperdesk.desktop.importing.first_run import FirstRun

        page = FirstRun(self._theme, self._window)
        page.open_clicked.connect(self.open_files)
        page.paste_clicked.connect(self.paste)
        page.add_clicked.connect(self.add_requested)
        page.watch_clicked.connect(self.watch_requested)
        page.restore_clicked.connect(self.restore)
        page.sample_clicked.connect(self.import_sample)
        return page

    # Sources

    def open_files(self) -> None:
        """Let the user choose files, and preview them."""
        names, _ = QFileDialog.getOpenFileNames(self._window, tr("Import papers"))
        if names:
            self.read([Path(name) for name in names])

    def open_folder(self) -> None:
        """Let the user choose a folder, and preview it."""
        name = QFileDialog.getExistingDirectory(self._window, tr("Import a folder"))
        if name:
            self.read([Path(name)])

    def paste(self) -> None:
        """Import the files or the text in the clipboard."""
        self.read_data(QGuiApplication.clipboard().mimeData())

    def restore(self) -> None:
        """Let the user choose an archive, and restore the empty library from it."""
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Restore an archive"))
        if name:
            self._session.restore(Path(name))

    def open_archive(self) -> None:
        """Let the user choose the archive of another library, and preview merging it."""
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Merge an archive"))
        if name:
            self.merge(Path(name))

    def import_sample(self) -> None:
        """Import the sample."""
        self._session.import_files([Incoming(resource("sample.txt"))])

    def read_data(self, data: QMimeData | None, tag: str = "") -> None:
        """Import dropped or pasted data; the papers get `tag` unless it is empty."""
        paths = dropped_paths(data)
        if paths:
            self.read(paths, tag)
        elif data is not None and not tag and data.hasText() and lone_link(data.text()):
            self.link_pasted.emit(data.text())
        elif data is not None and data.hasText() and data.text().strip():
            self.read_text(data.text(), tag)
        else:
            self._session.noticed.emit(tr("There is no text to read in the clipboard."))

    def read(self, paths: Sequence[Path], tag: str = "") -> None:
        """Preview files, or import them directly if the settings say so; preview an archive."""
        if len(paths) == 1 and _is_archive(paths[0]):
            self.merge(paths[0])
            return
        self._start([Incoming(path) for path in paths], tag)

    def read_text(self, text: str, tag: str = "") -> None:
        """Preview or import the text of a page."""
        self._pastes += 1
        self._pasted = self._pasted or QTemporaryDir(f"{QDir.tempPath()}/{SCRATCH_PREFIX}XXXXXX")
        folder = Path(self._pasted.filePath(str(self._pastes)))
        folder.mkdir()
        # The name has no date, since a date in a file name becomes the date of the page.
        path = folder / tr("Pasted text")
        path.write_text(text, "utf-8", errors="replace", newline="")
        self._start([Incoming(path)], tag)

    def _start(self, files: list[Incoming], tag: str) -> None:
        self._files, self._tag, self._current, self._reread = files, tag, 0, None
        self._dump, self._archive = 0, None
        known = settings.read()
        if known.import_without_preview:
            self._session.import_files(files, tag, marks=known.marks_from_files)
            return
        self.page.set_marks(known.marks_from_files)
        self.page.set_busy(True)
        self._runner.read(["--", *(str(file.path) for file in files)])

    def merge(self, path: Path) -> None:
        """Preview merging an archive."""
        self._files, self._current, self._reread, self._dump = [], 0, None, 0
        self._archive = path
        self.page.set_busy(True)
        self._runner.read(["--", str(path)], "merge-archive")

    @Slot(int)
    def import_again(self, dump: int) -> None:
        """Import a stored dump again, after a preview if papers would part."""
        self._files, self._current, self._reread, self._dump = [], 0, None, dump
        self._archive = None
        self._runner.read(["--again", str(dump)])

    @Slot()
    def offer_page(self) -> None:
        """Offer to import the clipboard if it contains a page, after a paste into a text field."""
        text = QGuiApplication.clipboard().text()
        if is_page(text):
            self._session.offered.emit(
                tr("The pasted text is a page of papers."),
                tr("Read as a page"),
                partial(self.read_text, text),
            )

    # The preview

    @Slot(object)
    def _show_previews(self, previews: list[Preview]) -> None:
        """Show the previews of all files, or replace that of the file read again."""
        self.page.set_busy(False)
        if not previews:
            self._session.noticed.emit(tr("The preview failed. See paperdesk.log for details."))
            return
        if self._dump and not previews[0].parted:
            self._session.import_again(self._dump)  # a dump that cannot be read gets a receipt
            return
        first = self._reread is None
        if self._reread is None:
            self._previews = previews
        else:
            updated = [replace(preview, file=self._reread) for preview in previews]
            others = [p for p in self._previews if p.file != self._reread]
            self._previews = sorted(others + updated, key=_file_of)
            self._reread = None
        if first and all(preview.error for preview in self._previews):
            self._accept()  # nothing to preview: the receipt says why
        else:
            self._show_preview(min(self._current, len(self._previews) - 1))
            self.previewed.emit(self.page)

    @Slot(int)
    def _show_preview(self, index: int) -> None:
        from paperdesk.formats import readable_formats

        self._current = index
        formats = [(known.name, known.label) for known in readable_formats()]
        self.page.show_preview(
            self._previews[index],
            formats,
            _ENCODINGS,
            index,
            len(self._previews),
            again=bool(self._dump),
        )

    @Slot(object)
    def _read_again(self, choices: Choices) -> None:
        self._reread = self._previews[self._current].file
        file = self._files[self._reread]
        file.choices = choices
        self.page.set_busy(True)
        self._runner.read([*import_options(choices), "--", str(file.path)])

    @Slot(bool)
    def _remember_marks(self, on: bool) -> None:
        try:
            settings.write(replace(settings.read(), marks_from_files=on))
        except PaperdeskError as error:
            self._session.noticed.emit(str(error))

    @Slot()
    def _accept(self) -> None:
        self.left.emit()
        if self._dump:
            self._session.import_again(self._dump)
            return
        if self._archive is not None:
            self._session.merge_archive(self._archive)
            return
        self._session.import_files(self._files, self._tag, marks=self.page.takes_marks())

    @Slot()
    def _cancel(self) -> None:
        self._runner.close()
        self.left.emit()


def _file_of(preview: Preview) -> int:
    return preview.file


def dropped_paths(data: QMimeData | None) -> list[Path]:
    """Return the local files and folders of a drop or a paste."""
    if data is None or not data.hasUrls():
        return []
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _is_archive(path: Path) -> bool:
    """Return whether a file is the archive of a library, by its beginning."""
    from paperdesk.formats.archive.archive import is_archive

    try:
        if path.is_file():  # opening a pipe would wait for its writer
            with path.open("rb") as file:
                return is_archive(file.read(64))
    except OSError:
        pass  # the preview says why
    return False


def is_page(text: str) -> bool:
    """Return whether text is a page of papers, judging by its beginning."""
    from paperdesk.formats import Source, recognise

    if text.count("\n") < 4:
        return False
    try:
        recognise(Source.from_text(text[:_RECOGNISED_CHARACTERS]))
    except InputError:
        return False
    return True


def drop_text(data: QMimeData) -> str:
    """Return the text for a drag over the window: `Drop to read 3 files`."""
    files = dropped_paths(data)
    if not files:
        return tr("Drop to read the text")
    return tr_n("Drop to read {n} file", "Drop to read {n} files", len(files))
