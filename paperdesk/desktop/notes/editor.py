"""The note of a paper: it saves itself, and what comes from elsewhere never takes typed words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from paperdesk.desktop.notes.link_completer import LIST_KEYS, LinkCompleter
from paperdesk.desktop.notes.preview import NotePreview
from paperdesk.desktop.widgets.basics import describe

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from paperdesk.desktop.theme.theme import Theme

PAUSE = 600
"""Milliseconds after the last key until the note is saved."""
_LEAST_LINES = 2


class NoteEditor(QPlainTextEdit):
    """One paper's note. `note_edited(paper, text)` comes 600 ms after the last key, and at once
    when the focus or the paper goes; `flush` asks for it now."""

    note_edited = Signal(int, str)
    saved = Signal(bool)
    """Whether what is shown is what the library holds."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._paper: int | None = None
        self._held = ""  # what the library holds, as far as it was said
        self._typed = False
        self._pause = QTimer(self, singleShot=True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.flush)
        self.setObjectName("noteEditor")
        self.setPlaceholderText("No note yet. N to write one.")
        describe(self, "Note", "N")
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.completer = LinkCompleter(self, theme.px(400))
        self.textChanged.connect(self._take)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_note(self, paper: int | None, text: str) -> None:
        """Show a paper's note; of the paper shown, take in what the library holds.

        Words typed and not yet saved stay as they are: they are what will be saved.
        """
        if paper != self._paper:
            self.flush()
            self._paper = paper
            self._replace(text)
        elif not self._typed and text != self.toPlainText():
            self._replace(text)
        self._held = text
        self.saved.emit(bool(text) and text == self.toPlainText())

    @Slot()
    def flush(self) -> None:
        """Emit `note_edited` now if something was typed since the last time."""
        self._pause.stop()
        if self._typed and self._paper is not None:
            self._typed = False
            if self.toPlainText() != self._held:
                self.note_edited.emit(self._paper, self.toPlainText())

    def _replace(self, text: str) -> None:
        """Another text, with the caret where it was as far as there is such a place."""
        place = self.textCursor().position()
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self._typed = False
        self._pause.stop()
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    @Slot()
    def _take(self) -> None:
        self._typed = True
        self._pause.start()
        self.saved.emit(False)

    @Slot()
    def _fit(self) -> None:
        lines = max(_LEAST_LINES, math.ceil(self.document().size().height()))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + self._theme.px(4))

    @Slot()
    def _restyle(self) -> None:
        self.setFont(self._theme.font(14))
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Undo with nothing to undo here is the library's, so the key is not claimed."""
        if event.type() == QEvent.Type.ShortcutOverride and self._is_spent(event):  # type: ignore[arg-type]
            event.ignore()
            return True
        return super().event(event)

    def _is_spent(self, event: QKeyEvent) -> bool:
        document = self.document()
        if event.matches(QKeySequence.StandardKey.Undo):
            return not document.isUndoAvailable()
        if event.matches(QKeySequence.StandardKey.Redo):
            return not document.isRedoAvailable()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While titles are offered, some keys are the list's: it gets what is ignored here."""
        if self.completer.list.isVisible() and event.key() in LIST_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving saves."""
        super().focusOutEvent(event)
        self.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The pane scrolls: the note is as tall as its lines."""
        event.ignore()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """A file dropped here is for the window to import, not a path to write down."""
        return source.hasText() and not source.hasUrls()

    def minimumSizeHint(self) -> QSize:
        """No width of its own."""
        return QSize(0, 0)


class NotePane(QWidget):
    """The sunken ground of the note, its ring while it has the focus, and whether it is saved."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.editor = NoteEditor(theme, self)
        self.preview = NotePreview(theme, self)
        self.preview.hide()
        self._caption = QLabel("Note", self)
        self._caption.setProperty("kind", "caption")
        self._caption.setBuddy(self.editor)
        self.preview_button = QPushButton("Preview", self)
        self.preview_button.setProperty("kind", "link")
        self.preview_button.setFont(theme.font(12))
        self.preview_button.setCheckable(True)
        self.preview_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.preview_button.clicked.connect(self.set_preview)
        self.set_preview(False)
        head = QHBoxLayout()
        head.addWidget(self._caption, 1)
        head.addWidget(self.preview_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(n) for n in (16, 12, 16, 8)))
        layout.setSpacing(theme.px(4))
        layout.addLayout(head)
        layout.addWidget(self.editor)
        layout.addWidget(self.preview)
        self.editor.saved.connect(self._say)
        self.editor.installEventFilter(self)
        self.setFocusProxy(self.editor)
        theme.changed.connect(self.update)

    @Slot(bool)
    def set_preview(self, on: bool) -> None:
        """Show the note as its Markdown reads, or as it is written."""
        if on:
            self.editor.flush()
            self.preview.show_note(self.editor.toPlainText())
        self.editor.setVisible(not on)
        self.preview.setVisible(on)
        self.preview_button.setChecked(on)
        name = "Write" if on else "Preview"
        self.preview_button.setText(name)
        describe(self.preview_button, f"{name} the note", "Ctrl+Shift+M")

    @Slot(bool)
    def _say(self, saved: bool) -> None:
        self._caption.setText("Note · Saved" if saved else "Note")
        if self.preview_button.isChecked():
            self.preview.show_note(self.editor.toPlainText())

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The ring comes and goes with the editor's focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, and the ring inside its edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, role = (2, "focus") if self.editor.hasFocus() else (0, "")
        if not edge and self._theme.mode == "contrast":
            edge, role = 1, "line_control"  # all grounds are black there
        painter.setPen(QPen(self._theme.colour(role), edge) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("sunken"))
        inside = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        painter.drawRoundedRect(inside, 8, 8)
