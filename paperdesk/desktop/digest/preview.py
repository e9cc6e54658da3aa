"""The preview of a digest: a column of text in the theme's colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QPainter, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser

from paperdesk.desktop.widgets.keycaps import hinted
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.theme.theme import Theme

_WIDTH, _MARGIN = 560, 32
_PAPER = re.compile(r"paper:([0-9]{1,9})")
_RULED = 1
"""The state of a block with a line below it."""
_NOTHING = tr("Nothing new in this period.")
_MORE = tr("Choose an earlier day at the left, or press {import_key} to import files.")


class DigestPreview(QTextBrowser):
    """Shows the values of a digest. A click on a title asks for the paper; nothing is loaded."""

    paper_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._digest: dict[str, Any] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("pane", "reader")
        self.setAccessibleName(tr("Digest"))
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._open)
        theme.changed.connect(self._redraw)

    def show_digest(self, digest: dict[str, Any]) -> None:
        """Show a digest; the same one again keeps the place."""
        if digest != self._digest:
            self._digest = digest
            self._redraw()

    @Slot()
    def _redraw(self) -> None:
        if self._digest is None:
            return
        place = self.verticalScrollBar().value()
        self.document().clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        self._write(cursor, self._digest)
        cursor.endEditBlock()
        self._centre()
        self.verticalScrollBar().setValue(place)

    def _write(self, cursor: QTextCursor, digest: dict[str, Any]) -> None:
        theme = self._theme
        text, title = theme.reading_font(15), theme.reading_font(17, 600)
        small, head = theme.font(12), theme.font(12, 600)
        self._add(cursor, digest["day"], small, "text2", 20)
        self._add(cursor, digest["title"], theme.reading_font(24, 600), "text", 32, 4)
        if not digest["sections"]:
            self._add(cursor, _NOTHING, text, "text2", 24, 16)
            more = _MORE.format(import_key=hinted("Ctrl+O"))
            self._add(cursor, more, small, "text3", 20, 4)
        for section in digest["sections"]:
            self._add(cursor, section["heading"], head, "accent", 20, 24, rule=True)
            for place, paper in enumerate(section["papers"]):
                above = 16 if place else 20  # 16 below the line
                self._add(cursor, paper["title"], title, "text", 24, above, paper["id"])
                self._add(cursor, paper["facts"], small, "text2", 20, 4)
                if paper["text"]:
                    self._add(cursor, paper["text"], text, "text", 24, 4)
                self._add(cursor, paper["reason"], small, "text3", 20, 4)

    def _add(
        self,
        cursor: QTextCursor,
        text: str,
        font: QFont,
        role: str,
        line: int,
        above: int = 0,
        paper: int = 0,
        *,
        rule: bool = False,
    ) -> None:
        """Write a paragraph; `paper` makes it a link to one, `rule` draws a line below it."""
        block, letters, px = QTextBlockFormat(), QTextCharFormat(), self._theme.px
        block.setTopMargin(px(above))
        block.setLineHeight(px(line), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        letters.setFont(font)
        letters.setForeground(self._theme.colour(role))
        if paper:
            letters.setAnchor(True)
            letters.setAnchorHref(f"paper:{paper}")
        if cursor.position():
            cursor.insertBlock(block, letters)
        else:
            cursor.setBlockFormat(block)
        cursor.insertText(" ".join(text.split()), letters)
        cursor.block().setUserState(_RULED if rule else -1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and a line below each heading of a section."""
        super().paintEvent(event)
        painter, layout = QPainter(self.viewport()), self.document().documentLayout()
        block, down = self.document().begin(), self.verticalScrollBar().value()
        while block.isValid():
            if block.userState() == _RULED:
                rect = layout.blockBoundingRect(block)
                line = QRectF(
                    rect.left(), rect.bottom() + self._theme.px(4) - down, rect.width(), 1
                )
                painter.fillRect(line, self._theme.colour("line"))
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        super().resizeEvent(event)
        self._centre()

    def _centre(self) -> None:
        px = self._theme.px
        side = max(px(_MARGIN), (self.viewport().width() - px(_WIDTH)) // 2)
        root = self.document().rootFrame()
        frame = root.frameFormat()
        if (frame.leftMargin(), frame.topMargin()) != (side, px(_MARGIN)):
            frame.setLeftMargin(side)
            frame.setRightMargin(side)
            frame.setTopMargin(px(_MARGIN))
            frame.setBottomMargin(px(_MARGIN))
            root.setFrameFormat(frame)

    @Slot(QUrl)
    def _open(self, url: QUrl) -> None:
        if match := _PAPER.fullmatch(url.toString()):
            self.paper_requested.emit(int(match[1]))

    def loadResource(self, kind: int, name: QUrl | str) -> None:
        """Nothing: a digest fetches no pictures, styles or pages."""
