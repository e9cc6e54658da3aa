"""The rows of the tag popover: tags that match the text, and the tag it would create."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from paperdesk.desktop.wording import comma_list
from paperdesk.errors import UsageError
from paperdesk.model.tags import clean_tag
from paperdesk.translation import tr, tr_in, tr_n

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from PySide6.QtCore import QObject

    from paperdesk.model.library_values import TagCount

State = Literal["on", "partly", "off"]
CHOICE = Qt.ItemDataRole.UserRole
"""The role that gives a row's TagChoice."""
_STATE_NAMES: dict[State, str] = {
    "on": tr_in("tag", "on"),
    "partly": tr_in("tag", "on some of the papers"),
    "off": tr_in("tag", "off"),
}
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TagChoice:
    """One row."""

    name: str
    colour: str
    papers: int
    state: State
    hit: tuple[int, int] = (0, 0)
    """The span of the name that matches the text."""
    is_new: bool = False
    """Choosing the row creates the tag."""
    below_line: bool = False
    """Whether to draw a line above the row."""


class TagChoices(QAbstractListModel):
    """The tags with a word that starts with the text; then the new tag."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: list[TagChoice] = []
        self._shown: list[TagChoice] = []
        self._typed = ""

    def set_tags(
        self, tags: Sequence[TagCount], on: Set[str], partly: Set[str], *, keep_order: bool
    ) -> None:
        """Set the tags and their states; with `keep_order`, new ones are appended."""
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
        """Show the tags that match a text."""
        self._typed = typed
        self._show()

    def new(self) -> TagChoice | None:
        """The row that creates a tag from the text; None if it exists or its name is invalid."""
        try:
            name = clean_tag(self._typed)
        except UsageError:
            return None
        if any(choice.name.casefold() == name.casefold() for choice in self._all):
            return None
        return TagChoice(name, "", 0, "off", is_new=True, below_line=bool(self._matching()))

    def at(self, index: _Index) -> TagChoice | None:
        """The choice at an index; None for an invalid one."""
        return self._shown[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """The number of rows."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name, the TagChoice for the delegate, or the text for screen readers."""
        choice = self.at(index)
        if choice is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr("Create tag “{tag}”", tag=choice.name) if choice.is_new else choice.name
        if role == Qt.ItemDataRole.AccessibleTextRole and not choice.is_new:
            papers = tr_n("{n} paper", "{n} papers", choice.papers)
            return comma_list([choice.name, _STATE_NAMES[choice.state], papers])
        return choice if role == CHOICE else None

    def _show(self) -> None:
        """Update the rows; if only states differ, the current row stays."""
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
    """The position of a word that starts with the text, ignoring case; -1 if there is none."""
    low, sought = name.lower(), typed.lower()
    place = low.find(sought)
    while place > 0 and low[place - 1].isalnum():
        place = low.find(sought, place + 1)
    return place
