"""Text to be read: as tall as its lines, selectable, with live links, and nothing that loads."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.theme.utf16 import utf16_length

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWheelEvent

    from paperdesk.desktop.theme.theme import Theme

LINK_SCHEMES = ("http", "https", "mailto")
"""What a link may open; any other, such as `file`, opens nothing."""

# Of 1,000 characters of English running text in lower case, how many are which.
_ENGLISH = dict(
    zip(
        " etaoinshrdlcumwfgypbvkjxqz",
        (185, 104, 74, 67, 61, 57, 55, 52, 50, 49, 35, 33, 23, 22, 20, 19, 18, 16, 16, 16, 11, 8, 6,
         1, 1, 1, 1),
        strict=True,
    )
)  # fmt: skip


def measure(font: QFont) -> float:
    """The width in pixels of 74 average characters; full lines then hold 69 on average."""
    metrics = QFontMetricsF(font)
    total = sum(metrics.horizontalAdvance(letter) * n for letter, n in _ENGLISH.items())
    return total / sum(_ENGLISH.values()) * 74


class TextView(QTextBrowser):
    """Plain text shown whole, without a frame or a scroll bar of its own.

    `<b>` is shown as `<b>`. Web addresses are links; a click emits `link_clicked`, nothing opens.
    """

    link_clicked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        font: Callable[[], QFont],
        line: int,
        parent: QWidget | None = None,
        role: str = "text",
    ) -> None:
        """`font` is called at every change of theme; `line` is the minimum line height."""
        super().__init__(parent)
        self._theme, self._font, self._line, self._role = theme, font, line, role
        self._text = ""
        self._room_below = 0  # for what is painted below the last line
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.anchorClicked.connect(self._emit_link)
        theme.changed.connect(self._follow_theme)

    def show_text(self, text: str) -> None:
        """Show another text; the same text again keeps the selection."""
        if text != self._text:
            self._text = text
            self._redraw()

    def set_line(self, line: int) -> None:
        """Apply the font again, with another minimum line height."""
        self._line = line
        self._redraw()

    @property
    def text(self) -> str:
        """The original text."""
        return self._text

    @Slot()
    def _follow_theme(self) -> None:
        # Not _redraw itself: a slot that a subclass overrides outlives its widget's connection.
        self._redraw()

    @Slot()
    def _redraw(self) -> None:
        cursor = self._begin(self._text)
        for start, stop, address in wording.addresses(self._text):
            cursor.setPosition(utf16_length(self._text[:start]))
            cursor.setPosition(utf16_length(self._text[:stop]), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(self._link(address))

    def _begin(self, text: str, left: int = 0, gap: int = 0, *, fixed: bool = False) -> QTextCursor:
        """Write a text in place of what is there, each paragraph `left` in, `gap` below another.

        Lines are equally high if `fixed`, else higher where a letter or an object is.
        """
        document = self.document()
        document.clear()
        document.setDefaultFont(self._font())
        block = QTextBlockFormat()
        heights = QTextBlockFormat.LineHeightTypes
        height = heights.FixedHeight if fixed else heights.MinimumHeight
        block.setLineHeight(self._theme.px(self._line), height.value)
        block.setLeftMargin(left)
        plain = QTextCharFormat()
        plain.setForeground(self._theme.colour(self._role))
        cursor = QTextCursor(document)
        cursor.setBlockFormat(block)
        first, *others = text.split("\n") if gap else [text]
        cursor.insertText(first, plain)
        block.setTopMargin(gap)
        for other in others:
            cursor.insertBlock(block, plain)
            cursor.insertText(other, plain)
        return cursor

    def _link(self, address: str) -> QTextCharFormat:
        link = QTextCharFormat()
        link.setAnchor(True)
        link.setAnchorHref(address)
        link.setForeground(self._theme.colour("accent"))
        link.setFontUnderline(True)
        return link

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(math.ceil(self.document().size().height()) + self._room_below)

    @Slot(QUrl)
    def _emit_link(self, url: QUrl) -> None:
        if url.scheme() in LINK_SCHEMES:
            self.link_clicked.emit(url.toString())

    def loadResource(self, kind: int, name: QUrl | str) -> None:
        """Nothing: a text may not fetch pictures, styles or pages."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The pane scrolls, not the text."""
        event.ignore()

    def minimumSizeHint(self) -> QSize:
        """No width of its own: the column says how wide it is."""
        return QSize(0, 0)
