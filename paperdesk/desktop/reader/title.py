"""The title of a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtWidgets import QLabel, QWidget

from paperdesk.desktop.reader.text import ReadingView
from paperdesk.translation import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFont, QPaintEvent, QResizeEvent

    from paperdesk.desktop.session.formula_renderer import FormulaRenderer
    from paperdesk.desktop.theme.theme import Theme

_LONG_TITLE = 110
"""Titles with more characters are set in a smaller font."""


class Title(QLabel):
    """A label whose text is the plain title; `view` inside it shows formulas and highlights."""

    def __init__(
        self, theme: Theme, formulas: FormulaRenderer | None, gutter: int, parent: QWidget
    ):
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("titleLabel")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.view = ReadingView(theme, self._font, 32, self, formulas=formulas, gutter=gutter)
        self.view.setAccessibleName(tr("Title"))
        self.view.setToolTip("")
        self.view.installEventFilter(self)
        self.setFocusProxy(self.view)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_title(self, title: str) -> None:
        """Show a title; if it is the same, highlights and selection stay."""
        if title == self.text():
            return
        other_size = (len(title) > _LONG_TITLE) != (len(self.text()) > _LONG_TITLE)
        self.setText(title)
        if other_size:
            self._restyle()
        self.view.show_text(title)

    def _font(self) -> QFont:
        return self._theme.reading_font(20 if len(self.text()) > _LONG_TITLE else 24, 600)

    @Slot()
    def _restyle(self) -> None:
        self.setFont(self._font())
        self.view.set_line(28 if len(self.text()) > _LONG_TITLE else 32)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make the label as high as the view."""
        if event.type() == QEvent.Type.Resize:
            self.setFixedHeight(self.view.height())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the view as wide as the label."""
        super().resizeEvent(event)
        self.view.setFixedWidth(self.width())

    def minimumSizeHint(self) -> QSize:
        """No minimum width: the column sets it."""
        return QSize(0, 0)

    def sizeHint(self) -> QSize:
        return QSize(0, self.view.height())

    def heightForWidth(self, width: int) -> int:
        return self.view.height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Do nothing: the view paints the text."""
