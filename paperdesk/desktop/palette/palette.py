"""What the command palette offers, and what comes of taking it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from paperdesk.desktop import wording
from paperdesk.desktop.palette.rows import Command
from paperdesk.desktop.session.places import Place
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.desktop.widgets.keycaps import native

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.palette.popup import CommandPalette
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme

_ASK_MS = 60
"""After the last letter, until papers are asked for."""
_KEPT = 12
"""Names of what was taken lately."""
_ICONS = {
    "Star": "ph.star",
    "Tag": "ph.tag",
    "Tags": "ph.tag",
    "Note": "ph.note-pencil",
    "Mark as reading": "ph.book-open",
    "Mark as read": "ph.check",
    "Dismiss": "ph.eye-slash",
    "Mark read or unread": "ph.circle",
    "Copy": "ph.copy",
    "Copy as BibTeX": "ph.quotes",
    "Search": "ph.magnifying-glass",
    "Import files…": "ph.download-simple",
    "Import a folder…": "ph.folder-open",
    "Paste a copied page": "ph.clipboard-text",
    "Export…": "ph.export",
    "Undo": "ph.arrow-counter-clockwise",
    "Redo": "ph.arrow-clockwise",
    "Possible duplicates": "ph.copy",
    "Show or hide the sidebar": "ph.layout",
    "Keyboard shortcuts": "ph.keyboard",
    "Settings…": "ph.gear",
}
_OTHER = {"Papers": "ph.file-text", "Library": "ph.books", "Window": "ph.app-window"}


class Palette(QObject):
    """Every action with its key, then the places of the sidebar, then papers by their titles."""

    place_taken = Signal(object)
    paper_taken = Signal(int)

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
        """Names of what was taken lately, the last first."""
        self._asked = ""
        self._ask = QTimer(self, singleShot=True)
        self._ask.setInterval(_ASK_MS)
        self._ask.timeout.connect(self._ask_papers)
        session.search.told.connect(self._take_papers)

    def specs(self) -> list[Spec]:
        """The action that opens it."""
        return [Spec("Window", "Command palette", ("Ctrl+K",), self.open)]

    def set_actions(self, specs: list[Spec], actions: Mapping[str, QAction]) -> None:
        """What there is to do."""
        self._specs, self._actions = specs, actions

    @cached_property
    def box(self) -> CommandPalette:
        """Made when first opened."""
        from paperdesk.desktop.palette.popup import CommandPalette

        box = CommandPalette(self._theme, self._window)
        box.typed.connect(self._type)
        box.taken.connect(self._take)
        return box

    def open(self) -> None:
        """Show it; pressed again, it closes."""
        if "box" in self.__dict__ and self.box.isVisible():
            self.box.close()
        else:
            self.box.open_with([*self._all_actions(), *self._places()], self.recent)

    def _all_actions(self) -> Iterator[Command]:
        for spec in self._specs:
            if spec.name != "Command palette" and self._actions[spec.name].isEnabled():
                key = native(self._actions[spec.name].shortcut().toString())
                icon = _ICONS.get(spec.name) or _OTHER.get(spec.group, "ph.arrow-right")
                yield Command("action", spec.name, spec.group, key, icon, target=spec.name)

    @Slot(str)
    def _type(self, text: str) -> None:
        if len(text.strip()) > 1:
            self._ask.start()

    @Slot()
    def _ask_papers(self) -> None:
        self._asked = self.box.field.text().strip()
        if self._asked:
            self._session.search.request("titles", id=0, text=self._asked)

    @Slot(str, object)
    def _take_papers(self, kind: str, told: dict[str, Any]) -> None:
        if kind == "titles" and told["text"] == self._asked:
            papers = [
                Command("paper", title, wording.day(day), icon="ph.file-text", target=paper)
                for paper, title, day in told["papers"]
            ]
            self.box.rows.set_papers(self._asked, papers)

    @Slot(object)
    def _take(self, command: Command) -> None:
        if command.kind != "paper":
            names = [command.name, *(name for name in self.recent if name != command.name)]
            self.recent = names[:_KEPT]
        target = command.target
        if isinstance(target, Place):
            self.place_taken.emit(target)
        elif isinstance(target, int):
            self.paper_taken.emit(target)
        else:
            self._actions[command.name].trigger()
