"""Completion of `[[title]]` links in a note."""

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

_MAX_ROWS = 8
POPUP_KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Escape,
)
"""The keys that an editor leaves to the popup while it is open."""


def _no_titles(prefix: str) -> Sequence[str]:
    return ()


class LinkCompleter(QCompleter):
    """Shows the titles that `find` returns for the text after `[[`, and inserts the chosen one."""

    def __init__(self, editor: QPlainTextEdit, width: int) -> None:
        super().__init__(editor)
        self.find: Callable[[str], Sequence[str]] = _no_titles
        """Returns the titles that begin with a text; set by the owner."""
        self._editor, self._width = editor, width
        self._titles = QStringListModel(self)
        self.setModel(self._titles)
        self.setWidget(editor)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(_MAX_ROWS)
        self.list = QListView()
        self.list.setAccessibleName("Titles to link to")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setPopup(self.list)
        self.activated.connect(self._insert_title)
        editor.textChanged.connect(self._update_titles)

    @Slot()
    def _update_titles(self) -> None:
        link = unfinished_link(self._line_to_cursor())
        titles = list(self.find(link.words)) if link and self._editor.hasFocus() else []
        self._titles.setStringList(titles)
        if not titles:
            self.list.hide()
            return
        rect = self._editor.cursorRect()
        rect.setWidth(self._width)
        self.complete(rect)
        self.list.setCurrentIndex(self.completionModel().index(0, 0))

    def _line_to_cursor(self) -> str:
        """The line up to the cursor."""
        cursor = self._editor.textCursor()
        text = cursor.block().text()
        return text[: character_index(text, cursor.positionInBlock())]

    @Slot(str)
    def _insert_title(self, title: str) -> None:
        link = unfinished_link(self._line_to_cursor())
        if link is None:
            return
        cursor = self._editor.textCursor()
        for _ in link.words:
            cursor.movePosition(
                QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor
            )
        cursor.insertText(f"{link_to(title)}]]")
        self._editor.setTextCursor(cursor)
