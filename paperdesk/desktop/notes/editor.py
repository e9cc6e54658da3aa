"""The note of a paper: its editor, and the pane with its preview."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from paperdesk.desktop.notes.link_completer import LinkCompleter
from paperdesk.desktop.notes.preview import NotePreview
from paperdesk.desktop.widgets.basics import describe, label
from paperdesk.desktop.widgets.keycaps import hinted
from paperdesk.desktop.widgets.text_update import update_text
from paperdesk.model.text_merge import merge_texts
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.library import Library

_SAVE_DELAY_MS = 600
"""Delay between the last key and saving."""
_MIN_LINES, _MIN_LINES_WRITING = 2, 6
_TEMPORARY = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""The focus comes back from these by itself."""


class NoteEditor(QPlainTextEdit):
    """Edits the note of a paper.

    Changes are emitted 600 ms after the last key, and when the focus or the paper changes.
    """

    note_edited = Signal(int, str, str)
    """The paper, its new note, and the note that was changed to it."""
    saved = Signal(bool)
    """Whether the text shown is the one in the library."""
    left = Signal()
    """Esc was pressed: the focus shall go elsewhere."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._paper: int | None = None
        self._saved_text = ""  # as in the library, or on its way there
        self._modified = False
        self._min_lines = _MIN_LINES
        self._save_timer = QTimer(self, singleShot=True)
        self._save_timer.setInterval(_SAVE_DELAY_MS)
        self._save_timer.timeout.connect(self.flush)
        self.setObjectName("noteEditor")
        describe(self, tr("Note"), "N")
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.completer = LinkCompleter(theme, self)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_note(self, paper: int | None, text: str) -> None:
        """Show the note of a paper.

        Unsaved changes of the same paper's note are merged into it, and the caret stays in place.
        """
        if paper != self._paper:
            self.setPlaceholderText(
                tr(
                    "No note yet. Press {key} to write one; [[ links to another paper.",
                    key=hinted("N"),
                )
            )
            self.flush()
            self.completer.close()
            self._paper = paper
            self._set_text(text)
        elif text != self._saved_text:
            typed = self.toPlainText()
            merged = merge_texts(self._saved_text, typed, text).text if self._modified else text
            update_text(self, merged)
        self._saved_text = text
        self.saved.emit(bool(text) and text == self.toPlainText())

    @property
    def paper(self) -> int | None:
        """The paper whose note is shown."""
        return self._paper

    @Slot()
    def flush(self) -> None:
        """Emit unsaved changes now."""
        self._save_timer.stop()
        if self._modified and self._paper is not None:
            self._modified = False
            text, was = self.toPlainText(), self._saved_text
            if text != was:
                self._saved_text = text  # stored now or soon: what is typed next changes this
                self.note_edited.emit(self._paper, text, was)

    def _set_text(self, text: str) -> None:
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self._modified = False
        self._save_timer.stop()

    @Slot()
    def _on_text_changed(self) -> None:
        self._modified = True
        self._save_timer.start()
        self.saved.emit(False)

    @Slot()
    def _fit(self) -> None:
        lines = max(self._min_lines, math.ceil(self.document().size().height()))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + self._theme.px(4))

    @Slot()
    def _restyle(self) -> None:
        self.setFont(self._theme.font(14))
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window; leave the undo key to it if there is nothing to undo here."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if self._cannot_undo(event):
                event.ignore()
                return True
        return super().event(event)

    def _cannot_undo(self, event: QKeyEvent) -> bool:
        document = self.document()
        if event.matches(QKeySequence.StandardKey.Undo):
            return not document.isUndoAvailable()
        if event.matches(QKeySequence.StandardKey.Redo):
            return not document.isRedoAvailable()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the note on Esc; some keys choose a title while titles are shown."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not self.completer.take_key(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab chooses a title while titles are shown."""
        return not self.completer.open and super().focusNextPrevChild(following)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make room to write."""
        super().focusInEvent(event)
        self._min_lines = _MIN_LINES_WRITING
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save when the focus leaves."""
        super().focusOutEvent(event)
        self.flush()
        if event.reason() not in _TEMPORARY:
            self.completer.close()
            self._min_lines = _MIN_LINES
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Adapt the height to the lines."""
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the pane: the note is as tall as its lines."""
        event.ignore()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Leave dropped files to the window, which imports them."""
        return source.hasText() and not source.hasUrls()

    def minimumSizeHint(self) -> QSize:
        """No minimum width: the column sets it."""
        return QSize(0, 0)


class NotePane(QWidget):
    """The note's editor or preview on a background of its own, with a focus ring."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._unsaved: dict[int, str] = {}
        """Papers whose notes are not stored, with the reason."""
        self._saved = False
        self.editor = NoteEditor(theme, self)
        self.preview = NotePreview(theme, self)
        self.preview.hide()
        self._caption = label("caption", self)
        self._caption.setText(tr("Note"))
        self._caption.setBuddy(self.editor)
        self._caption.setWordWrap(True)
        self.preview_button = QPushButton(tr("Preview"), self)
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
        self.editor.saved.connect(self._show_saved)
        self.editor.installEventFilter(self)
        self.setFocusProxy(self.editor)
        theme.changed.connect(self.update)

    def connect_links(self, library: Library) -> None:
        """Complete and resolve `[[title]]` links with the papers of a library."""
        self.editor.completer.find = library.titles_starting
        self.preview.find_paper = library.paper_titled

    @Slot(bool)
    def set_preview(self, on: bool) -> None:
        """Show the preview or the editor. An empty note has no preview."""
        text = self.editor.toPlainText()
        on = on and bool(text.strip())
        if on:
            self.editor.flush()
            self.preview.show_note(text)
        self.editor.setVisible(not on)
        self.preview.setVisible(on)
        self.preview_button.setChecked(on)
        self.preview_button.setText(tr("Write") if on else tr("Preview"))
        name = tr("Write the note") if on else tr("Preview the note")
        describe(self.preview_button, name, "Ctrl+Shift+M")

    @Slot(int, str)
    def set_unsaved(self, paper: int, reason: str) -> None:
        """Say of a paper's note that it is not saved, and why; nothing if `reason` is empty."""
        self._unsaved[paper] = reason
        if not reason:
            del self._unsaved[paper]
        if paper == self.editor.paper:
            self._show_saved(self._saved)

    @Slot(bool)
    def _show_saved(self, saved: bool) -> None:
        self._saved = saved
        reason = self._unsaved.get(self.editor.paper or 0, "")
        caption = tr("Note · Saved") if saved else tr("Note")
        if reason:
            caption = tr("Note · Not saved: {reason}", reason=reason)
        self._caption.setText(caption)
        kind = "warn" if reason else "caption"
        if self._caption.property("kind") != kind:
            self._caption.setProperty("kind", kind)
            self._caption.style().polish(self._caption)
        if self.preview_button.isChecked():
            self.set_preview(True)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Repaint the focus ring when the editor gets or loses the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the background and the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, role = (2, "focus") if self.editor.hasFocus() else (0, "")
        if not edge and self._theme.mode == "contrast":
            edge, role = 1, "line_control"  # all backgrounds are black there
        painter.setPen(QPen(self._theme.colour(role), edge) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("sunken"))
        inside = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        painter.drawRoundedRect(inside, 8, 8)
