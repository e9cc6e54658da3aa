"""The command palette: its commands, and running them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from paperdesk.desktop import wording
from paperdesk.desktop.palette.icons import icon_of
from paperdesk.desktop.palette.rows import Command
from paperdesk.desktop.session.places import Place
from paperdesk.desktop.widgets.actions import GROUPS, Spec
from paperdesk.desktop.widgets.keycaps import native
from paperdesk.model.plain_text import plain
from paperdesk.model.search_protocol import FindTitles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.palette.popup import PalettePopup
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.search_protocol import TitlesFound

_ASK_MS = 60
"""Delay between the last letter and the search for papers."""
_MAX_RECENT = 12


class CommandPalette(QObject):
    """Offers every action with its key, the places of the sidebar, and papers by title."""

    place_chosen = Signal(object)
    paper_chosen = Signal(int)
    search_chosen = Signal(str)
    """Search for this text."""

    def __init__(
        self,
        session: Session,
        places: Callable[[], Iterable[Command]],
        theme: Theme,
        window: QWidget,
    ) -> None:
        """`places` gives the places of the sidebar when the palette opens."""
        super().__init__(window)
        self._session, self._places = session, places
        self._theme, self._window = theme, window
        self._specs: list[Spec] = []
        self._actions: Mapping[str, QAction] = {}
        self.recent: list[str] = []
        """Names of commands and places, the last used first."""
        self._asked = ""
        self._ask = QTimer(self, singleShot=True)
        self._ask.setInterval(_ASK_MS)
        self._ask.timeout.connect(self._ask_papers)
        session.search.titles_found.connect(self._take_papers)

    def specs(self) -> list[Spec]:
        """The action that opens the palette."""
        return [Spec("Window", "Command palette", ("Ctrl+K",), self.open)]

    def set_actions(self, specs: list[Spec], actions: Mapping[str, QAction]) -> None:
        """Set the actions to offer."""
        self._specs, self._actions = specs, actions

    @cached_property
    def popup(self) -> PalettePopup:
        """Built when first opened."""
        from paperdesk.desktop.palette.popup import PalettePopup

        popup = PalettePopup(self._theme, self._window)
        popup.typed.connect(self._on_typed)
        popup.run.connect(self._run)
        return popup

    def open(self) -> None:
        """Open the popup, or close it if it is open."""
        if "popup" in self.__dict__ and self.popup.isVisible():
            self.popup.close()
        else:
            self.popup.open_with([*self._action_commands(), *self._places()], self.recent)

    def _action_commands(self) -> Iterator[Command]:
        for spec in self._specs:
            if spec.name != "Command palette" and self._actions[spec.name].isEnabled():
                key = native(self._actions[spec.name].shortcut().toString())
                icon = icon_of(spec.name)
                yield Command("action", spec.title, GROUPS[spec.group], key, icon, target=spec.name)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        if len(text.strip()) > 1:
            self._ask.start()

    @Slot()
    def _ask_papers(self) -> None:
        self._asked = self.popup.field.text().strip()
        if self._asked:
            self._session.search.request(FindTitles(self._asked))

    @Slot(object)
    def _take_papers(self, reply: TitlesFound) -> None:
        if reply.text == self._asked:
            papers = [
                Command("paper", plain(title), wording.day(day), icon="ph.file-text", target=paper)
                for paper, title, day in reply.papers
            ]
            self.popup.rows.set_papers(self._asked, papers)

    @Slot(object)
    def _run(self, command: Command) -> None:
        if command.kind == "search":
            self.search_chosen.emit(command.target)
            return
        if command.kind != "paper":
            names = [command.name, *(name for name in self.recent if name != command.name)]
            self.recent = names[:_MAX_RECENT]
        target = command.target
        if isinstance(target, Place):
            self.place_chosen.emit(target)
        elif isinstance(target, int):
            self.paper_chosen.emit(target)
        else:
            self._actions[str(target)].trigger()
