"""The places of the sidebar as commands of the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.desktop.palette.rows import Command
from paperdesk.translation import tr_n

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.desktop.sidebar.sidebar import Sidebar


def sidebar_places(sidebar: Sidebar) -> Iterator[Command]:
    """The places of the sidebar, for the command palette."""
    for entry in sidebar.entries():
        if entry.place is not None and not entry.place.only_folds:
            count = tr_n("{n} paper", "{n} papers", entry.count) if entry.count else ""
            icon = entry.icon or "ph.tag"
            yield Command("place", entry.place.title, count, "", icon, entry.colour, entry.place)
