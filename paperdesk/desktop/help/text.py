"""The text of one page of help."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from paperdesk.help import with_links
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock

    from paperdesk.desktop.theme.theme import Theme

_LINE = 22
_BELOW, _BELOW_ITEM = 8, 2
_ABOVE_HEADING = 16
_INDENT = 20
_SIZES = {1: 20, 2: 15}
"""Of headings, by level."""


class HelpText(QTextBrowser):
    """Shows Markdown in the colours and fonts of the theme. It loads no pictures or files."""

    page_clicked = Signal(str)
    """The name of another page."""
    query_clicked = Signal(str)
    """A query to try."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._markdown = ""
        self.setObjectName("helpText")
        self.setAccessibleName(tr("Help"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(theme.px(24))
        self.document().setIndentWidth(theme.px(_INDENT))
        self.anchorClicked.connect(self._follow)
        theme.changed.connect(self._redraw)

    def show_markdown(self, text: str) -> None:
        """Show a page of help from its beginning."""
        self._markdown = text
        self._redraw()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    @Slot()
    def _redraw(self) -> None:
        document = self.document()
        document.setDefaultFont(self._theme.font(14))
        features = QTextDocument.MarkdownFeature
        document.setMarkdown(
            with_links(self._markdown), features.MarkdownDialectGitHub | features.MarkdownNoHTML
        )
        block = document.begin()
        while block.isValid():
            self._style(block)
            block = block.next()

    def _style(self, block: QTextBlock) -> None:
        px = self._theme.px
        level, item = block.blockFormat().headingLevel(), block.textList() is not None
        following = block.next()
        ends = not (item and following.isValid() and following.textList() is block.textList())
        space = QTextBlockFormat()
        height = QTextBlockFormat.LineHeightTypes.MinimumHeight
        space.setLineHeight(px(_LINE), height.value)
        space.setTopMargin(px(_ABOVE_HEADING) if level > 1 else 0)
        space.setBottomMargin(px(_BELOW if ends else _BELOW_ITEM))
        cursor = QTextCursor(block)
        cursor.mergeBlockFormat(space)
        for part in block.textFormats():  # a variable font has its weight on an axis
            if level or part.format.fontWeight() > QFont.Weight.Normal:
                bold = QTextCharFormat(part.format)
                bold.clearProperty(QTextCharFormat.Property.FontSizeAdjustment)
                bold.setFont(self._theme.font(_SIZES.get(level, 14), 600))
                cursor.setPosition(block.position() + part.start)
                cursor.setPosition(
                    block.position() + part.start + part.length, QTextCursor.MoveMode.KeepAnchor
                )
                cursor.setCharFormat(bold)

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        kind, _, target = link.toString(QUrl.ComponentFormattingOption.FullyEncoded).partition(":")
        if kind == "help":
            self.page_clicked.emit(target)
        elif kind == "search":
            self.query_clicked.emit(unquote(target))

    def loadResource(self, kind: int, name: QUrl | str) -> None:
        """Nothing: help has no pictures, and may not fetch any."""
