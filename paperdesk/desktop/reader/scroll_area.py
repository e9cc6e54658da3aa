"""The scroll area of one paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from paperdesk.desktop.notes.editor import NotePane


class PaperScrollArea(QScrollArea):
    """Scrolls vertically, without a frame, on the background of its pane."""

    resized = Signal()
    """The viewport has a new size; emitted before its content is resized."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Paper"))
        self._note: NotePane | None = None
        self._margin = 0

    def setWidget(self, content: QWidget) -> None:
        super().setWidget(content)
        content.setAutoFillBackground(False)  # QScrollArea turns it on
        self.viewport().setAutoFillBackground(False)

    def follow_note(self, note: NotePane, margin: int) -> None:
        """Keep a note of the content in sight while it is written, `margin` from the edges."""
        self._note, self._margin = note, margin
        note.editor.cursorPositionChanged.connect(self._scroll_to_note)
        # The content grows with the note, after the cursor has moved.
        self.verticalScrollBar().rangeChanged.connect(self._scroll_to_note)

    @Slot()
    def _scroll_to_note(self) -> None:
        """Scroll so that the whole note is visible, or its cursor if the note is taller."""
        note = self._note
        if note is None or not note.editor.hasFocus():
            return
        content = self.widget()
        assert content is not None, "it holds the note"
        rect = QRect(note.mapTo(content, QPoint()), note.size())
        if rect.height() + 2 * self._margin > self.viewport().height():
            rect = note.editor.cursorRect()
            rect.moveTopLeft(note.editor.viewport().mapTo(content, rect.topLeft()))
        self._scroll_to(rect)

    def show_note(self) -> None:
        """Scroll to the note, which has the focus."""
        # The note has just become taller, or visible.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._scroll_to_note()

    def _scroll_to(self, rect: QRect) -> None:
        """Scroll as little as needed to show a rectangle of the content."""
        bar = self.verticalScrollBar()
        lowest = rect.top() - self._margin
        highest = rect.bottom() + self._margin - self.viewport().height()
        bar.setValue(min(max(bar.value(), highest), lowest))

    def scroll_page(self, overlap: int) -> bool:
        """Scroll down by a page less `overlap` pixels; False at the end."""
        bar = self.verticalScrollBar()
        if bar.value() >= bar.maximum():
            return False
        bar.setValue(bar.value() + max(1, bar.pageStep() - overlap))
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.resized.emit()
        super().resizeEvent(event)
