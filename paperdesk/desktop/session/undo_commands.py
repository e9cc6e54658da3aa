"""Undo and redo: Qt's stack as a shell around edits that know their inverse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from paperdesk.model.edits import NOTHING, Edit, EditHighlight, SetNote

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class EditCommand(QUndoCommand):
    """An edit of the user's marks. Notes of one paper written in a row are one command,
    and so are edits of one highlight."""

    def __init__(self, text: str, edit: Edit, apply: Callable[[Edit], Edit]) -> None:
        """`apply` carries out an edit and gives back its inverse."""
        super().__init__(text)
        self._edit, self._apply = edit, apply
        self._inverse: Edit = NOTHING

    def redo(self) -> None:
        """Carry the edit out."""
        self._inverse = self._apply(self._edit)
        self.setObsolete(self._inverse == NOTHING)

    def undo(self) -> None:
        """Take it back; done again, it gives what it made the same numbers."""
        self._edit = self._apply(self._inverse)

    def id(self) -> int:
        """Qt offers two commands of one id, if it is not -1, to `mergeWith`."""
        match self._edit:
            case SetNote():
                return self._edit.paper
            case EditHighlight():
                return -2 - self._edit.mark
            case _:
                return -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the next text of the same note, the next edit of the same highlight."""
        if not isinstance(other, EditCommand):
            return False
        self._edit = other._edit
        return True


class ImportCommand(QUndoCommand):
    """An import that is in the library already: undo takes it back, redo reads it again."""

    def __init__(
        self,
        text: str,
        dumps: Sequence[int],
        take_back: Callable[[Sequence[int]], None],
        read_again: Callable[[Sequence[int]], None],
    ) -> None:
        super().__init__(text)
        self.dumps = tuple(dumps)
        self._take_back, self._read_again = take_back, read_again
        self._done = True

    def redo(self) -> None:
        """Read the dumps again; the first time, when the command is pushed, they are there."""
        if not self._done:
            self._read_again(self.dumps)
        self._done = True

    def undo(self) -> None:
        """Take the import back."""
        self._take_back(self.dumps)
        self._done = False
