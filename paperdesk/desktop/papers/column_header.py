"""The titles over the columns of the list: dragged, resized, clicked to sort, chosen by a menu.

header = ColumnHeader(theme, parent)
header.set_layout(layout), header.layout_now()     (key, width, shown) of each, from the left
header.cells() -> ((key, left, width), ...)         where the cells of every row are
header.set_order("date", reverse=False)             which column sorts
header.sort_clicked(name), header.changed()
header.open_menu(global_pos)                        which columns are shown
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QMenu

from paperdesk.desktop.papers.columns import COLUMNS, ICON_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.papers.painter import Cells
    from paperdesk.desktop.theme.theme import Theme

_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_NUMBERS = {column.key: number for number, column in enumerate(COLUMNS)}
_TITLE = _NUMBERS["title"]
Layout = tuple[tuple[str, int, bool], ...]


class ColumnHeader(QHeaderView):
    """32 high. It stands over the list and tells its delegate where the cells are."""

    sort_clicked = Signal(str)
    changed = Signal()
    """Columns were moved, resized, shown or hidden."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._order = ("", False)
        model = QStandardItemModel(0, len(COLUMNS), self)
        model.setHorizontalHeaderLabels([column.title for column in COLUMNS])
        self.setModel(model)
        self.setObjectName("columnHeader")
        self.setAccessibleName("Columns")
        self.setToolTip("Click to sort, drag to move, right click to choose columns")
        self.setFixedHeight(theme.row(32))
        self.setMinimumSectionSize(20)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        for number, column in enumerate(COLUMNS):
            fixed = column.key in ICON_COLUMNS
            mode = QHeaderView.ResizeMode.Fixed if fixed else QHeaderView.ResizeMode.Interactive
            self.setSectionResizeMode(number, mode)
            self.resizeSection(number, theme.px(column.width))
            self.setSectionHidden(number, not column.shown)
        self.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        self.sectionClicked.connect(self._click)
        self.sectionResized.connect(self.changed)
        self.sectionMoved.connect(self.changed)
        theme.changed.connect(self._repaint)

    # How the columns are

    def set_layout(self, layout: Sequence[tuple[str, int, bool]]) -> None:
        """Show columns as they were left; ones not known are passed over."""
        for place, (key, width, shown) in enumerate(one for one in layout if one[0] in _NUMBERS):
            number = _NUMBERS[key]
            self.moveSection(self.visualIndex(number), place)
            if number != _TITLE and key not in ICON_COLUMNS:
                self.resizeSection(number, max(20, width))
            self.setSectionHidden(number, not shown and number != _TITLE)
        self.changed.emit()

    def layout_now(self) -> Layout:
        """Every column from the left: key, width in pixels, whether it is shown."""
        numbers = (self.logicalIndex(place) for place in range(self.count()))
        return tuple(
            (COLUMNS[number].key, self._width(number), not self.isSectionHidden(number))
            for number in numbers
        )

    def _width(self, number: int) -> int:
        """A hidden column has no width now; shown again it has its first one."""
        hidden = self.isSectionHidden(number)
        return self._theme.px(COLUMNS[number].width) if hidden else self.sectionSize(number)

    def cells(self) -> Cells:
        """Where the cells of every row are."""
        return tuple(
            (column.key, self.sectionViewportPosition(number), self.sectionSize(number))
            for number, column in enumerate(COLUMNS)
            if not self.isSectionHidden(number)
        )

    def set_order(self, sort: str, *, reverse: bool) -> None:
        """Mark the column that sorts, and which way."""
        self._order = sort, reverse
        self.viewport().update()

    # Choosing

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of columns."""
        self.open_menu(event.globalPos())

    def open_menu(self, at: QPoint) -> None:
        """Offer every column but the title, which is always there."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def menu(self) -> QMenu:
        """A menu with a tick at every column shown."""
        menu = QMenu(self)
        for number, column in enumerate(COLUMNS):
            if number == _TITLE:
                continue
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(number))
            action.toggled.connect(partial(self._set_shown, number))
        return menu

    def _set_shown(self, number: int, shown: bool) -> None:
        self.setSectionHidden(number, not shown)
        self.changed.emit()

    @Slot(int)
    def _click(self, number: int) -> None:
        if COLUMNS[number].sort:
            self.sort_clicked.emit(COLUMNS[number].sort)

    # How it looks

    def sizeHint(self) -> QSize:
        """Its height; the list says how wide it is."""
        return QSize(0, self._theme.row(32))

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:
        """The title, and a caret where this column sorts."""
        theme, column = self._theme, COLUMNS[number]
        painter.fillRect(rect, theme.colour("list"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        if column.key in ICON_COLUMNS:
            return
        inside = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        font = theme.font(12, 500)
        painter.setFont(font)
        painter.setPen(theme.colour("text2"))
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        sort, reverse = self._order
        if column.sort and column.sort == sort:
            painter.setPen(theme.colour("text"))
            size = theme.px(12)
            text = painter.fontMetrics().horizontalAdvance(column.title)
            left = inside.left() + text + theme.px(4)
            if column.right:
                left = inside.right() + 1 - text - theme.px(4) - size
            down = (sort == "title") == reverse
            icon = theme.icon("ph.caret-down-bold" if down else "ph.caret-up-bold")
            icon.paint(painter, QRect(left, inside.center().y() - size // 2, size, size))
        painter.drawText(inside, _LINE | side, column.title)

    @Slot()
    def _repaint(self) -> None:
        self.viewport().update()
