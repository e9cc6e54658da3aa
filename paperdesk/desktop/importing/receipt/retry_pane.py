"""The pane that shows the text of a skipped record, to fix and read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from paperdesk.desktop.importing.receipt import texts as receipt_texts
from paperdesk.desktop.widgets.basics import describe, hairline, label, set_tip
from paperdesk.desktop.widgets.elided_label import ElidedLabel
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout, QWidget

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.receipt import ReceiptRow

_MAX_CHARACTERS = 100_000
"""Longer texts are read-only: Qt takes seconds to lay out a longer line."""
_HINT = tr("Fix the text, then try again. The file itself is not changed.")


class RetryPane(QFrame):
    """Line numbers, text and reason of a record, and two buttons. 216 px high.

    The text typed for each row is remembered until `reset`.
    """

    retry_requested = Signal(str)
    """The edited text."""
    skip_clicked = Signal()
    left = Signal()
    """Esc was pressed."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row: ReceiptRow | None = None
        self._typed: dict[ReceiptRow, str] = {}
        self.setProperty("pane", "reader")
        self.setAccessibleName(tr("Fix a record"))
        self.setFixedHeight(theme.px(216))
        self._source_lines = label("count", self)
        self._hint = ElidedLabel("meta", self)
        self._hint.setText(_HINT)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.editor = _SourceEditor(theme, self)
        self._reason = ElidedLabel("bad", self)
        self.skip_button = self._button(tr("Skip"), tr("Skip this record"))
        self.retry_button = self._button(
            tr("Try again"), tr("Try to read this record again"), "Ctrl+Enter"
        )
        self._arrange()
        self.editor.textChanged.connect(self._on_text_changed)
        self.editor.submitted.connect(self.retry_button.click)
        self.editor.left.connect(self.left)
        self.skip_button.clicked.connect(self.skip_clicked)
        self.retry_button.clicked.connect(self._request_retry)
        self.hide()

    def show_row(self, row: ReceiptRow | None) -> None:
        """Show the text of a row and why it was not read; None hides the pane."""
        self.setVisible(row is not None)
        if row is None or row == self._row:
            self._row = row
            return
        self._row = None  # setPlainText below is not an edit by the user
        too_long = len(row.text) > _MAX_CHARACTERS
        self.editor.setReadOnly(too_long)
        self.editor.setPlainText(self._typed.get(row, row.text[:_MAX_CHARACTERS]))
        self._row = row
        self._source_lines.setText(receipt_texts.source_lines(row))
        reason = tr("the text is too long to edit here") if too_long else row.changed
        self._show_reason(tr("Not read: {reason}."), tr("Not read."), reason)
        self.retry_button.setEnabled(row in self._typed)

    def show_reason(self, reason: str) -> None:
        """Show why the edited text could not be read."""
        self._show_reason(tr("Still not read: {reason}."), tr("Still not read."), reason)

    def hide_row(self) -> None:
        """Hide the pane after the row was read, and discard its edited text."""
        if self._row is not None:
            self._typed.pop(self._row, None)
        self.show_row(None)

    def reset(self) -> None:
        """Hide the pane and discard all edited texts."""
        self._typed.clear()
        self.show_row(None)

    def _show_reason(self, with_reason: str, without: str, reason: str) -> None:
        reason = reason.rstrip(".")
        self._reason.setText(with_reason.format(reason=reason) if reason else without)
        set_tip(self._reason, self._reason.text())

    @Slot()
    def _on_text_changed(self) -> None:
        if self._row is not None:
            self._typed[self._row] = self.editor.toPlainText()
            self.retry_button.setEnabled(bool(self._typed[self._row].strip()))

    @Slot()
    def _request_retry(self) -> None:
        # The same text would give the same result.
        self.retry_button.setEnabled(False)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.retry_requested.emit(self.editor.toPlainText())

    def _button(self, text: str, name: str, key: str = "") -> QPushButton:
        button = QPushButton(text, self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        describe(button, name, key)
        return button

    def _arrange(self) -> None:
        px = self._theme.px
        content = QVBoxLayout()
        content.setContentsMargins(px(24), px(14), px(24), px(16))
        content.setSpacing(px(8))
        self._source_lines.setMinimumHeight(px(20))
        content.addLayout(self._line(self._source_lines, self._hint))
        content.addWidget(self.editor, 1)
        content.addLayout(self._line(self._reason, self.skip_button, self.retry_button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(hairline(self))
        layout.addLayout(content)

    def _line(self, first: QWidget, *others: QWidget) -> QLayout:
        """Lay widgets out in a row; the eliding label takes the remaining width."""
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        for part in (first, *others):
            row.addWidget(part, 1 if isinstance(part, ElidedLabel) else 0)
        return row


class _SourceEditor(QPlainTextEdit):
    """Editor of a record's source. Tab moves the focus; Ctrl+Enter submits; Esc leaves."""

    submitted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("mendingEditor")
        self.setAccessibleName(tr("Text of the record"))
        self.setTabChangesFocus(True)
        self.setFont(theme.fixed_font(12))
        self.document().setDocumentMargin(theme.px(4))
        self.setViewportMargins(0, theme.px(6), 0, theme.px(6))

    def event(self, event: QEvent) -> bool:
        """Handle Esc and Ctrl+Enter here instead of as shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_handled(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Emit `left` for Esc and `submitted` for Ctrl+Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif _is_submit(event):
            self.submitted.emit()
        else:
            super().keyPressEvent(event)


def _is_handled(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and (event.key() == Qt.Key.Key_Escape or _is_submit(event))


def _is_submit(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
