"""A list of rows over a model of one column, with a text for an empty list.

It is a table: with 100,000 rows a QListView asks the model for each of them on every change of ids
and of a single row (240 ms), a QTableView for those in sight (1 ms).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QTableView,
    QWidget,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent

    from paperdesk.desktop.theme.theme import Theme


class RowTable(QTableView):
    """Rows of one height and the width of the view, without grid and heads."""

    link_clicked = Signal(str)
    """The name of a link in the text of an empty list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "list")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always on, so that titles do not rewrap when a list gets short; its handle hides.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(theme.px(28))
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._empty = LinkLabel("quiet", self.viewport())
        self._empty.hide()
        self._empty.linkActivated.connect(self.link_clicked)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._repaint)

    def set_empty(self, html: str) -> None:
        """Set the text of an empty list: rich text, which may have links."""
        self._empty.setText(html)
        self.place_empty()

    def place_empty(self) -> None:
        """Show that text where there are no rows, centred at a third of the height."""
        label, view = self._empty, self.viewport()
        label.setVisible(not self.model().rowCount() and bool(label.text()))
        if label.isHidden():
            return
        width = max(0, view.width() - 32)
        height = label.heightForWidth(width)
        label.setGeometry(16, max(0, view.height() // 3 - height // 2), width, height)

    @Slot()
    def _repaint(self) -> None:
        self.viewport().update()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        # In a table Home and End go along the row, which is one cell here.
        if action == QAbstractItemView.CursorAction.MoveHome:
            return self.model().index(0, 0)
        if action == QAbstractItemView.CursorAction.MoveEnd:
            return self.model().index(self.model().rowCount() - 1, 0)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of actions here, not the beginning of a title."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_empty()


class LinkLabel(QLabel):
    """Centred sentences. Tab goes from link to link, Enter follows."""

    def __init__(self, kind: str, parent: QWidget) -> None:
        """`kind` is one of the style sheet's."""
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Focus the first link at once; Qt would need another Tab."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.TabFocusReason and not self.hasSelectedText():
            self.focusNextPrevChild(True)
