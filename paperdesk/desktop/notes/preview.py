"""The preview of a note as formatted Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QImage, QTextBlockFormat, QTextCursor, QTextDocument

from paperdesk.desktop.widgets.text_view import TextView
from paperdesk.model.note_links import as_markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.theme.theme import Theme

_SCHEME = "paper"


def _no_paper(title: str) -> int | None:
    return None


class NotePreview(TextView):
    """Shows Markdown with web links and `[[title]]` links. It loads no images or pages."""

    paper_requested = Signal(int)
    """Open a paper that the note links to."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self.find_paper: Callable[[str], int | None] = _no_paper
        """Returns the paper with a title; set by the owner."""
        super().__init__(theme, self._note_font, 21, parent)
        self.setObjectName("notePreview")
        self.setAccessibleName("Note, preview")

    def _note_font(self) -> QFont:
        return self._theme.font(14)

    def show_note(self, text: str) -> None:
        """Show a note; its links are resolved again even if it is the same."""
        self._text = text
        self._redraw()

    @Slot()
    def _redraw(self) -> None:
        document = self.document()
        document.clear()
        document.setDefaultFont(self._font())
        features = QTextDocument.MarkdownFeature
        document.setMarkdown(
            as_markdown(self._text, self.find_paper),
            features.MarkdownDialectGitHub | features.MarkdownNoHTML,
        )
        spaced = QTextBlockFormat()
        height = QTextBlockFormat.LineHeightTypes.MinimumHeight
        spaced.setLineHeight(self._theme.px(self._line), height.value)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)

    @Slot(QUrl)
    def _emit_link(self, url: QUrl) -> None:
        if url.scheme() == _SCHEME:
            self.paper_requested.emit(int(url.path()))
        else:
            super()._emit_link(url)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # type: ignore[override]
        """Return an empty image: without one, Qt would look for a file of that name."""
        image = QImage(1, 1, QImage.Format.Format_ARGB32)
        image.fill(0)
        return image
