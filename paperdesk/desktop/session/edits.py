"""The edits of one window: stored, then put on the undo stack, and kept where that fails."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from paperdesk.desktop.session.edit_queue import EditQueue, Write
from paperdesk.desktop.session.edit_sentences import (
    deserves_notice,
    done,
    edited_papers,
    left_alone,
    undone,
)
from paperdesk.desktop.session.paper_names import names_of
from paperdesk.desktop.session.recovery import RecoveryFile, Unsaved, as_text
from paperdesk.desktop.session.undo_commands import EditCommand, ImportCommand
from paperdesk.model.edit_json import can_be_json
from paperdesk.model.edits import NOTHING, EditHighlight, SetNote
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperdesk.desktop.session.paper_names import PaperNames
    from paperdesk.library import Library
    from paperdesk.model.edits import Applied, Edit
    from paperdesk.model.highlight import Highlight
    from paperdesk.model.library_values import StoredPaper


class Edits(QObject):
    """Edits, their undo and redo, one after the other.

    A failed one leaves library and undo stack as they were. What the user typed is in the recovery
    file until it is stored.
    """

    changed = Signal(object)
    """Change: an edit, its undo or its redo is stored."""
    edited = Signal(str)
    """An edit, in a sentence."""
    acted = Signal(str)
    """An edit, in a sentence, that a notice with Undo shall name."""
    reverted = Signal(str, object)
    """What undo or redo did, and tuple[int, ...], the papers."""
    note_unsaved = Signal(int, str)
    """A paper, and why its note is not stored; empty once it is."""
    left_found = Signal(str)
    """A sentence: an earlier window left unsaved changes. `restore_left` or `discard_left` them."""
    homeless_found = Signal(int)
    """How many changes belong to papers or highlights that are gone; `held_text` has them."""

    def __init__(self, library: Library, parent: QObject) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self.queue = EditQueue(library.set_patience, self)
        self.start_import: Callable[[Sequence[int]], None] = _nothing
        """Starts the jobs that restore the dumps of an import."""
        self.start_removal: Callable[[Sequence[int]], None] = _nothing
        """Starts the jobs that remove them."""
        self.start_adding: Callable[[str], None] = _nothing
        """Starts the job that adds papers."""
        self._library = library
        self._recovery = RecoveryFile(library.folder)
        self._left: list[Unsaved] = []
        """Found in the files of earlier windows, which are there until the user has decided."""
        self._held: list[Unsaved] = []
        """Changes that our own file holds for the user to decide, or because papers are gone."""
        self._unsaved_notes: dict[int, str] = {}
        self.queue.changed.connect(self._on_unsaved)

    # What is asked for

    def edit(self, edit: Edit, text: str) -> None:
        """Apply an edit that can be undone; `text` names it in the menu.

        A notice offers to undo what changes several papers, or moves something out of sight.
        """
        if superseded := self.queue.take(edit):
            edit = _after(superseded, edit)
        unsaved = Unsaved(edit, text) if can_be_json(edit) else None
        self.queue.put(Write(text, partial(self._edit, edit, text), unsaved))

    def undo(self) -> None:
        """Undo the last command, and say what that changed."""
        self.queue.put(Write(tr("Undo {change}", change=self.stack.undoText()).strip(), self._undo))

    def redo(self) -> None:
        """Redo the last command that was undone, and say what that changed."""
        self.queue.put(Write(tr("Redo {change}", change=self.stack.redoText()).strip(), self._redo))

    def write(self, call: Callable[[], None], text: str) -> None:
        """Carry out another write of the library in its turn. It cannot be undone."""
        self.queue.put(Write(text, call))

    def shown(self, stored: StoredPaper) -> StoredPaper:
        """A paper with the note and comments that the user typed, stored or not."""
        for change, _ in self.queue.unsaved():
            match change.edit:
                case SetNote(paper=stored.id, text=text):
                    stored = replace(stored, note=text)
                case EditHighlight():
                    marks = tuple(_typed(mark, change.edit) for mark in stored.highlights)
                    stored = replace(stored, highlights=marks)
        return stored

    def show_unsaved_notes(self, show: Callable[[int, str], None]) -> None:
        """Call `show` for each note that is not stored, and when that changes."""
        for paper, reason in self._unsaved_notes.items():
            show(paper, reason)
        self.note_unsaved.connect(show)

    def keep_papers(self, text: str) -> None:
        """Offer papers that could not be added at the next start."""
        self._held.append(Unsaved(None, tr("Add papers"), text))

    def unkept(self, others: Sequence[Unsaved] = ()) -> str:
        """What is neither stored nor on disk for the next start, after one more try; as text.

        `others`: changes that jobs have still to make.
        """
        if self._recovery.write([*self._unsaved(), *others]):
            return ""
        self.queue.try_again()
        unsaved = [*self._unsaved(), *others]
        return "" if self._recovery.write(unsaved) else as_text(unsaved, self._title_or_nothing)

    def held_text(self) -> str:
        """The changes that wait for the user, as text."""
        return as_text(self._held, self._title_or_nothing)

    def discard_held(self) -> None:
        """Forget these."""
        self._held = []
        self._recovery.write(self._unsaved())

    def close(self) -> None:
        """Store what waits; leave to the next start what cannot be stored."""
        self.blockSignals(True)  # nothing is to be shown any more
        self.queue.finish()
        self._recovery.write(self._unsaved())
        self._recovery.close()
        self.stack.clear()

    # What an earlier window left

    def find_left(self) -> None:
        """Emit `left_found` if an earlier window could not store all its changes."""
        self._left = self._recovery.left()
        self._offer_left()

    def _offer_left(self) -> None:
        if self._left:
            self.left_found.emit(
                tr_n(
                    "{n} change was not saved when Paperdesk was last open.",
                    "{n} changes were not saved when Paperdesk was last open.",
                    len(self._left),
                )
            )

    def restore_left(self) -> None:
        """Make these changes; those of papers or highlights that are gone stay.

        A note that was changed in the meantime is merged.
        """
        left, self._left, self._held = self._left, [], []
        for change in left:
            if change.edit is None:
                self.start_adding(change.papers)
            elif self._is_gone(change.edit):
                self._hold(change)
            else:
                self.edit(change.edit, change.name)
        if self._recovery.write(self._unsaved()):
            self._recovery.forget_left()

    def _hold(self, change: Unsaved) -> None:
        """Keep a change that cannot be made, for the user."""
        self._held.append(change)
        self._recovery.write(self._unsaved())
        self.homeless_found.emit(len(self._held))

    def discard_left(self) -> list[Unsaved]:
        """Forget these changes, and return them for `put_back`."""
        left, self._left, self._held = self._left, [], []
        self._recovery.write(self._unsaved())
        self._recovery.forget_left()
        return left

    def put_back(self, left: list[Unsaved]) -> None:
        """Offer discarded changes again."""
        self._left, self._held = left, list(left)
        self._recovery.write(self._unsaved())
        self._offer_left()

    def _is_gone(self, edit: Edit) -> bool:
        """Whether all papers of an edit, or its highlight, are no longer in the library."""
        if isinstance(edit, EditHighlight):
            return not self._library.has_highlight(edit.mark)
        papers = edited_papers(edit)
        return bool(papers) and not self._library.papers(papers)

    # Carrying out

    def _edit(self, edit: Edit, text: str) -> None:
        applied = self._library.apply(edit)
        if applied.inverse == NOTHING and isinstance(edit, EditHighlight) and self._is_gone(edit):
            self._hold(Unsaved(edit, text))  # its comment was typed, and has no place any more
        if applied.inverse != NOTHING:
            command = EditCommand(text, edit, applied)
            self.stack.push(command)
            self._report(applied)
            sentence = done(edit, applied.inverse, self._names(command))
            self.edited.emit(sentence)
            if applied.conflicts & {"note", "highlights"}:
                self.acted.emit(tr("Changed elsewhere meanwhile: both versions are kept."))
            elif deserves_notice(edit):
                self.acted.emit(sentence)

    def _undo(self) -> None:
        command = self.stack.command(self.stack.index() - 1)
        if isinstance(command, ImportCommand):
            self.start_removal(command.dumps)
            self.stack.undo()
        elif isinstance(command, EditCommand):
            edit, inverse, text = command.edit, command.inverse, command.text()
            applied = self._library.apply(inverse)
            command.redone_by = applied.inverse
            sentence = undone(edit, inverse, self._names(command)) or tr(
                "Undid: {change}.", change=text
            )
            if applied.inverse == NOTHING:
                command.setObsolete(True)
                sentence = tr("There was nothing left to undo of '{change}'.", change=text)
            self.stack.undo()
            self._report(applied)
            sentences = filter(None, (sentence, left_alone(applied)))
            self.reverted.emit(" ".join(sentences), edited_papers(edit))

    def _redo(self) -> None:
        command = self.stack.command(self.stack.index())
        if isinstance(command, ImportCommand):
            self.start_import(command.dumps)
            self.stack.redo()
        elif isinstance(command, EditCommand):
            edit, text = command.edit, command.text()
            applied = self._library.apply(command.redone_by)
            command.inverse = applied.inverse
            sentence = done(edit, applied.inverse, self._names(command)) or tr(
                "Redid: {change}.", change=text
            )
            if applied.inverse == NOTHING:
                command.setObsolete(True)
                sentence = tr("There was nothing left to redo of '{change}'.", change=text)
            self.stack.redo()
            self._report(applied)
            sentences = filter(None, (sentence, left_alone(applied)))
            self.reverted.emit(" ".join(sentences), edited_papers(edit))

    def push(self, command: QUndoCommand) -> None:
        """Put on the stack what is in the library already."""
        self.stack.push(command)

    def _report(self, applied: Applied) -> None:
        if applied.change.papers or applied.change.fields:
            self.changed.emit(applied.change)

    def _names(self, command: EditCommand) -> PaperNames:
        papers = edited_papers(command.edit) or tuple(sorted(command.changed))
        return names_of(papers, self._title)

    def _title_or_nothing(self, paper: int) -> str:
        """A title, where the library can be read."""
        try:
            return self._title(paper)
        except Exception:  # whatever it is, the text itself counts
            return ""

    def _title(self, paper: int) -> str:
        return next((each.paper.title for each in self._library.papers([paper])), "")

    # What is not stored

    def _unsaved(self) -> list[Unsaved]:
        return [*self._held, *(change for change, _ in self.queue.unsaved())]

    @Slot()
    def _on_unsaved(self) -> None:
        """Keep the recovery file and the notes' captions up to date."""
        self._recovery.write(self._unsaved())
        notes = {
            change.edit.paper: reason
            for change, reason in self.queue.unsaved()
            if isinstance(change.edit, SetNote)
        }
        before, self._unsaved_notes = self._unsaved_notes, notes
        for paper in {**before, **notes}:
            if before.get(paper) != notes.get(paper):
                self.note_unsaved.emit(paper, notes.get(paper, ""))


def _after(superseded: Edit, edit: Edit) -> Edit:
    """An edit made after one that was not stored, as one made on what is stored."""
    match superseded, edit:
        case SetNote(), SetNote() if edit.was == superseded.text:
            return replace(edit, was=superseded.was)
        case EditHighlight(), EditHighlight() if edit.was == superseded.values:
            return replace(edit, was=superseded.was)
        case _:
            return edit


def _typed(mark: Highlight, edit: EditHighlight) -> Highlight:
    """A highlight as an edit makes it, if it is that one."""
    if mark.id != edit.mark:
        return mark
    return replace(mark, colour=edit.colour, comment=edit.comment, tags=edit.tags)


def _nothing(asked: object) -> None:
    pass
