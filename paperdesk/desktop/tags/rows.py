"""The rows of the tag manager: the tags that match a filter, nested ones indented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from paperdesk.desktop.widgets.basics import safe_tip
from paperdesk.desktop.widgets.keycaps import native
from paperdesk.model.tags import parents
from paperdesk.translation import number, tr, tr_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from paperdesk.model.library_values import TagCount

_Index = QModelIndex | QPersistentModelIndex
COLUMNS = (
    tr_in("column", "Name"),
    tr_in("column", "Papers"),
    tr_in("column", "Unread"),
    tr_in("column", "Shortcut"),
)
NAME, PAPERS, UNREAD, KEY = range(4)


class TagRows(QAbstractTableModel):
    """One row per tag, parents before their children."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: list[TagCount] = []
        self._shown: list[TagCount] = []
        self._filter = ""
        self._names: set[str] = set()

    def set_tags(self, tags: Sequence[TagCount]) -> None:
        """Set the library's tags."""
        self._all = sorted(tags, key=_order)
        self._names = {count.tag.name.casefold() for count in tags}
        self._show()

    def set_filter(self, text: str) -> None:
        """Show the tags whose names contain a text, ignoring case."""
        self._filter = text.strip().casefold()
        self._show()

    def tags(self) -> list[TagCount]:
        """All tags."""
        return list(self._all)

    def at(self, index: _Index) -> TagCount:
        """The tag of a row."""
        return self._shown[index.row()]

    def row_of(self, name: str) -> int:
        """The row of a tag; -1 if it is not shown."""
        names = [count.tag.name for count in self._shown]
        return names.index(name) if name in names else -1

    def level(self, index: _Index) -> int:
        """The indentation of a name; 0 while a filter shows whole names."""
        return len(self._parents(self.at(index)))

    def _parents(self, count: TagCount) -> list[str]:
        """The existing tags above this one."""
        if self._filter:
            return []
        return [name for name in parents(count.tag.name) if name.casefold() in self._names]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (PAPERS, UNREAD):
            return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        count, column = self.at(index), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index, count)
        if role == Qt.ItemDataRole.ToolTipRole and column == NAME:
            return safe_tip(count.tag.name)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == NAME:
            return tr("Tag {tag}", tag=count.tag.name)
        return None

    def _text(self, index: _Index, count: TagCount) -> str:
        parents_ = self._parents(count)
        return {
            NAME: count.tag.name[len(parents_[-1]) + 1 :] if parents_ else count.tag.name,
            PAPERS: number(count.papers),
            UNREAD: number(count.unread),
            KEY: native(count.key) or tr_in("shortcut", "none"),
        }[index.column()]

    def _show(self) -> None:
        shown = [count for count in self._all if self._filter in count.tag.name.casefold()]
        if [c.tag.name for c in shown] == [c.tag.name for c in self._shown]:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, KEY))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()


def _order(count: TagCount) -> list[str]:
    """Sort by levels: `ml/rl` comes below `ml`, before `ml-ops`."""
    return count.tag.name.casefold().split("/")
