"""Commands of the undo stack: edits, each with its inverse, and imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from paperdesk.model.edits import NOTHING, Applied, Edit, EditHighlight, Merge, SetNote, Several

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class EditCommand(QUndoCommand):
    """An edit. Successive edits of one note, or of one highlight, are one command."""

    def __init__(self, text: str, edit: Edit, apply: Callable[[Edit], Applied]) -> None:
        """`apply` applies an edit."""
        super().__init__(text)
        self.edit = edit
        """The edit as the user made it; an undo may redo it by another one."""
        self._edit, self._apply = edit, apply
        self.inverse: Edit = NOTHING
        self.changed: frozenset[int] = frozenset()
        """The papers that the edit changed when it was made."""

    def redo(self) -> None:
        """Apply the edit."""
        applied = self._apply(self._edit)
        self.inverse = applied.inverse
        self.changed = self.changed or applied.change.papers
        self.setObsolete(self.inverse == NOTHING)

    def undo(self) -> None:
        """Apply the inverse. A redone edit creates objects with the same ids."""
        self._edit = self._apply(self.inverse).inverse

    def id(self) -> int:
        """Commands of one id, other than -1, are offered to `mergeWith`."""
        match self._edit:
            case SetNote():
                return self._edit.paper
            case EditHighlight():
                return -2 - self._edit.mark
            case _:
                return -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Include the next edit of the same note or highlight."""
        if not isinstance(other, EditCommand):
            return False
        self._edit, self.edit = other._edit, other.edit
        return True


class PartingCommand(EditCommand):
    """Papers that parted when their dump was read again; undo merges them."""

    def __init__(self, parted: Sequence[tuple[int, int]], apply: Callable[[Edit], Applied]) -> None:
        """`parted`: papers, each with the one that parted from it."""
        super().__init__("Parting of papers", NOTHING, apply)
        self.inverse = Several(tuple(Merge(old, new) for old, new in parted))

    def redo(self) -> None:
        """Part them again; called by `push` too, when they have parted."""
        if self._edit != NOTHING:
            super().redo()


class ImportCommand(QUndoCommand):
    """An import that is in the library already: undo removes its dumps, redo restores them.

    Both start jobs; the session moves the command back if the library shows that they failed.
    """

    def __init__(
        self,
        text: str,
        dumps: Sequence[int],
        remove: Callable[[Sequence[int]], None],
        restore: Callable[[Sequence[int]], None],
    ) -> None:
        """`remove` and `restore` do nothing for dumps that are already as they should be."""
        super().__init__(text)
        self.dumps = tuple(dumps)
        self.dropped = False
        """Set before `undo` to remove the command: the import was undone elsewhere."""
        self._remove, self._restore = remove, restore

    def redo(self) -> None:
        """Restore the dumps; called by `push` too, when they are there."""
        self._restore(self.dumps)

    def undo(self) -> None:
        """Remove the dumps."""
        self.setObsolete(self.dropped)
        if not self.dropped:
            self._remove(self.dumps)
