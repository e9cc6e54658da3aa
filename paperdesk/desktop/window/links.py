"""Links that leave the window."""

from __future__ import annotations

from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_LONGEST_SEARCH = 400
"""Characters; search engines refuse longer texts."""


def open_link(address: str) -> None:
    """Open an address in the user's browser."""
    QDesktopServices.openUrl(QUrl(address))


def web_search(words: str) -> str:
    """The address that searches the web for some words."""
    return f"https://duckduckgo.com/?q={quote(words[:_LONGEST_SEARCH], safe='')}"
