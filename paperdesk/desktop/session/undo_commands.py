"""Commands of the undo stack: edits, each with its inverse, and imports.

A command is put on the stack, or the stack moved over it, once the library is changed. `undo` and
`redo` themselves do nothing: an exception in them would end the process.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from paperdesk.model.edits import (
    NOTHING,
    Applied,
    Change,
    Edit,
    EditHighlight,
    Merge,
    SetNote,
    Several,
)
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence


class EditCommand(QUndoCommand):
    """An edit that is stored. Successive edits of one note, or highlight, are one command."""

    def __init__(self, text: str, edit: Edit, applied: Applied) -> None:
        super().__init__(text)
        self.edit = edit
        """The edit as the user made it."""
        self.redone_by = edit
        """The edit that does it again after an undo: it creates objects with the same ids."""
        self.inverse = applied.inverse
        self.changed = applied.change.papers
        """The papers that the edit changed when it was made."""

    def id(self) -> int:
        """Commands of one id, other than -1, are offered to `mergeWith`."""
        match self.edit:
            case SetNote():
                return self.edit.paper
            case EditHighlight():
                return -2 - self.edit.mark
            case _:
                return -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Include the next edit of the same note or highlight, unless others changed it between."""
        inverse = _joined(self.inverse, other.inverse) if isinstance(other, EditCommand) else None
        if not isinstance(other, EditCommand) or inverse is None:
            return False
        self.redone_by, self.edit, self.inverse = other.redone_by, other.edit, inverse
        return True


def _joined(first: Edit, second: Edit) -> Edit | None:
    """The inverse of two edits, made one after the other; None if others made one between."""
    match first, second:
        case SetNote(), SetNote() if second.text == first.was:
            return replace(first, was=second.was)
        case EditHighlight(), EditHighlight() if second.values == first.was:
            return replace(first, was=second.was)
        case _:
            return None


class PartingCommand(EditCommand):
    """Papers that parted when their dump was read again; undo merges them."""

    def __init__(self, parted: Sequence[tuple[int, int]]) -> None:
        """`parted`: papers, each with the one that parted from it."""
        merges = Several(tuple(Merge(old, new) for old, new in parted))
        applied = Applied(merges, Change(frozenset(), frozenset()))
        super().__init__(tr("Parting of papers"), NOTHING, applied)


class ImportCommand(QUndoCommand):
    """An import that is in the library. Jobs undo and redo it.

    The session moves the stack back if the library shows that they failed.
    """

    def __init__(self, text: str, dumps: Sequence[int]) -> None:
        super().__init__(text)
        self.dumps = tuple(dumps)
