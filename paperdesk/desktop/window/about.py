"""The dialog about the program: its version, the library's folder, the licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from paperdesk import __version__
from paperdesk.desktop.widgets.basics import describe, label, plain_tip
from paperdesk.desktop.widgets.dialog import Dialog
from paperdesk.desktop.widgets.elided_label import ElidedLabel
from paperdesk.translation import tr

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QLabel, QWidget

    from paperdesk.desktop.theme.theme import Theme

LIBRARIES = (
    "Qt and PySide6, SQLite and sqlite-utils, Whoosh, NumPy, RapidFuzz, selectolax, pylatexenc, "
    "ziamath, charset-normalizer, watchfiles, platformdirs. Fonts: Inter, Literata, Phosphor, "
    "Remix Icon."
)


class AboutDialog(Dialog):
    """Says which version this is, where the library is and what it is built on."""

    def __init__(self, theme: Theme, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("About Paperdesk"), parent)
        self.setObjectName("aboutDialog")
        self._folder = folder
        self.folder_label = ElidedLabel("body", self)
        self.folder_label.setText(str(folder))
        self.folder_label.setToolTip(plain_tip(str(folder)))
        self.folder_label.setFixedHeight(theme.px(32))
        self.show_button = self.button(tr("Show"))
        describe(self.show_button, tr("Show the library's folder"))
        self.show_button.clicked.connect(self._show_folder)
        close = self.button(tr("Close"), primary=True)
        close.clicked.connect(self.accept)
        self.add_row(tr("Version"), self._line(__version__))
        self.add_row(tr("Library"), self.beside(self.folder_label, self.show_button))
        self.add_row(tr("Licence"), self._line("MIT"))
        built = self._line(LIBRARIES, wraps=True)
        built.setContentsMargins(0, theme.px(7), 0, 0)
        self.add_row(tr("Built on"), built)
        self.add_buttons(close)

    def _line(self, text: str, *, wraps: bool = False) -> QLabel:
        line = label("body", self, wraps=wraps, selectable=True)
        line.setText(text)
        if wraps:
            line.setAlignment(Qt.AlignmentFlag.AlignTop)
        else:
            line.setFixedHeight(self.theme.px(32))
        return line

    @Slot()
    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
