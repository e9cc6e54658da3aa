"""Links that leave the window."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_link(address: str) -> None:
    """Open an address in the user's browser."""
    QDesktopServices.openUrl(QUrl(address))
