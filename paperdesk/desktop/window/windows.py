"""The windows of one library in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QApplication

from paperdesk.desktop.window.main_window import MainWindow
from paperdesk.desktop.window.receiver import Receiver
from paperdesk.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_OFFSET = QPoint(32, 32)
"""A new window's from the one it was opened from."""


class Windows(QObject):
    """Opens windows, and imports what a second start of Paperdesk hands over."""

    def __init__(
        self, folder: Path, open_window: Callable[[], MainWindow], parent: QObject
    ) -> None:
        """Open the first window, which is not shown yet.

        `open_window` opens one on the library in `folder`, or raises LibraryError.
        """
        super().__init__(parent)
        self._open_window = open_window
        self.open: list[MainWindow] = []
        """Those that are open, the one used last at the end."""
        self.first = self._add()
        self._receiver = Receiver(folder, self)
        self._receiver.received.connect(self._receive)
        QApplication.instance().focusWindowChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def close(self) -> None:
        """Receive no more files."""
        self._receiver.close()

    def close_all(self) -> None:
        """Close the windows; what is typed stays for the next start."""
        for window in list(self.open):
            window.close()

    def discard(self) -> None:
        """Delete the windows, which are closed, and this."""
        for window in self.open:
            window.deleteLater()
        self.deleteLater()

    def _add(self) -> MainWindow:
        window = self._open_window()
        window.new_window_requested.connect(self._open_another)
        window.closed.connect(self._forget)
        self.open.append(window)
        return window

    @Slot()
    def _open_another(self) -> None:
        before = self.open[-1]
        try:
            window = self._add()
        except LibraryError as error:
            before.session.noticed.emit(str(error))
            return
        window.move(before.pos() + _OFFSET)
        window.show()

    @Slot(object)
    def _receive(self, files: Sequence[Path]) -> None:
        window = self.open[-1]
        window.come_forward()
        if files:
            window.import_files(files)

    @Slot()
    def _on_focus(self) -> None:
        window = QApplication.activeWindow()
        if isinstance(window, MainWindow) and window in self.open:
            self.open.remove(window)
            self.open.append(window)

    @Slot(object)
    def _forget(self, window: MainWindow) -> None:
        if len(self.open) > 1:  # the last one lives as long as the process
            self.open.remove(window)
            window.deleteLater()
