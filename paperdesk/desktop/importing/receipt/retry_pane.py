"""Mending: the text of a record that could not be read, to be changed and read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from paperdesk.desktop.importing.receipt import texts as receipt_texts
from paperdesk.desktop.widgets.basics import describe, hairline, label
from paperdesk.desktop.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout, QWidget

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.receipt import ReceiptRow

_MOST = 100_000
"""Characters that are mended by hand; Qt lays a longer line out for seconds."""
_HINT = "Mend the text, then read this record again. The file itself is not changed."


class MendingPane(QFrame):
    """216 high: where the text stands, the text, why it was not read, two buttons.

    It shows a row, and keeps what was typed into each until `forget`.
    """

    mend_asked = Signal(str)
    """The text as it is now is to be read."""
    left_out = Signal()
    """This row is to be left out for good."""
    left = Signal()
    """Esc: back to the rows."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row: ReceiptRow | None = None
        self._typed: dict[ReceiptRow, str] = {}
        self.setProperty("pane", "reader")
        self.setAccessibleName("Mend a record")
        self.setFixedHeight(theme.px(216))
        self._place = label("count", self)
        self._hint = ElidedLabel("meta", self)
        self._hint.setText(_HINT)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.editor = _SourceEditor(theme, self)
        self._reason = ElidedLabel("bad", self)
        self.leave_button = self._button("Leave out", "Leave this record out")
        self.read_button = self._button("Read again", "Read this record again", "Ctrl+Enter")
        self._arrange()
        self.editor.textChanged.connect(self._take)
        self.editor.sent.connect(self.read_button.click)
        self.editor.left.connect(self.left)
        self.leave_button.clicked.connect(self.left_out)
        self.read_button.clicked.connect(self._ask)
        self.hide()

    def show_row(self, row: ReceiptRow | None) -> None:
        """Show the text of a row and why it was not read; None hides the pane."""
        self.setVisible(row is not None)
        if row is None or row == self._row:
            self._row = row
            return
        self._row = None  # what the editor says now is not typed
        long = len(row.text) > _MOST
        self.editor.setReadOnly(long)
        self.editor.setPlainText(self._typed.get(row, row.text[:_MOST]))
        self._row = row
        self._place.setText(receipt_texts.place(row))
        self._say(row.changed if not long else "it is too long to be mended here")
        self.read_button.setEnabled(row in self._typed)

    def show_reason(self, reason: str) -> None:
        """Say why the mended text cannot be read either."""
        self._say(reason, "Still not read")

    def put_away(self) -> None:
        """The row was read: what was typed into it is of no more use."""
        if self._row is not None:
            self._typed.pop(self._row, None)
        self.show_row(None)

    def forget(self) -> None:
        """Another receipt: nothing that was typed is of use."""
        self._typed.clear()
        self.show_row(None)

    def _say(self, reason: str, before: str = "Not read") -> None:
        reason = reason.rstrip(".")
        self._reason.setText(f"{before}: {reason}." if reason else f"{before}.")
        self._reason.setToolTip(self._reason.text())

    @Slot()
    def _take(self) -> None:
        if self._row is not None:
            self._typed[self._row] = self.editor.toPlainText()
            self.read_button.setEnabled(bool(self._typed[self._row].strip()))

    @Slot()
    def _ask(self) -> None:
        # Until it is changed, the same text would meet the same answer.
        self.read_button.setEnabled(False)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.mend_asked.emit(self.editor.toPlainText())

    def _button(self, text: str, name: str, key: str = "") -> QPushButton:
        button = QPushButton(text, self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(button, name, key)
        return button

    def _arrange(self) -> None:
        px = self._theme.px
        inside = QVBoxLayout()
        inside.setContentsMargins(px(24), px(14), px(24), px(16))
        inside.setSpacing(px(8))
        self._place.setMinimumHeight(px(20))
        inside.addLayout(self._line(self._place, self._hint))
        inside.addWidget(self.editor, 1)
        inside.addLayout(self._line(self._reason, self.leave_button, self.read_button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(hairline(self))
        layout.addLayout(inside)

    def _line(self, first: QWidget, *others: QWidget) -> QLayout:
        """The widest of its parts, the label that elides, takes what is left."""
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        for part in (first, *others):
            row.addWidget(part, 1 if isinstance(part, ElidedLabel) else 0)
        return row


class _SourceEditor(QPlainTextEdit):
    """Text as it stands in a file. Tab leaves it; Ctrl+Enter sends it; Esc gives the focus back."""

    sent = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("mendingEditor")
        self.setAccessibleName("Text of the record")
        self.setTabChangesFocus(True)
        self.setFont(theme.fixed_font(12))
        self.document().setDocumentMargin(theme.px(4))
        self.setViewportMargins(0, theme.px(6), 0, theme.px(6))

    def event(self, event: QEvent) -> bool:
        """Esc is this field's own: the page is not left with words half typed."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Ctrl+Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif _sends(event):
            self.sent.emit()
        else:
            super().keyPressEvent(event)


def _is_own(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and (event.key() == Qt.Key.Key_Escape or _sends(event))


def _sends(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
