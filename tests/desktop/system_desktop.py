"""Stands in for the system's desktop, which opens files and addresses in other programs."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from collections.abc import Iterator


class SystemDesktop(QObject):
    """Keeps the addresses it is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        self.opened.append(address)


@contextmanager
def system_desktop(scheme: str) -> Iterator[SystemDesktop]:
    """Takes the addresses of a scheme meanwhile."""
    desktop = SystemDesktop()
    QDesktopServices.setUrlHandler(scheme, desktop, "open")
    try:
        yield desktop
    finally:
        QDesktopServices.unsetUrlHandler(scheme)
