"""What a window remembers, per library: its size, its panes, how the list is shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.desktop.window.main_window import MainWindow
    from paperdesk.desktop.window.splitter import SideBySide


_LIST = ("density", "sort", "groups", "columns")


def restore(window: MainWindow, folder: Path) -> None:
    """Show the window as it was left; a first window gets the widths that fit it."""
    kept = _settings(folder)
    geometry = kept.value("geometry")
    if geometry is not None:
        window.restoreGeometry(geometry)
    for name, panes in _panes(window):
        width = kept.value(name)
        panes.chosen_width = int(str(width)) if width is not None else None
        panes.fit()
    window.outer.set_wanted(kept.value("sidebarShown", "true") == "true")
    window.list_view.restore({key: str(kept.value(key, "")) for key in _LIST})
    if kept.value("timeline") == "true":
        window.timeline.show(True)
    window.reader.set_text_size(int(str(kept.value("textSize", window.reader.text_size))))
    window.commands.recent = json.loads(str(kept.value("recentCommands", "[]")))
    folded = json.dumps(window.sidebar.view.collapsed_tags())
    window.sidebar.view.set_collapsed_tags(json.loads(str(kept.value("collapsedTags", folded))))


def save(window: MainWindow, folder: Path) -> None:
    """Keep how the window is."""
    kept = _settings(folder)
    kept.setValue("geometry", window.saveGeometry())
    for name, panes in _panes(window):
        if panes.chosen_width is not None:
            kept.setValue(name, panes.chosen_width)
    kept.setValue("sidebarShown", "true" if window.outer.wanted else "false")
    kept.setValue("timeline", "true" if window.timeline.shown else "false")
    for key, value in window.list_view.state().items():
        kept.setValue(key, value)
    kept.setValue("textSize", window.reader.text_size)
    kept.setValue("recentCommands", json.dumps(window.commands.recent))
    kept.setValue("collapsedTags", json.dumps(window.sidebar.view.collapsed_tags()))
    kept.sync()


def _panes(window: MainWindow) -> tuple[tuple[str, SideBySide], ...]:
    return ("sidebar", window.outer), ("list", window.panes)


def _settings(folder: Path) -> QSettings:
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
