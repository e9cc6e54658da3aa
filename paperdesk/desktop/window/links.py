"""Links that leave the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from paperdesk.desktop.widgets.text_view import LINK_SCHEMES
from paperdesk.translation import tr

if TYPE_CHECKING:
    from paperdesk.desktop.session.session import Session

_LONGEST_SEARCH = 400
"""Characters; search engines refuse longer texts."""
_LONGEST_SHOWN = 200
"""Characters of an address in a notice."""


def open_link(address: str) -> None:
    """Open an address of the web or of mail with the user's program for it; no other opens."""
    url = QUrl(address)
    if url.scheme() in LINK_SCHEMES:
        QDesktopServices.openUrl(url)


def offer_link(session: Session, address: str) -> None:
    """Say where a link leads whose text is another, and offer to open it."""
    shown = bytes(QUrl(address).toEncoded().data()).decode("ascii", "replace")
    shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
    sentence = tr("This link leads to {address}", address=shown)
    session.offered.emit(sentence, tr("Open"), partial(open_link, address))


def web_search(words: str) -> str:
    """The address that searches the web for some words."""
    return f"https://duckduckgo.com/?q={quote(words[:_LONGEST_SEARCH], safe='')}"
