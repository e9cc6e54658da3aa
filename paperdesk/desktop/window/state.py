"""The saved state of a window, per library: its size, its panes, how the list is shown."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from paperdesk.desktop.window.history import Visit

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.desktop.papers.painter import Density
    from paperdesk.desktop.window.controllers import Controllers
    from paperdesk.desktop.window.layout import WindowLayout
    from paperdesk.desktop.window.splitter import PaneSplitter

_LIST = ("density", "columns")


def restore_size(window: WindowLayout, folder: Path) -> None:
    """Restore the size of the window and its panes; a new window gets the default widths."""
    saved = _settings(folder)
    geometry = saved.value("geometry")
    if geometry is not None:
        window.restoreGeometry(geometry)
    for name, panes in _panes(window):
        width = saved.value(name)
        panes.chosen_width = int(str(width)) if width is not None else None
        panes.fit()
    window.outer.set_sidebar_visible(saved.value("sidebarShown", "true") == "true")


def restore(window: WindowLayout, controllers: Controllers, folder: Path) -> None:
    """Restore the rest of the saved state."""
    saved = _settings(folder)
    controllers.list_options.restore({key: str(saved.value(key, "")) for key in _LIST})
    controllers.current.sorts.update(json.loads(str(saved.value("sorts", "{}"))))
    if saved.value("timeline") == "true":
        controllers.timeline.show(True)
    window.reader.set_text_size(int(str(saved.value("textSize", window.reader.text_size))))
    controllers.palette.recent = json.loads(str(saved.value("recentCommands", "[]")))
    sidebar = window.sidebar.view
    folded = json.dumps(sidebar.collapsed_tags())
    sidebar.set_collapsed_tags(json.loads(str(saved.value("collapsedTags", folded))))


def first_density(folder: Path) -> Density | None:
    """How rows are drawn; None where columns or a timeline belong to them."""
    saved = _settings(folder)
    density = str(saved.value("density", "comfortable"))
    if saved.value("timeline") == "true" or density not in ("comfortable", "compact"):
        return None
    return "compact" if density == "compact" else "comfortable"


def last_visit(folder: Path) -> Visit:
    """The list that the last window showed; all papers if there was none."""
    saved = json.loads(str(_settings(folder).value("visit", "{}")))
    tops = tuple((paper, top) for paper, top in saved.pop("tops", ()))
    return Visit(**saved, tops=tops)


def save(window: WindowLayout, controllers: Controllers, folder: Path) -> None:
    """Save the state of the window; a library's folder that is gone is not made anew."""
    if not folder.exists():
        return
    saved = _settings(folder)
    saved.setValue("geometry", window.saveGeometry())
    for name, panes in _panes(window):
        if panes.chosen_width is not None:
            saved.setValue(name, panes.chosen_width)
    saved.setValue("sidebarShown", "true" if window.outer.sidebar_visible else "false")
    saved.setValue("timeline", "true" if controllers.timeline.shown else "false")
    for key, value in controllers.list_options.state().items():
        saved.setValue(key, value)
    saved.setValue("sorts", json.dumps(controllers.current.sorts))
    saved.setValue("visit", json.dumps(asdict(controllers.browser.visit)))
    saved.setValue("textSize", window.reader.text_size)
    saved.setValue("recentCommands", json.dumps(controllers.palette.recent))
    saved.setValue("collapsedTags", json.dumps(window.sidebar.view.collapsed_tags()))
    saved.sync()


def is_first_time(name: str, folder: Path) -> bool:
    """Whether this was not asked before for a library."""
    saved = _settings(folder)
    before = saved.value(name) is not None
    saved.setValue(name, "true")
    saved.sync()
    return not before


def _panes(window: WindowLayout) -> tuple[tuple[str, PaneSplitter], ...]:
    return ("sidebar", window.outer), ("list", window.panes)


def _settings(folder: Path) -> QSettings:
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
