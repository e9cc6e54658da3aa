"""The rows of the command palette: the commands that match the text, under headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QObject

Kind = Literal["action", "place", "paper", "search"]
ROW = Qt.ItemDataRole.UserRole
"""The role that gives a row's PaletteRow."""
_HEADS: dict[Kind, str] = {
    "action": tr("Actions"),
    "place": tr("Go to"),
    "paper": tr("Papers"),
    "search": tr("Search"),
}
_MAX_ROWS: dict[Kind, int] = {"action": 8, "place": 6, "paper": 5, "search": 1}
"""Of each kind, once something is typed."""
_MAX_RECENT = 5
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Command:
    """An action, place, paper or search to choose."""

    kind: Kind
    name: str
    detail: str = ""
    """Shown at the right: a group, a count, a date."""
    key: str = ""
    """Its shortcut as this system writes it."""
    icon: str = ""
    colour: str = ""
    """The hue of a tag, whose dot replaces the icon."""
    target: object = None
    """What to show or run, for the caller."""


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """A heading, or a command with the spans of its name that match."""

    head: str = ""
    command: Command | None = None
    spans: tuple[tuple[int, int], ...] = ()


class PaletteRows(QAbstractListModel):
    """Actions, then places, then papers, then the search for what was typed.

    Recently used ones come first within their kind.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._commands: list[Command] = []
        self._recent: list[str] = []
        self._papers: list[Command] = []
        self._papers_for = ""
        self._typed = ""
        self._rows: list[PaletteRow] = []

    def set_commands(self, commands: Sequence[Command], recent: Sequence[str]) -> None:
        """Set the commands, and the names of recently used ones, the last used first."""
        self._commands, self._recent = list(commands), list(recent)
        self._typed, self._papers = "", []
        self._show()

    def set_typed(self, typed: str) -> None:
        """Show the commands that match a text."""
        self._typed = typed.strip()
        self._show()

    def set_papers(self, typed: str, papers: Sequence[Command]) -> None:
        """Set the papers found for a text; shown while the text is still that."""
        self._papers_for, self._papers = typed.strip(), list(papers)
        self._show()

    def at(self, index: _Index) -> Command | None:
        """The command of a row; None for a heading."""
        return self._rows[index.row()].command if index.isValid() else None

    def step(self, row: int, by: int) -> int:
        """The row of the next command in a direction; the same row if there is none."""
        place = row + by
        while 0 <= place < len(self._rows):
            if self._rows[place].command is not None:
                return place
            place += by
        return row

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.command.name if row.command else row.head
        if role == Qt.ItemDataRole.AccessibleTextRole and row.command:
            parts = row.command.name, row.command.detail, row.command.key
            return ", ".join(part for part in parts if part)
        return None

    def _show(self) -> None:
        self.beginResetModel()
        self._rows = list(self._matching() if self._typed else self._all())
        self.endResetModel()

    def _all(self) -> Iterable[PaletteRow]:
        """Before anything is typed: recently used commands, then all by kind."""
        by_name = {command.name: command for command in self._commands}
        recent = [by_name[name] for name in self._recent if name in by_name][:_MAX_RECENT]
        yield from _section(tr("Recent"), [PaletteRow(command=command) for command in recent])
        for kind in ("action", "place"):
            found = [c for c in self._commands if c.kind == kind and c not in recent]
            yield from _section(_HEADS[kind], [PaletteRow(command=command) for command in found])

    def _matching(self) -> Iterable[PaletteRow]:
        # Imported here because it loads rapidfuzz.
        from paperdesk.desktop.palette.matching import match

        for kind in ("action", "place"):
            ranked = []
            for place, command in enumerate(self._commands):
                found = match(self._typed, command.name) if command.kind == kind else None
                if found is not None:
                    recent = command.name in self._recent
                    row = PaletteRow(command=command, spans=found.spans)
                    ranked.append((-found.score - 20 * recent, place, row))
            best = [row for _, _, row in sorted(ranked, key=_rank)]
            yield from _section(_HEADS[kind], best[: _MAX_ROWS[kind]])
        if self._papers_for == self._typed:
            papers = [PaletteRow(command=c, spans=_spans(self._typed, c)) for c in self._papers]
            yield from _section(_HEADS["paper"], papers[: _MAX_ROWS["paper"]])
        search = Command(
            "search",
            tr("Search for “{text}”", text=self._typed),
            icon="ph.magnifying-glass",
            target=self._typed,
        )
        yield from _section(_HEADS["search"], [PaletteRow(command=search)])


def _rank(each: tuple[float, int, PaletteRow]) -> tuple[float, int]:
    return each[0], each[1]


def _spans(typed: str, command: Command) -> tuple[tuple[int, int], ...]:
    from paperdesk.desktop.palette.matching import match

    found = match(typed, command.name)
    return found.spans if found else ()


def _section(head: str, rows: list[PaletteRow]) -> list[PaletteRow]:
    return [PaletteRow(head), *rows] if rows else []
