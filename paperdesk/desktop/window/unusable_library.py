"""The dialog that takes the window's place where the library cannot be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices

from paperdesk.desktop.widgets.basics import label
from paperdesk.desktop.widgets.dialog import Dialog
from paperdesk.translation import tr

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.desktop.theme.theme import Theme


class UnusableLibrary(Dialog):
    """Says why, and shows the folder. It changes nothing."""

    def __init__(self, theme: Theme, folder: Path, sentence: str) -> None:
        """`sentence` is that of a LibraryError, which may begin with the library's path."""
        super().__init__(theme, tr("The library cannot be opened"), None)
        self._folder = folder
        for path in (folder / "library.sqlite", folder):
            sentence = sentence.removeprefix(f"{path}: ")
        reason = label("body", self, wraps=True, selectable=True)
        reason.setText(sentence[:1].upper() + sentence[1:])
        place = label("body", self, wraps=True, selectable=True)
        place.setText(str(folder))
        for part in (reason, place):
            part.setContentsMargins(0, theme.px(8), 0, theme.px(8))  # beside their names
        self.add_row(tr("Reason"), reason)
        self.add_row(tr("Folder"), place)
        self.folder_button = self.button(tr("Show folder"))
        self.folder_button.setEnabled(folder.is_dir())
        self.folder_button.clicked.connect(self._show_folder)
        self.close_button = self.button(tr("Close"), primary=True)
        self.close_button.clicked.connect(self.close)
        self.add_buttons(self.folder_button, self.close_button)

    @Slot()
    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
