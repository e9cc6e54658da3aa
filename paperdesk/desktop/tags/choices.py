"""The rows of the tag popover: the tags that match what was typed, and the one it would make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from paperdesk.desktop.wording import plural
from paperdesk.errors import UsageError
from paperdesk.model.tags import clean_tag

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from PySide6.QtCore import QObject

    from paperdesk.model.library_values import TagCount

State = Literal["on", "partly", "off"]
CHOICE = Qt.ItemDataRole.UserRole
"""The role that gives a row's TagChoice."""
_SPOKEN: dict[State, str] = {"on": "on", "partly": "on some of the papers", "off": "off"}
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TagChoice:
    """One row."""

    name: str
    colour: str
    papers: int
    state: State
    hit: tuple[int, int] = (0, 0)
    """Which characters of the name match what was typed."""
    is_new: bool = False
    """The tag does not exist yet; choosing it makes it."""
    below_line: bool = False
    """There are tags above, so a hairline goes between."""


class TagChoices(QAbstractListModel):
    """The tags that begin, or have a word that begins, with what was typed; then the new one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: list[TagChoice] = []
        self._shown: list[TagChoice] = []
        self._typed = ""

    def set_tags(
        self, tags: Sequence[TagCount], on: Set[str], partly: Set[str], *, keep_order: bool
    ) -> None:
        """Take the tags and their states; `keep_order` puts only new ones in, at the end."""
        states: dict[str, State] = {**dict.fromkeys(partly, "partly"), **dict.fromkeys(on, "on")}
        choices = [
            TagChoice(t.tag.name, t.tag.colour, t.papers, states.get(t.tag.name, "off"))
            for t in tags
        ]
        if keep_order:
            before = {choice.name: row for row, choice in enumerate(self._all)}
            choices.sort(key=lambda choice: before.get(choice.name, len(before)))
        else:
            choices.sort(key=lambda choice: choice.state == "off")
        self._all = choices
        self._show()

    def set_filter(self, typed: str) -> None:
        """Show the tags that match what was typed."""
        self._typed = typed
        self._show()

    def new(self) -> TagChoice | None:
        """The row that makes a tag of what was typed; None for a known tag, or for no name."""
        try:
            name = clean_tag(self._typed)
        except UsageError:
            return None
        if any(choice.name.casefold() == name.casefold() for choice in self._all):
            return None
        return TagChoice(name, "", 0, "off", is_new=True, below_line=bool(self._matching()))

    def at(self, index: _Index) -> TagChoice | None:
        """The row's value; None for no row."""
        return self._shown[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name; value for the delegate; what a screen reader says."""
        choice = self.at(index)
        if choice is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"Make tag “{choice.name}”" if choice.is_new else choice.name
        if role == Qt.ItemDataRole.AccessibleTextRole and not choice.is_new:
            return f"{choice.name}, {_SPOKEN[choice.state]}, {plural(choice.papers, 'paper')}"
        return choice if role == CHOICE else None

    def _show(self) -> None:
        """The rows for what was typed; where only states differ, the current row stays."""
        shown = self._matching()
        if new := self.new():
            shown.append(new)
        if [c.name for c in shown] == [c.name for c in self._shown]:
            self._shown = shown
            self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
        else:
            self.beginResetModel()
            self._shown = shown
            self.endResetModel()

    def _matching(self) -> list[TagChoice]:
        typed = " ".join(self._typed.split())
        found = []
        for choice in self._all:
            start = word_start(choice.name, typed)
            if start >= 0:
                found.append(replace(choice, hit=(start, start + len(typed))))
        return found


def word_start(name: str, typed: str) -> int:
    """Where in a name a word begins with what was typed, without case; -1 where none does."""
    low, sought = name.lower(), typed.lower()
    place = low.find(sought)
    while place > 0 and low[place - 1].isalnum():
        place = low.find(sought, place + 1)
    return place
