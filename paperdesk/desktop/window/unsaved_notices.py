"""Says that edits wait, could not be stored, or were left unsaved by an earlier window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from paperdesk.desktop.window.unsaved_dialog import UnsavedDialog
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.desktop.window.notice import Notice

WAITING = tr("Waiting for another program")
_AT_CLOSE = tr(
    "This is in no file yet: neither the library's folder nor that of the settings can be written."
)


class UnsavedNotices(QObject):
    """Shows these notices; each stays until it no longer holds."""

    def __init__(self, session: Session, notice: Notice, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window
        self._edits, self._notice = session.edits, notice
        edits = session.edits
        self._refused = ""
        edits.queue.waiting.connect(self._show_waiting)
        edits.queue.refused.connect(self._offer_again)
        edits.queue.recovered.connect(self._withdraw)
        edits.left_found.connect(self._offer_left)
        edits.homeless_found.connect(self._show_homeless)

    @Slot(bool)
    def _show_waiting(self, waiting: bool) -> None:
        if waiting:
            self._notice.ask(WAITING)
        else:
            self._notice.withdraw(WAITING)

    @Slot(str)
    def _offer_again(self, sentence: str) -> None:
        self._refused = sentence
        self._notice.ask(sentence, ((tr("Try again"), self._edits.queue.try_again),))

    @Slot()
    def _withdraw(self) -> None:
        self._notice.withdraw(self._refused)

    @Slot(str)
    def _offer_left(self, sentence: str) -> None:
        choices = ((tr("Restore"), self._restore), (tr("Discard"), self._discard))
        self._notice.ask(sentence, choices)

    def _restore(self) -> None:
        self._edits.restore_left()

    @Slot(int)
    def _show_homeless(self, count: int) -> None:
        sentence = tr_n(
            "{n} unsaved change belongs to a paper or highlight that is gone.",
            "{n} unsaved changes belong to a paper or highlight that is gone.",
            count,
        )
        self._notice.ask(sentence, ((tr("Show"), partial(self._open_homeless, sentence)),))

    def _open_homeless(self, sentence: str) -> None:
        dialog = UnsavedDialog(
            self._theme, sentence, self._edits.held_text(), tr("Discard"),
            self._session.library.folder, self._window,
        )  # fmt: skip
        dialog.accepted.connect(self._edits.discard_held)
        dialog.open()

    def may_close(self) -> bool:
        """Whether nothing typed would be lost, or the user has decided about it."""
        text = self._session.unkept()
        if not text:
            return True
        dialog = UnsavedDialog(
            self._theme, _AT_CLOSE, text, tr("Close anyway"),
            self._session.library.folder, self._window,
        )  # fmt: skip
        return bool(dialog.exec())

    def _discard(self) -> None:
        left = self._edits.discard_left()
        n = len(left)
        sentence = tr_n("Discarded {n} unsaved change.", "Discarded {n} unsaved changes.", n)
        self._notice.offer(sentence, tr("Undo"), partial(self._edits.put_back, left))
