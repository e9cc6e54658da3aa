"""A tour of five hints: each is shown once, beside what it is about, when that is first of use.

| hint | beside | shown when | no longer when |
|---|---|---|---|
| search | search box | there are papers | something was typed there |
| star | star of the reader | the third paper is opened | a paper got a star or status |
| tags | tags of the reader | a paper got a star or status | a paper was tagged |
| save | Save, over the list | the user leaves a search | a search was saved |
| commands | menu | the menu was used | palette or help was opened |

A window shows one at most, over list and reader only, and not while the user types.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from paperdesk import settings
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.desktop.widgets.focus import is_typing
from paperdesk.desktop.widgets.keycaps import hinted
from paperdesk.desktop.widgets.popover import Popover
from paperdesk.desktop.window.hint_bubble import HintBubble
from paperdesk.errors import PaperdeskError
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.window.layout import WindowLayout
    from paperdesk.model.edits import Change
    from paperdesk.settings import Settings

_log = logging.getLogger(__name__)

_QUIET_MS = 800
"""From the last change of focus or page until a hint is shown."""
_PAPERS_OPENED = 3
"""Before the star is explained; the first one is opened by the window."""


class Hints(QObject):
    """Shows hints after `start`, which only windows of the application call."""

    shown = Signal(str)
    """A hint, with what its buttons do."""

    def __init__(self, current: CurrentPapers, window: WindowLayout) -> None:
        super().__init__(window)
        self._current, self._window = current, window
        self._on = self._had_one = False
        self._over: set[str] = set()  # seen, or not needed
        self._wanted: set[str] = set()
        self._opened: set[int] = set()
        self.bubble: HintBubble | None = None
        """Built when the first hint is shown."""
        self._soon = QTimer(self, singleShot=True)
        self._soon.setInterval(_QUIET_MS)
        self._soon.timeout.connect(self._show_wanted)

    def specs(self) -> list[Spec]:
        """The action that begins the tour anew."""
        return [Spec("Window", "Show hints again", (), self.show_again)]

    def follow(self, actions: Mapping[str, QAction]) -> None:
        """Follow what the user does; called once."""
        window, session = self._window, self._window.session
        window.search_box.textEdited.connect(partial(self._finish, "search"))
        window.search_box.focus_left.connect(self._on_search_left)
        window.top_bar.menu_button.menu().aboutToHide.connect(partial(self._want, "commands"))
        for name in ("Command palette", "Help"):
            actions[name].triggered.connect(partial(self._finish, "commands"))
        self._current.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)

    def start(self) -> None:
        """Show hints from now on, unless the settings say that the user wants none."""
        if not self._on:
            self._on = True
            self._follow_focus()
        self._read_settings()

    def _follow_focus(self) -> None:
        window, app = self._window, QApplication.instance()
        assert isinstance(app, QApplication)
        # Queued: within the change, the widget that had the focus may be half destroyed.
        queued = Qt.ConnectionType.QueuedConnection
        for moved in (window.screens.currentChanged, window.pages.currentChanged, app.focusChanged):
            moved.connect(self._on_focus, queued)

    def show_again(self) -> None:
        """Show all hints once more, each when its time comes."""
        self.start()
        self._save(replace(settings.read(), hints=True, hints_seen=[]))
        self._over, self._wanted, self._had_one = set(), set(), False
        self._opened.clear()
        self._window.session.noticed.emit(tr("Each hint is shown once more, when it is of use."))
        self.on_emptied(not self._current.total)

    # When a hint is wanted, and when no more

    @Slot(bool)
    def on_emptied(self, empty: bool) -> None:
        """Take note whether the library is empty."""
        if not empty:
            self._want("search")

    @Slot()
    def _on_opened(self) -> None:
        if self._current.open_id is not None and len(self._opened) < _PAPERS_OPENED:
            self._opened.add(self._current.open_id)
        if len(self._opened) == _PAPERS_OPENED:
            self._want("star")

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if "papers" in change.fields:  # of an archive, not of this user's hand
            return
        if change.fields & {"starred", "status"}:
            self._finish("star")
            self._want("tags")
        if "tags" in change.fields:
            self._finish("tags")
        if "searches" in change.fields:
            self._finish("save")

    @Slot()
    def _on_search_left(self) -> None:
        if self._window.search_box.text():
            self._want("save")

    def _want(self, name: str) -> None:
        if self._on and name not in self._over:
            self._wanted.add(name)
            self._soon.start()

    def _finish(self, name: str, *_: object) -> None:
        """Do not show a hint any more: it was seen, or the user knows."""
        if not self._on:
            return
        if self.bubble is not None and self._places()[name] is self.bubble.anchor:
            self._close()
        self._wanted.discard(name)
        if name not in self._over:
            self._over.add(name)
            chosen = settings.read()
            if name not in chosen.hints_seen:
                self._save(replace(chosen, hints_seen=[*chosen.hints_seen, name]))

    # Showing

    @Slot()
    def _show_wanted(self) -> None:
        if self._had_one or not (self._window.isActiveWindow() and self._is_quiet()):
            return
        self._read_settings()
        for name, place in self._places().items():
            if name in self._wanted and place.isVisible() and place.isEnabled():
                self._show(name, place)
                return

    def _show(self, name: str, place: QWidget) -> None:
        if self.bubble is None:
            self.bubble = HintBubble(self._window.theme, self._window)
            self.bubble.accepted.connect(self.dismiss)
            self.bubble.declined.connect(self._decline)
        self._finish(name)
        self._had_one = True
        self.bubble.point_at(place, _texts()[name], self._window.list_pane)
        buttons = self.bubble.accept_button.text(), self.bubble.decline_button.text()
        self.shown.emit(". ".join([self.bubble.text().removesuffix("."), *buttons]))

    def _places(self) -> dict[str, QWidget]:
        """Beside what each hint is shown; the first one that is wanted comes first."""
        window = self._window
        return {
            "search": window.search_box,
            "star": window.reader.bar.star_button,
            "tags": window.reader.bar.tag_button,
            "save": window.chips.save_button,
            "commands": window.top_bar.menu_button,
        }

    def _is_quiet(self) -> bool:
        """Whether list and reader are shown with nothing over them, and the user does not type."""
        window = self._window
        return (
            window.screens.currentWidget() is window.outer
            and window.pages.on_papers
            and not window.outer.overlay_shown
            and not is_typing()
            and QApplication.activeModalWidget() is None
            and QApplication.activePopupWidget() is None
            and not any(map(Popover.isVisible, window.findChildren(Popover)))
        )

    @Slot()
    def _on_focus(self) -> None:
        """Another widget has the focus, or another page is shown."""
        if not self._is_quiet():
            self._close()
        if self._wanted and not self._had_one:
            self._soon.start()

    @Slot()
    def dismiss(self) -> None:
        """Close the hint that is shown."""
        self._close()

    @Slot()
    def _decline(self) -> None:
        self._save(replace(settings.read(), hints=False))
        self._read_settings()
        self._close()

    def _close(self) -> None:
        if self.bubble is None or self.bubble.isHidden():
            return
        focused = QApplication.focusWidget()
        if focused is not None and self.bubble.isAncestorOf(focused):
            self._window.papers.setFocus()
        self.bubble.hide()

    # Settings, which are those of all windows

    def _read_settings(self) -> None:
        chosen = settings.read()
        self._over |= set(chosen.hints_seen if chosen.hints else self._places())
        self._wanted -= self._over

    def _save(self, chosen: Settings) -> None:
        try:
            settings.write(chosen)
        except PaperdeskError as error:  # then it is shown again after the next start
            _log.warning("%s", error)


def _texts() -> dict[str, str]:
    """The hints, with the keys in force."""
    return {
        "search": tr(
            "Press {key} to search: papers appear with each letter. Try author:name, year:2024 "
            "or tag:name.",
            key=hinted("/"),
        ),
        "star": tr(
            "{star} stars the paper, {read} marks it as read, {later} keeps it for later.",
            star=hinted("S"),
            read=hinted("E"),
            later=hinted("L"),
        ),
        "tags": tr(
            "{key} tags the paper. The sidebar lists all tags; birds/waders is listed under birds.",
            key=hinted("T"),
        ),
        "save": tr(
            "{key} saves this search in the sidebar, with the number of papers it finds.",
            key=hinted("Ctrl+S"),
        ),
        "commands": tr(
            "{palette} finds every command by its name. {help} opens help about the place you are "
            "in.",
            palette=hinted("Ctrl+K"),
            help=hinted("F1"),
        ),
    }
