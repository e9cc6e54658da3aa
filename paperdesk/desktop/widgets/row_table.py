"""A list of rows over a model of one column, with a text for an empty list, and a foot below.

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


_ABOVE_FOOT = 16
"""Above and below the text of an empty list with a foot."""


class RowTable(QTableView):
    """Rows of one height and the width of the view, without grid and heads."""

    link_clicked = Signal(str)
    """The name of a link in the text of an empty list."""
    _foot: QWidget | None = None

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
        self._empty.setTextFormat(Qt.TextFormat.RichText)
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
        """Show that text where there are no rows: above the foot, else at a third of the height."""
        label, view = self._empty, self.viewport()
        label.setVisible(not self.model().rowCount() and bool(label.text()))
        if label.isVisibleTo(view):
            width = max(0, view.width() - 32)
            height = label.heightForWidth(width)
            third = max(0, view.height() // 3 - height // 2)
            top = _ABOVE_FOOT if self._has_foot() else third
            label.setGeometry(16, top, width, height)
        if self._has_foot():
            self.updateGeometries()

    # A part below the rows

    def set_foot(self, foot: QWidget) -> None:
        """Show a widget of fixed height below the last row, while it is not hidden.

        It scrolls with the rows. Call `place_empty` after it was shown, hidden or resized.
        """
        foot.setParent(self.viewport())
        self._foot = foot
        self.place_empty()

    def show_in_foot(self, top: int, bottom: int) -> None:
        """Scroll so that a part of the foot is in sight; its top counts if it is too high."""
        bar, start = self.verticalScrollBar(), self._foot_top()
        lowest, highest = start + bottom - self.viewport().height(), start + top
        bar.setValue(min(max(bar.value(), lowest), highest))

    def _has_foot(self) -> bool:
        return self._foot is not None and not self._foot.isHidden()

    def _foot_top(self) -> int:
        """Where the foot begins, from the top of the first row."""
        if self.model() is None or self.model().rowCount():
            return self.verticalHeader().length()
        label = self._empty
        return label.height() + 2 * _ABOVE_FOOT if label.isVisibleTo(self.viewport()) else 0

    def updateGeometries(self) -> None:
        value = self.verticalScrollBar().value()
        super().updateGeometries()
        if self._foot is not None and self._has_foot():
            height = self._foot_top() + self._foot.height()
            bar = self.verticalScrollBar()
            bar.setRange(0, max(0, height - self.viewport().height()))
            bar.setPageStep(self.viewport().height())
            bar.setValue(value)
            self._place_foot()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self._foot is not None and self._has_foot():
            self._place_foot()

    def _place_foot(self) -> None:
        assert self._foot is not None
        top = self._foot_top() - self.verticalScrollBar().value()
        self._foot.setGeometry(0, top, self.viewport().width(), self._foot.height())
        if not self.model().rowCount():
            label = self._empty
            label.move(label.x(), _ABOVE_FOOT - self.verticalScrollBar().value())

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
