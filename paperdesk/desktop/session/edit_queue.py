"""Carries out the window's writes in the order they were asked for, also where that takes a while.

A write that finds another program writing is tried again by a timer, with all that come after it
behind it; no frame waits. One that fails for another reason is refused: nothing is changed, and
`refused` offers to try again. Of those refused, the ones with text the user typed are kept and
tried again by themselves, until the fault is gone.
"""

from __future__ import annotations

import logging
import sys
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from paperdesk.desktop.session.damage import Damage
from paperdesk.errors import BusyError, LibraryError, WriteError
from paperdesk.model.edits import EditHighlight, SetField, SetNote, Several
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from paperdesk.desktop.session.recovery import Unsaved
    from paperdesk.model.edits import Edit

_log = logging.getLogger(__name__)

FIRST_WAIT_MS = 50
"""How long the first try waits for another program: most transactions are shorter."""
_RETRY_MS = 40
_PATIENCE_MS = 500
"""Until the window says that it waits."""
_KEPT_RETRY_MS = 3_000
_WAIT_AT_END_MS = 2_000
"""How long closing waits for another program."""
_BUSY = tr("another program is writing to the library")


@dataclass(eq=False, slots=True)
class Write:
    """One write, as a step that can be tried again."""

    name: str
    """As the undo menu names it."""
    attempt: Callable[[], None]
    """Does the write as a whole, or raises LibraryError and changes nothing."""
    unsaved: Unsaved | None = None
    """What of it outlives the window."""

    @property
    def text_of(self) -> Hashable:
        """What the user typed a text for; None where the write has no typed text.

        A later write with the same key replaces an earlier one.
        """
        return _text_key(self.unsaved.edit) if self.unsaved is not None else None


def _text_key(edit: Edit | None) -> Hashable:
    match edit:
        case SetNote():
            return ("note", edit.paper)
        case EditHighlight():
            return ("highlight", edit.mark)
        case SetField():
            return ("field", edit.paper, edit.field)
        case Several() if edit.edits and all(isinstance(each, SetField) for each in edit.edits):
            return tuple(map(_text_key, edit.edits))
        case _:
            return None


