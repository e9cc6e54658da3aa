"""The preview of a note as formatted Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QImage, QTextBlockFormat, QTextCursor, QTextDocument

from paperdesk.desktop.widgets.basics import set_tip
from paperdesk.desktop.widgets.text_view import LINK_SCHEMES, TextView
from paperdesk.model.note_links import as_markdown
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.theme.theme import Theme

_SCHEME = "paper"
_PAPER = re.compile("[0-9]{1,9}")
"""The number of a paper; an integer of Qt holds no more digits."""


def _no_paper(title: str) -> int | None:
    return None


class NotePreview(TextView):
    """Shows Markdown with web links and `[[title]]` links. It loads no images or pages."""

    paper_requested = Signal(int)
    """Open a paper that the note links to."""
    other_link_clicked = Signal(str)
    """A link whose text is not its address: say where it leads before it is opened."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self.find_paper: Callable[[str], int | None] = _no_paper
        """Returns the paper with a title; set by the owner."""
        super().__init__(theme, self._note_font, 21, parent)
        self.setObjectName("notePreview")
        self.setAccessibleName(tr("Note, preview"))
        self.highlighted.connect(self._show_target)

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
            if _PAPER.fullmatch(url.path()):
                self.paper_requested.emit(int(url.path()))
        elif url.scheme() in LINK_SCHEMES and url in self._other_links():
            self.other_link_clicked.emit(url.toString())
        else:
            super()._emit_link(url)

    @Slot(QUrl)
    def _show_target(self, url: QUrl) -> None:
        set_tip(self, url.toString() if url.scheme() in LINK_SCHEMES else "")

    def _other_links(self) -> list[QUrl]:
        """The addresses of links with another text, such as `[here](https://example.org)`."""
        found = []
        block = self.document().begin()
        while block.isValid():
            place = block.begin()
            while not place.atEnd():
                fragment = place.fragment()
                address = fragment.charFormat().anchorHref()
                if address and address.removeprefix("mailto:") != fragment.text():
                    found.append(QUrl(address))
                place += 1
            block = block.next()
        return found

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # type: ignore[override]
        """Return an empty image: without one, Qt would look for a file of that name."""
        image = QImage(1, 1, QImage.Format.Format_ARGB32)
        image.fill(0)
        return image
