"""A dialog in place of the window while another program keeps the library from being opened."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot

from paperdesk.desktop.widgets.basics import label
from paperdesk.desktop.widgets.dialog import Dialog
from paperdesk.errors import LibraryError
from paperdesk.library import Library
from paperdesk.translation import tr

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.desktop.theme.theme import Theme

_PATIENCE_SECONDS = 0.5
_ASK_MS = 50


def wait_for_library(theme: Theme, folder: Path) -> bool:
    """Wait until the library can be opened, or cannot at all; False if the user gives up.

    An older library is brought up to date meanwhile.
    """
    opening = Thread(target=_open_once, args=[folder], daemon=True)
    opening.start()
    opening.join(_PATIENCE_SECONDS)
    return not opening.is_alive() or bool(WaitingDialog(theme, folder, opening).exec())


def _open_once(folder: Path) -> None:
    with suppress(LibraryError):  # the window says what is wrong
        Library(folder).close()


class WaitingDialog(Dialog):
    """Accepted once the thread that opens the library has ended."""

    def __init__(self, theme: Theme, folder: Path, opening: Thread) -> None:
        super().__init__(theme, tr("Opening the library"), None)
        self._opening = opening
        state = label("body", self, wraps=True)
        state.setText(tr("Waiting for another program that uses it."))
        place = label("body", self, wraps=True, selectable=True)
        place.setText(str(folder))
        for part in (state, place):
            part.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        self.add_row(tr("State"), state)
        self.add_row(tr("Folder"), place)
        self.quit_button = self.button(tr("Quit"), primary=True)
        self.quit_button.clicked.connect(self.reject)
        self.add_buttons(self.quit_button)
        timer = QTimer(self)
        timer.setInterval(_ASK_MS)
        timer.timeout.connect(self._ask)
        timer.start()

    @Slot()
    def _ask(self) -> None:
        if not self._opening.is_alive():
            self.accept()
