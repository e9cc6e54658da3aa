"""The reader's list of papers like the one shown, with the words they share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from paperdesk.desktop.theme.painting import paint_focus
from paperdesk.desktop.widgets.basics import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QKeyEvent, QPaintEvent

    from paperdesk.desktop.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class SimilarPaper:
    """A paper like another one."""

    paper: int
    title: str
    words: tuple[str, ...]
    """What they share."""


class SimilarPapers(QWidget):
    """A head with the way to all of them, and a row for each."""

    paper_asked = Signal(int)
    all_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: list[SimilarRow] = []
        self.setAccessibleName("Similar papers")
        head = label("section", self)
        head.setText("Similar papers")
        self.all_button = QPushButton("All similar", self)
        self.all_button.setProperty("kind", "link")
        self.all_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all_button.setToolTip("List every paper like this one")
        self.all_button.clicked.connect(self.all_asked)
        line = QHBoxLayout()
        line.setContentsMargins(theme.px(8), 0, 0, 0)
        line.addWidget(head)
        line.addStretch(1)
        line.addWidget(self.all_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(line)

    def show_papers(self, papers: Sequence[SimilarPaper]) -> None:
        """Show these."""
        for old in self.rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = [SimilarRow(self._theme, each, self) for each in papers]
        for row, each in zip(self.rows, papers, strict=True):
            row.clicked.connect(partial(self.paper_asked.emit, each.paper))
            self._column.addWidget(row)


class SimilarRow(QAbstractButton):
    """A title, and below it the words shared."""

    def __init__(self, theme: Theme, shown: SimilarPaper, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.shown = shown
        words = ", ".join(shown.words)
        self.setText(shown.title)
        self.setAccessibleName(f"Similar: {shown.title}; both say {words}")
        self.setToolTip(shown.title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(theme.row(48))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(self._theme.px(240), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground when hovered, ring when the keyboard is here, two lines."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("pressed" if self.isDown() else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self.hasFocus():
            paint_focus(painter, theme, self.rect(), 6)
        top = (self.height() - px(36)) // 2
        line = QRect(px(8), top, self.width() - px(16), px(18))
        self._write(painter, line, theme.font(13, 500), "text", self.text())
        words = ", ".join(self.shown.words)
        line.translate(0, px(18))
        self._write(painter, line, theme.font(12), "text3", words)

    def _write(self, painter: QPainter, line: QRect, font: QFont, role: str, text: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