class EditQueue(QObject):
    """The writes of one window; see above."""

    waiting = Signal(bool)
    """Whether a write has waited long enough to say so."""
    refused = Signal(str)
    """A sentence: what was not saved, and why. `try_again` tries it again."""
    recovered = Signal()
    """A write succeeded after `refused`."""
    changed = Signal()
    """What `unsaved` yields has changed."""

    def __init__(self, set_patience: Callable[[int], None], parent: QObject) -> None:
        """`set_patience`: sets the milliseconds that a write waits for another program."""
        super().__init__(parent)
        self._set_patience = set_patience
        self._writes: deque[Write] = deque()
        self._kept: dict[Hashable, Write] = {}
        self._refused: list[Write] = []
        self._reasons: dict[Hashable, str] = {}
        self._working = self._said = False
        self._retry = self._timer(_RETRY_MS, self._retry_first)
        self._patience = self._timer(_PATIENCE_MS, self._say)
        self._kept_retry = self._timer(_KEPT_RETRY_MS, self._retry_kept)
        set_patience(FIRST_WAIT_MS)

    def _timer(self, milliseconds: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer

    def put(self, write: Write) -> None:
        """Carry out a write, now if possible."""
        self._writes.append(write)
        if not self._working and not self._retry.isActive():
            self._work(FIRST_WAIT_MS)
        elif write.text_of is not None:
            self.changed.emit()

    def take(self, edit: Edit) -> Edit | None:
        """Take out the edit, not stored yet, whose text this edit replaces."""
        key = _text_key(edit)
        if key is None:
            return None
        taken = self._kept.pop(key, None)
        self._refused = [each for each in self._refused if each.text_of != key]
        if self._writes and self._writes[-1].text_of == key:
            taken = self._writes.pop()
        return taken.unsaved.edit if taken is not None and taken.unsaved is not None else None

    def unsaved(self) -> Iterator[tuple[Unsaved, str]]:
        """The changes that are not stored, each with the reason, in their order."""
        for write in (*self._kept.values(), *self._writes):
            if write.unsaved is not None:
                yield write.unsaved, self._reasons.get(write.text_of, _BUSY)

    @Slot()
    def try_again(self) -> None:
        """Try the refused writes again, in their order."""
        refused, self._refused = self._refused, []
        for write in refused:
            self._kept.pop(write.text_of, None)
            self._writes.append(write)
        self._work(FIRST_WAIT_MS)

    def finish(self) -> None:
        """Try for the last time, for two seconds at most; `unsaved` yields what is left."""
        self._writes.extendleft(reversed(self._kept.values()))
        self._kept.clear()
        self.blockSignals(True)
        self._work(_WAIT_AT_END_MS)
        for timer in (self._retry, self._patience, self._kept_retry):
            timer.stop()

    # Working

    def _work(self, patience: int) -> None:
        """Carry out what waits, until that is done or another program is writing."""
        if self._working:
            return
        self._working = True
        try:
            self._set_patience(patience)
            while self._writes:
                write = self._writes.popleft()
                try:
                    write.attempt()
                except BusyError:
                    self._writes.appendleft(write)
                    self._retry.start()
                    self._begin_patience()
                    return
                except LibraryError as error:
                    self._refuse(write, error)
                except Exception as error:
                    sys.excepthook(type(error), error, error.__traceback__)
                    self._refuse(write, WriteError(tr("there was an error in Paperdesk")))
                else:
                    self._succeed(write)
            self._end_patience()
        finally:
            self._working = False
            self._set_patience(FIRST_WAIT_MS)

    @Slot()
    def _retry_first(self) -> None:
        self._work(0)

    def _begin_patience(self) -> None:
        if not self._said and not self._patience.isActive():
            self._patience.start()
        self.changed.emit()

    def _end_patience(self) -> None:
        self._patience.stop()
        if self._said:
            self._said = False
            self.waiting.emit(False)

    @Slot()
    def _say(self) -> None:
        self._said = True
        self.waiting.emit(True)

    def _succeed(self, write: Write) -> None:
        self._reasons.pop(write.text_of, None)
        if write.text_of is not None:
            self._kept.pop(write.text_of, None)
        if self._refused:
            self._refused = []
            self.recovered.emit()
        self.changed.emit()

    def _refuse(self, write: Write, error: LibraryError) -> None:
        Damage.of_application().add(error)
        reason = error.reason if isinstance(error, WriteError) else str(error)
        _log.warning("not stored: %s", reason)
        self._refused.append(write)
        if write.text_of is not None:
            said = self._reasons.get(write.text_of) == reason
            self._kept[write.text_of] = write
            self._reasons[write.text_of] = reason
            self._kept_retry.start()
            self.changed.emit()
            if said:  # typing goes on, and the note says it
                return
        many = len(self._refused)
        self.refused.emit(
            tr("'{change}' was not saved: {reason}.", change=write.name, reason=reason)
            if many == 1
            else tr_n(
                "{n} change was not saved: {reason}.",
                "{n} changes were not saved: {reason}.",
                many,
                reason=reason,
            )
        )

    @Slot()
    def _retry_kept(self) -> None:
        """Try what is kept, without a word if that fails again."""
        if self._writes:
            self._kept_retry.start()
            return
        self._set_patience(0)
        for write in list(self._kept.values()):
            try:
                write.attempt()
            except LibraryError as error:
                if isinstance(error, WriteError):
                    self._reasons[write.text_of] = error.reason
                self._kept_retry.start()
                break
            self._succeed(write)
        self._set_patience(FIRST_WAIT_MS)
        self.changed.emit()
