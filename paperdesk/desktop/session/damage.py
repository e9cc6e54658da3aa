"""Damage to the library that shows while its windows are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from paperdesk.errors import DAMAGED
from paperdesk.library import damage_in

if TYPE_CHECKING:
    from collections.abc import Callable

_BEGINNING = DAMAGED.partition("{reason}")[0]
"""In what a child says on standard error."""


class Damage(QObject):
    """Collects the first sign of damage, from any thread, until it is taken."""

    _found = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sentence = ""
        self._close: Callable[[], None] = _nothing
        # Queued: it may show in a paint, or in the middle of an edit.
        self._found.connect(self._on_found, Qt.ConnectionType.QueuedConnection)

    @classmethod
    def of_application(cls) -> Damage:
        """The one of the application."""
        app = QCoreApplication.instance()
        assert app is not None
        return app.findChild(cls) or cls(app)

    def watch(self, close: Callable[[], None]) -> None:
        """Call `close`, once, when there is a sign of damage; `take` says which."""
        self._sentence, self._close = "", close

    def take(self) -> str:
        """The sentence about the damage, once; empty if there is none."""
        sentence, self._sentence = self._sentence, ""
        return sentence

    def add(self, error: BaseException) -> bool:
        """Whether the error is a sign of damage."""
        sign = damage_in(error)
        if sign:
            self._add(DAMAGED.format(reason=sign))
        return bool(sign)

    def add_line(self, line: str) -> None:
        """Take a child's last line on standard error, which may be a sign of damage."""
        _, found, rest = line.partition(_BEGINNING)
        if found:
            self._add(f"{_BEGINNING}{rest}")

    def _add(self, sentence: str) -> None:
        if not self._sentence:
            self._sentence = sentence
            self._found.emit()

    @Slot()
    def _on_found(self) -> None:
        close, self._close = self._close, _nothing
        close()


def _nothing() -> None:
    pass
