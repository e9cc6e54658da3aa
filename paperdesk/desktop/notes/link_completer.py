"""Titles while `[[` is being typed in a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCompleter, QListView

from paperdesk.desktop.theme.utf16 import character_index
from paperdesk.model.note_links import link_to, unfinished_link

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPlainTextEdit

_ROWS = 8
LIST_KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Escape,
)
"""What an editor is to leave to the list while that is open."""


def _none(begun_with: str) -> Sequence[str]:
    return ()


class LinkCompleter(QCompleter):
    """Offers what `find` gives for the words after `[[`, and writes the chosen title out."""

    def __init__(self, editor: QPlainTextEdit, width: int) -> None:
        super().__init__(editor)
        self.find: Callable[[str], Sequence[str]] = _none
        """Titles that begin with some words; set by the owner."""
        self._editor, self._wide = editor, width
        self._titles = QStringListModel(self)
        self.setModel(self._titles)
        self.setWidget(editor)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(_ROWS)
        self.list = QListView()
        self.list.setAccessibleName("Titles to link to")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setPopup(self.list)
        self.activated.connect(self._write)
        editor.textChanged.connect(self._offer)

    @Slot()
    def _offer(self) -> None:
        link = unfinished_link(self._before())
        titles = list(self.find(link.words)) if link and self._editor.hasFocus() else []
        self._titles.setStringList(titles)
        if not titles:
            self.list.hide()
            return
        place = self._editor.cursorRect()
        place.setWidth(self._wide)
        self.complete(place)
        self.list.setCurrentIndex(self.completionModel().index(0, 0))

    def _before(self) -> str:
        """The line as far as the caret."""
        cursor = self._editor.textCursor()
        text = cursor.block().text()
        return text[: character_index(text, cursor.positionInBlock())]

    @Slot(str)
    def _write(self, title: str) -> None:
        link = unfinished_link(self._before())
        if link is None:
            return
        cursor = self._editor.textCursor()
        for _ in link.words:
            cursor.movePosition(
                QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor
            )
        cursor.insertText(f"{link_to(title)}]]")
        self._editor.setTextCursor(cursor)
