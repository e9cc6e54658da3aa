"""Completion of `[[title]]` links in a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QRect, QStringListModel, Qt, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QListView, QVBoxLayout

from paperdesk.desktop.theme.utf16 import character_index
from paperdesk.desktop.widgets.popover import Popover
from paperdesk.desktop.widgets.text_rows import TextRowDelegate
from paperdesk.model.note_links import link_to, unfinished_link
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPlainTextEdit, QWidget

    from paperdesk.desktop.theme.theme import Theme

_MAX_ROWS = 8
_WIDTH = 400
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ACCEPT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


def _no_titles(prefix: str) -> Sequence[str]:
    return ()


class LinkCompleter(QObject):
    """Shows the titles that `find` returns for the text after `[[`, and inserts the chosen one."""

    def __init__(self, theme: Theme, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self.find: Callable[[str], Sequence[str]] = _no_titles
        """Returns the titles that begin with a text; set by the owner."""
        self._theme, self._editor = theme, editor
        self._popup: LinkPopup | None = None
        editor.textChanged.connect(self._update_titles)
        editor.cursorPositionChanged.connect(self._close_outside)

    @property
    def popup(self) -> LinkPopup:
        """The list of titles, built on first access."""
        if self._popup is None:
            self._popup = LinkPopup(self._theme, self._editor.window())
            self._popup.list.clicked.connect(self._on_clicked)
        return self._popup

    @property
    def open(self) -> bool:
        """Whether titles are shown."""
        return self._popup is not None and self._popup.isVisible()

    def close(self) -> None:
        """Hide the titles."""
        if self._popup is not None:
            self._popup.hide()

    def take_key(self, event: QKeyEvent) -> bool:
        """Handle a key of the editor while titles are shown; False if it is the editor's."""
        key = Qt.Key(event.key())
        if not self.open or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in _STEPS:
            self.popup.step(_STEPS[key])
        elif key in _ACCEPT_KEYS:
            self._insert_title(self.popup.current())
        else:
            return False
        return True

    @Slot()
    def _update_titles(self) -> None:
        link = unfinished_link(self._line_to_cursor())
        titles = list(self.find(link.words)) if link and self._editor.hasFocus() else []
        if titles:
            rect = self._editor.cursorRect()
            corner = self._editor.viewport().mapTo(self._editor.window(), rect.topLeft())
            self.popup.show_titles(titles[:_MAX_ROWS], QRect(corner, rect.size()))
        else:
            self.close()

    @Slot()
    def _close_outside(self) -> None:
        """Hide the titles when the cursor leaves the unfinished link."""
        if self.open and unfinished_link(self._line_to_cursor()) is None:
            self.close()

    def _line_to_cursor(self) -> str:
        """The line up to the cursor."""
        cursor = self._editor.textCursor()
        text = cursor.block().text()
        return text[: character_index(text, cursor.positionInBlock())]

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._insert_title(str(index.data()))

    def _insert_title(self, title: str) -> None:
        self.close()
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


class LinkPopup(Popover):
    """A list of titles below the text cursor. It never takes the focus."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(tr("Titles to link to"))
        self._titles = QStringListModel(self)
        self.list = QListView(self)
        self.list.setModel(self._titles)
        self.list.setItemDelegate(TextRowDelegate(theme, self.list))
        self.list.setAccessibleName(tr("Titles to link to"))
        self.list.setProperty("pane", "raised")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        edge = self.margin + theme.px(8)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.addWidget(self.list)

    def show_titles(self, titles: Sequence[str], cursor: QRect) -> None:
        """Show titles below a text cursor; the first one is current."""
        self._titles.setStringList(list(titles))
        self.list.setCurrentIndex(self._titles.index(0))
        self.list.setFixedSize(self._theme.px(_WIDTH), len(titles) * self._theme.row(32))
        self.open_at(cursor)

    def current(self) -> str:
        """The current title."""
        return str(self.list.currentIndex().data())

    def step(self, by: int) -> None:
        """Go up or down; after the last title comes the first."""
        row = (self.list.currentIndex().row() + by) % self._titles.rowCount()
        self.list.setCurrentIndex(self._titles.index(row))
